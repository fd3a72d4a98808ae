"""The app inside GNU screen: detached, taken up again, its window gone, its server ended."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import watching
from e2e_pty import Tty
from parsers import Missing
from trust_kit import library, make_store

from aligntui.engine.runs.start import start

NAME = "aligntui-torture"


def through_screen() -> str:
    """Write in a window of GNU screen, lose the line, come back, end it. Gives what was seen.

    Raises:
        Missing: GNU screen is not there.
    """
    if shutil.which("screen") is None:
        raise Missing("GNU screen (apt install screen)")
    with tempfile.TemporaryDirectory(prefix="screen-") as folder:
        home = Path(folder) / "home"
        store = make_store(home)
        handle, _ = start(store, library(), "swot/factors", title="Kiosk", solo=False)
        sockets = Path(folder) / "sockets"
        sockets.mkdir(mode=0o700)
        env = {**watching.environment(home), "SCREENDIR": str(sockets), "TERM": "xterm-256color"}
        run = ["screen", "-U", "-dmS", NAME, sys.executable, "-m", "aligntui", "open", "kiosk"]
        subprocess.run(run, env=env, check=True)
        try:
            with Tty(["screen", "-U", "-x", NAME], env) as tty:
                tty.until("STRENGTHS")
                tty.type("Sourdough sells out")
                tty.until("Sourdough sells out")
                tty.press("enter")
                tty.until("S1 kept")
                tty.type("half a sent")
                tty.until("half a sent")
                tty.close()
            handle.refresh()
            assert [item.text for item in handle.session.items.values()] == ["Sourdough sells out"]
            with Tty(["screen", "-U", "-x", NAME], env, columns=120, rows=40) as tty:
                tty.until("half a sent")
                tty.type("ence")
                tty.press("enter")
                tty.until("S2 kept")
                tty.type("lost with the server")
                tty.until("lost with the server")
        finally:
            subprocess.run(["screen", "-S", NAME, "-X", "quit"], env=env, check=False, capture_output=True)
        _gone(home)
        handle.refresh()
        texts = [item.text for item in handle.session.items.values()]
        assert texts == ["Sourdough sells out", "half a sentence"], texts
        drafts = [draft.text for draft in store.drafts(handle.session.meta.id).all().values()]
        assert drafts == ["lost with the server"], drafts
    return "2 cards written, the line lost once, the server ended: both kept, the half sentence in the drafts"


def _gone(home: Path) -> None:
    """No process of it is left."""
    deadline = time.monotonic() + 10
    needle = f"ALIGNTUI_HOME={home}".encode()
    while time.monotonic() < deadline:
        alive = []
        for pid in (entry for entry in os.listdir("/proc") if entry.isdigit() and int(entry) != os.getpid()):
            try:
                if needle in Path(f"/proc/{pid}/environ").read_bytes():
                    alive.append(pid)
            except OSError:
                continue
        if not alive:
            return
        time.sleep(0.1)
    raise AssertionError(f"still running: {alive}")
