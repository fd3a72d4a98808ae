"""The same data as the YAML export, as JSON for scripts."""

from __future__ import annotations

import msgspec

from aligntui.analysis.view import View
from aligntui.exchange.yaml_export import gather

_encode = msgspec.json.Encoder(decimal_format="number").encode


def export(view: View, *, with_answers: bool = False, archive: bool = False) -> str:
    """The session as JSON text, two blanks a level. `import` reads it as well: JSON is YAML."""
    data = gather(view, with_answers=with_answers, archive=archive)
    return msgspec.json.format(_encode(data), indent=2).decode() + "\n"
