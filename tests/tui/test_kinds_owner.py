"""`by: owner`: each is asked for his own."""

from __future__ import annotations

from pathlib import Path

import pytest
from case_session import millrace
from stage import stage

from aligntui.engine.kinds import form
from aligntui.engine.rounds.asked import subject_ids
from aligntui.methods.library import Library

METHOD = """\
method: probe
title: Probe
level: fundamentals
steps:
  - kind: ask
    id: sure
    title: How sure are we?
    ask: How sure are we that we get there?
    about: objectives
    by: owner
    answer: {type: scale, from: 1, to: 5}
    phases: [rate]
  - {kind: table, id: read, title: Read over, ask: Yours?, of: objectives, by: owner, fields: [text, due]}
  - {kind: form, id: each, title: One by one, ask: What is it?, each: objectives, by: owner, fields: [due]}
"""
FILL = millrace("people", "goals", "objectives")


@pytest.fixture
def books(tmp_path: Path) -> Library:
    (tmp_path / "probe.yaml").write_text(METHOD, encoding="utf-8")
    return Library(user=tmp_path)


async def test_in_a_team_each_sees_what_he_answers_for(books: Library) -> None:
    async with stage("probe", books=books, solo=False, fill=FILL) as s:
        s.page.presence.company.names = {"Ines Calder", "Tomasz Reka"}
        people = {i.id: i.text for i in s.view.items("people")}
        own = [
            i.id for i in s.view.items("objectives") if people.get(i.fields.get("owner", "")) == "Ines Calder"
        ]
        s.step.redraw()
        assert subject_ids(s.step.ctx) == own
        await s.page.going.open_at(1)
        await s.settle()
        assert [i.id for i in s.step.kind.groups(s.step.ctx, s.step.state)[0].items] == own
        await s.page.going.open_at(2)
        await s.settle()
        assert [i.id for i in form.items(s.step.ctx)] == own
        assert s.shows(f"1 of {len(own)}") if own else s.shows("None of these is yours. ^N goes on.")


async def test_one_person_alone_is_asked_for_all(books: Library) -> None:
    async with stage("probe", books=books, fill=FILL) as s:
        assert len(subject_ids(s.step.ctx)) == len(s.view.items("objectives"))
