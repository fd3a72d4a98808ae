"""Two copies of one session come together in a new one, and both stay as they are."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from cli_kit import Shell

from aligntui.cli.place import place
from aligntui.session.model import Item, Round, Session
from aligntui.session.ops import Add, AnyOp, Erase, Give, Open, Set


@pytest.fixture
def two(sh: Shell) -> tuple[Path, Path]:
    """A session, and a copy of it that somebody took elsewhere."""
    path = sh.sample()
    copy = sh.work / "copy.json"
    shutil.copy(path, copy)
    return path, copy


def change(path: Path, *ops: AnyOp, undo: bool = False) -> Session:
    handle = place().store().open(str(path))
    try:
        if ops:
            handle.apply(list(ops), note="A change")
        if undo:
            assert handle.undo().done
        return handle.session
    finally:
        handle.close()


def strength(ref: str, text: str, code: str = "S6") -> Add:
    return Add(item=Item(id=ref, collection="strengths", series="S", text=text, code=code))


def newest(sh: Shell) -> Path:
    return max(sh.home.glob("*.json"), key=lambda path: path.stat().st_mtime_ns)


def texts(session: Session) -> dict[str, str]:
    return {item.code: item.text for item in session.items.values() if item.collection == "strengths"}


def test_what_only_the_copy_has_comes_in_and_a_taken_code_gets_the_next_number(
    sh: Shell, two: tuple[Path, Path]
) -> None:
    path, copy = two
    change(path, strength("ours", "Ovens paid off"))
    change(copy, strength("theirs", "Corner site"))
    before = path.read_bytes(), copy.read_bytes()
    done = sh("combine", str(path), str(copy))
    assert done.code == 0, done.err
    assert done.out.startswith("Millrace Bakehouse 2027, combined  ")
    assert done.err.splitlines()[:2] == [
        '! S6 is taken; "Corner site" is S7 here.',
        "1 entry came in from the copy; both stay as they are.",
    ]
    assert (path.read_bytes(), copy.read_bytes()) == before
    both = change(newest(sh))
    assert texts(both)["S6"] == "Ovens paid off"
    assert texts(both)["S7"] == "Corner site"
    assert both.items["theirs"].was == ["S6"]
    assert both.meta.id == done.out.split()[-1]


def test_the_last_change_of_the_first_can_be_undone_in_it(sh: Shell, two: tuple[Path, Path]) -> None:
    path, copy = two
    change(path, strength("ours", "Ovens paid off"))
    change(copy, strength("theirs", "Corner site"))
    assert sh("combine", str(path), str(copy), "--title", "Both").code == 0
    both = change(newest(sh), undo=True)
    assert both.items["ours"].retired
    assert not both.items["theirs"].retired
    assert both.meta.title == "Both"


def test_where_both_wrote_the_first_stands_and_it_is_said(sh: Shell, two: tuple[Path, Path]) -> None:
    path, copy = two
    (item,) = (i for i in change(path).items.values() if i.code == "S1")
    for each, words in ((path, "ours"), (copy, "theirs")):
        change(each, Set(id=item.id, field="text", was=item.text, to=words))
    done = sh("combine", str(path), str(copy))
    assert done.err.startswith("! S1 reads otherwise in the other copy; ours stands.\nNo entries came in")
    assert change(newest(sh)).items[item.id].text == "ours"


def secret(both: tuple[Path, Path]) -> str:
    """One secret round of both copies, answered once in each."""
    path, copy = both
    item = next(i.id for i in change(path).items.values() if i.code == "S1")
    held = Round(
        id="r1", step="swot/rate", run="", subjects=[item], privacy="secret", answer={"type": "scale"}
    )
    change(path, Open(round=held))
    shutil.copy(path, copy)
    for each, mark, value in ((path, "mark-one", 2), (copy, "mark-two", 5)):
        change(each, Give(round="r1", ballot=mark, by=mark, subject=item, to=value))
    return item


def test_secret_answers_of_both_stay_secret_and_nobody_answers_twice(
    sh: Shell, two: tuple[Path, Path]
) -> None:
    item = secret(two)
    done = sh("combine", *map(str, two))
    assert "A round held in secret is closed here" in done.err
    assert "It holds 2 answers." in done.err
    both = change(newest(sh))
    assert {ref: b.answers for ref, b in both.ballots.items()} == {
        "mark-one": {item: 2},
        "mark-two": {item: 5},
    }
    assert list(both.ballots) == sorted(both.ballots)
    assert {b.by for b in both.ballots.values()} == {"mark-one", "mark-two"}
    assert both.rounds["r1"].state == "closed"
    assert not any("mark-" in line for line in (done.out, done.err))
    assert "Give" not in str(both.recent)


@pytest.mark.parametrize("ballot", ["", "mark-two"])
@pytest.mark.parametrize("first", [0, 1])
def test_what_one_copy_erased_comes_back_from_neither(
    sh: Shell, two: tuple[Path, Path], ballot: str, first: int
) -> None:
    secret(two)
    path, copy = two
    if ballot:
        # The same answer lies in both, and is withdrawn in one.
        shutil.copy(copy, path)
    change(path, Erase(round="r1", ballot=ballot))
    done = sh("combine", str(two[first]), str(two[1 - first]))
    assert "Answers that one copy erased stay erased." in done.err
    both = change(newest(sh))
    assert both.ballots == {}
    assert both.rounds["r1"].erased is (not ballot)
    if not ballot:
        assert b"mark-two" not in newest(sh).read_bytes()


@pytest.mark.parametrize(
    ("other", "sentence"),
    [("same", "hold the same; there is nothing to combine."), ("alien", "are no copies of one session")],
)
def test_what_cannot_be_combined_is_refused_and_nothing_is_made(
    sh: Shell, two: tuple[Path, Path], other: str, sentence: str
) -> None:
    path, copy = two
    if other == "alien":
        handle = place().store().create("Kiosk")
        handle.close()
        copy = Path(handle.entry.ref.key)
    count = len(list(sh.home.glob("*.json")))
    done = sh("combine", str(path), str(copy))
    assert (done.code, done.out) == (1, "")
    assert sentence in done.err
    assert len(list(sh.home.glob("*.json"))) == count


def test_a_copy_that_is_not_there_and_one_name_only(sh: Shell, two: tuple[Path, Path]) -> None:
    assert sh("combine", str(two[0]), "nowhere").code == 1
    assert sh("combine", str(two[0])).code == 2
