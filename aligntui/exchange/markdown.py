"""The session as a report to hand out: what was found, what is done about it, and what is open."""

from __future__ import annotations

from aligntui.analysis import checks, plan, registry, told
from aligntui.analysis.figure import PerItem, Sentence
from aligntui.analysis.view import View
from aligntui.exchange.computed import MOST, named
from aligntui.exchange.markdown_text import block, bullets, heading, line, table
from aligntui.session.model import Item

CHAPTERS = ("factors", "strategies", "goals", "objectives", "scenarios", "effects", "signposts", "decisions")
"""Lists that have a chapter of their own; all others follow as plain tables."""


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
        self.told: set[str] = {"strategies", "goals", "objectives", "scenarios", "effects"}

    def write(self) -> str:
        self._put(heading(1, self.page.title or "Session"))
        self._put(f"As of {line(told.day(self.view.as_of, long=True))}.")
        self._direction()
        self._factors()
        self._strategies()
        self._objectives()
        self._worlds()
        self._rest()
        self._section("next", "Next")
        self._section("dissent", "Who sees it differently")
        self._findings()
        self._parked()
        return "\n\n".join(self.out) + "\n"

    def _put(self, *parts: str) -> None:
        self.out.extend(part for part in parts if part)

    def _chapter(self, title: str, *parts: str) -> None:
        if any(parts):
            self._put(heading(2, title), *parts)

    def _section(self, key: str, title: str) -> None:
        rows = []
        for entry in self.page.section(key).lines:
            rows.append((entry.code, entry.text + (f" ({entry.note})" if entry.note else "")))
        self._chapter(title, bullets(rows))

    def _said(self, *uses: str) -> str:
        """Sentences of the figures that methods at hand declare with these functions."""
        found = []
        for method in self.book.methods.values():
            for declared in method.figures.values():
                if declared.get("use") not in uses or declared["use"] not in registry.functions():
                    continue
                said = registry.compute(self.view, declared).parts.get("line")
                if isinstance(said, Sentence) and said.text:
                    found.append(("", named(self.view, said.text)))
        return bullets(found)

    def _table(self, name: str, items: list[Item], keys: list[str] | None = None) -> str:
        """A list as a table: code, words and the fields that hold something."""
        self.told.add(name)
        chosen = list(self.book.fields(name)) if keys is None else keys
        heads = ["", told.title(self.book, name), *(told.label(self.view, name, key) for key in chosen)]
        rows = [[self.view.code(i), i.text, *(told.of(self.view, i, key) for key in chosen)] for i in items]
        return table(heads, rows)

    def _direction(self) -> None:
        statement = self.page.section("statement")
        parts = [block(entry.text) for entry in statement.lines]
        for name, record in self.book.records.items():
            item = self.view.record(name)
            if name == "statement" or name == "focal":
                continue
            rows = [
                (told.label(self.view, item.collection, key), told.of(self.view, item, key))
                for key in record.fields
                if told.of(self.view, item, key)
            ]
            if rows:
                parts += [heading(3, told.title(self.book, f"record:{name}")), bullets(rows)]
        for name in ("values", "facts", "wont"):
            items = self.view.items(name)
            if items:
                keys = [k for k, f in self.book.fields(name).items() if f.type != "yesno"]
                parts.append(self._table(name, items, keys))
            self.told.add(name)
        self._chapter(statement.title, *parts)

    def _factors(self) -> None:
        parts = []
        for name in plan.factor_lists(self.view):
            items = self.view.items(name)
            keys = [k for k, f in self.book.fields(name).items() if f.type not in ("yesno", "link")]
            made = self._table(name, items, keys) if items else ""
            parts += [heading(3, told.title(self.book, name)), made] if made else []
            self.told.add(name)
        self._chapter("What we found", *parts, self._said("weighted_score", "pair_sums") if parts else "")

    def _strategies(self) -> None:
        called = plan.classes(self.view)
        mark = plan.live_mark(self.view)
        rows = []
        for item in sorted(self.view.items("strategies"), key=lambda i: self.view.place(i.id)):
            cites = " ".join(self.view.code(ref) for ref in told.links(self.view, item).get("cites", []))
            taken = "yes" if item.fields.get(mark) == "yes" else ""
            numbers = [told.of(self.view, item, key) for key in ("impact", "effort")]
            rows.append([self.view.code(item), item.text, cites, *numbers, taken, called.get(item.id, "")])
        heads = ["", "Strategy", "rests on", "impact", "effort", "taken on", "class"]
        stops = bullets([(entry.code, _noted(entry)) for entry in self.page.section("stop").lines])
        self.told.add("stops")
        self._chapter("What we do", table(heads, rows), heading(3, "What we stop") if stops else "", stops)

    def _objectives(self) -> None:
        goals = self._table("goals", self.view.items("goals")) if self.view.items("goals") else ""
        items = self.view.items("objectives")
        sentences = bullets([(self.view.code(i), told.sentence(self.view, i)) for i in items])
        keys = ["measure", "unit", "baseline", "target", "start", "due", "owner", "parent", "from", "guard"]
        known = [key for key in keys if self.book.field("objectives", key) is not None]
        numbers = self._table("objectives", items, known) if items else ""
        self._chapter("Goals and objectives", goals, sentences, numbers, self._said("tree"))

    def _worlds(self) -> None:
        parts = []
        focal = self.view.record("focal")
        if told.of(self.view, focal, "question"):
            parts.append(block(told.of(self.view, focal, "question")))
        for world in self.view.items("scenarios"):
            parts.append(heading(3, f"{self.view.code(world)} {world.text}"))
            parts.append(block(told.of(self.view, world, "story")))
            kinds: dict[str, list[str]] = {}
            for effect in self.view.children(world.id, "effects"):
                kinds.setdefault(told.of(self.view, effect, "what") or "effects", []).append(effect.text)
            parts.append(bullets([(kind, "; ".join(texts)) for kind, texts in kinds.items()]))
        self._chapter("Four worlds" if len(self.view.items("scenarios")) == 4 else "Worlds", *parts)
        self._chapter("Does it work in each world?", self._tunnel(), self._said("wind_tunnel"))

    def _tunnel(self) -> str:
        wind = checks.first(self.view, "wind_tunnel")
        mean, kind = checks.part(wind, "mean"), checks.part(wind, "class")
        worlds = self.view.items("scenarios")
        rows = []
        for item in self.view.items("strategies"):
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

    def _rest(self) -> None:
        """Every list that has not been told yet, methods of one's own among them."""
        for name, collection in self.book.collections.items():
            items = self.view.items(name)
            if name in self.told or not items or name in ("parked", "actions"):
                continue
            self._chapter(collection.title or name.capitalize(), self._table(name, items))

    def _findings(self) -> None:
        rows = []
        findings = checks.everything(self.view)
        for found in findings[:MOST]:
            about = self.view.code(found.target) if found.target else ""
            words = " ".join(filter(None, (named(self.view, found.message), named(self.view, found.mend))))
            rows.append((f"{found.mark} {about}".strip(), words))
        if len(findings) > MOST:
            rows.append(("", f"and {len(findings) - MOST} more"))
        self._chapter("What the checks ask", bullets(rows))

    def _parked(self) -> None:
        rows = [(self.view.code(i), i.text) for i in self.view.items("parked")]
        for name in self.book.collections:
            if name == "parked":
                continue
            for item in self.view.parked(name):
                reason = f" ({item.reason})" if item.reason else ""
                rows.append((self.view.code(item), f"{item.text}{reason}"))
        self._chapter("Set aside, not lost", bullets(rows))


def _noted(entry: plan.Line) -> str:
    return entry.text + (f" ({entry.note})" if entry.note else "")


def _part(part: object, ref: str) -> str:
    found = part.values.get(ref) if isinstance(part, PerItem) else None
    if isinstance(found, float):
        return f"{found:.2f}"
    return "" if found is None else str(found)
