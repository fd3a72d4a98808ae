"""The wire between a laptop and a server, on loopback: it can be slow, and it can be cut without a word."""

from __future__ import annotations

import contextlib
import select
import socket
import threading
import time
from collections import deque
from types import TracebackType


class Wire:
    """Takes one connection and hands its bytes on.

    Args:
        port: Where the server listens.
        delay: Seconds that each byte of the laptop takes.

    Attributes:
        delay: The same; it may be changed at any time.
        port: Where the laptop connects to.
        held: Bytes of the server that came since the wire was cut.
    """

    def __init__(self, port: int, delay: float = 0.0) -> None:
        self._server_port = port
        self.delay = delay
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self.held = 0
        self._cut = threading.Event()
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Wire:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end.set()
        self._thread.join(10.0)
        self._listening.close()

    def cut(self) -> None:
        """From now on no byte goes either way, and nobody is told. The server's are taken and thrown away."""
        self._cut.set()

    def _run(self) -> None:
        while not select.select([self._listening], [], [], 0.05)[0]:
            if self._end.is_set():
                return
        laptop, _ = self._listening.accept()
        server = socket.create_connection(("127.0.0.1", self._server_port))
        with laptop, server, contextlib.suppress(OSError):
            self._pass(laptop, server)

    def _pass(self, laptop: socket.socket, server: socket.socket) -> None:
        waiting: deque[tuple[float, bytes]] = deque()
        while not self._end.is_set():
            for line in select.select([laptop, server], [], [], 0.02)[0]:
                data = line.recv(65536)
                if not data:
                    return
                if self._cut.is_set():
                    self.held += len(data) if line is server else 0
                elif line is server:
                    laptop.sendall(data)
                else:
                    waiting.append((time.monotonic() + self.delay, data))
            while waiting and waiting[0][0] <= time.monotonic():
                server.sendall(waiting.popleft()[1])
