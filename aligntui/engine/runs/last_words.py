"""The sentence with which a step closes."""

from __future__ import annotations

from aligntui.analysis.figures import Figures
from aligntui.analysis.view import View
from aligntui.engine.messages import Message, Tone, said
from aligntui.methods.types import Method, Step


def closing(view: View, figures: Figures, method: Method, step: Step) -> Message | None:
    """What a step reads back; with what the checks say of it, it is no good news. None for nothing."""
    from aligntui.analysis.gather import gather, sentence
    from aligntui.analysis.readout import behind, read_back

    words = read_back(step.read_back, figures, method.method, view)
    worst = next(iter(gather(view, behind(step.read_back, figures, method.method))), None)
    if worst is not None:
        return said("as-told", worst.first.severity, words=f"{words} {sentence(view, worst)}".strip())
    # What is read back is not praised while any check still asks something about the step.
    tone: Tone = "" if figures.findings(method, step) else "ok"
    return said("as-told", tone, words=words) if words else None
