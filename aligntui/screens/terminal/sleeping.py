"""ctrl+z: back to the shell for a moment, where there is one that can wake the app again."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

from aligntui.store.permit import Deed

if TYPE_CHECKING:
    from aligntui.screens.app import AlignApp

ASLEEP = "AlignTUI sleeps; all is kept. fg wakes it."
UNSAVED = "AlignTUI sleeps; NOT all is saved. fg wakes it."


def sleep(app: AlignApp) -> None:
    """Stop the whole job as the terminal itself would, and go on where it stood when it is woken.

    Raises:
        Forbidden: The line may not go to the shell.
    """
    app.store.permit.need(Deed.SHELL)
    for page in app.pages():
        page.hung_up()
    unsaved = any(page.unsaved for page in app.pages())
    with app.suspend():
        if unsaved:
            print(UNSAVED, file=sys.__stderr__, flush=True)
        else:
            print(ASLEEP, file=sys.__stderr__, flush=True)
        mine = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        try:
            # The system ignores it when nobody could wake the job again; the app then simply goes on.
            os.killpg(os.getpgrp(), signal.SIGTSTP)
        finally:
            signal.signal(signal.SIGTSTP, mine)
