"""What a step needs and does not have yet, drawn: why, and one key to where it is written."""

from __future__ import annotations

from aligntui.engine import waiving
from aligntui.engine.kind import Intent
from aligntui.engine.kinds import needs
from aligntui.tui.kinds.base import Hint
from aligntui.tui.kinds.talk import TextView
from aligntui.tui.widgets.line import BLANK, Line, line, wrap


class NeedsView(TextView):
    """Stands in for a step whose data are missing."""

    def draw(self) -> None:
        """One sentence for each need, and where it is mended."""
        cells = (self.size.width or 80) - 8
        rows: list[Line] = [BLANK]
        for need in needs.missing(self.ctx):
            rows += [line(("   ", "text"), (row, "text+bold")) for row in wrap(need.why, cells)]
            pair = self.ctx.step_of(need.go)
            if pair is not None:
                rows.append(line(("   it is written in  ", "muted"), (pair[1].title, "accent")))
            rows.append(BLANK)
        if needs.target(self.ctx):
            rows.append(line(("   Enter goes there now and comes back.", "text")))
        if not needs.hard(self.ctx) and self.ctx.may("move"):
            on = self.desk.key_of("go-on")
            rows.append(line((f"   {on} leaves this step out for today.", "muted")))
        if waiving.found(self.ctx) is not None:
            aside = self.desk.key_of("set-aside")
            rows.append(
                line((f"   {aside} sets it aside with a reason, and the step opens without it.", "muted"))
            )
        self.canvas.show(rows)

    def not_yet(self) -> list[str]:
        """What cannot be begun is not asked for."""
        return []

    def hints(self) -> list[Hint]:
        """Key line."""
        key = self.desk.key_of
        go = [("Enter", "write it")] if needs.target(self.ctx) else []
        rest = [(key("go-back"), "back"), (key("steps"), "steps"), (key("go-on"), "leave it out")]
        return [*go, *rest]

    async def enter(self) -> bool:
        """Go to the step that writes what is missing."""
        if not needs.target(self.ctx):
            return False
        await self.perform(Intent("write-missing"))
        return True


VIEW = NeedsView
