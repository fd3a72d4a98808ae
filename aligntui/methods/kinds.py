"""What each kind of step may say: keys it needs, keys it takes with what one sees of each, phases it knows.

A key that means nothing to a kind is an error. One that does nothing in it and that files may have all the
same is named by `validate`, with what to write in its place. A test drives every pair, on both faces.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal

import msgspec

from aligntui.methods.types import KindName

COMMON: dict[str, str] = {
    "kind": "What the screen is.",
    "id": "What other steps, agendas and figures name it by.",
    "title": "Stands in the head of the screen.",
    "use": "The step of another method, with its own words where they are written here.",
    "short": "Its name on the trail of steps.",
    "ask": "The question above.",
    "minutes": "The time left, and the sum in the running order.",
    "guide": "What the guide says.",
    "solo": "The question and the guide, where one works alone.",
    "when": "The step is passed over while the condition does not hold.",
    "needs": "What is missing first, and the way there, in place of the screen.",
    "done": "What is missing yet, said on going on.",
    "read_back": "The sentence that closes the step, with figures.",
    "checks": "Their findings, while one stands in the step.",
    "waive": "What the step waits for or lacks can be set aside, with a reason.",
    "between": "It is gone through between the first round of that step and the next.",
}
"""Keys that every kind takes, with what one sees of them."""

IN_CELLS = ("scale", "yesno", "choice", "number", "date", "text", "link")
"""Types of fields whose value can stand in a cell of a grid."""

TYPES: dict[tuple[str, str], tuple[str, ...]] = {
    ("form", "why"): ("text", "long"),
    ("board", "split"): ("choice", "scale", "yesno"),
    ("matrix", "split"): ("choice", "scale", "yesno"),
    ("board", "mark"): ("yesno",),
    ("table", "mark"): ("yesno",),
    ("plot", "mark"): ("yesno",),
    ("plot", "x"): ("scale", "number"),
    ("plot", "y"): ("scale", "number"),
    ("ask", "into"): ("scale", "number", "choice", "yesno"),
    ("ask", "fields"): ("scale",),
}
"""(kind, key) that names fields -> the types it acts on; of any other key all."""

RATING = ("rate", "again", "vote")
"""Phases in which each person answers."""

_RATED = ("rate", "reveal", "talk", "again")


class Kind(msgspec.Struct, frozen=True):
    """The grammar of one kind of step."""

    name: KindName
    says: str
    """What the kind is for, in a few words."""
    needs: tuple[tuple[str, ...], ...] = ()
    """Each group: at least one of these keys must be there."""
    acts: Mapping[str, str] = MappingProxyType({})
    """Keys it takes beside the common ones, with what one sees of them."""
    idle: Mapping[str, str] = MappingProxyType({})
    """Keys that do nothing in it and that files may have all the same, with what to write in their place."""
    phases: tuple[str, ...] = ()
    """Phases it knows, in the only order that makes sense."""
    rounds: bool = False
    """Whether people may give answers in it: figures may name it as a round."""
    writes: Literal["", "values", "items"] = ""
    """Whether what is written in it are items, or values of items there are."""
    settles: bool = False
    """Whether the lists written in it get their codes for good once it is done."""
    ballots: Literal["", "phases", "always"] = ""
    """Whether each person answers alone there: in the phases that rate, or without phases too."""

    @property
    def keys(self) -> frozenset[str]:
        """All keys that a step of this kind takes."""
        return frozenset(COMMON) | frozenset(self.acts)

    def effect(self, key: str) -> str:
        """What one sees of a key; "" where nothing comes of it."""
        return self.acts.get(key, "") or COMMON.get(key, "")


_IDLE = {
    "shows": "Name it under fields, or show it in a step of the kind form, board, matrix or table.",
    "show": "It is what a report shows. Leave it out.",
}
"""The same of every kind that does not act on them."""
_WRITTEN = "Offer them where the list is written."
_LISTED = "New cards go to the lists of its columns. Leave it out."
IDLE: dict[KindName, dict[str, str]] = {
    "form": {
        "of": "Name the list under each.",
        "prompt": "Say it in the question of a field, with {text} for the words of the item.",
        "gate": "Ask for it in a step of the kind ask, with yes among its choices.",
    },
    "board": {"makes": _LISTED, "rounds": "For a second vote add an ask with answer: {type: dots}."},
    "matrix": {
        "into": "What is agreed on stands in the first field of the crossing. Leave it out.",
        "layout": "Rows and columns follow from relation, of or split. Leave it out.",
    },
    "table": {"makes": _LISTED},
    "plot": {"makes": "New items go to the list under of. Leave it out.", "preset": _WRITTEN},
    "ask": {"preset": _WRITTEN},
    "sort": {"makes": "What fits nowhere has a word under or. Leave it out."},
}
"""Kind -> keys that do nothing in it -> what to write in their place."""


def _kind(
    name: KindName,
    says: str,
    acts: dict[str, str],
    needs: tuple[str, ...] = (),
    phases: tuple[str, ...] = (),
    **more: Any,
) -> Kind:
    groups = tuple(tuple(group.split("|")) for group in needs)
    idle = {key: mend for key, mend in {**_IDLE, **IDLE.get(name, {})}.items() if key not in acts}
    return Kind(name, says, groups, acts, idle, phases, **more)


_NOW = "The fields of an open card that are asked at once; the others stand behind a row."
_OWNER = "With `owner`, each is asked for his own alone."
_EACH = "The step once for each item of the list."
_FILTER = "Which items stand there, in which order, how many."
_SECRET = "What is kept and told of who answered."
_AGAIN = "A second round, in the phase `again`."
_PHASES = "What is done now, one phase after the other."
_PRESET = "Items that stand there once a run has begun, where the list is empty."
_PROMPT = "Our own words as the question of the line, and what an answer points to."
_MEASURED = "The scale on which figures measure how far people agree."
_TALK = "In which order it is talked about, once it is revealed."
_ERASE = "The answers of that step can be erased here."

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        _kind(
            "talk",
            "a timebox with text",
            {
                "phases": "The text is what is talked about.",
                "about": "The items that are talked about, below the text.",
                "filter": "Which of them, in which order, how many.",
            },
            phases=("talk",),
        ),
        _kind(
            "form",
            "a few named fields, one question at a time",
            {
                "record": "The form that is filled; with `each` the child that is written of each item.",
                "each": _EACH,
                "fields": "The questions, in their order.",
                "now": _NOW,
                "only": "A field is asked under this condition only.",
                "filter": "Which items it is repeated for, in which order, how many.",
                "new": "A child of its own for each run.",
                "why": "The reason kept with a value that is revised.",
                "makes": "More items can be added, and parked.",
                "by": _OWNER,
                "phases": _PHASES,
                "erase": _ERASE,
                "layout": "`pairs`: two linked things, what tests them, and the pairs tried.",
                "margins": "The verdict on a pair.",
                "shows": "What was said before stands above the questions.",
            },
            needs=("record|each",),
            phases=("write", "rate", "reveal"),
            writes="items",
        ),
        _kind(
            "board",
            "cards in columns, a 2x2 or around two axes",
            {
                "split": "The columns; what has no value in the field stands in one of its own.",
                "holds": "The list whose cards stand there.",
                "each": _EACH,
                "fields": "The second line below a card, and what an open one asks first.",
                "now": _NOW,
                "filter": _FILTER,
                "layout": "How many columns stand beside each other.",
                "preset": f"{_PRESET} With `from`, worlds between two axes.",
                "prompt": _PROMPT,
                "push": "Cards of a column are copied to that list once the step is done.",
                "mark": "A sign says yes or no to the card in focus.",
                "answer": "How many dots each gives.",
                "privacy": _SECRET,
                "phases": _PHASES,
                "by": "With `owner` and `each`, each is asked for his own alone.",
                "shows": "A value at the edge of each card, once one was given in a step that asks for it.",
            },
            needs=("split|holds",),
            phases=("write", "reveal", "merge", "vote"),
            rounds=True,
            writes="items",
            settles=True,
            ballots="phases",
        ),
        _kind(
            "matrix",
            "a relation crossed, items with the fields asked of each, or cells that hold items",
            {
                "relation": "The lists that are crossed, and what stands in a cell.",
                "of": "The items down the side, with fields across.",
                "holds": "The list whose cards stand in the cells.",
                "split": "The cells that hold cards: one field, or a list of collections.",
                "fields": "What is asked in a cell, and behind it one after the other; what a card asks.",
                "now": _NOW,
                "filter": "Which rows stand there, in which order.",
                "prompt": _PROMPT,
                "margins": "Figures beside the rows and under the columns.",
                "by": "With `each`, a ballot of each person; with `owner`, each is asked for his own rows.",
                "privacy": _SECRET,
                "rounds": _AGAIN,
                "phases": _PHASES,
                "shows": "Values beside the rows and columns.",
                "answer": _MEASURED,
                "talk": _TALK,
            },
            needs=("relation|of|holds",),
            phases=("write", *_RATED, "decide"),
            rounds=True,
            writes="items",
            settles=True,
        ),
        _kind(
            "table",
            "records read over and mended",
            {
                "of": "The list, or the items that a figure gives.",
                "holds": "The list.",
                "each": _EACH,
                "fields": "The columns, and what an open row asks.",
                "now": _NOW,
                "filter": _FILTER,
                "preset": _PRESET,
                "prompt": _PROMPT,
                "margins": "A word of a figure at each row.",
                "by": _OWNER,
                "phases": _PHASES,
                "mark": "A sign says yes or no to the row in focus.",
                "erase": _ERASE,
                "shows": "The columns, parts of figures among them.",
            },
            needs=("of|holds",),
            phases=("write", "mend"),
            writes="items",
            settles=True,
        ),
        _kind(
            "plot",
            "items on two scales",
            {
                "of": "The items that are placed, or those that a figure gives.",
                "x": "The scale along the bottom.",
                "y": "The scale up the side.",
                "cut": "Where the quadrants meet.",
                "names": "What the quadrants are called.",
                "fields": "What an open item asks.",
                "now": _NOW,
                "filter": _FILTER,
                "mark": "Space takes an item on.",
                "by": "With `each`, a ballot of each person; with `owner`, each is asked for his own alone.",
                "privacy": _SECRET,
                "rounds": _AGAIN,
                "phases": _PHASES,
                "answer": _MEASURED,
                "talk": _TALK,
            },
            needs=("of", "x", "y"),
            phases=(*_RATED, "decide"),
            rounds=True,
            writes="values",
        ),
        _kind(
            "ask",
            "what each person answers alone",
            {
                "about": "The items that are rated.",
                "tests": "The statements that are rated.",
                "answer": "What each gives, from where to where.",
                "into": "What was agreed on is written to that field.",
                "rounds": _AGAIN,
                "by": _OWNER,
                "not_self": "Nobody is asked about himself.",
                "gate": "Only those who said yes are asked in that step.",
                "privacy": _SECRET,
                "filter": "Which items are rated, in which order, how many.",
                "phases": _PHASES,
                "relation": "The pairs that are rated.",
                "show": "Sentences of figures on what the answers are about.",
                "fields": "The scales on which each is rated, side by side; what was agreed on goes there.",
                "talk": _TALK,
                "reveal": "What a figure says of an item is seen once one has answered about it.",
            },
            needs=("answer",),
            phases=_RATED,
            rounds=True,
            writes="values",
            ballots="always",
        ),
        _kind(
            "sort",
            "free words or cards put to items",
            {
                "words": "What was written in that step, one line after the other.",
                "of": "The cards that are put somewhere.",
                "to": "Where a line may go.",
                "or": "A word for what fits nowhere.",
                "fields": "The link of a card that says where it was put.",
                "filter": "Which cards, in which order, how many.",
                "phases": _PHASES,
            },
            needs=("words|of", "to"),
            phases=("sort",),
            writes="values",
        ),
        _kind(
            "report",
            "figures, findings and the plan",
            {
                "show": "Lists, forms, crossings and the plan in their order; figures named before all "
                "of them above, others below.",
                "of": "One more list, or the items that a figure gives.",
                "each": "All of it once for each item of the list.",
                "filter": _FILTER,
                "privacy": "Who sees it, and whether people are named.",
                "phases": _PHASES,
                "erase": _ERASE,
            },
            needs=("show|of|each",),
            phases=("read", "talk"),
        ),
    )
}
"""All kinds by name."""
