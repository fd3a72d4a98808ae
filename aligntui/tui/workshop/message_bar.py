"""The message row of a workshop: what was done, and what the checks say once nobody types."""

from __future__ import annotations

import re
from collections.abc import Callable

from textual.timer import Timer

from aligntui.analysis.figure import Finding
from aligntui.engine.mends import worded
from aligntui.engine.messages import Message, said
from aligntui.text.clean import clean_line, width
from aligntui.tui import frame
from aligntui.tui.commands import FINDINGS
from aligntui.tui.widgets.canvas import Canvas
from aligntui.tui.workshop.scene import Scene

LOOK_AFTER, TYPED_AFTER = 0.6, 2.0
"""Seconds without a key before findings are looked at: behind any key, and in words that are being typed."""
READ_WITHIN = 2.5
"""Seconds for which a sentence stands before a finding may take its row."""
QUOTED = re.compile(r'^"[^"]*"(?= )')
"""The words that a finding is about, at its beginning."""


class MessageBar:
    """One sentence, and behind it what that did to dots.

    Attributes:
        rows: Rows that the sentence takes.
        marking: What draws the marks of the checks anew; None while nothing waits for that.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene, self._page = scene, scene.page
        self._text = self._severity = self._echo = ""
        self._is_asked = False
        self._finding = ""
        """Key of the finding that stands there; "" where the sentence is another one."""
        self._again: Callable[[], Message | None] | None = None
        """Words what stands there as it is now; None for what stays true."""
        self._said_at, self._keys = float("-inf"), 0
        self._look: Timer | None = None
        self.marking: Timer | None = None
        self.rows = 1

    @property
    def age(self) -> float:
        """Seconds since the sentence was said; endless when none was."""
        return self._page.align.clock() - self._said_at

    def say(self, text: str, severity: str = "", *, stays: bool = False) -> None:
        """Put a sentence there; what the checks say waits until it can have been read, or until a key."""
        stays = stays or severity in ("hint", "warning", "error") or bool(self._echo)
        text = self._with_echo(text) if text else text
        self._said_at = self._page.align.clock() if text else float("-inf")
        self._keys = self._page.typist.keys
        # What was asked stands until it is answered, and what others did until it is read: by the next key.
        self._is_asked = bool(text) and stays
        self._put(text, severity)

    def stand(self, again: Callable[[], Message | None] | None) -> None:
        """What was just said is worded anew whenever others did something, or goes once it is not so."""
        self._again = again

    def follow(self) -> None:
        """Others came, went, or did something: what stands there says how it is now."""
        if (again := self._again) is not None:
            message = again()
            self._put(self._scene.words(message), message.tone if message is not None else "")
            self._again = again if message is not None else None

    def take_back(self, text: str) -> None:
        """Take away a sentence that begins so and is no longer true, where it still stands."""
        if text and self._text.startswith(clean_line(text)):
            self._put("")

    def settle(self, finding: Finding) -> None:
        """A finding was set aside or taken up again on another page: what stands there is looked at anew."""
        if self._finding == finding.key or clean_line(finding.message) in self._text:
            self._is_asked, self._said_at = False, float("-inf")
            self._put("")
        self.look_soon()

    def _put(self, text: str, severity: str = "") -> None:
        self._text, self._severity, self._again = clean_line(text), severity, None
        self._finding = ""
        if self._page.is_mounted:
            self.draw()

    def draw(self) -> None:
        """Draw the sentence, in one row or two."""
        page, text = self._page, self._text
        rest = f"({page.keymap.shown(FINDINGS.name)} has all of it)" if self._severity else ""
        rows = frame.message_rows(page.size.width, text, self._severity, rest)
        canvas = page.query_one("#message", Canvas)
        if self.rows != len(rows):
            self.rows = canvas.styles.height = len(rows)
            page.call_after_refresh(page.resized)
        canvas.show(rows)

    # what became of dots when cards moved

    def take_echo(self, words: str) -> None:
        """Say something behind the next sentence."""
        self._echo = words or self._echo

    def _with_echo(self, text: str) -> str:
        echo, self._echo = self._echo, ""
        return f"{text} {echo}".strip()

    def echo_soon(self) -> None:
        """Say what others did to dots: what was done here has a sentence of its own, which takes it along."""
        if self._echo:
            self._page.call_later(self._say_echo)

    def _say_echo(self) -> None:
        if self._echo:
            self.say(self._with_echo(""), "hint")

    # findings follow the typist

    def look_soon(self, *, typed: bool = False) -> None:
        """Look at the findings once no key came for a moment, or a longer one where it was a letter."""
        if self._look is not None:
            self._look.stop()
        self._look = self._page.set_timer(TYPED_AFTER if typed else LOOK_AFTER, self.look)

    def mark_soon(self) -> None:
        """Others changed something: the marks of the checks follow soon, the sentence stays."""
        if self.marking is None:
            self.marking = self._page.set_timer(LOOK_AFTER, self.mark)

    def mark(self) -> None:
        """Draw the marks of the checks as they are now."""
        self.marking, view = None, self._scene.step_view
        if view is not None and view.is_mounted:
            view.looked()

    def look(self) -> None:
        """Put the worst finding about the focused thing there."""
        view = self._scene.step_view
        if view is None or self._page.unsaved:
            return
        view.looked()
        left, is_new = READ_WITHIN - self.age, self._keys != self._page.typist.keys
        if self._is_asked and not is_new:
            return
        if left > 0:
            self._look = self._page.set_timer(left, self.look)
            return
        if self._scene.company.same:
            # It is true for as long as two type there, whatever else there is to say.
            beside = said("same-words", "warning", who=self._scene.company.same)
            self._put(self._scene.words(beside), beside.tone)
            return
        # Whoever waits for the others is told of that, and not of the card on which she stands.
        finding = None if view.live.waits else view.finding_now()
        if finding is not None:
            self._put(self._sentence(finding), finding.severity)
            self._finding = finding.key
        elif not self._text or is_new:
            # A sentence goes with the next key. What the step closes with stands while it has nothing to ask.
            closing = self._scene.course.closing(view.not_yet()) or view.live.task
            self._put(self._scene.words(closing), closing.tone if closing is not None else "")

    def _sentence(self, finding: Finding) -> str:
        scene, sentence = self._scene, f"{finding.message} {finding.mend}".strip()
        if width(sentence) > self._page.size.width - 5:
            # The words stand above, in focus: what is asked for counts more than quoting them.
            sentence = QUOTED.sub("That", sentence)
        told = scene.words(worded(scene.view, scene.method, scene.step, scene.here.phase, finding, sentence))
        cells = self._page.size.width
        # A key for which the step would lose a row stands in the last row already.
        is_short = len(frame.message_rows(cells, told, finding.severity)) <= 2
        return told if is_short else sentence
