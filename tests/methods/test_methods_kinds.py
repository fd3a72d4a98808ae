"""The grammar of kinds covers the schema of steps, no more and no less."""

from __future__ import annotations

from typing import get_args

from methods_base import BASE

from aligntui.methods.decode import parse, whole
from aligntui.methods.errors import place
from aligntui.methods.fitting import nearest
from aligntui.methods.kinds import COMMON, KINDS
from aligntui.methods.types import KindName, Method, Step

KEYS = set(Step.__struct_encode_fields__)


def test_there_are_nine() -> None:
    assert set(KINDS) == set(get_args(KindName))
    assert len(KINDS) == 9


def test_every_key_of_a_step_means_something_to_some_kind() -> None:
    assert set().union(*(kind.keys for kind in KINDS.values())) == KEYS


def test_kinds_need_only_keys_that_they_take() -> None:
    for kind in KINDS.values():
        assert kind.keys <= KEYS
        for group in kind.needs:
            assert set(group) <= kind.keys
        assert kind.keys >= COMMON.keys()


def test_phases_are_those_of_the_schema() -> None:
    known = {"write", "reveal", "merge", "vote", "rate", "talk", "again", "decide", "read", "mend", "sort"}
    assert set().union(*(kind.phases for kind in KINDS.values())) == known


def test_people_answer_in_four_kinds() -> None:
    assert {name for name, kind in KINDS.items() if kind.rounds} == {"ask", "plot", "matrix", "board"}


def test_places_in_words() -> None:
    data = parse(BASE, "x").data
    assert place((), data) == ""
    assert place(("title",), data) == "title"
    assert (
        place(("collections", "cards", "fields", "due", "type"), data) == "collection cards, field due, type"
    )
    assert place(("steps", 4, "answer", "from"), data) == "step vote, answer, from"
    assert place(("steps", 99), data) == "step 100"
    assert place(("steps", 0, "done", 0, "min"), data) == "step write, done 1, min"
    assert place(("uses", "goals", "adds", "worth"), data) == "uses goals, field worth"
    assert place((0, "a"), []) == "entry 1, a"


def test_numbers_become_text_where_text_belongs() -> None:
    method = whole(
        parse(BASE.replace("title: Base", "title: 2027").replace("level:", "summary: 7.50\nlevel:"), "x"),
        Method,
    )
    assert (method.title, method.summary) == ("2027", "7.50")


def test_nearest_word() -> None:
    assert nearest("minuts", ["minutes", "title"]) == "minutes"
    assert nearest("TITLE", ["minutes", "title"]) == "title"
    assert nearest("zzz", ["minutes"]) == ""
    assert nearest("", ["minutes"]) == ""
