"""The rule of letters: a sign is a word or a value, never a command.

Each sign typed is found in a line or in a value, or the message row says why not; no page, phase, step or
round changes by it, and no card is made, parked, merged, moved or opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from session_kit import places
from walk_moves import Move

from aligntui.session.model import Session
from aligntui.tui.widgets.inputs import EditLine
from aligntui.tui.workshop.page import WorkshopPage

if TYPE_CHECKING:
    from walk_eyes import Eyes
    from walker import Walker

ROWS, SAID = slice(1, -3), slice(-3, -1)
"""Rows of the screen between the bar, whose clock goes on by itself, and the message; and its two rows."""
REFUSED = "do nothing here"
"""What is said of letters that have no meaning; a second one says it again."""


@dataclass(frozen=True)
class Standing:
    """How all stands before and after a sign.

    Attributes:
        fixed: Name -> what no sign may change.
        session: The session as the app knows it; None on a page without one.
        line: Words of the line in focus; None while no line has it.
        shown: What stands on the screen but the bar, the message and the keys.
        said: The message.
    """

    fixed: dict[str, object]
    session: Session | None
    line: str | None
    shown: tuple[str, ...]
    said: str


def standing(eyes: Eyes) -> Standing:
    """How all stands now."""
    top, rows = eyes.top, eyes.rows()
    handle = getattr(top, "handle", None)
    session = handle.session if handle is not None else None
    fixed: dict[str, object] = {"the page": [id(page) for page in eyes.pages]}
    if isinstance(top, WorkshopPage) and top.step_view is not None:
        here, view = top.scene.here, top.step_view
        fixed["the step or its phase"] = (here.id, here.phase, id(view), getattr(view.state, "parent", ""))
        fixed["what is open"] = type(getattr(view, "opened", None)).__name__
    if session is not None:
        fixed |= kept(session)
    line = eyes.line
    return Standing(
        fixed, session, line.words if line is not None else None, tuple(rows[ROWS]),
        " ".join(row.strip() for row in rows[SAID]),
    )  # fmt: skip


def kept(session: Session) -> dict[str, object]:
    """What no sign may change in a session."""
    walked = {step.id: (step.phase, step.state in ("done", "skipped")) for run in session.runs.values()
              for step in run.steps}  # fmt: skip
    return {
        "cards: made, parked, merged, moved": places(session),
        "the way through the run": walked,
    }


def answered(session: Session | None) -> dict[str, str]:
    """How rounds stand, and which ballots there are. A value may begin one of each, but end none."""
    if session is None:
        return {}
    return {ref: one.state for ref, one in session.rounds.items()} | dict.fromkeys(session.ballots, "there")


class Letters:
    """Watches each sign of one walker."""

    def __init__(self) -> None:
        self.seen = 0
        """Signs that were followed."""

    def before(self, walker: Walker, move: Move) -> Standing | None:
        """How all stands before a sign; None for any other move, and for `/` and `?` where they lead on."""
        eyes = walker.eyes
        signs = move.what if move.verb == "type" or (move.verb == "key" and len(move.what) == 1) else ""
        if not signs or not walker.app.is_running or eyes.too_small:
            return None
        line = eyes.line
        leads_on = "/" in signs or (line is None and "?" in signs)
        return None if leads_on else standing(eyes)

    def after(self, walker: Walker, move: Move, before: Standing) -> None:
        """Nothing but a word or a value came of it."""
        from walker import Fell

        now = standing(walker.eyes)
        self.seen += len(move.what)
        changed = [name for name in before.fixed if before.fixed[name] != now.fixed.get(name)]
        world = " axes" in walker.eyes.place and (now.line or "").endswith(move.what[-1])
        if world and changed == ["what is open"]:
            # A letter on a world opens it at its name, and the sign stands in that.
            changed = []
        stands = answered(now.session)
        if any(stands.get(ref) != state for ref, state in answered(before.session).items()):
            changed.append("a round or a ballot")
        where = f"{walker.eyes.place} ({walker.eyes.step})"
        if changed:
            raise Fell(f"a letter changed {', '.join(changed)} on {where}", look(walker, move, before))
        if len(move.what) == 1 and not found(before, now, move.what, walker.eyes):
            raise Fell(f"a letter is nowhere on {where}", look(walker, move, before))


def found(before: Standing, now: Standing, sign: str, eyes: Eyes) -> bool:
    """Whether a sign stands in a line or a value now, or it is said why not."""
    if now.line is not None and now.line != before.line:
        return sign in now.line
    valued = before.session is not now.session or before.shown != now.shown
    refused = REFUSED in now.said or now.said.endswith(f"not {sign}.")
    said = bool(now.said) and (now.said != before.said or refused)
    return valued or said or stands_already(eyes, sign)


def stands_already(eyes: Eyes, sign: str) -> bool:
    """Whether a sign is the value that stood there, or goes on to look for the choice that is at hand."""
    focused: Any = eyes.focused
    if (looked_for := getattr(focused, "small", None)) is not None and looked_for.typed:
        return bool(looked_for.typed.endswith(sign.casefold()))
    chosen = getattr(focused, "chosen", None)
    meanings = getattr(focused, "meanings", {})
    return bool(chosen) and not isinstance(focused, EditLine) and meanings.get(sign.casefold()) in chosen


def look(walker: Walker, move: Move, before: Standing) -> str:
    """What was typed, and how the screen was and is."""
    was = "\n".join((*before.shown, before.said))
    return f"{move}\nbefore:\n{was}\nnow:\n" + "\n".join(walker.eyes.rows())
