"""Findings that say the same of several items, as one: "S2, S4 and 3 more: how do we know?".

Gathering is for reading. Each finding keeps its own key, so that it is mended and set aside by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from aligntui.analysis import say, told
from aligntui.analysis.figure import Finding
from aligntui.analysis.view import View
from aligntui.text.clean import clip
from aligntui.text.listing import in_words, listed

NAMED = 3
"""Items that are said; of more, two and how many more."""
MOST = 0.75
"""Share of a list from which on what its items lack is said of the list (our convention)."""
FIRST = 12
"""Lines of findings that are shown before the others are asked for (our convention)."""
WORDS = 28
"""Cells of the words of an item that are said beside its code."""
WHOLE = 9999
"""The same where nothing is drawn: no words are that long."""

_QUOTED = re.compile(r'^"[^"]*"[:,]? +')
_IS = re.compile(r"^(?:is|are) +")
_IT = re.compile(r"^It (?=[a-z]+s )")
_VERB = re.compile(r"(?:Point|Say|Name|Cite|Read|Touche|Hang|Serve|Rest|Work|Wait|Run|Weigh)s(?= )")
_HAS = re.compile(r"^(?:has|have) +")


class Gathered(msgspec.Struct, frozen=True):
    """Findings of one kind with the same mend; one at least."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The one that stands for all."""
        return self.findings[0]


def gather(view: View, findings: Iterable[Finding]) -> list[Gathered]:
    """Findings that differ in the item only, put together where the first of them stands."""
    found: dict[tuple[str, ...], list[Finding]] = {}
    for number, finding in enumerate(findings):
        found.setdefault(kind(view, finding) or (str(number),), []).append(finding)
    return [Gathered(tuple(alike)) for alike in found.values()]


def kind(view: View, finding: Finding) -> tuple[str, ...]:
    """What a finding has in common with others like it; nothing when it stands alone."""
    if view.item(finding.target) is None or not view.code(finding.target):
        return ()
    return finding.code, finding.severity, plainly(view, finding), finding.mend


def plainly(view: View, finding: Finding) -> str:
    """The message without the item it is about: `No owner.` of `SG1 price has no owner.`."""
    said = finding.message
    item = view.item(finding.target)
    if item is None:
        return said
    code = view.code(item)
    cut = False
    for named in (f"{code} {' '.join(item.text.split())}", say.name(view, item), code):
        if said.startswith((f"{named} ", f"{named}: ")):
            said, cut = said[len(named) :].lstrip(": "), True
            break
    quoted = _QUOTED.match(said)
    if quoted is not None and not cut and _of_item(quoted[0], item.text):
        said, cut = said[quoted.end() :], True
    if cut:
        said = _HAS.sub("", _IS.sub("", said))
    return said[:1].upper() + said[1:] if cut else said


def _of_item(quoted: str, text: str) -> bool:
    """Whether quoted words are those of the item, whole or cut."""
    said = quoted.strip(' ":,').removesuffix("..")
    return bool(said) and " ".join(text.split()).startswith(said)


def about(view: View, findings: Sequence[Finding], *, codes: bool = False, cells: int = WORDS) -> str:
    """What findings are about: `S2 Thin cushion and S4 Loyal core`, or their codes alone."""
    if whole := of_list(view, findings):
        return whole
    names = [name(view, finding.target, code=codes, cells=cells) for finding in findings]
    return listed(list(dict.fromkeys(filter(None, names))), NAMED)


def of_list(view: View, findings: Sequence[Finding]) -> str:
    """`all nine objectives`, `eight of nine objectives`; "" where few or by far not all are meant."""
    items = {f.target: item for f in findings if (item := view.item(f.target)) is not None}
    if len(items) <= NAMED or any(ref.startswith("record:") for ref in items):
        return ""
    lists = list(dict.fromkeys(item.collection for item in items.values()))
    whole = len(view.items(lists))
    if len(items) < MOST * whole:
        return ""
    titles = listed([say.title(view, collection) for collection in lists])
    if len(items) >= whole:
        return f"all {in_words(len(items))} {titles}"
    return f"{in_words(len(items))} of {in_words(whole)} {titles}"


def name(view: View, ref: str, *, code: bool = False, cells: int = WORDS) -> str:
    """Code and words of an item, title of a record; "" for a finding about the whole."""
    item = view.item(ref) if ref else None
    if item is None:
        return ""
    if ref.startswith("record:"):
        return told.title(view.book, item.collection)
    return (
        view.code(item) if code else f"{view.code(item)} {clip(' '.join(item.text.split()), cells)}".strip()
    )


def message(view: View, gathered: Gathered) -> str:
    """The sentence: as it was said for one, without the item for several."""
    first = gathered.first
    if len(gathered.findings) == 1:
        return first.message
    said = plainly(view, first)
    if said == first.message:
        return _IT.sub("each ", said)
    verb = _VERB.match(said)
    said = said[: verb.end() - 1] + said[verb.end() :] if verb is not None else said
    return said[:1].lower() + said[1:]


def words(view: View, gathered: Gathered, cells: int = WORDS) -> str:
    """What is seen, and of what, in so many cells each: `S2 Thin cushion: How do we know?`."""
    whom, said = about(view, gathered.findings, codes=True), message(view, gathered)
    known = len(gathered.findings) == 1 and (
        said.startswith((f"{whom} ", f"{whom}: ")) or (len(whom) > 1 and whom in re.findall(r"\w+", said))
    )
    if known or not whom:
        return said
    item, quoted = view.item(gathered.first.target), _QUOTED.match(said)
    is_quoted = item is not None and quoted is not None and _of_item(quoted[0], item.text)
    whom = whom if is_quoted else about(view, gathered.findings, cells=cells)
    return f"{whom[:1].upper()}{whom[1:]}: {said}"


def sentence(view: View, gathered: Gathered, cells: int = WORDS) -> str:
    """What is seen, of what, and what to do."""
    return f"{words(view, gathered, cells)} {gathered.first.mend}".strip()


def counts(view: View, findings: Iterable[Finding]) -> dict[str, int]:
    """Severity -> how many things there are to look at, alike ones counted once."""
    total = {"error": 0, "warning": 0, "hint": 0}
    for one in gather(view, findings):
        total[one.first.severity] += 1
    return total
