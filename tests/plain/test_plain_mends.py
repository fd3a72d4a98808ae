"""Where a finding is mended is where it can be mended: on both faces what is asked for there ends it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from twins import Twins, twins

from aligntui.analysis.figure import Finding
from aligntui.analysis.view import View
from aligntui.engine import mends
from aligntui.engine.ways_back import Spot
from aligntui.plain import ways_back
from aligntui.session import head
from aligntui.session.model import Round
from aligntui.session.ops import AnyOp, Give, Open, Set, Turn
from aligntui.tui.pages.findings.page import FindingsPage


@dataclass(frozen=True)
class Mend:
    """A rule whose finding ends with one answer.

    Attributes:
        code: Code of the finding.
        where: Step that one is led to.
        keys: What is pressed on the screen there.
        line: What is said on the plain line there.
        left: Whether nothing but the first strategy is taken on; None: as it is.
        without: Parts of the case that are not there.
        begun: Whether one came to the step already: it is not asked before.
    """

    code: str
    where: str
    keys: tuple[str, ...]
    line: str
    left: tuple[str, ...] | None = None
    without: tuple[str, ...] = ()
    begun: bool = False


MENDS = {
    "a pair of the grid": Mend("GR1", "tows/grid", ("plus",), "1"),
    "what is taken on": Mend("CG1", "choose/rate", ("space",), "/take-on", left=("so1",)),
    "nothing is taken on": Mend("CH2", "choose/rate", ("space",), "/take-on", left=()),
    "what is stopped": Mend("CP1", "choose/stop", (*"Late bus", "enter"), "Late bus", without=("stops",)),
    "a measure": Mend("SM01", "objectives/draft", (*"followers", "enter"), "followers"),
    "a choice": Mend("SM12", "objectives/draft", ("1",), "1"),
    "a name": Mend("SM09", "objectives/draft", (*"Rosa", "enter"), "Rosa"),
    "an answer": Mend("AW1", "swot/answer", (*"By pre-orders", "enter"), "By pre-orders", begun=True),
}


def findings(view: View) -> list[mends.Found]:
    """As they stand on the page."""
    return mends.gathered(view, mends.found(view))


def views(pair: Twins) -> tuple[View, View]:
    """What both sessions hold now."""
    return pair.screen.view, pair.face.client.view


async def prepare(pair: Twins, left: tuple[str, ...]) -> None:
    """Take on these strategies alone."""
    for view, handle in zip(views(pair), (pair.screen.handle, pair.face.client.handle), strict=True):
        strategies = view.items("strategies")
        handle.apply([
            Set(id=item.id, field="live", was=item.fields.get("live"), to="yes" if item.id in left else "no")
            for item in strategies
            if (item.fields.get("live") == "yes") != (item.id in left)
        ])  # fmt: skip
    await pair.screen.poll()
    pair.face.client.take_snapshot()


@pytest.mark.parametrize("name", MENDS)
async def test_what_a_finding_asks_for_ends_it_where_one_is_led_to(name: str) -> None:
    rule = MENDS[name]
    async with twins("swot/factors", name="agenda:full-guide", without=rule.without) as pair:
        if rule.left is not None:
            await prepare(pair, rule.left)
        if rule.begun:
            assert rule.code not in [one.finding.code for one in findings(views(pair)[1])]
            await pair.come_to(rule.where)
        every = findings(views(pair)[1])
        number, one = next((n, one) for n, one in enumerate(every) if one.finding.code == rule.code)
        await pair.screen.keys("ctrl+r")
        page = pair.screen.top
        assert isinstance(page, FindingsPage)
        if number >= len(page.state.found) or page.state.found[number].rest:
            await pair.screen.keys("end", "enter")
        page.move_to(number)
        assert page.focused_one is not None
        assert page.focused_one.finding.code == rule.code
        await pair.screen.keys("enter")
        assert await pair.face.answer(f"/mend {number + 1}")
        assert pair.face.workshop.place.step == pair.screen.page.scene.here.step == rule.where
        await pair.screen.keys(*rule.keys)
        assert await pair.face.answer(rule.line)
        # Who is not led back yet goes back: one's own ballot counts then.
        if pair.screen.top is pair.screen.page:
            await pair.screen.keys("escape")
        if pair.face.way_back is not None:
            assert await pair.face.answer("/back")
        for face, view in zip(("screen", "plain"), views(pair), strict=True):
            keys = [found.finding.key for found in mends.found(view)]
            assert one.finding.key not in keys, face + "\n".join([*pair.screen.screen(), *pair.heard[-8:]])


async def test_each_finding_leads_to_a_step_that_writes_what_mends_it() -> None:
    for parts in ((), ("stops",), ("stops", "match"), ("match", "signposts", "goals")):
        async with twins("swot/factors", name="agenda:full-guide", without=parts) as pair:
            view = views(pair)[0]
            for one in mends.found(view):
                ref = mends.mending_ref(view, one)
                pair_of = view.book.step(ref)
                assert pair_of is not None or one.finding.code == "PA1", one.finding
                item, field, stand, _ = mends.errand(view, one.finding)
                if pair_of is None:
                    continue
                step = pair_of[1]
                if one.finding.place and not field:
                    assert stand
                    assert one.finding.place.split("/")[:2] in ([step.relation], ref.split("/"))
                elif field not in ("", "text"):
                    assert step.fields is None or field in (*step.fields, step.mark, step.into), one.finding
                assert not item or view.item(item.partition(">")[0]) or item.startswith("record:")


def given(run: str, number: int, about: list[str], points: int) -> list[AnyOp]:
    """A closed pass in which the first of these has all the points."""
    answer = {"type": "points", "total": 100}
    held = Round(
        id=f"p{number}", step="swot/weigh-inside", run=run, n=number, subjects=about, answer=answer
    )  # fmt: skip
    shares = [
        Give(round=held.id, ballot=f"b{number}", subject=ref, to=points if ref == about[0] else 0)
        for ref in about
    ]
    return [Open(round=held), *shares, Turn(id=held.id, was="open", to="revealed")]


@pytest.mark.parametrize(("first", "second", "phase"), [(110, 100, "rate"), (100, 0, "again")])
async def test_what_is_said_of_a_pass_leads_into_that_pass_on_both_faces(
    first: int, second: int, phase: str
) -> None:
    async with twins("swot/factors", name="agenda:solo-90") as pair:
        for handle, view in zip((pair.screen.handle, pair.face.client.handle), views(pair), strict=True):
            run, about = (
                next(iter(view.session.runs)),
                [i.id for i in view.items(["strengths", "weaknesses"])],
            )
            for number, points in enumerate(filter(None, (first, second)), start=1):
                handle.apply(given(run, number, about, points))
        await pair.screen.poll()
        pair.face.client.take_snapshot()
        every = findings(views(pair)[1])
        number, one = next((n, one) for n, one in enumerate(every) if one.finding.code == "TP2")
        await pair.screen.keys("ctrl+r")
        page = pair.screen.top
        assert isinstance(page, FindingsPage)
        if number >= len(page.state.found) or page.state.found[number].rest:
            await pair.screen.keys("end", "enter")
        page.move_to(number)
        await pair.screen.keys("enter")
        assert await pair.face.answer(f"/mend {number + 1}")
        for place in (pair.face.workshop.place, pair.screen.page.scene.here):
            assert (place.step, place.phase) == ("swot/weigh-inside", phase), one.finding


async def test_what_nothing_answers_yet_leads_to_the_pair_that_holds_it() -> None:
    async with twins("swot/factors", name="agenda:full-guide") as pair:
        screen, face = views(pair)
        # The last pair of the grid in the order shown: it is not the one where the step begins.
        threat = screen.items("threats")[-1]
        for handle, view in zip((pair.screen.handle, pair.face.client.handle), (screen, face), strict=True):
            handle.apply(
                [Set(id=i.id, field="status", was=i.status, to="dropped") for i in view.items("strategies")]
            )
        await pair.screen.poll()
        pair.face.client.take_snapshot()
        finding = Finding(
            code="CG1", severity="warning", message="", target=threat.id, place="strategies.cites"
        )
        spot = mends.errand(screen, finding)
        assert spot == Spot(threat.id, "", True)
        place = next(one for one in pair.screen.page.scene.run.steps if one.step == "tows/cards")
        await pair.screen.page.going.open_at(pair.screen.page.scene.run.steps.index(place))
        await pair.screen.page.going.focus_on(*spot[:2], stand=spot.stand)
        assert await ways_back.send(pair.face, place.id, spot)
        for state in (pair.screen.step.state, pair.face.live.state):
            assert state.adding
            assert state.list[1] == "T"
            assert threat.id in state.prompt


async def test_a_finding_that_no_step_of_the_run_mends_lends_one_and_changes_nothing_else() -> None:
    async with twins("choose/decide") as pair:
        view, run = views(pair)[1], pair.face.workshop.run
        number = next(
            n
            for n, one in enumerate(findings(view))
            if mends.mending_step(view, run, one) is None and mends.mending_ref(view, one)
        )
        ref = mends.mending_ref(view, findings(view)[number])
        page, work = pair.screen.page, pair.face.workshop
        runs, where = (page.scene.run_now(), work.sitting), work.place.id
        left = (page.scene.course.reading.total, work.reading.total)
        await pair.screen.keys("ctrl+r")
        top = pair.screen.top
        assert isinstance(top, FindingsPage)
        top.move_to(number)
        await pair.screen.keys("enter")
        assert await pair.face.answer(f"/mend {number + 1}")
        assert work.place.step == page.scene.here.step == ref
        assert any("behind all others" in row for row in pair.heard)
        await pair.screen.keys("escape", "escape", "escape")
        assert await pair.face.answer("/back")
        assert work.place.id == where
        assert (page.scene.course.reading.total, work.reading.total) == left
        for run, after in zip(runs, (page.scene.run_now(), work.sitting), strict=True):
            assert [(s.id, s.state) for s in after.steps[:-1]] == [(s.id, s.state) for s in run.steps]
            assert after.steps[-1].state == "skipped"
            assert head.resume(after) == head.resume(run)
