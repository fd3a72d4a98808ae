"""Commands of steps: the verb of each intent, and what it does in one line. Faces say how they are given."""

from __future__ import annotations

COMMANDS = {
    "enter": "in and on: keep, open, next",
    "escape": "out, one level; nothing is lost",
    "go-on": "go on: next phase, next step",
    "go-back": "go back",
    "next-person": "next person: hand in, an empty ballot",
    "focus": "go to one of them",
    "answer": "answer",
    "take-back": "take the answer back",
    "more": "one more",
    "less": "one less",
    "give-dot": "give a dot",
    "take-dot": "take a dot back",
    "take-on": "take it on, or put it back",
    "add": "add one",
    "keep": "keep the words",
    "fill": "fill in a field, and go to the next one",
    "clear": "empty the field",
    "next": "the next field",
    "previous": "the field before",
    "open": "open all its fields",
    "close": "close",
    "why": "what it rests on",
    "park": "park it: off the list, kept",
    "write-missing": "write what is missing, and come back",
    "undo": "undo your last change",
}
"""Name -> description: a verb and its object."""
