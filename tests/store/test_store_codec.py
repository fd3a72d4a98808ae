"""Reading a session at once gives what reading it row by row gives."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligntui.session.model import Ballot, Item, Link, Meta, Session, record_id
from aligntui.store.local import codec
from aligntui.store.problems import Damaged

PATH = Path("kiosk.json")
WORDS = st.text(alphabet='ab é\U0001f35e"\\\n\x1b\u202e\x7fe\u0301\U0003ffff\U0003fffd', max_size=6)


def session_with(words: list[str]) -> Session:
    items = {f"i{n}": Item(id=f"i{n}", collection="c", text=text) for n, text in enumerate(words)}
    link = Link(relation="for", a="i0", b="i1")
    ballot = Ballot(id="b", round="r", by="Ines", answers={"i0": words[0]})
    return Session(
        meta=Meta(id="1f", title="Kiosk"), items=items, links={link.key: link}, ballots={"b": ballot}
    )


@pytest.fixture
def row_by_row(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    rows: list[Any] = []
    real = codec._row
    monkeypatch.setattr(codec, "_row", lambda decoder, raw: rows.append(raw) or real(decoder, raw))
    return rows


@given(st.lists(WORDS, min_size=1, max_size=4))
def test_a_table_read_at_once_is_what_its_rows_are(words: list[str]) -> None:
    for name, rows in codec.tables_of(session_with(words)).items():
        if name == codec.META:
            continue
        at_once = codec._at_once(name, rows)
        one_by_one = {key: codec._row(codec._rows[name], raw) for key, raw in rows.items()}
        assert at_once is None or (at_once == one_by_one and list(at_once) == list(one_by_one))
        clean = not any(codec.is_suspect(bytes(raw)) for raw in rows.values())
        assert (at_once is not None) == clean


def test_a_clean_session_opens_table_by_table(row_by_row: list[Any]) -> None:
    session = session_with([f"Bread {n}, “fresh” at the till" for n in range(50)])
    data = codec.tables_of(session)
    assert codec.session_of(data, PATH) == session
    assert row_by_row == [data[codec.META][codec.HEAD]]


def test_a_row_with_signs_that_nobody_sees_is_cleaned_among_others(row_by_row: list[Any]) -> None:
    data = codec.tables_of(session_with(["Bread", "Rye\u202e loaf", "Rolls"]))
    assert [item.text for item in codec.session_of(data, PATH).items.values()] == [
        "Bread",
        "Rye loaf",
        "Rolls",
    ]
    assert len(row_by_row) > 3


@pytest.mark.parametrize(
    ("name", "key", "row"),
    [
        ("items", "b", Item(id="a", collection="c")),
        ("links", "x", Link(relation="for", a="a", b="b")),
        ("records", "scope", Item(id="scope", collection="scope")),
    ],
)
def test_a_row_under_the_id_of_another_one_is_no_session(name: str, key: str, row: Any) -> None:
    data = {**codec.tables_of(session_with(["Bread"])), name: {key: codec.row_of(row)}}
    with pytest.raises(Damaged) as caught:
        codec.session_of(data, PATH)
    assert "id of another one" in caught.value.detail


def test_a_record_stands_under_its_name() -> None:
    row = Item(id=record_id("scope"), collection="scope")
    data = {**codec.tables_of(session_with(["Bread"])), "records": {"scope": codec.row_of(row)}}
    assert codec.session_of(data, PATH).records == {"scope": row}


def test_what_is_wrong_with_a_row_is_told_of_the_row() -> None:
    data = codec.tables_of(session_with(["Bread"]))
    data["items"]["z"] = msgspec.Raw(b'{"id": 3, "collection": "c"}')
    with pytest.raises(Damaged) as caught:
        codec.session_of(data, PATH)
    assert "`$.id`" in caught.value.detail
