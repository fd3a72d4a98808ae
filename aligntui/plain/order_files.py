"""Commands that settle or take out: two versions of the same words, answers erased, files for other tools."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from aligntui import settings
from aligntui.engine import edits, versions
from aligntui.engine.messages import said
from aligntui.engine.rounds import erasing
from aligntui.exchange import registry
from aligntui.exchange.registry import ALONG, Format, size
from aligntui.exchange.write import CannotWrite, write
from aligntui.plain.question import Question
from aligntui.session.apply import Refused
from aligntui.store.opening import copy_to
from aligntui.store.permit import CLOSED, Deed
from aligntui.store.problems import StoreProblem
from aligntui.text.clean import clean_line
from aligntui.text.typed_path import NoHome, home_short, path_of

if TYPE_CHECKING:
    from aligntui.plain.face import PlainFace
    from aligntui.session.model import Clash

HERE = Path()


class FileOrders:
    """Asks step by step, and does what was chosen.

    Args:
        face: The plain line.
    """

    def __init__(self, face: PlainFace) -> None:
        self._face = face

    async def nothing(self) -> bool:
        """Leave it."""
        self._face.say("Left as it is.")
        return True

    # two versions

    async def choose_version(self, _: str = "") -> bool:
        """Which of two versions of the same words shows; both stay kept."""
        client = self._face.client
        clashes = versions.clashes(client.view, client.person)
        if not clashes:
            self._face.say("No two versions of the same words wait for a choice.")
            return False
        return self.ask_version(clashes[0])

    def ask_version(self, clash: Clash) -> bool:
        """Ask which version of certain words shows."""
        view = self._face.client.view
        item = view.item(clash.target)
        code = view.code(item).replace("_", " ") if item is not None else ""
        first, second, both = versions.versions(view, clash, self._face.client.person)
        ways = [
            (f"{one.name}: {one.words} ({one.by})", partial(self._choose, clash, one.words))
            for one in (first, second)
        ]
        write = (f"{both.name}: {both.words}", partial(self._ask_both, clash))
        leave = ("leave it as it is; both stay kept", self.nothing)
        self._face.say(f"{code}: two people changed the same words. Both are kept.")
        before = clash.base or "nothing"
        self._face.put(Question(f"Which shows? Before it was: {before}", (*ways, write, leave)))
        return True

    async def _ask_both(self, clash: Clash) -> bool:
        both = versions.from_both(clash)

        async def take(words: str) -> bool:
            return await self._choose(clash, words or both)

        self._face.put(Question(f"One from the two, in a line. An empty line takes: {both}", take=take))
        return True

    async def _choose(self, clash: Clash, words: str) -> bool:
        item = self._face.client.view.item(clash.target)
        if item is None or clash.id not in self._face.client.view.session.clashes:
            self._face.say("Somebody else has chosen meanwhile.")
            return False
        ops = edits.choose(clash.id, item, clash.field, clash.theirs, words)
        return await self._face.commit(ops, said("as-told", words=versions.CHOSEN))

    # answers erased

    async def erase(self, _: str) -> bool:
        """Raw answers of a round, or one's own: they go for good."""
        face, client = self._face, self._face.client
        if client.unsaved:
            # What waits may hold answers too, and would be written afterwards.
            face.say(face.meanwhile.unsaved())
            return False
        restricted = client.handle.permit.restricted
        every = erasing.erasable(client.view, client.person, client.drafts.marked, own_only=restricted)
        if not every:
            face.say(erasing.NONE)
            return True
        ways = []
        for entry in every:
            choice = erasing.in_words(client.view, entry)
            words = f"{choice.where}, {choice.whose}, {choice.when}: {choice.goes}"
            ways.append((words, partial(self._make_sure, entry)))
        leave = ("none; nothing is erased", self.nothing)
        face.put(Question("Whose answers shall go? Nothing brings them back.", (*ways, leave)))
        return True

    async def _make_sure(self, entry: erasing.Erasable) -> bool:
        face = self._face
        face.say(erasing.in_words(face.client.view, entry).gone)
        face.say(erasing.STAYS)
        ways = (("keep them", self.nothing), ("erase them for good", partial(self._erase, entry)))
        face.put(Question("Erase them?", ways))
        return True

    async def _erase(self, entry: erasing.Erasable) -> bool:
        face, client = self._face, self._face.client
        try:
            done = client.handle.erase(entry.round.id, entry.ballot)
        except (StoreProblem, Refused) as problem:
            face.say(str(problem))
            return False
        client.typed.reread()
        client.take_snapshot()
        face.say(face.word(erasing.told(done, restricted=client.handle.permit.restricted)))
        return True

    # files

    async def out(self, _: str) -> bool:
        """Write the session to a file; while something is not saved, all of it to another folder."""
        face, handle = self._face, self._face.client.handle
        if not handle.permit.may(Deed.FILES):
            face.say(f"{CLOSED} /leave leaves{'' if face.client.unsaved else '; all is kept'}.")
            return False
        if handle.waiting or handle.lost:
            face.put(
                Question(
                    "Everything goes to another folder, made when it is missing. Which one?", take=self._copy
                )
            )
            return True
        formats = registry.formats(face.client.view.book).values()
        ways = [(f"{one.name}: {one.help}", partial(self._ask_along, one)) for one in formats]
        face.put(Question("In which form shall it leave?", (*ways, ("in none", self.nothing))))
        return True

    async def _copy(self, words: str) -> bool:
        handle = self._face.client.handle
        try:
            path = copy_to(handle, path_of(words or "~", HERE), changes=list(handle.waiting.changes))
        except (StoreProblem, NoHome) as problem:
            self._face.say(str(problem))
            return False
        self._face.say(f"Everything is in {home_short(path)}. Here it is tried again.")
        return True

    async def _ask_along(self, form: Format) -> bool:
        if not form.comes_back:
            return await self._ask_path(form)
        book, ways = self._face.client.view.book, []
        for number, (name, words) in enumerate(ALONG):
            known = registry.formats(book, with_answers=number == 1, archive=number == 2)
            ways.append((f"{name}: {words}", partial(self._ask_path, known[form.name])))
        self._face.put(Question("What goes along?", tuple(ways)))
        return True

    async def _ask_path(self, form: Format) -> bool:
        folder = settings.documents()
        offered = f"{home_short(folder)}/{form.file_name(self._face.client.view.session.meta.title)}"

        async def take(words: str) -> bool:
            return await self._write(form, words or offered, folder)

        self._face.put(Question(f"Into which file? An empty line takes {offered}", take=take))
        return True

    async def _write(self, form: Format, typed: str, folder: Path) -> bool:
        face = self._face
        try:
            path = path_of(typed, HERE, folder)
        except NoHome as problem:
            face.say(str(problem))
            return False
        if path.is_file() and not path.is_symlink():
            replace = ("replace it", partial(self._put, form, path, force=True))
            ask = f"{clean_line(path.name)} is there already."
            face.put(Question(ask, (("leave it", self.nothing), replace)))
            return True
        return await self._put(form, path)

    async def _put(self, form: Format, path: Path, *, force: bool = False) -> bool:
        try:
            count = write(path, form.write(self._face.client.view), force=force)
        except CannotWrite as problem:
            self._face.say(str(problem))
            return False
        self._face.say(f"Written: {clean_line(str(path))} ({size(count)}). Only you can read it.")
        return True
