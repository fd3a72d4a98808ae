"""show, check, trace and diff."""

from __future__ import annotations

import pytest
from cli_kit import METHOD, MILLRACE, Shell


def test_show_is_the_plan(sh: Shell) -> None:
    sh.sample()
    done = sh("show", "millrace")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Millrace Bakehouse 2027\n=====")
    assert "S1 36-hour sourdough sells out before noon" in done.out
    assert "Tomasz Wren" in done.out
    assert max(map(len, done.out.splitlines())) <= 80


@pytest.mark.parametrize("ref", ["millrace-2027", "MILLRACE BAKEHOUSE 2027", "bakehouse", "lrace-20"])
def test_a_session_by_id_title_or_part(sh: Shell, ref: str) -> None:
    sh.sample()
    assert sh("show", ref).code == 0


def test_a_session_by_path(sh: Shell) -> None:
    path = sh.sample()
    elsewhere = sh.file("copy.json", path.read_bytes())
    assert sh("show", elsewhere).out == sh("show", "millrace").out
    assert sh("show", "copy.json").code == 0
    assert sh("show", path.name).code == 0


def test_show_of_an_export(sh: Shell) -> None:
    sh.sample()
    assert sh("show", sh.file("plan.yaml", MILLRACE)).out == sh("show", "millrace").out


def test_no_session_of_that_name(sh: Shell) -> None:
    assert sh("show", "x").err == "There are no sessions here.\n"
    sh.sample()
    done = sh("show", "Milrace")
    assert done.code == 1
    assert done.data == b""
    assert done.err == 'No session answers to "Milrace". Did you mean "Millrace Bakehouse 2027"?\n'


def test_two_sessions_of_one_name(sh: Shell) -> None:
    sh.sample()
    sh.sample("Millrace Bakehouse 2028")
    done = sh("show", "bakehouse")
    assert done.code == 1
    assert '"bakehouse" may be ' in done.err
    assert '"Millrace Bakehouse 2027" (mill' in done.err
    assert sh("show", "2028").code == 0


def test_check_has_warnings_worst_first(sh: Shell) -> None:
    sh.sample()
    done = sh("check", "millrace")
    assert done.code == 0
    assert 'TW3   SO1 Start a weekend bread club..: S5 "Loyal core" has no + with O2' in done.out
    assert 'Look at S5 "Loyal core" in the grid again' in " ".join(done.out.split())
    assert done.out.rstrip().endswith(".")


def test_check_with_errors_ends_with_one(sh: Shell) -> None:
    broken = MILLRACE.replace("cites: [S1, S5, O2]", "cites: [S1]")
    done = sh("check", sh.file("plan.yaml", broken))
    assert done.code == 1
    first = done.out.splitlines()[0]
    assert first.startswith("!! TW")
    assert " error" in done.out.splitlines()[-1]


def test_check_as_json(sh: Shell) -> None:
    broken = MILLRACE.replace("cites: [S1, S5, O2]", "cites: [S1]")
    done = sh("check", sh.file("plan.yaml", broken), "--json")
    assert done.code == 1
    found = done.json
    ranks = [["error", "warning", "hint"].index(entry["severity"]) for entry in found]
    assert ranks == sorted(ranks)
    assert found[0]["code"].startswith("TW")
    assert found[0]["item"] == "SO1"
    assert set(found[0]) == {"severity", "code", "item", "field", "message", "mend"}


def test_check_of_a_file_says_the_same_as_of_the_session(sh: Shell) -> None:
    sh.sample()
    sh("export", "millrace", "-o", "plan.yaml")
    sh("export", "millrace", "-o", "plan.json")
    assert sh("check", "plan.yaml").out == sh("check", "plan.json").out == sh("check", "millrace").out


def test_check_of_nothing_to_mend(sh: Shell) -> None:
    bare = sh.file("bare.yaml", "aligntui: 1\nsession: {title: Bare}\n")
    done = sh("check", bare)
    assert (done.code, done.data, done.err) == (0, b"", "Nothing to mend.\n")


def test_check_of_a_method_validates_it(sh: Shell) -> None:
    assert "Nothing to mend." in sh("check", sh.file("pestle.yaml", METHOD)).err
    broken = sh("check", sh.file("pestle.yaml", METHOD.replace("kind: board", "kind: bord")))
    assert broken.code == 1
    assert "pestle.yaml:13: " in broken.out


def test_trace_goes_down_to_the_evidence(sh: Shell) -> None:
    sh.sample()
    done = sh("trace", "millrace", "ob4")
    assert done.code == 0
    text = done.out
    assert text.index("OB4") < text.index("WT1") < text.index("W6") < text.index("waste 9.4%")
    assert "CARRIES" in text
    assert "SO1" in sh("trace", "millrace", "S1").out


def test_trace_as_json(sh: Shell) -> None:
    found = sh("trace", sh.file("plan.yaml", MILLRACE), "S1", "--json").json
    assert found["item"]["code"] == "S1"
    assert found["carries"][0]["code"] == "SO1"


def test_trace_of_an_unknown_code(sh: Shell) -> None:
    sh.sample()
    done = sh("trace", "millrace", "OB5")
    assert done.code == 1
    assert done.err == 'There is no "OB5" in "Millrace Bakehouse 2027". Did you mean OB4?\n'
    assert "aligntui export lists all codes" in sh("trace", "millrace", "zzz").err
    bare = sh.file("bare.yaml", "aligntui: 1\nsession: {title: Bare}\n")
    assert sh("trace", bare, "S1").err == 'There is no "S1" in "Bare". It holds no items yet.\n'


def test_diff_of_two_files(sh: Shell) -> None:
    old = sh.file("old.yaml", MILLRACE)
    new = sh.file("new.yaml", MILLRACE.replace("target: 6.0", "target: 5.5"))
    done = sh("diff", old, new)
    assert done.code == 0
    assert "OB4" in done.out
    assert "6.0 -> 5.5" in done.out
    found = sh("diff", old, new, "--json").json
    assert [changed["code"] for changed in found["changed"]] == ["OB4"]


def test_diff_of_a_session_and_its_export(sh: Shell) -> None:
    sh.sample()
    sh("export", "millrace", "-o", "plan.yaml")
    assert sh("diff", "plan.yaml", "millrace").out == "Nothing is different.\n"


def test_diff_of_the_last_sitting_of_a_session(sh: Shell) -> None:
    sh.sample()
    assert "has no two sittings. Name a second session or file." in sh("diff", "millrace").err
    sh.file("add.txt", "/next-run\nBread club?\n/leave\n")
    sh("run", "swot", "--title", "Twice", "--plain", "--script", "add.txt")
    done = sh("diff", "Twice")
    assert done.code == 0
    assert "decision: (empty) -> Bread club?" in done.out


def test_a_file_that_is_not_there(sh: Shell) -> None:
    for command in (["check", "plan.yaml"], ["diff", "plan.yaml", "plan.yaml"], ["check", "./plan"]):
        done = sh(*command)
        assert done.code == 1
        assert done.err.startswith("There is no file ")
    assert sh("show", "./plan.json").err == "There is no file ./plan.json.\n"


def test_a_session_of_a_newer_format_can_be_read(sh: Shell) -> None:
    path = sh.sample()
    text = path.read_text(encoding="utf-8")
    assert '"format":1' in text
    path.write_text(text.replace('"format":1', '"format":99', 1), encoding="utf-8")
    done = sh("show", "millrace")
    assert done.code == 0
    assert done.err == "Written by a newer AlignTUI. You can read it; to change it, update.\n"
    assert "S1" in done.out


def test_check_lists_the_conflicts_that_the_screen_lists(sh: Shell) -> None:
    from aligntui.analysis.view import View
    from aligntui.cli.place import place
    from aligntui.engine import mends
    from aligntui.engine.books import book_of
    from aligntui.session.ops import Set

    path = sh.sample()
    store = place().store()
    handle, cem = store.open(str(path)), store.as_person("Cem Aydin").open(str(path))
    item = next(one for one in handle.session.items.values() if one.collection == "objectives")
    cem.apply([Set(id=item.id, field="text", was=item.text, to="Cem's words", words=True)])
    handle.apply([Set(id=item.id, field="text", was=item.text, to="Other words", words=True)])
    (clash,) = mends.clashes(View(handle.session, book_of(handle.session)))
    assert clash.finding.message.startswith("OB4: two people changed the same words.")
    assert clash.finding.message in " ".join(sh("check", str(path)).out.split())
    assert clash.finding.message in [one["message"] for one in sh("check", str(path), "--json").json]


def test_check_says_what_steps_that_were_left_still_wait_for_as_the_screen_does(sh: Shell) -> None:
    from aligntui.cli.place import place
    from aligntui.engine.runs.start import start
    from aligntui.methods.library import Library
    from aligntui.session.ops import Walk

    store = place().store()
    handle, run = start(store, Library(), "swot", title="Empty frame")
    step = run.steps[0]
    handle.apply([Walk(run=run.id, step=step.id, field="state", was=step.state, to="done")])
    done = sh("check", str(handle.path))
    assert "Frame: still open: " in done.out
    assert done.err == ""
