"""The line to the terminal: Textual's own driver, made to live with lines that break.

What it does differently: a byte that is no UTF-8 is a replacement mark and not the end of the app; a paste
whose end is lost ends anyway; a terminal that is gone is a hang-up and not an endless loop; a terminal that
stops reading does not stop the app from thinking; one that no longer answers while others are in the session
is a hang-up too.
"""

from __future__ import annotations

import codecs
import contextlib
import os
import selectors
import sys
import termios
from collections.abc import Callable, Iterable
from queue import Full, Queue
from time import monotonic, sleep
from typing import IO, cast

from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers._writer_thread import WriterThread
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from aligntui.tui.terminal.paste import PasteGuard
from aligntui.tui.terminal.pulse import PATIENCE, QUESTION, QUIET, Finding, Pulse
from aligntui.tui.terminal.thrift import ThriftyApp
from aligntui.tui.terminal.window import SizedParser, fitting

WAITING = 2_000
"""Frames that may wait for a terminal that does not read. Textual's thirty would freeze the app in a second,
and with it the saving of drafts."""

TRIES = 40
"""Times that the last words to a terminal are tried, a hundredth of a second apart."""

LOOK = 0.1
"""Seconds between looks at the clock for Esc, for pastes and for a terminal that is gone."""

LAST_ANSWER = 0.3
"""Seconds that leaving waits for an answer that is on its way: the shell would take it for keys."""

ON_ITS_WAY = 1.0
"""Seconds after a question in which that is done: an answer that takes longer is not waited for."""


class Writer(WriterThread):
    """Writes to the terminal in the background. What a terminal that is gone cannot take goes nowhere.

    Attributes:
        halted: Whether it is to write nothing more, and not to end either.
        busy: Whether it writes now, or waits for the terminal to read.
        written: How many writes the terminal has taken.
    """

    def __init__(self, file: IO[str]) -> None:
        super().__init__(file)
        self._queue: Queue[str | None] = Queue(WAITING)
        self.halted = False
        self.busy = False
        self.written = 0

    def offer(self, text: str) -> None:
        """Write this, unless more waits than may. Never waits itself."""
        with contextlib.suppress(Full):
            self._queue.put_nowait(text)

    def run(self) -> None:
        """Write what comes until told to stop."""
        gone = False
        while (text := self._queue.get()) is not None:
            if gone:
                continue
            self.busy = True
            try:
                self._file.write(text)
                if self._queue.empty():
                    self._file.flush()
            except (OSError, ValueError):
                gone = True
            self.busy = False
            self.written += 1
            while self.halted:
                # Whoever waits for the end of this thread must not go on: the process is about to end.
                sleep(1.0)
        with contextlib.suppress(OSError, ValueError):
            self._file.flush()


RESTORE = (
    b"\x18\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"
    b"\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""What a terminal is told at the end, for when that cannot be said in turn. CAN ends a sequence cut short."""


class LineDriver(LinuxDriver):
    """The terminal of one person.

    Attributes:
        in_use: Whether the terminal is in the state that the screens need.
        quiet: Seconds without a sign from the terminal after which it is asked, in company.
        patience: Seconds that its answer may take.
    """

    in_use = False
    quiet = QUIET
    patience = PATIENCE
    _pulse: Pulse | None = None
    _own_writer: Writer | None = None

    @property
    def _writer_thread(self) -> WriterThread | None:
        return self._own_writer

    @_writer_thread.setter
    def _writer_thread(self, thread: WriterThread | None) -> None:
        # Textual's driver makes one of its own kind and starts what it finds here afterwards.
        self._own_writer = Writer(self._file) if thread is not None and self._file is not None else None

    def _get_terminal_size(self) -> tuple[int, int]:
        return fitting(super()._get_terminal_size())

    def start_application_mode(self) -> None:
        """Take the terminal."""
        self.in_use = True
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def disable_input(self) -> None:
        """Read no more keys. An answer that is on its way is still taken."""
        deadline = monotonic() + LAST_ANSWER
        while (pulse := self._pulse) is not None and pulse.due is not None and pulse.due < ON_ITS_WAY:
            if monotonic() > deadline or self.exit_event.is_set():
                break
            sleep(0.01)
        super().disable_input()

    def close(self) -> None:
        """Give the terminal back, once it has read everything."""
        super().close()
        self.in_use = False

    def let_go(self, wake: Callable[[int], None]) -> None:
        """Give the terminal back without waiting for it. For the last moment of the process.

        Args:
            wake: Ends what a thread, by its number, is waiting for.
        """
        if not self.in_use:
            return
        with contextlib.suppress(OSError, ValueError, termios.error):
            if self.attrs_before is not None:
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        writer = self._writer_thread
        with contextlib.suppress(OSError, ValueError, termios.error):
            if isinstance(writer, Writer):
                writer.halted = True
                _force(self._file.fileno(), RESTORE, writer, wake)  # type: ignore[union-attr]

    def _sigcont_application(self, *_: object) -> None:
        # A stray SIGCONT would start everything a second time.
        if self._auto_restart and not self.in_use:
            self.resume_application_mode()

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as error:
            self._app.call_later(self._app._handle_exception, error)

    def run_input_thread(self) -> None:
        """Read keys until told to stop, or until the terminal is gone."""
        encoding = getattr(sys.__stdin__, "encoding", None) or "utf-8"
        decode = codecs.getincrementaldecoder(encoding)(errors="replace").decode
        parser = SizedParser(self._debug)
        guard = PasteGuard()
        pulse = self._pulse = Pulse(self.quiet, self.patience)
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(LOOK):
                    data = self._read()
                    if not data:
                        self._gone()
                        return
                    self._pass_on(parser, guard.feed(pulse.feed(decode(data)), monotonic()))
                self._look(pulse)
                self._pass_on(parser, guard.feed(pulse.release(), monotonic()))
                self._pass_on(parser, guard.tick(monotonic()))
                self._send_all(parser.tick())
        with contextlib.suppress(EOFError, ParseError):
            self._send_all(parser.feed(""))

    def _look(self, pulse: Pulse) -> None:
        # Here and not in the event loop, which may stand waiting for the very terminal that is gone.
        writer = self._writer_thread
        if not isinstance(writer, Writer):
            return
        finding = pulse.look(monotonic(), self._in_company, writer.busy, writer.written)
        if finding is Finding.ASK:
            writer.offer(QUESTION)
        elif finding is Finding.GONE:
            self._gone()

    def _in_company(self) -> bool:
        return cast(ThriftyApp, self._app).in_company

    def _read(self) -> bytes:
        """What the terminal has sent; nothing when it is gone."""
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""

    def _gone(self) -> None:
        """The same as a hang-up, which the system does not always tell: nohup, wrappers, containers."""
        if not self.exit_event.is_set():
            cast(ThriftyApp, self._app).process.gone()

    def _pass_on(self, parser: XTermParser, text: str) -> None:
        # An empty text would tell the parser that the input has ended.
        if text:
            self._send_all(parser.feed(text))

    def _send_all(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self.process_message(message)


def _force(out: int, data: bytes, writer: Writer, wake: Callable[[int], None]) -> None:
    """Write to a terminal that does not read, in place of what waits there."""
    blocking = os.get_blocking(out)
    os.set_blocking(out, False)
    try:
        for _ in range(TRIES):
            if not writer.busy:
                break
            # It holds the terminal while it waits for room, and the system wakes it for a signal only.
            if writer.ident is not None:
                wake(writer.ident)
            sleep(0.01)
        termios.tcflush(out, termios.TCOFLUSH)
        os.write(out, data)
    finally:
        # The shell has the same open file and expects it to wait.
        os.set_blocking(out, blocking)
