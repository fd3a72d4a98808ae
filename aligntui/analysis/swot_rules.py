"""What a practitioner asks of a SWOT: how we know, few enough, sharp enough, on the right side, used.

After Hill & Westbrook 1997, who found lists of 40 vague, unverified factors that nobody used afterwards,
and Piercy & Giles 1989. Caps and questions are our convention.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from aligntui.analysis import bind, exact, said_before, say, verbs, wording
from aligntui.analysis.citing import cited
from aligntui.analysis.figure import Figure, Finding, Items
from aligntui.analysis.registry import Role, figure
from aligntui.analysis.view import View
from aligntui.session.model import Item
from aligntui.text.language import CHANGES, FINITE, FINITE_TOO, HEARSAY, LITTLE_WORDS, NEARBY, SOURCES
from aligntui.text.listing import listed
from aligntui.text.words import count, found, tokens

CAP = 6
"""Most factors of a list that a team can use (our convention)."""

WEAK = 1
"""Evidence grade up to which a factor is to be verified: 0 nobody knows, 1 opinion of one."""

SHORT = 4
"""Words up to which a factor without any fact is vague (our convention)."""

UNFINISHED = 2
"""Letters up to which a factor is only begun, so that nothing is said of it yet (our convention)."""

ALIKE = 0.75
"""Share of the shorter one's words in common from which two factors say the same (our convention)."""


@figure(
    "factor_rules",
    {
        "inside": Role("collections", help="What we can change: strengths, weaknesses."),
        "outside": Role("collections", help="What is there without us: opportunities, threats."),
        "chances": Role("collections", needed=False, help="Lists whose lines must not be actions."),
        "evidence": Role("field", needed=False, help="How we know; `evidence`."),
        "compared": Role("field", needed=False, help="Whom we are compared with; `compared`."),
        "grade": Role("field", needed=False, help="Evidence grade 0-4; `grade`."),
        "limit": Role("number", needed=False, help="Cap of each list; its own limit, else 6."),
        "own": Role("field", needed=False, help="Yes-no: could we change it by our own decision?"),
        "still": Role("field", needed=False, help="Yes-no: if we closed, would it still exist?"),
        "cites": Role("field", needed=False, help="Link field that cites factors: `strategies.cites`."),
    },
    {"verify": "Factors nobody can vouch for yet."},
    source="Hill & Westbrook 1997; Piercy & Giles 1989",
)
def factor_rules(view: View, binding: Mapping[str, Any]) -> Figure:
    """Factors with evidence, few, sharp, on the right side, and used."""
    inside, outside = bind.lists(binding, "inside"), bind.lists(binding, "outside")
    lists = [*inside, *outside]
    items = view.items(lists)
    if not items:
        return Figure(why_missing="No factor is written yet.")
    evidence, grade = bind.key(binding, "evidence", "evidence"), bind.key(binding, "grade", "grade")
    chances = bind.lists(binding, "chances")
    findings = [
        *_unsure(view, items, evidence, grade),
        *_too_many(view, lists, bind.whole(binding, "limit", 0)),
        *_actions(items, chances),
        *_sides(view, items, inside, binding),
        *_vague(view, items, evidence, bind.key(binding, "compared", "compared")),
        *_twice(view, items),
        *_unused(view, items, bind.word(binding, "cites")),
    ]
    verify = [f.target for f in findings if f.code == "SW1"]
    return Figure(parts={"verify": Items(ids=verify)}, findings=findings, n=len(items))


def _unsure(view: View, items: list[Item], evidence: str, grade: str) -> Iterator[Finding]:
    for item in items:
        known = view.text(item, evidence).strip()
        level = exact.amount(view, item, grade)
        heard = level is None and _hearsay(known)
        if known and not heard and (level is None or level > WEAK):
            continue
        if not known:
            message, field = "How do we know, and compared with whom?", evidence
            mend = "Write where it was counted, heard or seen."
        elif heard:
            # What is evidence and what is an opinion no list of words tells often enough to judge.
            message, field = "Who saw it, or counted it?", evidence
            mend = "Write that; then grade it."
        else:
            counted = wording.has_fact(known)
            message = "It says more than an opinion now." if counted else "Only an opinion so far."
            mend = "Grade it again." if counted else "Who could count it? Write that; then grade it again."
            field = grade if counted else evidence
        yield say.hint("SW1", message, mend, item.id, field)


def _hearsay(known: str) -> bool:
    """Whether evidence is what people say or feel, with no source, name of a count or date in it."""
    return bool(found(known, HEARSAY)) and not wording.has_fact(known) and not found(known, SOURCES)


def _too_many(view: View, lists: list[str], limit: int) -> Iterator[Finding]:
    full, beyond, caps = [], [], set()
    for name in lists:
        definition = view.book.collections.get(name)
        cap = limit or (definition.limit if definition is not None and definition.limit else CAP)
        items = view.items(name)
        if len(items) > cap:
            full.append(f"{len(items)} {say.title(view, name)}")
            beyond += [i.id for i in items[cap:]]
            caps.add(cap)
    if full:
        most = f"{min(caps)}{'' if len(full) == 1 else ' each'} is what a team can use"
        yield say.warning("SW2", f"{listed(full)}; {most}.", "Merge or park some.", others=beyond)


def _actions(items: list[Item], chances: list[str]) -> Iterator[Finding]:
    for item in items:
        verb = verbs.action(item.text) if item.collection in chances else ""
        if verb:
            message = f'"{say.short(item.text, 32)}" is an action.'
            yield say.hint("SW3", message, "What out there makes it attractive?", item.id, "text")


def _sides(view: View, items: list[Item], inside: list[str], binding: Mapping[str, Any]) -> Iterator[Finding]:
    own, still = bind.key(binding, "own", "own"), bind.key(binding, "still", "still")
    for item in items:
        ours, there = view.text(item, own), view.text(item, still)
        if ours not in ("yes", "no") or there not in ("yes", "no"):
            continue
        here = item.collection in inside
        words = say.short(item.text, 32)
        if ours == there:
            said = "we can change it, and it would be there without us"
            if ours == "no":
                said = "we cannot change it, yet it would go with us"
            message = f'"{words}": {said}.'
            yield say.warning("SW4", message, "Talk it over: is it inside or outside?", item.id, own)
        elif (ours == "yes") != here:
            message = f'"{words}" reads as {"inside" if ours == "yes" else "outside"}.'
            mend = f"It stands under {say.title(view, item.collection)}: move it, or look at both answers."
            yield say.warning("SW4", message, mend, item.id, own)


def _vague(view: View, items: list[Item], evidence: str, compared: str) -> Iterator[Finding]:
    """Short words without a fact. A rival to compare with is one; evidence has a finding of its own."""
    for item in items:
        if view.text(item, compared).strip() or view.text(item, evidence).strip():
            continue
        begun = len(item.text.strip()) <= UNFINISHED
        if not begun and count(item.text) <= SHORT and not _particular(item.text):
            message = f'"{say.short(item.text, 32)}" could stand in any SWOT.'
            yield say.hint("SW5", message, "Add a number, or a rival to compare with.", item.id, "text")


def _particular(text: str) -> bool:
    """Whether words speak of one thing: a number, a name, a place, or somebody who does something."""
    words = tokens(text)
    does = len(words) > 2 and words[1] in (FINITE | FINITE_TOO) - CHANGES and words[0] not in LITTLE_WORDS
    return wording.has_fact(text) or wording.has_name(text) or does or bool(found(text, NEARBY))


def _twice(view: View, items: list[Item]) -> Iterator[Finding]:
    """Factors that say what one of another list says."""
    words = [frozenset(tokens(item.text)) - LITTLE_WORDS for item in items]
    lists = [item.collection for item in items]
    for number, first in said_before.earlier(words, lists, ALIKE):
        item, other = items[number], items[first]
        message = f"{say.name(view, other)} and {say.name(view, item)} say the same."
        mend = "Keep the one that is true, or say what differs."
        yield say.warning("SW6", message, mend, item.id, "text", [other.id])


def _unused(view: View, items: list[Item], cites: str) -> Iterator[Finding]:
    collection, _, field = cites.rpartition(".")
    # Where no step of the session cites, nobody can mend it.
    if view.book.field(collection, field) is None or not view.items(collection):
        return
    used = {target.id for targets in cited(view, cites).values() for target in targets}
    for item in items:
        if item.id not in used:
            message = f'"{say.short(item.text, 32)}" is cited by no strategy.'
            yield say.hint("SW7", message, "Cite it, or park it with the reason.", item.id, place=cites)
