"""A method with one revised value, in a table, on a board and in a form."""

from __future__ import annotations

METHOD = """\
method: probe
title: Probe
level: fundamentals
collections:
  aims:
    code: AI
    title: Aims
    fields:
      target: {{type: number, label: target, revised: true}}
      note: {{type: text, label: note}}
steps:
  - {{kind: {kind}, id: it, title: It, {how}}}
"""
HOW = {
    "table": "of: aims, fields: [text, target, note]",
    "board": "split: [aims], fields: [text, target, note]",
    "form": "each: aims, fields: [target, note]",
}
"""Kind -> the keys of its step."""
