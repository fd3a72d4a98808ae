"""What pairs under a test are made of and how they look: both sides, the questions, the verdict, the list.

The fields asked say what is what: links to one item are the sides, the texts behind a link are its ends,
yes-no questions are the test, the one that only one item may answer with yes is the choice, and any other
text is asked where its `when` holds. The margins name what a figure says of a pair: its verdict, the verdict
as a sentence, and its mark.
"""

from __future__ import annotations

import msgspec
from textual.app import ComposeResult
from textual.widget import Widget

from aligntui.analysis.figure import Finding, PerItem
from aligntui.analysis.wanted import field_wanted
from aligntui.analysis.where import select
from aligntui.engine.entry.fields import fill_in, label_of, options
from aligntui.flow.walk import ask_of
from aligntui.guide.types import Field, Method, Step, as_list
from aligntui.session.model import Item
from aligntui.steps.base import Desk, Hint, StepView
from aligntui.steps.opened import OpenedCard
from aligntui.steps.pairs_lines import Other, Question, Sheet, Side, Tried, draw
from aligntui.steps.talk import TextCanvas
from aligntui.text.clean import width

PAIR = "pair:"
"""Begins the key of a row of the list of pairs; the other rows bear the key of their field."""


class ShownPairs(StepView):
    """One pair on a sheet, and the list of all, without keys of their own."""

    def __init__(self, desk: Desk, method: Method, step: Step) -> None:
        super().__init__(desk, method, step)
        self.collection = step.each or ""
        self.at = 0
        self.row = ""
        self.canvas = TextCanvas(id="pairs")
        self.opened: OpenedCard | None = None
        self.sides: dict[str, list[str]] = {}
        self.tests: list[str] = []
        self.others: list[str] = []
        self.choice = ""
        self._sent_back = ""
        """Pair that Enter has led back to its open questions."""
        self._sort_fields()

    def _sort_fields(self) -> None:
        known = self.view.book.fields(self.collection)
        side = ""
        for key in self.step.fields or list(known):
            field = known.get(key)
            if field is None:
                continue
            if field.type == "link" and not field.many:
                side = key
                self.sides[key] = []
            elif field.type == "yesno":
                side = ""
                if field.only_one:
                    self.choice = key
                else:
                    self.tests.append(key)
            elif side and field.type == "text":
                self.sides[side].append(key)
            else:
                self.others.append(key)

    def compose(self) -> ComposeResult:
        """The sheet."""
        yield self.canvas

    def on_mount(self) -> None:
        """Begin with what the chosen pair, else the last one, has not answered yet."""
        found = self.targets()
        chosen = (n for n, item in enumerate(found) if self._is_chosen(item))
        self.at = next(chosen, max(0, len(found) - 1))
        self._first_open()

    def start(self) -> Widget | None:
        """Letters are commands."""
        return self.canvas

    # what there is

    def targets(self) -> list[Item]:
        """The pairs, without parked ones."""
        return select(self.view, self.view.items(self.collection), self.step.filter, self.resolve)

    @property
    def target(self) -> Item | None:
        """The pair on the sheet."""
        found = self.targets()
        return found[min(self.at, len(found) - 1)] if found else None

    @property
    def pair(self) -> Item:
        """The pair on the sheet; an empty one while there is none."""
        return self.target or Item(id="", collection=self.collection)

    def field(self, key: str) -> Field:
        """Definition of a field."""
        return self.view.book.field(self.collection, key) or Field(type="text")

    def rows(self) -> list[str]:
        """Keys of the rows that take the focus."""
        listed = [f"{PAIR}{item.id}" for item in self._listed()]
        return [*self.sides, *self.tests, *self._asked_others(), *listed]

    def _listed(self) -> list[Item]:
        return [*self.targets(), *self.view.parked(self.collection)]

    def _asked_others(self) -> list[str]:
        if self.target is None:
            return []
        return [key for key in self.others if field_wanted(self.view, self.pair, key, self.resolve)]

    def _is_chosen(self, item: Item) -> bool:
        return bool(self.choice) and item.fields.get(self.choice) == "yes"

    def _is_open(self, key: str) -> bool:
        return any(not self.view.asked(self.pair, k) for k in [key, *self.sides.get(key, [])])

    def _first_open(self) -> None:
        """Put the focus on the first row without an answer; on the pair itself when there is none."""
        asked = [*self.sides, *self.tests, *self._asked_others()]
        self.row = next((key for key in asked if self._is_open(key)), f"{PAIR}{self.pair.id}")

    @property
    def focused_pair(self) -> Item | None:
        """The pair that Space and x work on: the one in the list that has the focus, else the one shown."""
        if self.row.startswith(PAIR):
            return self.view.item(self.row.removeprefix(PAIR))
        return self.target

    # drawing

    def redraw(self) -> None:
        """Draw the sheet, or the side that is open."""
        if not self.is_mounted:
            return
        if self.opened is not None:
            self.opened.redraw()
            return
        self.at = max(0, min(self.at, len(self.targets()) - 1))
        if self.row not in self.rows():
            self._first_open()
        rows, cursor = draw(self._sheet(), self.size.width or 80, self.size.height or 19)
        self.canvas.show(rows, cursor)

    def _sheet(self) -> Sheet:
        item, view = self.pair, self.view
        verdicts, says, marks = self._margins()
        base = view.book.collections.get(self.collection)
        blocks = self.step.ask if isinstance(self.step.ask, dict) else {}
        return Sheet(
            sides=[self._side(key) for key in self.sides],
            test=blocks.get("test", "the test"),
            questions=[
                Question(
                    key, self._asked(key, 54), tuple(options(self.field(key), view)),
                    str(item.fields.get(key) or ""),
                )
                for key in self.tests
            ],
            mark=marks.get(item.id, ""),
            says=says.get(item.id, "") or verdicts.get(item.id, ""),
            others=[
                Other(key, label_of(key, self.field(key)), view.text(item, key).replace("\n", " "))
                for key in self._asked_others()
            ],
            tried=blocks.get("tried", base.title.lower() if base is not None and base.title else "tried"),
            pairs=[
                Tried(
                    f"{PAIR}{one.id}", self._codes(one), self._words(one), verdicts.get(one.id, ""),
                    marks.get(one.id, ""), self._is_chosen(one), one.status in ("parked", "dropped"),
                    one.id == item.id,
                )
                for one in self._listed()
            ],
            example=base.examples[0] if base is not None and base.examples else "",
            focus=self.row,
        )  # fmt: skip

    def _side(self, key: str) -> Side:
        field, item = self.field(key), self.pair
        linked = self.view.item(str(item.fields.get(key) or ""))
        code, words = (self.view.code(linked), linked.text.replace("\n", " ")) if linked else ("", "")
        ends = tuple(self.view.text(item, end) or "-" for end in self.sides[key])
        return Side(key, label_of(key, field), code, words, ends, fill_in(field.ask, self.view, item))

    def _margins(self) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
        found: list[dict[str, str]] = []
        for ref in as_list(self.step.margins.rows) if self.step.margins is not None else []:
            part = self.resolve(ref)
            values_ = part.values if isinstance(part, PerItem) else {}
            found.append({key: str(value) for key, value in values_.items() if value is not None})
        found += [{}] * 3
        return found[0], found[1], found[2]

    def _asked(self, key: str, room: int) -> str:
        """A question with our own words in it; with codes where the words are too long for its line."""
        pair = self._with_ends()
        full = fill_in(self.field(key).ask, self.view, pair)
        return full if width(full) <= room else fill_in(self.field(key).ask, self.view, pair, codes=True)

    def _with_ends(self) -> Item:
        """The pair, with a place for each end that has no name yet: "at its left end"."""
        pair = self.pair
        ends = [end for ends in self.sides.values() for end in ends if not self.view.text(pair, end)]
        if not ends:
            return pair
        places = {end: f"at its {label_of(end, self.field(end))}" for end in ends}
        return msgspec.structs.replace(pair, fields={**pair.fields, **places})

    def _linked(self, item: Item) -> list[Item | None]:
        return [self.view.item(str(item.fields.get(key) or "")) for key in self.sides]

    def _codes(self, item: Item) -> str:
        return " x ".join(self.view.code(one) if one is not None else "?" for one in self._linked(item))

    def _words(self, item: Item) -> str:
        found = [one.text for one in self._linked(item) if one is not None]
        return (item.text or "  x  ".join(found)).replace("\n", " ")

    # what it says

    def heading(self) -> str:
        """While a side is open: its pair."""
        return self.opened.heading() if self.opened is not None else super().heading()

    def question(self) -> str:
        """The question in focus; the step's own on the list."""
        if self.opened is not None:
            return self.opened.question()
        if self.row in (*self.tests, *self.others):
            return self._asked(self.row, 77)
        if self.row in self.sides and self._is_open(self.row):
            wanted = next(k for k in [self.row, *self.sides[self.row]] if not self.view.asked(self.pair, k))
            return fill_in(self.field(wanted).ask, self.view, self.pair)
        return ask_of(self.step)

    def hints(self) -> list[Hint]:
        """Key line."""
        if self.opened is not None:
            return self.opened.hints()
        use = [("Space", "use")] if self.choice else []
        add = [("a", "add pair")] if self.step.makes == self.collection else []
        if self.row in self.tests:
            return [("Left/Right", "answer"), ("Enter", "next"), *use, *add, ("n", "go on")]
        if self.row.startswith(PAIR):
            return [*use, ("Tab", "questions"), *add, ("x", "park"), ("n", "go on")]
        word = "write" if self.row in self.others else "name it"
        return [("Enter", word), ("Up/Down", "move"), *use, *add, ("n", "go on")]

    def finding_now(self) -> Finding | None:
        """About the row in focus; on the list about that pair, then about all of them."""
        if self.opened is not None:
            return self.opened.finding_now()
        pair = self.focused_pair
        mine = [f for f in self.findings() if pair is not None and f.target == pair.id]
        if self.row.startswith(PAIR):
            return next((f for f in [*mine, *(f for f in self.findings() if not f.target)]), None)
        keys = [self.row, *self.sides.get(self.row, [])]
        return next((f for f in mine if f.field in keys), None)
