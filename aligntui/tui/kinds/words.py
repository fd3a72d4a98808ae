"""Words: lines of one's own, drawn as a list with a line under it that takes the next one."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget

from aligntui.engine.kind import Intent, Outcome, neighbour
from aligntui.engine.kinds import words
from aligntui.engine.rounds import announcing, revealing
from aligntui.engine.rounds.answering import answering
from aligntui.methods.types import Answer, Method, Step
from aligntui.tui.kinds.asked import Asked, draw
from aligntui.tui.kinds.base import Hint
from aligntui.tui.kinds.desk import Desk
from aligntui.tui.kinds.talk import TextView
from aligntui.tui.widgets.canvas import Canvas
from aligntui.tui.widgets.inputs import LineInput
from aligntui.tui.widgets.line import line

PLACE = "words"


class WordsView(TextView):
    """What comes to mind, line by line."""

    DEFAULT_CSS = """
    WordsView #words-line { height: auto; }
    WordsView #words-label { width: 3; height: 1; }
    """

    state: words.Words

    def __init__(self, desk: Desk, method: Method, step: Step) -> None:
        super().__init__(desk, method, step)
        self.line = LineInput(id="words")
        self.top = 0

    def compose(self) -> ComposeResult:
        """The lines, and the one that is written."""
        yield self.canvas
        yield Horizontal(Canvas(id="words-label"), self.line, id="words-line")

    def on_mount(self) -> None:
        """Words that wait in the line stand in it."""
        self.query_one("#words-label", Canvas).show([line((" +", "accent+bold"))])
        self.line.put(self.desk.drafted(self.ctx.line_place(PLACE)))

    def start(self) -> Widget | None:
        """The line has the keys while one writes."""
        return self.canvas if revealing.shows_group(self.ctx) else self.line

    def draw(self) -> None:
        """Draw the lines from the first one shown on."""
        ctx = self.ctx
        shows = revealing.shows_group(ctx)
        self.query_one("#words-line").display = not shows
        counts = dict(words.of_all(ctx))
        every = words.lines(ctx)
        rows = [Asked("", text, "text", None, "", f"{counts.get(text, '')} ") for text in every.values()]
        notes = (self.words(announcing.remark(answering(ctx))), revealing.about_group(ctx), words.tally(ctx))
        at = list(every).index(self.state.at) if self.state.at in every else max(0, len(every) - 1)
        drawn, self.top, cursor = draw(
            rows, Answer(type="words"), at, self.top, self.canvas.size.width or 80,
            self.canvas.size.height or 16, " ".join(filter(None, notes)),
        )  # fmt: skip
        self.canvas.show(drawn, cursor if self.state.at in every else None)

    def hints(self) -> list[Hint]:
        """Key line."""
        key, mine = self.desk.key_of, answering(self.ctx)
        if mine.waits is not None:
            return [(key("follow"), "go to the lead")]
        if revealing.shows_group(self.ctx):
            again = [(key("open-round"), "open it again")] if "open-round" in self.verbs else []
            return [*again, (key("go-on"), "go on"), ("Up/Down", "move")]
        more = [(key("next-person"), "next person")] if mine.hands_on else [("Up/Down", "move")]
        gone = [("Del", "take it back")] if self.state.at else []
        write = ("Enter", "keep it") if self.line.value.strip() else ("type:", "one line each")
        return [write, *gone, *more, (key("go-on"), mine.way_on or "I am done")]

    async def press(self, key: str) -> bool:
        """Up and Down go among the lines that are kept; Del takes the one in focus back."""
        if key in ("up", "down"):
            places = [*words.lines(self.ctx), *([] if revealing.shows_group(self.ctx) else [""])]
            if places:
                now = self.state.at if self.state.at in places else places[-1]
                step = -1 if key == "up" else 1
                await self.perform(Intent("focus", neighbour(places, now, step)))
            return True
        if key == "delete" and self.state.at:
            await self.perform(Intent("take-back", self.state.at))
            return True
        return await super().press(key)

    async def enter(self) -> bool:
        """Keep the line; an empty one has nothing to keep."""
        if self.line.value.strip():
            await self.perform(Intent("keep", value=self.line.value))
        return True

    async def pasted(self, lines: list[str]) -> bool:
        """Each line that is pasted is one of them."""
        await self.perform(Intent("paste", value=lines))
        return True

    async def perform(self, intent: Intent | None) -> Outcome[words.Words] | None:
        """As of every kind; what is kept leaves the line."""
        outcome = await super().perform(intent)
        if outcome is not None and outcome.ops and intent is not None and intent.verb == "keep":
            self.line.put("")
            self.desk.keep_draft(self.ctx.line_place(PLACE), "")
        return outcome

    def on_input_changed(self) -> None:
        """Words in the line are a draft."""
        if self.typing:
            self.desk.keep_draft(self.ctx.line_place(PLACE), self.line.value)

    async def next_person(self) -> None:
        """The line of the next person is empty; half a line stays nobody's."""
        await self.enter()
        await super().next_person()


VIEW = WordsView
