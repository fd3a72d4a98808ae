"""Lists whose items have no words: a reading is a day and a number, and is named by them everywhere."""

from __future__ import annotations

import pytest
from drafts import drafts
from playing import PERSON, Play

from aligntui.analysis.compare import as_text, compare
from aligntui.engine import edits
from aligntui.exchange import yaml_export
from aligntui.exchange.problems import ImportProblem
from aligntui.exchange.yaml_import import Imported, read_all


def begun(step: str) -> Play:
    """Two key figures, at a step that reads them."""
    play = Play(f"kpis/{step}", library=drafts())
    for name in ("Members", "Waste"):
        _, ops = edits.add(play.view, play.new_id, "kpis", name, by=PERSON, at=play.now())
        play.keep(ops)
    play.state = play.kind.open(play.ctx)
    return play


def write(play: Play, number: str) -> None:
    """A line of the list; the row that opens for the rest is closed."""
    play.do("add")
    play.do("keep", value=number)
    if play.state.filling is not None:
        play.do("close")


def readings(play: Play) -> list[str]:
    return [f"{play.view.code(i)} {i.text}" for i in play.view.items("readings")]


def test_a_line_of_such_a_list_takes_its_number() -> None:
    play = begun("read")
    write(play, "118")
    (item,) = play.view.items("readings")
    assert item.fields == {"on": play.run.as_of, "actual": "118"}
    assert play.session.items[item.id].text == "", "nothing of its name is stored"
    assert readings(play) == ["K1.r1 21 Nov 26: 118"]
    write(play, "a few")
    assert "unclear" in [message.id for message in play.said]
    assert len(readings(play)) == 1
    assert play.state.adding, "the words stay in the line"
    play.do("paste", value=["120", "125"])
    play.do("keep", value="119")
    assert [i.fields["actual"] for i in play.view.items("readings")] == ["118", "119", "120", "125"]


def test_an_open_row_asks_no_words() -> None:
    play = begun("read")
    write(play, "118")
    play.do("open", play.view.items("readings")[0].id)
    assert [row.words for row in play.sight.rows] == ["on", "value", "note"]


def test_a_form_asks_no_words_either() -> None:
    play = begun("read-one")
    assert [row.words for row in play.sight.rows] == ["on", "value", "note"]
    assert play.sight.rows[0].value == "21 Nov 26", "what it will hold from the start stands there"
    assert play.state.filling.at == "actual"
    assert play.view.items("readings") == []
    play.do("fill", value="118")
    assert readings(play) == ["K1.r1 21 Nov 26: 118"]


def test_it_is_named_by_what_it_holds_wherever_it_is_told() -> None:
    play = begun("read")
    write(play, "118")
    before = play.view
    write(play, "125")
    assert "+ K1.r2  21 Nov 26: 125" in as_text(compare(before, play.view))
    assert [row.words for row in play.sight.rows] == ["21 Nov 26: 118", "21 Nov 26: 125"]
    assert "text: 21 Nov" not in yaml_export.export(play.view), "what is stored goes out, and no name of it"


@pytest.mark.parametrize("field", ["on", "actual"])
def test_its_name_follows_what_it_holds(field: str) -> None:
    play = begun("read")
    write(play, "118")
    item = play.view.items("readings")[0]
    play.keep(edits.put(play.view, item, field, {"on": "2026-12-01", "actual": "90"}[field]))
    assert readings(play) == [{"on": "K1.r1 1 Dec 26: 118", "actual": "K1.r1 21 Nov 26: 90"}[field]]


def test_where_a_part_of_its_sentence_is_missing_the_rest_names_it() -> None:
    play = begun("read")
    write(play, "118")
    item = play.view.items("readings")[0]
    play.keep(edits.put(play.view, item, "on", None))
    assert readings(play) == ["K1.r1 118"]


def test_what_goes_out_comes_back_in_its_own_run() -> None:
    play = begun("read-one")
    play.do("fill", value="118")

    def read(text: str) -> Imported:
        return read_all(text, "out.yaml", drafts(), new_id=play.new_id, at=play.now())

    back = read(yaml_export.export(play.view))
    assert back.findings == []
    (item,) = [one for one in back.session.items.values() if one.collection == "readings"]
    assert (item.text, item.fields["actual"], item.run) == ("", "118", next(iter(back.session.runs)))
    wrong = yaml_export.export(play.view).replace("run: 1\n", "run: 7\n")
    with pytest.raises(ImportProblem, match='"run" is 7, but there are 1 runs'):
        read(wrong)
