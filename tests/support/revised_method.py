"""Methods with revised values: typed in a table, on a board and in a form; set by one sign."""

from __future__ import annotations

_FRAME = """\
method: probe
title: Probe
level: fundamentals
collections:
  aims:
    code: AI
    title: Aims
    fields:
FIELDS
steps:
  - {{kind: {kind}, id: it, title: It, {how}}}
"""
METHOD = _FRAME.replace(
    "FIELDS",
    """\
      target: {{type: number, label: target, revised: true}}
      note: {{type: text, label: note}}""",
)
HOW = {
    "table": "of: aims, fields: [text, target, note]",
    "board": "split: [aims], fields: [text, target, note]",
    "form": "each: aims, fields: [target, note]",
}
"""Kind -> the keys of its step."""

SIGNS_METHOD = _FRAME.replace(
    "FIELDS",
    """\
      sure: {{type: scale, from: 1, to: 5, label: sure, revised: true}}
      other: {{type: scale, from: 1, to: 5}}
      way: {{type: choice, choices: {{keep: keep, adjust: adjust}}, label: way, revised: true}}
      on: {{type: yesno, label: on, revised: true}}
      left: {{type: link, of: aims}}
      right: {{type: link, of: aims}}""",
)
SIGNS = {
    "scale in a table": ("table", "of: aims, fields: [text, sure]", "sure", "set", ""),
    "choice in a table": ("table", "of: aims, fields: [text, way]", "way", "set", ""),
    "mark of a table": ("table", "of: aims, fields: [text], mark: on", "on", "set", ""),
    "mark of a board": ("board", "holds: aims, mark: on", "on", "set", ""),
    "column of a board": ("board", "holds: aims, split: way", "way", "move", ""),
    "cell": ("matrix", "of: aims, fields: [sure, way]", "sure", "answer", "#sure"),
    "choice in a cell": ("matrix", "of: aims, fields: [sure, way]", "way", "answer", "#way"),
    "place": ("plot", "of: aims, x: other, y: sure", "sure", "answer", ""),
    "taken on": ("plot", "of: aims, x: other, y: sure, mark: on", "on", "take-on", ""),
    "test of a pair": ("form", "each: aims, fields: [left, right, on], layout: pairs", "on", "answer", ""),
}
"""What a sign sets -> kind, keys of its step, field, intent that gives it, what follows the item in it."""
