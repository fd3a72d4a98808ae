"""Which session a person means: by id, title, name or a part of one that only it has."""

from __future__ import annotations

from collections.abc import Sequence

from aligntui.store.problems import Ambiguous, NotFound
from aligntui.store.values import SHORT, Entry
from aligntui.text.clean import clean_line
from aligntui.text.listing import listed
from aligntui.text.nearest import nearest_few

NEAREST = 3
"""Titles offered when nothing fits."""


def choose(entries: Sequence[Entry], ref: str) -> Entry:
    """The entry that `ref` means. Letter case does not matter.

    The nearest match counts: the id itself, then a whole title or file name, then the beginning of an id as
    it is shown, then a part of any of them. A copy made by hand answers to what only its file is called.

    Raises:
        NotFound: Nothing fits.
        Ambiguous: Several do.
    """
    wanted = clean_line(ref).casefold()
    found: list[Entry] = []
    if wanted:
        found = [entry for entry in entries if entry.id.casefold() == wanted]
        found = found or [entry for entry in entries if wanted in _whole(entry)]
        if not found and len(wanted) >= SHORT:
            found = [entry for entry in entries if entry.id.casefold().startswith(wanted)]
        found = found or [entry for entry in entries if any(wanted in name for name in _whole(entry))]
        found = [entry for entry in found if not entry.copy_of] or found
    if not found:
        raise _not_found(entries, clean_line(ref))
    if len(found) > 1:
        raise _ambiguous(found, clean_line(ref))
    return found[0]


def _whole(entry: Entry) -> tuple[str, ...]:
    names = (entry.id, entry.title, entry.ref.word, entry.ref.name)
    return tuple(name.casefold() for name in names if name)


def _not_found(entries: Sequence[Entry], ref: str) -> NotFound:
    if not entries:
        return NotFound("There are no sessions here.")
    titles = {entry.title.casefold(): entry.title for entry in entries}
    close = nearest_few(ref.casefold(), titles, most=NEAREST, least=0.4)
    if not close:
        # A long title does not look like the one word of it that was mistyped.
        words = {word: title for title in titles for word in title.split()}
        close = [words[word] for word in nearest_few(ref.casefold(), words, most=NEAREST)]
    nearest = [titles[title] for title in dict.fromkeys(close)]
    said = " or ".join(f'"{title}"' for title in nearest)
    mend = f" Did you mean {said}?" if nearest else " aligntui sessions lists them."
    return NotFound(f'No session answers to "{ref}".{mend}', nearest)


def _ambiguous(found: Sequence[Entry], ref: str) -> Ambiguous:
    length = SHORT
    ids = [entry.id for entry in found]
    while len({ref[:length] for ref in ids}) < len(set(ids)):
        length += 1
    names = []
    for entry in found:
        alone = entry.id and ids.count(entry.id) == 1
        names.append(f'"{entry.title}" ({entry.id[:length] if alone else entry.ref.name})')
    return Ambiguous(
        f'"{ref}" may be {listed(names, word="or")}. Give more of the title, or the id.',
        [(entry.title, entry.id) for entry in found],
    )
