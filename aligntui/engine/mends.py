"""Findings with the step that mends them: where one goes when one wants to put a thing right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from aligntui.analysis.figure import Finding
from aligntui.analysis.figures import Figures
from aligntui.analysis.view import View
from aligntui.engine.kind import Intent, Offer
from aligntui.engine.messages import Message, said
from aligntui.engine.runs import walk
from aligntui.engine.runs.conditions import done_when
from aligntui.engine.ways_back import Spot
from aligntui.methods.kinds import KINDS, RATING
from aligntui.methods.lists import Relation
from aligntui.methods.types import Method, Step, as_list
from aligntui.session.model import Clash, Run, RunStep, record_id

ASIDE = "aside"
"""Word by which a finding says that it may be set aside."""
LACKS = 2
"""How well a step mends that writes the list and does not ask for the field."""


class Found(Struct, frozen=True):
    """A finding, where it comes from, and the reason for which it was set aside."""

    finding: Finding
    method: Method | None = None
    step: Step | None = None
    """Step whose own check it is."""
    aside: str = ""
    clash: Clash | None = None
    """Two versions of the same words, of which one is to be chosen."""
    alike: tuple[Finding, ...] = ()
    """All that say the same of several items, this one first; empty for one that stands alone."""
    rest: tuple[Found, ...] = ()
    """Findings that are not shown yet, in whose place this line stands."""
    under: bool = False
    """Whether it is one of several that were gathered, shown below them."""

    @property
    def every(self) -> tuple[Finding, ...]:
        """The findings that this line speaks of."""
        return self.alike or (self.finding,)


def found(view: View, figures: Figures | None = None, run: Run | None = None) -> list[Found]:
    """Everything that the checks of a session say, worst first; what was set aside comes last.

    Args:
        view: The snapshot.
        figures: Its figures.
        run: The sitting whose steps are asked too, once they were left as done, for what they still wait for.
    """
    from aligntui.analysis import checks
    from aligntui.analysis.checks import RANK

    reasons = {key: waiver.reason for key, waiver in view.session.waivers.items()}
    every = [
        Found(_reachable(view, finding), one.method, one.step, reasons.get(finding.key, ""))
        for one in checks.said(view.changed(waivers={}))
        for finding in (checks.in_waivers(view, one.finding),)
    ]
    if figures is not None and run is not None:
        every += left_open(view, figures, run, reasons)
    return [
        *clashes(view),
        *sorted(every, key=lambda one: (bool(one.aside), RANK[one.finding.severity], one.finding.is_late)),
    ]


def left_open(view: View, figures: Figures, run: Run, reasons: Mapping[str, str]) -> Iterator[Found]:
    """What steps that were left as done still wait for: as the running order marks it, under its waiver.

    Args:
        view: The snapshot.
        figures: Its figures.
        run: The sitting whose steps they are.
        reasons: Key of a finding -> the reason for which it was set aside.
    """
    for place in run.steps:
        pair = view.book.step(place.step)
        if place.state != "done" or pair is None:
            continue
        method, step = pair
        met = done_when(view, figures, run, place)
        if waits := "; ".join(words for words, is_met in met if not is_met):
            said = f"{step.short or step.title}: still open: {waits}."
            more = _takes_more(step, run, place)
            finding = Finding(code="done", severity="hint", message=said, mend=more, target=place.step)
            yield Found(finding, method, step, reasons.get(finding.key, ""))


def _reachable(view: View, finding: Finding) -> Finding:
    """Where no step of the session writes at its place, it is mended in what it is about."""
    steps = ((method, step) for method in view.book.methods.values() for step in method.steps)
    if not finding.place or any(_writes(view, *pair, finding.place) for pair in steps):
        return finding
    return replace(finding, place="")


def gathered(view: View, findings: Iterable[Found], opened: Container[str] = ()) -> list[Found]:
    """The same, those that say the same of several items in one line.

    Args:
        view: The snapshot.
        findings: As `found` gives them.
        opened: Keys of the first findings of lines whose single ones are shown below them.
    """
    from aligntui.analysis import gather

    groups: dict[tuple[str, ...], list[Found]] = {}
    for number, one in enumerate(findings):
        kind = () if one.clash is not None else gather.kind(view, one.finding)
        groups.setdefault((*kind, one.aside) if kind else (str(number),), []).append(one)
    out: list[Found] = []
    for alike in groups.values():
        first = alike[0]
        if len(alike) == 1:
            out.append(first)
            continue
        out.append(replace(first, alike=tuple(one.finding for one in alike)))
        if first.finding.key in opened:
            out += [replace(one, under=True) for one in alike]
    return out


def shortened(findings: Sequence[Found]) -> list[Found]:
    """The same, of those that are open the first dozen lines; in place of the others how many there are."""
    from aligntui.analysis.gather import FIRST

    opened = [one for one in findings if not one.aside]
    lines = [one for one in opened if not one.under]
    if len(lines) <= FIRST + 1:
        return list(findings)
    cut = opened.index(lines[FIRST])
    rest = tuple(opened[cut:])
    more = Finding(code="more", severity=rest[0].finding.severity, message=f"{len(lines) - FIRST} more.")
    aside = [one for one in findings if one.aside]
    return [*opened[:cut], Found(more, rest=rest), *aside]


def place_after(findings: Sequence[Found], key: str, at: int) -> int:
    """Where one stands among findings that changed: at the same one, else at its place, where the next is."""
    if at < len(findings) and findings[at].finding.key == key:
        return at
    same = next((n for n, one in enumerate(findings) if one.finding.key == key), at)
    return max(0, min(same, len(findings) - 1))


def clashes(view: View) -> list[Found]:
    """Words that two people changed at once, as findings: they come first, for one key settles them."""
    from aligntui.engine.versions import where

    said = "{}: two people changed the same words. Both are kept."
    return [
        Found(
            Finding(
                code="2", severity="warning", message=said.format(where(view, clash.target, clash.field)),
                mend="Choose which shows.", target=clash.target, field=clash.field,
            ),
            clash=clash,
        )
        for clash in view.session.clashes.values()
    ]  # fmt: skip


def counts(findings: Iterable[Found]) -> dict[str, int]:
    """Severity -> how many are open; what was gathered counts once."""
    from aligntui.analysis.checks import RANK

    every = (single for one in findings for single in (one.rest or (one,)))
    open_ones = Counter[str](one.finding.severity for one in every if not one.aside and not one.under)
    return {severity: open_ones[severity] for severity in RANK}


def mending_step(view: View, run: Run, one: Found, here: str = "") -> RunStep | None:
    """The screen of a run that mends a finding; None when the run has none.

    Args:
        view: The snapshot.
        run: The run.
        one: The finding.
        here: Id of the run step where the person stands; it is taken when it can mend.
    """
    best, chosen = 0, None
    for place in run.steps:
        pair = view.book.step(place.step)
        points = fitness(view, one, *pair) if pair is not None else 0
        if points:
            points += 3 if place.id == here else (1 if place.state == "begun" else 0)
        if points > best:
            best, chosen = points, place
    return chosen


def writing_step(view: View, run: Run, item: str, step: str = "") -> RunStep | None:
    """The step of a run in which an item is written; None when the run has none.

    Another one, by its `method/step`, where that writes of the item.
    """
    if (named := next((place for place in run.steps if place.step == step), None)) is not None:
        return named
    record, field = view.item(item), "text"
    if item.startswith(record_id("")) and record is not None:
        # What is asked of a record at last is what is read of it.
        asked = list(view.book.fields(item))
        field = next((key for key in reversed(asked) if record.fields.get(key)), field)
    words = Finding(code="", severity="hint", message="", target=item, field=field)
    return mending_step(view, run, Found(words))


def mending_ref(view: View, one: Found) -> str:
    """The `method/step` that mends a finding, among all the session knows; "" when there is none."""
    scored = [
        (fitness(view, one, method, step), f"{method.method}/{step.id}")
        for method in view.book.methods.values()
        for step in method.steps
    ]
    points, ref = max(scored, default=(0, ""), key=lambda pair: pair[0])
    return ref if points else ""


def fitness(view: View, one: Found, method: Method, step: Step) -> int:
    """How well a step can mend a finding: 0 not at all."""
    if not KINDS[step.kind].writes:
        return 0
    finding = one.finding
    if finding.place:
        return 6 if _writes(view, method, step, finding.place) else 0
    item = view.item(finding.target) if finding.target else None
    points = _asks(view, step, item.collection, finding.field) if item is not None else 0
    same = one.method is not None and one.method.method == method.method
    if one.step is not None and one.step.id == step.id and same:
        # A step may check what another one asks for.
        return points + (1 if points == LACKS else 6)
    if not finding.target and same:
        points += 2 if one.step is None else 1
    return points


def asked_of(view: View, figures: Figures, method: Method, step: Step) -> Message | None:
    """How much the checks ask of what is written in a step; None where they ask nothing."""
    every = (Found(finding) for finding in figures.findings(method, step))
    asked = gathered(view, (one for one in every if fitness(view, one, method, step) > LACKS))
    if not asked:
        return None
    # The worst one stands first: its sign is the one that the findings give it.
    title, tone = step.short or step.title, asked[0].finding.severity
    return said("asked-of-step", tone, count=len(asked), title=title)


def worded(view: View, method: Method, step: Step, phase: str, finding: Finding, words: str = "") -> Message:
    """What a finding says and asks, with how one gets to where it is mended or set aside.

    Of what is mended where one stands nothing more is said.

    Args:
        view: The snapshot.
        method: The method of the step where one stands.
        step: That step.
        phase: The phase it is in.
        finding: What is said.
        words: How the finding is told there; "" for its own sentences.
    """
    if ASIDE in finding.mend:
        return _told("told-aside", finding, words)
    at = finding.place.split("/")[2:]
    is_here = fitness(view, Found(finding), method, step) > 0 and at in ([], [phase])
    leads = not is_here and bool(finding.place or finding.target)
    return _told("told-mend" if leads and mending_ref(view, Found(finding)) else "as-told", finding, words)


def _takes_more(step: Step, run: Run, place: RunStep) -> str:
    """Who goes back where, for a list that takes no lines in the phase in which it was left; "" elsewhere."""
    if run.solo or place.phase not in RATING or KINDS[step.kind].writes != "items":
        return ""
    names = walk.phases(step, run)
    before = [name for name in names[: names.index(place.phase)] if name in ("write", "merge")]
    return (
        f"Whoever leads goes back to {before[-1].capitalize()} in that step: there it takes more."
        if before
        else ""
    )


def goes_with(view: View, run: Run, place: RunStep | None, finding: Finding) -> Message:
    """What is said where a finding is mended: of a closed round also what opens it again."""
    closed = errand_at(view, run, place, finding).phase in RATING
    return _told("mend-of-closed" if closed else "as-told", finding)


def _told(way: str, finding: Finding, words: str = "") -> Message:
    """A finding in its own words, or in these, with the way to where it is mended."""
    return said(way, words=words or f"{finding.message} {finding.mend}".strip())


def errand_at(view: View, run: Run, place: RunStep | None, finding: Finding) -> Spot:
    """What gets the focus at a step where a finding is mended.

    Where a team has closed the round behind it one comes to the phase in which it was answered: there whoever
    leads opens it again, and nowhere else.
    """
    spot, pair = errand(view, finding), view.book.step(place.step) if place is not None else None
    if place is None or pair is None or pair[1].kind != "ask" or run.solo or place.phase in RATING:
        return spot
    rounds = view.rounds(place.step, run.id)
    asked = next((phase for phase in walk.phases(pair[1], run) if phase in RATING), "")
    closed = bool(rounds) and all(one.state == "revealed" for one in rounds)
    return spot._replace(phase=asked) if closed else spot


def errand(view: View, finding: Finding) -> Spot:
    """What gets the focus where a finding is mended."""
    if not finding.place:
        return Spot(finding.target, finding.field)
    name, _, field = finding.place.partition(".")
    if field:
        others = (item for ref in finding.others if (item := view.item(ref)) is not None)
        first = next((item.id for item in others if item.collection == name), "")
        # What is still to be written there is written to what the finding is about, where that prompts it.
        return Spot(first, field) if first or not _prompts(view, finding) else Spot(finding.target, "", True)
    if (relation := view.book.relations.get(name)) is not None and (pair := _pair(view, relation, finding)):
        return Spot(pair, "", True)
    phase = name.split("/")[2:]
    return Spot(finding.target or ">".join(finding.others), "", True, *phase)


def _pair(view: View, relation: Relation, finding: Finding) -> str:
    """The pair of a crossing that a finding about none of its ends is about; "" where it is about one."""
    rows, cols = as_list(relation.rows), as_list(relation.cols)
    about = view.item(finding.target)
    others = [item for ref in finding.others if (item := view.item(ref)) is not None]
    if (about is not None and about.collection in (*rows, *cols)) or len(others) != 2:
        return ""
    return ">".join(item.id for item in sorted(others, key=lambda item: item.collection not in rows))


def way_to_answer(offers: Iterable[Offer], step: Step, subject: str) -> Intent | None:
    """What puts the focus on the subject of a round in its step; None where nothing does."""
    if not any(offer.verb == "focus" for offer in offers):
        return None
    item, _, field = subject.partition("#")
    # A plot stands on an item and one of its two scales.
    return Intent("focus", item, field) if field in (step.x, step.y) else Intent("focus", subject)


def way_to(offers: Iterable[Offer], step: Step, item: str, field: str, *, stand: bool) -> Intent | None:
    """What opens an item where one came to it, or only puts the focus on it; None where nothing does."""
    verbs = {offer.verb for offer in offers}
    # What is taken on with a key of its own is chosen among the others.
    ways = ("focus",) if stand or (field and field == step.mark) else ("open", "focus")
    verb = next((verb for verb in ways if verb in verbs), "")
    return Intent(verb, item, field if verb == "open" else "") if item and verb else None


def _writes(view: View, method: Method, step: Step, place: str) -> bool:
    """Whether a step writes at the place that a finding names."""
    if "/" in place:
        return [method.method, step.id] == place.split("/")[:2]
    collection, _, field = place.partition(".")
    return step.relation == place if not field else _asks(view, step, collection, field) > LACKS


def _prompts(view: View, finding: Finding) -> bool:
    """Whether what a finding is about may prompt the line that writes at its place."""
    steps = ((method, step) for method in view.book.methods.values() for step in method.steps if step.prompt)
    return bool(finding.target) and any(_writes(view, *pair, finding.place) for pair in steps)


def _asks(view: View, step: Step, collection: str, field: str) -> int:
    """Whether a step writes this field of this list or record."""
    if collection.startswith("record:"):
        holds = step.record == collection.removeprefix("record:")
    else:
        each = [step.each] if step.each and step.kind == "form" else []
        names = [*view.book.held(step), *each, *as_list(step.about), *([step.makes] if step.makes else [])]
        holds = collection in names
    if not holds:
        return 0
    if step.kind == "ask":
        return 6 if field and step.into == field else 1
    if field and step.mark == field:
        return 6
    if step.fields is None:
        return 4
    if (field or "text") not in step.fields:
        return 3 if field == "text" and step.makes == collection else LACKS
    return 4 if field in ("", "text") else 5
