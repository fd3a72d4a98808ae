"""Out: the session as a file, in the form that somebody else needs."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from aligntui.exchange import registry
from aligntui.exchange.registry import ALONG, size
from aligntui.exchange.write import CannotWrite, write
from aligntui.session.model import Run
from aligntui.settings import documents
from aligntui.store.api import Handle
from aligntui.store.permit import Deed
from aligntui.text.typed_path import NoHome, home_short, is_file, path_of
from aligntui.tui.asking import Asked, Hint
from aligntui.tui.commands import COPY_OUT, OUT
from aligntui.tui.kept import KeptSheet
from aligntui.tui.navigation import go_home
from aligntui.tui.pages.export.rows import out_rows
from aligntui.tui.pathline import complete_in
from aligntui.tui.widgets.line import Line

CLIPBOARD = 100_000
"""Bytes that are sent to the clipboard at most; terminals drop longer texts."""


class OutPage(KeptSheet):
    """Formats, then one line for the path."""

    opened_by = OUT
    GRAMMAR = (
        ("Going", "Enter", "choose the form, then the path"),
        ("Going", "Left Right", "what goes along"),
        ("Going", "Esc", "back"),
        ("Going", "arrows", "move, also j k"),
    )

    def __init__(self, handle: Handle, run: Run | None) -> None:
        super().__init__(handle, run)
        self._along = 0
        self._replace = ""
        """Path whose file a second Enter replaces."""

    @property
    def formats(self) -> list[registry.Format]:
        """All ways out, YAML first."""
        answers, archive = self._along == 1, self._along == 2
        return list(
            registry.formats(
                self.view.book, self.align.store.clock(), with_answers=answers, archive=archive
            ).values()
        )

    def draw(self, cells: int, height: int) -> list[Line]:
        """Formats and what goes along."""
        return out_rows(self.bar_below(cells), self.formats, self.state, self._along, cells, height)

    def hints(self) -> list[Hint]:
        """Write, choose, back."""
        along = [("Left/Right", "what goes along")] if self.form.comes_back else []
        write = [("Enter", "write"), (self.key(COPY_OUT), "copy")]
        return [*write, ("Up/Down", "move"), *along, ("Esc", "back")]

    @property
    def count(self) -> int:
        """All ways out."""
        return len(self.formats)

    @property
    def form(self) -> registry.Format:
        """The one in focus."""
        return self.formats[self.state.at]

    async def press(self, key: str) -> bool:
        """Left and Right choose what goes along."""
        if key in ("left", "right") and self.form.comes_back:
            self._along = (self._along + (1 if key == "right" else -1)) % len(ALONG)
            self.redraw()
            return True
        return await super().press(key)

    async def do_copy_out(self) -> None:
        """Send it to the clipboard of this person's terminal: only when asked, it replaces what is there."""
        one = self.form
        text = await self.align.do(one.write, self.view)
        count = len(text.encode("utf-8"))
        if count > CLIPBOARD:
            self.say(
                f"{size(count)} is more than a clipboard takes from here. Enter writes a file.", "warning"
            )
            return
        self.app.copy_to_clipboard(text)
        self.say(f"Sent to the clipboard: {one.name} ({size(count)}). Paste it to see that it came.", "ok")

    async def enter(self) -> None:
        """Ask where to."""
        if not self.may(Deed.FILES):
            self.say(self.closed())
            return
        one = self.form
        name = one.file_name(self.handle.session.meta.title)
        self._replace = ""
        folder = documents()

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
                completed=partial(complete_in, self, base=folder),
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
        one = self.form
        try:
            path = path_of(typed, self.align.process.folder, folder)
        except NoHome as problem:
            self.say(str(problem), "error")
            return
        if is_file(path) and self._replace != str(path):
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
        self.say(f"Written: {path.name} ({size(count)}). Only you can read it. It is in {path.parent}", "ok")

    async def do_home(self) -> None:
        """Home."""
        go_home(self.align, self.handle.session.meta.id)
