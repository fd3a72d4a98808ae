"""Definitions kept in a session read the same for ever."""

from __future__ import annotations

import json

import msgspec
import pytest
from methods_base import BASE, FIXTURES, book

from aligntui.methods.decode import parse, read, whole
from aligntui.methods.freeze import freeze, thaw, thawed
from aligntui.methods.types import Agenda, Method


@pytest.mark.parametrize("name", sorted(book().methods))
def test_thawing_gives_the_method_back(name: str) -> None:
    method = book().methods[name]
    body, mark = freeze(method)
    again = json.loads(json.dumps(body))
    assert thaw(again, Method) == thawed(name, again) == method
    assert freeze(thaw(again, Method)) == (body, mark)
    assert len(mark) == 64


def test_shared_lists_and_agendas_too() -> None:
    shared = book().shared
    assert thawed("collections", freeze(shared)[0]) == shared
    agenda = whole(read(FIXTURES / "agendas" / "half-day.yaml"), Agenda)
    body, _ = freeze(agenda)
    assert thawed("agenda:half-day", body) == agenda
    assert body["steps"][3]["break"] == 15


def test_the_mark_is_that_of_the_words_not_of_the_file() -> None:
    method = whole(parse(BASE, "a"), Method)
    same = whole(parse("# a comment\n" + BASE.replace("title: Base", "title: 'Base'"), "b"), Method)
    other = whole(parse(BASE.replace("title: Base", "title: Bass"), "a"), Method)
    assert freeze(method)[1] == freeze(same)[1] != freeze(other)[1]


def test_the_mark_is_stable() -> None:
    """Sessions compare marks over years: the same words must never give another one."""
    small = Method(method="m", title="T", level="advanced", steps=[])
    assert freeze(small) == (
        {"method": "m", "title": "T", "level": "advanced", "people": {}, "steps": []},
        "233e82425d665b49ebf400e7f791562b62765e83746070eb1b73ee621cbcb657",
    )


def test_what_a_newer_version_wrote_is_passed_over() -> None:
    body, _ = freeze(whole(parse(BASE, "a"), Method))
    body["mood"] = "new"
    body["steps"][0]["glow"] = {"a": [1]}
    body["steps"][0]["phases"] = ["write", "dream"]
    body["collections"]["cards"]["fields"]["due"]["type"] = "moment"
    body["steps"].append({"kind": "hologram", "id": "x", "title": "X"})
    found = thaw(body, Method)
    assert found.steps[0].phases == ["write", "dream"]
    assert "due" not in found.collections["cards"].fields
    assert found.steps[-1].id == "result"
    assert found.collections["cards"].fields["size"].to == 5


def test_what_is_no_method_at_all_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        thaw({"title": "x"}, Method)
