"""Out: the session as a file, in the form that somebody else needs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from aligntui.exchange import registry
from aligntui.exchange.registry import ALONG, size
from aligntui.exchange.write import CannotWrite, write
from aligntui.session.model import Run
from aligntui.settings import documents
from aligntui.store.permit import Deed
from aligntui.text.typed_path import NoHome, home_short, path_of
from aligntui.tui.asking import Asked, Hint
from aligntui.tui.commands import Out, normal
from aligntui.tui.kept import KeptSheet
from aligntui.tui.navigation import go_home
from aligntui.tui.pages.export.rows import out_rows
from aligntui.tui.pathline import complete, shown
from aligntui.tui.rows import moved
from aligntui.tui.widgets.line import Line

if TYPE_CHECKING:
    from aligntui.store.api import Handle

CLIPBOARD = 100_000
"""Bytes that are sent to the clipboard at most; terminals drop longer texts."""


class OutPage(KeptSheet):
    """Formats, then one line for the path."""

    GRAMMAR = (
        ("Going", "Enter", "choose the form, then the path"),
        ("Going", "c", "copy it to the clipboard instead"),
        ("Going", "Left Right", "what goes along"),
        ("Going", "Esc", "back"),
        ("Going", "arrows", "move, also j k"),
    )

    def __init__(self, handle: Handle, run: Run | None) -> None:
        super().__init__(handle, run)
        self._at = 0
        self._along = 0
        self._replace = ""
        """Path whose file a second Enter replaces."""

    def prepare(self) -> None:
        """Look at the session as it is."""
        self.take_snapshot()

    @property
    def formats(self) -> list[registry.Format]:
        """All ways out, YAML first."""
        answers, archive = self._along == 1, self._along == 2
        return list(registry.formats(self.view.book, with_answers=answers, archive=archive).values())

    def draw(self, cells: int, height: int) -> list[Line]:
        """Formats and what goes along."""
        return out_rows(self.bar_below(cells), self.formats, self._at, self._along, cells, height)

    def hints(self) -> list[Hint]:
        """Write, choose, back."""
        along = [("Left/Right", "what goes along")] if self.formats[self._at].comes_back else []
        return [("Enter", "write"), ("c", "copy"), ("Up/Down", "move"), *along, ("Esc", "back")]

    async def press(self, key: str) -> bool:
        """Move, choose, back."""
        if key in ("left", "right", "h", "l") and self.formats[self._at].comes_back:
            self._along = (self._along + (1 if key in ("right", "l") else -1)) % len(ALONG)
            self.redraw()
            return True
        to = moved(key, self._at, len(self.formats))
        if to is not None:
            self._at = to
            self.redraw()
            return True
        if key == "escape" or key in {normal(k) for k in self.keymap.keys[Out.name]}:
            self.dismiss(None)
            return True
        if key == "enter":
            self._ask_path()
            return True
        if key == "c":
            await self._copy()
            return True
        return False

    async def _copy(self) -> None:
        """Send it to the clipboard of this person's terminal: only when asked, it replaces what is there."""
        if not self.may(Deed.FILES):
            self.say(self.closed())
            return
        one = self.formats[self._at]
        text = await self.align.do(one.write, self.view)
        count = len(text.encode("utf-8"))
        if count > CLIPBOARD:
            self.say(
                f"{size(count)} is more than a clipboard takes from here. Enter writes a file.", "warning"
            )
            return
        self.app.copy_to_clipboard(text)
        self.say(f"Sent to the clipboard: {one.name} ({size(count)}). Paste it to see that it came.", "ok")

    def _ask_path(self) -> None:
        if not self.may(Deed.FILES):
            self.say(self.closed())
            return
        one = self.formats[self._at]
        name = one.file_name(self.handle.session.meta.title)
        self._replace = ""
        folder, here = documents(), self.align.process.folder

        def completed(typed: str) -> str | None:
            longer, names = complete(typed, here, permit=self.handle.permit, base=folder)
            self.say(shown(names, self.size.width - 2) if names else "Nothing here begins like that.")
            return longer

        def changed(typed: str) -> None:
            self._replace = ""
            self.say("")

        async def written(typed: str) -> None:
            await self._write(typed, folder)

        title = f"{one.name}, in {home_short(folder)} unless you name another folder"
        self.ask(
            Asked(
                "file >",
                written,
                title=title,
                completed=completed,
                changed=changed,
                enter="write",
                offered=True,
            ),
            f"{home_short(folder)}/{name}",
        )

    async def _write(self, typed: str, folder: Path) -> None:
        if not self.may(Deed.FILES):
            self.say(self.closed())
            return
        one = self.formats[self._at]
        try:
            path = path_of(typed, self.align.process.folder, folder)
        except NoHome as problem:
            self.say(str(problem), "error")
            return
        if path.is_file() and not path.is_symlink() and self._replace != str(path):
            self._replace = str(path)
            self.say(f"{path.name} is there already. Enter again replaces it.", "warning")
            return

        def job() -> int:
            return write(path, one.write(self.view), force=self._replace == str(path))

        try:
            count = await self.align.do(job)
        except CannotWrite as problem:
            self.say(str(problem), "error")
            return
        self.stop_asking()
        self.say(f"Written: {path} ({size(count)}). Only you can read it.", "ok")

    async def do_home(self) -> None:
        """Home."""
        go_home(self.align, self.handle.session.meta.id)
