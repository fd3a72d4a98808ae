"""Report: figures and findings to read, each with its sentence, and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from aligntui.analysis.figure import Finding
from aligntui.analysis.figure_words import is_said, read_out
from aligntui.analysis.gather import WHOLE, Gathered, gather, sentence
from aligntui.analysis.gather import words as words_of
from aligntui.analysis.plan_page import Plan
from aligntui.analysis.readout import read_back
from aligntui.analysis.shape_words import Said, in_words
from aligntui.analysis.shapes import Tree
from aligntui.analysis.tree import read
from aligntui.analysis.tree_shape import tree_shape
from aligntui.engine.kind import Errand, Intent, Offer, Outcome, Row, Sight, StepContext, once, passed
from aligntui.methods import own_pages
from aligntui.methods.types import PLAN
from aligntui.session.model import record_id

MOST = 8
"""Findings below the figures, at most."""
FOR_LEAD = "Only whoever leads sees this."
"""Said to everybody else of a report that is for the facilitator."""


class Report(Struct, frozen=True):
    """Where one stands in a report: it is read, so nowhere in particular."""

    opened: str = ""
    """Bar of a profile that shows what it rests on; "" while none does."""


class ReportKind:
    """What a line rests on, or the step in which it is written, is one intent away."""

    def open(self, ctx: StepContext) -> Report:
        """The page."""
        return Report()

    def offers(self, ctx: StepContext, state: Report) -> list[Offer]:
        """Following a line of the plan to what it rests on, of a tree to where it is written."""
        verb = "open" if tree_ref(ctx) else "why"
        lines = [Offer(verb, item) for item in followed(ctx)]
        lines += [Offer("why", bar) for bar in bars(ctx)]
        return [*lines, Offer("go-on"), Offer("go-back")]

    def do(self, ctx: StepContext, state: Report, intent: Intent) -> Outcome[Report]:
        """Reading changes nothing; what a bar rests on opens, and closes again."""
        if intent.verb == "why" and intent.item in bars(ctx):
            return Outcome(replace(state, opened="" if state.opened == intent.item else intent.item))
        if intent.verb in ("open", "why") and ctx.view.item(intent.item) is not None:
            # Nothing was linked to a record: its sentence is where it is written.
            writes = intent.verb == "open" or intent.item.startswith(record_id(""))
            return Outcome(state, go=Errand("item" if writes else "why", intent.item))
        return passed(state, intent)

    def sight(self, ctx: StepContext, state: Report) -> Sight:
        """The closing sentence, every figure read out, and the findings."""
        first = ahead(ctx)
        rows = [row for ref in first for row in _figure_rows(ctx, ref, state)]
        rows += _page_rows(page(ctx))
        rows += [row for ref in figures_of(ctx) if ref not in first for row in _figure_rows(ctx, ref, state)]
        notes = [said] if (said := closing(ctx)) else []
        notes += [f"{alike.first.mark} {sentence(ctx.view, alike, WHOLE)}" for alike in remarks(ctx)]
        return Sight(ctx.question, tuple(rows), notes=tuple(notes))

    def finding(self, ctx: StepContext, state: Report, words: Mapping[str, object]) -> Finding | None:
        """The worst of all that the method says, with what it is about."""
        if is_withheld(ctx):
            return None
        worst = next(iter(gather(ctx.view, ctx.figures.findings(ctx.method, ctx.step))), None)
        return None if worst is None else replace(worst.first, message=words_of(ctx.view, worst))


KIND = ReportKind()


def is_withheld(ctx: StepContext) -> bool:
    """Whether the report is for the facilitator, and somebody else looks at it."""
    return ctx.step.privacy is not None and ctx.step.privacy.sees == "facilitator" and not ctx.may("lead")


@once
def page(ctx: StepContext) -> Plan:
    """What stands on the page beside figures: the plan, lists, records and crossings, each a section."""
    if ctx.step.shows_plan:
        from aligntui.analysis.plan import plan

        whole = plan(ctx.view, ctx.now())
    else:
        whole = Plan(title=ctx.step.title, as_of=ctx.view.as_of, sections=())
    if is_withheld(ctx):
        return replace(whole, sections=())
    if not _subjects(ctx) and ctx.step.of is None and ctx.step.each is None:
        return whole
    from aligntui.engine import report_sections

    own = report_sections.sections(ctx, _subjects(ctx))
    return replace(whole, sections=(*whole.sections, *own))


def _subjects(ctx: StepContext) -> list[str]:
    """Lists, records and crossings to show."""
    book, figures = ctx.view.book, ctx.method.figures
    shown = (ref for ref in ctx.step.show if ref != PLAN and ref not in figures)
    return [name for name in shown if own_pages.subject(book, name)]


@once
def tree_ref(ctx: StepContext) -> str:
    """The figure that is a tree, among those to show; "" when none is."""
    for ref in ctx.step.show:
        definition = ctx.figures.definition(ctx.method.method, ref)
        whole = ref.rpartition(":")[2].partition(".")[2] in ("", "groups")
        if definition is not None and definition.get("use") == "tree" and whole:
            return ref
    return ""


@once
def tree_of(ctx: StepContext) -> Tree:
    """The figure that is a tree, as it is drawn."""
    return tree_shape(ctx.view, ctx.figures.definition(ctx.method.method, tree_ref(ctx)) or {})


@once
def closing(ctx: StepContext) -> str:
    """The closing sentence with its figures; "" when it cannot be said."""
    if is_withheld(ctx):
        return FOR_LEAD
    return read_back(ctx.step.read_back, ctx.figures, ctx.method.method, ctx.view)


@once
def figures_of(ctx: StepContext) -> list[str]:
    """Figures to show: one without a value only where all are like that, and each reason once."""
    method, other = ctx.method.method, {PLAN, *_subjects(ctx)}
    refs = [] if is_withheld(ctx) else [ref for ref in ctx.step.show if ref not in other]
    if ctx.step.privacy is not None and ctx.step.privacy.names != "named":
        from aligntui.engine import nameless

        refs = nameless.parts(refs, ctx.figures, method, ctx.view)
    if said := [ref for ref in refs if is_said(ref, ctx.figures, method)]:
        return said
    reasons = {why_unsaid(ref, ctx): ref for ref in reversed(refs)}
    return [ref for ref in refs if reasons[why_unsaid(ref, ctx)] == ref]


def ahead(ctx: StepContext) -> list[str]:
    """Figures that stand before lists and the plan, because the step names them before the first of those."""
    others = {PLAN, *_subjects(ctx)}
    places = [n for n, ref in enumerate(ctx.step.show) if ref in others]
    named = ctx.step.show[: places[0]] if places else []
    return [ref for ref in figures_of(ctx) if ref in named]


@once
def bars(ctx: StepContext) -> dict[str, tuple[str, str]]:
    """Bars of profiles that are shown -> the figure, and the name of the bar; none where nobody is named."""
    named = ctx.step.privacy is None or ctx.step.privacy.names == "named"
    refs = figures_of(ctx) if named else []
    return {
        bar_id(ref, label): (ref, label)
        for ref in refs
        if (definition := ctx.figures.definition(ctx.method.method, ref))
        and definition.get("use") == "profile"
        if ref.rpartition(":")[2].partition(".")[2] in ("", "bars")
        for label in definition.get("bars") or ()
    }


def bar_id(ref: str, label: str) -> str:
    """How a bar of a profile is named in an intent."""
    return f"bar:{ref.removesuffix('.bars')}/{label}"


@once
def _known_proofs(ctx: StepContext) -> dict[str, Said]:
    return {}


def proof_of(ctx: StepContext, bar: str) -> Said:
    """What a bar rests on: figures, items, answers, a row each."""
    known, (ref, label) = _known_proofs(ctx), bars(ctx)[bar]
    if bar not in known:
        from aligntui.analysis.proofs import proof

        known[bar] = proof(ctx.figures, ctx.method.method, ref, label, ctx.view)
    return known[bar]


def _figure_rows(ctx: StepContext, ref: str, state: Report) -> list[Row]:
    """A figure read out, a row for each of what it names."""
    rows: list[Row] = []
    placed = False
    for number, (heading, entries) in enumerate(read_out(ref, ctx.figures, ctx.method.method, ctx.view)):
        if ref == tree_ref(ctx) and heading and not number:
            # What serves which goal is its first part.
            entries = in_words(tree_of(ctx))
        own = [bar_id(ref, name) for name, _ in entries]
        are_bars = not placed and all(one in bars(ctx) for one in own)
        placed = placed or are_bars
        for n, (name, value) in enumerate(entries):
            rows.append(Row(own[n] if are_bars else f"{ref}/{n}", name, value=value, group=heading))
            if are_bars and own[n] == state.opened:
                rows += [
                    Row(f"{own[n]}/{m}", words, value=said, group=f"What {name} rests on")
                    for m, (words, said) in enumerate(proof_of(ctx, own[n]))
                ]
    return rows


def why_unsaid(ref: str, ctx: StepContext) -> str:
    """Why nothing can be said of a figure; "" when something can."""
    figure = ctx.figures.figure(ctx.method.method, ref)
    return figure.why_missing if figure is not None else ""


def remarks(ctx: StepContext) -> list[Gathered]:
    """Findings below the figures; the plan counts its own."""
    if ctx.step.shows_plan or is_withheld(ctx):
        return []
    return gather(ctx.view, ctx.figures.findings(ctx.method, ctx.step))[:MOST]


def followed(ctx: StepContext) -> list[str]:
    """Items that a line of the report stands for, in order."""
    ids = [entry.id for section in page(ctx).sections for entry in section.lines if entry.id]
    if ref := tree_ref(ctx):
        grown = read(ctx.view, ctx.figures.definition(ctx.method.method, ref) or {})
        ids += [*grown.goals, *grown.objectives]
    return list(dict.fromkeys(ids))


def _page_rows(whole: Plan) -> list[Row]:
    rows: list[Row] = []
    for section in whole.sections:
        for n, entry in enumerate(section.lines):
            cells = zip(section.columns, entry.cells, strict=False)
            value = ", ".join(f"{name} {cell}" for name, cell in cells if cell)
            rows.append(Row(entry.id or f"{section.key}/{n}", entry.words, entry.code, value, section.title))
        if section.empty:
            rows.append(Row(section.key, f"not yet: {section.empty}", group=section.title))
    return rows
