"""What a walker sees of the app. The one module of the walks that names what today's screens are made of."""

from __future__ import annotations

import contextlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any
from unittest.mock import patch

from textual.widget import Widget

import aligntui.tui
from aligntui.tui import commands as commanding
from aligntui.tui.app import AlignApp
from aligntui.tui.page import Page
from aligntui.tui.widgets.inputs import EditLine
from aligntui.tui.workshop.page import WorkshopPage

KEEPING = ("keep", "set it aside")
"""What Enter says it does in lines of pages beside the workshop that keep what is typed."""
NOWHERE = "nowhere on disk"
"""What is said before the same key leaves what could not be written anywhere."""
TAKING = ("enter", "tab", "escape")
"""Keys that lose no word in a step: in and on, to the next field, out."""
BEHIND = {
    "enter": "enter",
    "esc": "escape",
    "tab": "tab",
    "space": "space",
    "delete": "delete",
    "pgdn": "pagedown",
    "pgup": "pageup",
    "up": "up",
    "down": "down",
    "left": "left",
    "right": "right",
    "home": "home",
    "end": "end",
}
"""Keys as the key line writes them, and as the terminal sends them."""


def page_classes() -> list[type[Page]]:
    """All pages that the app can show: those of its screens that no other one is built upon."""
    for module in pkgutil.walk_packages(aligntui.tui.__path__, "aligntui.tui."):
        import_module(module.name)
    every = list(_below(Page))
    return [page for page in every if not page.__subclasses__()]


def _below(page: type[Page]) -> Iterator[type[Page]]:
    for child in page.__subclasses__():
        yield child
        yield from _below(child)


def command_names() -> list[str]:
    """All commands of pages; those of a step are intents of its kind, played elsewhere."""
    page_classes()
    return [c.name for c in commanding.commands() if not c.step]


@contextlib.contextmanager
def watched_commands(note: Callable[[str, str], None]) -> Iterator[None]:
    """Tell `note(page, command)` of each command that is run, by whichever key, entry or row."""
    page_classes()
    known = {command.handler(): command.name for command in commanding.commands()}

    def telling(method: Any, name: str) -> Any:
        async def run(self: object, *answered: object) -> None:
            note(type(self).__name__, name)
            await method(self, *answered)

        return run

    with contextlib.ExitStack() as stack:
        pages = {Page, *_below(Page)}
        for owner in {*pages, *(part for page in pages for part in page.PARTS.values())}:
            for handler in known.keys() & vars(owner).keys():
                method = vars(owner)[handler]
                if inspect.iscoroutinefunction(method):
                    stack.enter_context(patch.object(owner, handler, telling(method, known[handler])))
        yield


class Eyes:
    """One app as the person before it sees it."""

    def __init__(self, app: AlignApp) -> None:
        self.app = app

    @property
    def pages(self) -> list[Page]:
        """Open pages, the one in front first."""
        return self.app.pages()

    @property
    def top(self) -> Page | None:
        """The page in front."""
        return next(iter(self.pages), None)

    @property
    def place(self) -> str:
        """Page, and where it is a step its kind, layout and phase."""
        top = self.top
        if not isinstance(top, WorkshopPage) or top.step_view is None:
            return type(top).__name__
        step, phase = top.scene.step, top.scene.here.phase
        return " ".join(str(part) for part in (type(top).__name__, step.kind, step.layout, phase) if part)

    @property
    def step(self) -> str:
        """`method/step` where one stands in a step."""
        top = self.top
        return top.scene.here.step if isinstance(top, WorkshopPage) and top.step_view is not None else ""

    @property
    def kind(self) -> str:
        """Kind of the step one stands in."""
        top = self.top
        return top.scene.step.kind if isinstance(top, WorkshopPage) and top.step_view is not None else ""

    @property
    def focused(self) -> Widget | None:
        """What has the keys."""
        return self.app.screen.focused if self.pages else None

    @property
    def line(self) -> EditLine | None:
        """The line in focus, None while no line has it."""
        focused = self.focused
        return focused if isinstance(focused, EditLine) else None

    def keeps(self, key: str) -> bool:
        """Whether a key keeps what is typed here; none does where one only looks for it or names a file."""
        top = self.top
        asked = getattr(top, "asked", None)
        if self.line is None or top is None or top.too_small:
            return False
        if asked is not None:
            return key == "enter" and asked.enter in KEEPING
        return key in TAKING and hasattr(top, "step_view")

    @property
    def too_small(self) -> bool:
        """Whether the window shows nothing but how large it must be."""
        top = self.top
        return top is None or top.too_small

    def commands(self) -> dict[str, tuple[str, str]]:
        """Name of each command offered here, of the step too: its key, "" for none, and its title."""
        top = self.top
        view = top.step_view if isinstance(top, WorkshopPage) else None
        offered = commanding.offered(top, view.verbs if view is not None else ())
        return {command.name: (self.key_of(command.name), command.title) for command in offered}

    def key_of(self, name: str) -> str:
        """The first key of a command, as the terminal sends it; "" for none."""
        return next(iter(commanding.Keymap(self.app.settings.keys).keys[name]), "")

    def hinted(self) -> list[str]:
        """Keys and signs that the last row of the screen names."""
        rows = [] if self.too_small else self.rows()
        words = re.split(r"[ /]+", rows[-1].strip()) if rows else []
        chords = [f"ctrl+{word[1:].lower()}" for word in words if re.fullmatch(r"\^[A-Z]", word)]
        return chords + [
            BEHIND.get(word.lower(), word) for word in words if len(word) == 1 or word.lower() in BEHIND
        ]

    def rows(self) -> list[str]:
        """The screen as text."""
        top = self.top
        # What is just going away knows its app no more, and is on the map still.
        with self.app._context():
            strips = top._compositor.render_strips(self.app.size) if top is not None else []
        return [strip.text.rstrip() for strip in strips]

    def in_memory(self) -> str:
        """Words that stand in a line of an open page, or are to be written as half sentences."""
        found: list[str] = []
        for page in self.pages:
            found += [line.words for line in page.walk_children(Widget) if isinstance(line, EditLine)]
            # Lines of a paste that wait for the answer to one question.
            found += getattr(getattr(page, "step_view", None), "waiting", ())
            handle = getattr(page, "handle", None)
            if handle is not None and handle.waiting.typed is not None:
                found += handle.waiting.typed.fresh.values()
        return "\n".join(found)

    @property
    def warned(self) -> bool:
        """Whether it stands there that words are nowhere on disk, and that one may go all the same."""
        return any(NOWHERE in row for row in self.rows()[-4:])

    def waiting(self) -> str:
        """Changes that are not written yet."""
        handles = [getattr(page, "handle", None) for page in self.pages]
        return "\n".join(repr(change) for one in handles if one is not None for change in one.waiting.changes)
