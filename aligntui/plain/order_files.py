"""Commands that settle or take out: two versions of the same words, answers erased, files for other tools."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from aligntui import settings
from aligntui.engine import versions
from aligntui.engine.rounds import erasing
from aligntui.exchange import registry
from aligntui.exchange.registry import ALONG, Format, size
from aligntui.exchange.write import CannotWrite, write
from aligntui.session.apply import Refused
from aligntui.store.opening import copy_to
from aligntui.store.permit import CLOSED, Deed
from aligntui.store.problems import StoreProblem
from aligntui.text.clean import clean_line
from aligntui.text.typed_path import NoHome, home_short, is_file, path_of

if TYPE_CHECKING:
    from aligntui.plain.face import PlainFace
    from aligntui.session.model import Clash

HERE = Path()


# two versions


async def choose_version(face: PlainFace, _: str = "") -> bool:
    """Which of two versions of the same words shows; both stay kept."""
    client = face.client
    clashes = versions.clashes(client.view, client.person)
    again = None if clashes else versions.reopened(client.view, client.person)
    if again is not None and await face.commit(*again):
        clashes = versions.clashes(client.view, client.person)
    if not clashes:
        return face.refuse("No two versions of the same words wait for a choice.")
    return ask_version(face, clashes[0])


def ask_version(face: PlainFace, clash: Clash) -> bool:
    """Ask which version of certain words shows."""
    view = face.client.view
    first, second, both = versions.versions(view, clash, face.client.person)
    ways = [
        (f"{one.name}: {one.words} ({one.by})", partial(_choose, face, clash, one.words))
        for one in (first, second)
    ]
    write = (f"{both.name}: {both.words}", partial(_ask_both, face, clash))
    leave = ("leave it as it is; both stay kept", face.nothing)
    what = versions.where(view, clash.target, clash.field)
    face.say(f"{what}: two people changed the same words. Both are kept.")
    before = clash.base or "nothing"
    return face.put(f"Which shows? Before it was: {before}", (*ways, write, leave))


async def _ask_both(face: PlainFace, clash: Clash) -> bool:
    return face.put(
        "One from the two, in a line. An empty line leaves both as they are.",
        take=lambda words: _choose(face, clash, words) if words else face.nothing(),
    )


async def _choose(face: PlainFace, clash: Clash, words: str) -> bool:
    if clash.id not in face.client.view.session.clashes:
        return face.refuse("Somebody else has chosen meanwhile.")
    return await face.commit(*versions.choose(face.client.view, clash, words))


# answers erased


async def erase(face: PlainFace, _: str) -> bool:
    """Raw answers of a round, or one's own: they go for good."""
    client = face.client
    if client.unsaved:
        # What waits may hold answers too, and would be written afterwards.
        return face.refuse(face.meanwhile.unsaved())
    restricted = client.handle.permit.restricted
    every = erasing.erasable(client.view, client.person, client.drafts.marked, own_only=restricted)
    if not every:
        return face.say(erasing.NONE)
    ways = []
    for entry in every:
        choice = erasing.in_words(client.view, entry)
        words = f"{choice.where}, {choice.whose}, {choice.when}: {choice.goes}"
        ways.append((words, partial(_make_sure, face, entry)))
    leave = ("none; nothing is erased", face.nothing)
    return face.put("Whose answers shall go? Nothing brings them back.", (*ways, leave))


async def _make_sure(face: PlainFace, entry: erasing.Erasable) -> bool:
    face.say(erasing.in_words(face.client.view, entry).gone)
    face.say(erasing.STAYS)
    ways = (("keep them", face.nothing), ("erase them for good", partial(_erase, face, entry)))
    return face.put("Erase them?", ways)


async def _erase(face: PlainFace, entry: erasing.Erasable) -> bool:
    client = face.client
    try:
        done = client.handle.erase(entry.round.id, entry.ballot)
    except (StoreProblem, Refused) as problem:
        return face.refuse(str(problem))
    client.typed.reread()
    client.take_snapshot()
    return face.say(face.word(erasing.told(done, restricted=client.handle.permit.restricted)))


# files


async def out(face: PlainFace, _: str) -> bool:
    """Write the session to a file; while something is not saved, all of it to another folder."""
    handle = face.client.handle
    if not handle.permit.may(Deed.FILES):
        return face.refuse(f"{CLOSED} /leave leaves{'' if face.client.unsaved else '; all is kept'}.")
    if handle.waiting or handle.lost:
        ask = "Everything goes to another folder, made when it is missing. Which one?"
        return face.put(ask, take=partial(_copy, face))
    formats = registry.formats(face.client.view.book, face.now()).values()
    ways = [(f"{one.name}: {one.help}", partial(_ask_along, face, one)) for one in formats]
    return face.put("In which form shall it leave?", (*ways, ("in none", face.nothing)))


async def _copy(face: PlainFace, words: str) -> bool:
    handle = face.client.handle
    try:
        path = copy_to(handle, path_of(words or "~", HERE), changes=list(handle.waiting.changes))
    except (StoreProblem, NoHome) as problem:
        return face.refuse(str(problem))
    return face.say(f"Everything is in {home_short(path)}. Here it is tried again.")


async def _ask_along(face: PlainFace, form: Format) -> bool:
    if not form.comes_back:
        return await _ask_path(face, form)
    book, ways = face.client.view.book, []
    for number, (name, words) in enumerate(ALONG):
        known = registry.formats(book, face.now(), with_answers=number == 1, archive=number == 2)
        ways.append((f"{name}: {words}", partial(_ask_path, face, known[form.name])))
    return face.put("What goes along?", ways)


async def _ask_path(face: PlainFace, form: Format) -> bool:
    folder = settings.documents()
    offered = f"{home_short(folder)}/{form.file_name(face.client.view.session.meta.title)}"
    return face.put(
        f"Into which file? An empty line takes {offered}",
        take=lambda words: _write(face, form, words or offered, folder),
    )


async def _write(face: PlainFace, form: Format, typed: str, folder: Path) -> bool:
    try:
        path = path_of(typed, HERE, folder)
    except NoHome as problem:
        return face.refuse(str(problem))
    if is_file(path):
        replace = ("replace it", partial(_put, face, form, path, force=True))
        ask = f"{clean_line(path.name)} is there already."
        return face.put(ask, (("leave it", face.nothing), replace))
    return await _put(face, form, path)


async def _put(face: PlainFace, form: Format, path: Path, *, force: bool = False) -> bool:
    try:
        count = write(path, form.write(face.client.view), force=force)
    except CannotWrite as problem:
        return face.refuse(str(problem))
    return face.say(
        f"Written: {clean_line(path.name)} ({size(count)}). Only you can read it. "
        f"It is in {clean_line(str(path.parent))}"
    )
