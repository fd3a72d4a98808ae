"""The session as a report to hand out: the plan on one page, how it came about, and last what is open."""

from __future__ import annotations

import re

from aligntui.analysis import checks, gather, plan, registry, slots, told
from aligntui.analysis.figure import PerItem, Sentence
from aligntui.analysis.view import View
from aligntui.exchange import markdown_plan
from aligntui.exchange.computed import MOST, named
from aligntui.exchange.markdown_text import block, bullets, heading, line, table
from aligntui.guide.types import as_list
from aligntui.session.model import Item
from aligntui.text.listing import listed

WIDEST = 9
"""Columns of a table; what has more is told line by line."""
RECORDS = ("statement", "focal", "close")
"""Forms that stand in another chapter than the vision."""
SIGNPOSTS = ["points_to", "threshold", "then", "owner", "source", "every"]
"""Fields of a signpost that a reader needs."""


_KEY = re.compile(r" \([a-z]\)(?=[ .,])")
"""A key that a finding names: on paper there is none to press."""


def export(view: View) -> str:
    """The report as Markdown text (CommonMark with tables)."""
    report = _Report(view)
    return report.write()


class _Report:
    def __init__(self, view: View) -> None:
        self.view = view
        self.book = view.book
        self.page = plan.plan(view)
        self.out: list[str] = []
        self.told: set[str] = {
            "strategies",
            "goals",
            "objectives",
            "scenarios",
            "effects",
            "parked",
            "people",
        }

    def write(self) -> str:
        self._put(heading(1, self.page.title or "Session"))
        self._put(f"As of {line(told.day(self.view.as_of, long=True))}.")
        self._put(*markdown_plan.page(self.page))
        self._vision()
        self._factors()
        self._strategies()
        self._choices()
        self._objectives()
        self._worlds()
        self._steps()
        self._rest()
        self._parked()
        self._open()
        return "\n\n".join(self.out) + "\n"

    def _put(self, *parts: str) -> None:
        self.out.extend(part for part in parts if part)

    def _chapter(self, title: str, *parts: str) -> None:
        if any(parts):
            self._put(heading(2, title), *parts)

    def _said(self, *uses: str) -> str:
        """Sentences of the figures that methods at hand declare with these functions."""
        found = []
        for method in self.book.methods.values():
            for declared in method.figures.values():
                if declared.get("use") not in uses or declared["use"] not in registry.functions():
                    continue
                said = registry.compute(self.view, declared, method.method).parts.get("line")
                if isinstance(said, Sentence) and said.text:
                    found.append((self._about(declared.get("of")), named(self.view, said.text)))
        if len(found) < 2:
            found = [("", text) for _, text in found]
        return bullets(found)

    def _about(self, lists: str | list[str] | None) -> str:
        """Titles of the lists that a figure is about, as they stand before its sentence."""
        names = [name for name in as_list(lists) if name in self.book.collections]
        said = listed(told.title(self.book, name).lower() for name in names)
        return f"{said[:1].upper()}{said[1:]}:" if said else ""

    def _list(self, name: str, keys: list[str] | None = None, called: str = "") -> str:
        """A list as a table, line by line where it has too many columns; "" when it holds nothing."""
        self.told.add(name)
        items = self.view.items(name)
        given = list(self.book.fields(name)) if keys is None else keys
        chosen = [key for key in given if any(told.of(self.view, item, key) for item in items)]
        labels = [told.label(self.view, name, key) for key in chosen]
        if len(chosen) + 2 > WIDEST:
            return bullets([(self.view.code(item), self._line(item, chosen, labels)) for item in items])
        heads = ["", called or told.title(self.book, name), *labels]
        rows = [[self.view.code(i), i.text, *(told.of(self.view, i, key) for key in chosen)] for i in items]
        return table(heads, rows)

    def _line(self, item: Item, keys: list[str], labels: list[str]) -> str:
        words = [told.of(self.view, item, key) for key in keys]
        said = "; ".join(f"{label}: {word}" for label, word in zip(labels, words, strict=True) if word)
        return f"{item.text}. {said}" if item.text and said else item.text or said

    def _record(self, name: str) -> list[str]:
        """A form as a list of its answers under its title; nothing when nobody filled it in."""
        item = self.view.record(name)
        rows = [
            (f"{told.label(self.view, item.collection, key)}:", told.of(self.view, item, key))
            for key, field in self.book.records[name].fields.items()
            if field.type != "yesno"
        ]
        kept = [row for row in rows if row[1]]
        return [heading(3, told.title(self.book, f"record:{name}")), bullets(kept)] if kept else []

    def _vision(self) -> None:
        parts = [part for name in self.book.records if name not in RECORDS for part in self._record(name)]
        for name in ("values", "facts", "wont"):
            keys = [k for k, f in self.book.fields(name).items() if f.type != "yesno"]
            parts.append(self._list(name, keys))
        self._chapter("Where we are going", *parts)

    def _factors(self) -> None:
        parts = []
        for name in self.book.lists("factors"):
            keys = [k for k, f in self.book.fields(name).items() if f.type not in ("yesno", "link")]
            parts.append(self._list(name, keys))
        self._chapter("What we found", *parts, self._said("weighted_score") if any(parts) else "")

    def _strategies(self) -> None:
        """What each strategy rests on."""
        rows = []
        for item in self._in_order("strategies"):
            cites = " ".join(self.view.code(ref) for ref in told.links(self.view, item).get("cites", []))
            first = told.of(self.view, item, "first_step")
            rows.append([self.view.code(item), item.text, cites, first])
        made = table(["", "Strategy", "rests on", "first step"], rows)
        self._chapter("What we could do", made, self._said("pair_sums") if made else "")

    def _choices(self) -> None:
        mark = plan.marked_field(self.view, "strategies") or "live"
        classes = ("quadrant.classes", "wind_tunnel.class", "wind_tunnel.flag")
        rows = []
        for item in self._in_order("strategies"):
            taken = "yes" if item.fields.get(mark) == "yes" else ""
            numbers = [told.of(self.view, item, key) for key in ("impact", "effort")]
            rows.append(
                [
                    self.view.code(item),
                    item.text,
                    *numbers,
                    taken,
                    ", ".join(filter(None, (slots.figure_word(self.view, item, name) for name in classes))),
                ]
            )
        heads = ["", "Strategy", "impact", "effort", "taken on", "class"]
        made = table(heads, rows) if any(any(row[2:]) for row in rows) else ""
        stops = self._list("stops")
        decided = self._list("decisions")
        self._chapter("What we chose", made, stops, decided)

    def _in_order(self, name: str) -> list[Item]:
        return sorted(self.view.items(name), key=lambda item: self.view.place(item.id))

    def _objectives(self) -> None:
        goals = self._list("goals")
        items = self.view.items("objectives")
        sentences = bullets([(self.view.code(i), self._objective(i)) for i in items])
        keys = ["parent", "from", "start", "guard"]
        if len({told.of(self.view, item, "start") for item in items}) < 2:
            keys.remove("start")
        known = [key for key in keys if self.book.field("objectives", key) is not None]
        behind = self._list("objectives", known, "What is behind it")
        alone = not any(told.of(self.view, item, key) for item in items for key in known)
        self._chapter("Goals and objectives", goals, sentences, "" if alone else behind, self._said("tree"))

    def _objective(self, item: Item) -> str:
        """The objective as its sentence, and why it can be done."""
        why = told.of(self.view, item, "why_realistic")
        said = told.sentence(self.view, item)
        return f"{said.rstrip('.')}. {why}" if said and why else said or why

    def _worlds(self) -> None:
        parts = [block(told.of(self.view, self.view.record("focal"), "question"))]
        parts += [self._list(name) for name in ("drivers", "axes")]
        for world in self.view.items("scenarios"):
            parts.append(heading(3, f"{self.view.code(world)} {world.text}"))
            parts.append(block(told.of(self.view, world, "story")))
            kinds: dict[str, list[str]] = {}
            for effect in self.view.children(world.id, "effects"):
                kinds.setdefault(told.of(self.view, effect, "what") or "effects", []).append(effect.text)
            parts.append(bullets([(f"{kind}:", "; ".join(texts)) for kind, texts in kinds.items()]))
        self._chapter("Four worlds" if len(self.view.items("scenarios")) == 4 else "Worlds", *parts)
        self._chapter("Does it work in each world?", self._tunnel(), self._said("wind_tunnel"))
        known = [key for key in SIGNPOSTS if self.book.field("signposts", key) is not None]
        self._chapter("Signposts", self._list("signposts", known))

    def _tunnel(self) -> str:
        wind = checks.first(self.view, "wind_tunnel")
        mean, kind = checks.part(wind, "mean"), checks.part(wind, "class")
        worlds = self.view.items("scenarios")
        rows = []
        for item in self._in_order("strategies"):
            cells = []
            for world in worlds:
                link = self.view.link("tunnel", item.id, world.id)
                fit = link.fields.get("fit") if link is not None else None
                cells.append("" if fit is None else f"{fit:+d}" if isinstance(fit, int) and fit else str(fit))
            if any(cells):
                rows.append(
                    [self.view.code(item), item.text, *cells, _part(mean, item.id), _part(kind, item.id)]
                )
        return table(["", "Strategy", *(self.view.code(w) for w in worlds), "mean", "class"], rows)

    def _steps(self) -> None:
        """Who does what, and what might go wrong."""
        risks = self._list("risks")
        begun = any(item.fields.get("done") == "yes" for item in self.view.items("actions"))
        keys = [key for key in self.book.fields("actions") if key != "done" or begun]
        close = self._record("close")[1:] if "close" in self.book.records else []
        self._chapter("First steps", self._list("actions", keys), *close)
        self._chapter("What might go wrong", risks)

    def _rest(self) -> None:
        """Every list that has not been told yet, methods of one's own among them; people last."""
        for name, collection in self.book.collections.items():
            if name not in self.told and self.view.items(name):
                self._chapter(collection.title or name.capitalize(), self._list(name))
        if "people" in self.book.collections:
            people = [
                [item.text, *(told.of(self.view, item, key) for key in self.book.fields("people"))]
                for item in self.view.items("people")
            ]
            labels = [told.label(self.view, "people", key) for key in self.book.fields("people")]
            self._chapter(told.title(self.book, "people"), table(["Name", *labels], people))

    def _open(self) -> None:
        """What the checks found, gravest first: on paper as points to settle, without their marks."""
        found = gather.gather(self.view, checks.everything(self.view))
        rows = [("", _KEY.sub("", named(self.view, gather.sentence(self.view, one)))) for one in found[:MOST]]
        if len(found) > MOST:
            rows.append(("", f"and {len(found) - MOST} more"))
        self._chapter("Open points", bullets(rows))

    def _parked(self) -> None:
        rows = [(self.view.code(i), i.text) for i in self.view.items("parked")]
        for name in self.book.collections:
            if name == "parked":
                continue
            for item in self.view.parked(name):
                reason = f" ({item.reason})" if item.reason else ""
                rows.append((self.view.code(item), f"{item.text}{reason}"))
        self._chapter("Set aside, not lost", bullets(rows))


def _part(part: object, ref: str) -> str:
    found = part.values.get(ref) if isinstance(part, PerItem) else None
    if isinstance(found, float):
        return f"{found:.2f}"
    return "" if found is None else str(found)
