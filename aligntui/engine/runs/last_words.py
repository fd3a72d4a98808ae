"""The sentence with which a step closes."""

from __future__ import annotations

from collections.abc import Callable

from aligntui.analysis.figure import Finding
from aligntui.analysis.figures import Figures
from aligntui.analysis.view import View
from aligntui.engine.messages import Message, Tone, said
from aligntui.methods.types import Method, Step

Asks = Callable[[Finding, str], Message]


def closing(view: View, figures: Figures, method: Method, step: Step, asks: Asks) -> Message | None:
    """What a step reads back; with what the checks say of it, it is no good news. None for nothing.

    Args:
        view: The snapshot.
        figures: Its figures.
        method: The method of the step.
        step: The step.
        asks: Words what a finding says, with the way to where it is mended.
    """
    from aligntui.analysis.gather import gather, sentence
    from aligntui.analysis.readout import behind, read_back

    words = read_back(step.read_back, figures, method.method, view)
    worst = next(iter(gather(view, behind(step.read_back, figures, method.method))), None)
    if worst is not None:
        whole = f"{words} {sentence(view, worst)}".strip()
        told = asks(worst.first, whole)
        return said("as-told", worst.first.severity, words=whole if told.id == "as-told" else told)
    # What is read back is not praised while any check still asks something about the step.
    tone: Tone = "" if figures.findings(method, step) else "ok"
    return said("as-told", tone, words=words) if words else None
