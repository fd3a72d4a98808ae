"""Listing sessions, and the trash."""

from __future__ import annotations

import pytest
from cli_kit import Shell


def test_no_sessions_yet(sh: Shell) -> None:
    done = sh("sessions")
    assert (done.code, done.data) == (0, b"")
    assert done.err == "No sessions yet. aligntui run solo-90 starts one.\n"
    assert not sh.home.exists()


def test_json_of_no_sessions_is_an_empty_list(sh: Shell) -> None:
    assert sh("sessions", "--json").json == []


def test_a_line_for_each_session(sh: Shell) -> None:
    sh.sample()
    sh.sample("Kiosk")
    done = sh("sessions")
    assert done.code == 0
    assert done.err == ""
    lines = done.out.splitlines()
    assert len(lines) == 2
    assert {line.split("  ")[0] for line in lines} == {"Kiosk", "Millrace Bakehouse 2027"}


def test_ids_are_long_enough_to_tell_them_apart(sh: Shell) -> None:
    from aligntui.cli.listing import _enough

    assert _enough(["abcdef1234", "zz"]) == 6
    assert _enough(["abcdef1234", "abcdef1299"]) == 9
    assert _enough(["same", "same"]) == 6


def test_json_for_scripts(sh: Shell) -> None:
    path = sh.sample()
    (entry,) = sh("sessions", "--json").json
    assert entry["id"] == "millrace-2027"
    assert entry["title"] == "Millrace Bakehouse 2027"
    assert entry["path"] == str(path)
    assert entry["changed"] == "2026-11-24T15:00:00"
    assert entry["counts"]["strengths"] == 2
    assert "trashed" not in entry


def test_to_the_trash_and_back(sh: Shell) -> None:
    path = sh.sample()
    gone = sh("sessions", "--trash", "MILL")
    assert gone.code == 0
    assert '"Millrace Bakehouse 2027" is in the trash' in gone.err
    assert not path.exists()
    assert "Millrace" in sh("sessions", "--trashed").out
    assert sh("sessions", "--trashed", "--json").json[0]["trashed"]
    back = sh("sessions", "--restore", "millrace")
    assert back.code == 0
    assert "is back" in back.err
    assert path.exists()
    assert sh("sessions", "--trashed").err == "The trash is empty.\n"


def test_purge_asks_and_without_a_terminal_it_does_nothing(sh: Shell) -> None:
    sh.sample()
    sh("sessions", "--trash", "millrace")
    done = sh("sessions", "--purge", "millrace")
    assert done.code == 2
    assert "add --yes" in done.err
    assert "Millrace" in sh("sessions", "--trashed").out


def test_purge_for_good(sh: Shell) -> None:
    sh.sample()
    sh("sessions", "--trash", "millrace")
    done = sh("sessions", "--purge", "millrace", "--yes")
    assert done.code == 0
    assert "deleted for good" in done.err
    assert sh("sessions", "--trashed").out == ""


@pytest.mark.parametrize("answer", [True, False])
def test_purge_with_a_terminal(sh: Shell, monkeypatch: pytest.MonkeyPatch, answer: bool) -> None:
    import click

    from aligntui.cli import terminal

    asked: list[str] = []

    def confirm(question: str, err: bool) -> bool:
        asked.append(question)
        return answer and err

    monkeypatch.setattr(terminal, "may_ask", lambda: True)
    monkeypatch.setattr(click, "confirm", confirm)
    sh.sample()
    sh("sessions", "--trash", "millrace")
    done = sh("sessions", "--purge", "millrace")
    assert done.code == 0
    assert asked == ['Delete "Millrace Bakehouse 2027" for good? It is in the trash until then']
    assert ("stays in the trash" in done.err) is not answer
    assert bool(sh("sessions", "--trashed").out) is not answer


def test_what_is_not_in_the_trash_cannot_be_purged(sh: Shell) -> None:
    sh.sample()
    done = sh("sessions", "--purge", "millrace", "--yes")
    assert done.code == 1
    assert done.err.startswith("There are no sessions here.") or "No session answers" in done.err
    assert "Millrace" in sh("sessions").out


def test_one_thing_at_a_time(sh: Shell) -> None:
    done = sh("sessions", "--trash", "a", "--restore", "b")
    assert done.code == 2
    assert done.err == "--trash and --restore do not go together. Give one of them.\n"


def test_a_damaged_session_is_named_and_brought_back(sh: Shell) -> None:
    path = sh.sample()
    kept = path.with_name(path.name + ".backups")
    kept.mkdir(exist_ok=True)
    (kept / "20261124T150000.json").write_bytes(path.read_bytes())
    path.write_bytes(path.read_bytes()[:-200])
    assert "!!" in sh("sessions").out
    shown = sh("show", "millrace")
    assert shown.code == 1
    assert "it is set aside as" in shown.err
    assert f'aligntui sessions --recover "{path.stem}"' in shown.err
    back = sh("sessions", "--recover", path.stem)
    assert back.code == 0, back.err
    assert '"Millrace Bakehouse 2027" is back as it stood at' in back.err
    assert "the copy of 24 Nov 2026, 15:00 (revision 1, 1 change)" in back.err
    assert "The damaged file is kept beside it." in back.err
    assert sh("show", "millrace").code == 0


def test_a_lost_session_is_named_and_brought_back(sh: Shell) -> None:
    path = sh.sample()
    kept = path.with_name(path.name + ".backups")
    kept.mkdir(exist_ok=True)
    (kept / "20261124T150000.json").write_bytes(path.read_bytes())
    path.unlink()
    back = f"aligntui sessions --recover {path.stem} brings it back."
    held = "the copy of 24 Nov 2026, 15:00 (revision 1, 1 change)"
    assert f"  !! {path.name} is gone. Left of it: {held}. {back}" in sh("sessions").out
    for ref in ("millrace", path.stem, str(path)):
        shown = sh("show", ref)
        assert shown.code == 1
        assert shown.err == (
            f'{path.name} is gone. aligntui sessions --recover "{path.stem}" brings back {held}.\n'
        )
    done = sh("sessions", "--recover", str(path))
    assert done.code == 0, done.err
    assert "damaged" not in done.err
    assert sh("show", "millrace").code == 0


def test_a_session_that_something_else_has_changed_says_so_once_and_can_go_back(sh: Shell) -> None:
    path = sh.sample()
    kept = path.with_name(path.name + ".backups")
    kept.mkdir(exist_ok=True)
    (kept / "20261124T150000+0000.r1.json").write_bytes(path.read_bytes())
    path.write_bytes(path.read_bytes().replace(b"Millrace Bakehouse 2027", b"Millrace Bakehouse 2028"))
    first, second = sh("show", "2028"), sh("show", "2028")
    assert (first.code, second.code) == (0, 0)
    assert "is not what AlignTUI wrote" in first.err
    assert f"stays: aligntui sessions --recover {path.stem} --to 1" in first.err
    assert second.err == ""
    back = sh("sessions", "--recover", path.stem)
    assert back.code == 0, back.err
    assert "is kept as a copy" in back.err
    assert sh("show", "2027").code == 0
    listed = sh("sessions", "--copies", "2027", "--json").json
    assert [(one["revision"], one["kept"]) for one in listed] == [(1, True), (1, False)]
    assert sh("sessions", "--copies", "2027").out.splitlines()[1].split()[:1] == ["1"]
    assert sh("sessions", "--recover", "2027", "--to", "1").code == 0
    assert "There are: 1." in sh("sessions", "--recover", "2027", "--to", "5").err
    assert sh("sessions", "--to", "5").code == 2


def test_a_session_that_can_be_read_needs_no_recovery(sh: Shell) -> None:
    sh.sample()
    done = sh("sessions", "--recover", "millrace")
    assert done.code == 1
    assert "nothing to bring back" in done.err


def test_a_copy_made_by_hand_is_named_and_goes_alone(sh: Shell) -> None:
    path = sh.sample()
    copy = path.with_name("copy.json")
    copy.write_bytes(path.read_bytes())
    assert f"copy.json is a copy by hand of {path.name}. Duplicate or rename it," in sh("sessions").out
    assert {one["path"]: one["copy_of"] for one in sh("sessions", "--json").json} == {
        str(path): "",
        str(copy): path.name,
    }
    assert f"copy by hand of {path.name}" in " ".join(sh("doctor").out.split())
    assert sh("show", "millrace").code == 0
    assert sh("sessions", "--trash", "copy").code == 0
    assert sh("sessions", "--purge", "copy", "--yes").code == 0
    assert path.exists()
    assert "copy by hand" not in sh("sessions").out
