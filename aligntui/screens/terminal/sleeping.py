"""ctrl+z: back to the shell for a moment, where there is one that can wake the app again."""

from __future__ import annotations

import os
import signal
import sys

from aligntui.screens.terminal.thrift import ThriftyApp

ASLEEP = "AlignTUI sleeps; all is kept. fg wakes it."
UNSAVED = "AlignTUI sleeps; NOT all is saved. fg wakes it."


def sleep(app: ThriftyApp) -> None:
    """Stop the whole job as the terminal itself would, and go on where it stood when it is woken."""
    app.hang_up()
    unsaved = app.unsaved
    with app.suspend():
        print(UNSAVED if unsaved else ASLEEP, file=sys.__stderr__, flush=True)
        mine = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        try:
            # The system ignores it when nobody could wake the job again; the app then simply goes on.
            os.killpg(os.getpgrp(), signal.SIGTSTP)
        finally:
            signal.signal(signal.SIGTSTP, mine)
