"""export and import."""

from __future__ import annotations

import csv
import io
import os
import stat
from pathlib import Path

import pytest
from cli_kit import METHOD, MILLRACE, Shell, process


def test_yaml_to_stdout_by_default(sh: Shell) -> None:
    sh.sample()
    done = sh("export", "millrace")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("aligntui: 1\n")


def test_export_import_export_gives_the_same_bytes(sh: Shell) -> None:
    path = sh.sample()
    first = sh("export", "millrace").data
    path.unlink()
    back = sh("import", sh.file("plan.yaml", first))
    assert back.out == "Millrace Bakehouse 2027  millrace-2027\n"
    assert sh("export", "millrace").data == first


def test_json_comes_back_too(sh: Shell) -> None:
    sh.sample()
    text = sh("export", "millrace", "--to", "json")
    assert text.json["session"]["title"] == "Millrace Bakehouse 2027"
    done = sh("import", sh.file("plan.json", text.data), "--title", "Again")
    assert done.code == 0
    assert done.out.startswith("Again  ")
    assert done.out != "Again  millrace-2027\n"


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("p.yaml", b"aligntui: 1"),
        ("p.yml", b"aligntui: 1"),
        ("p.md", b"# Millrace"),
        ("p.json", b"{"),
        ("p", b"align"),
    ],
)
def test_the_ending_says_the_format(sh: Shell, name: str, start: bytes) -> None:
    sh.sample()
    done = sh("export", "millrace", "-o", name)
    assert done.code == 0
    assert done.data == b""
    assert done.err.startswith(f"{name} is written, ")
    assert Path(name).read_bytes().startswith(start)
    assert stat.S_IMODE(os.stat(name).st_mode) == 0o600


def test_to_says_more_than_the_ending(sh: Shell) -> None:
    sh.sample()
    sh("export", "millrace", "-o", "plan.txt", "--to", "md")
    assert Path("plan.txt").read_text(encoding="utf-8").startswith("# Millrace")


def test_nothing_is_replaced_unless_asked(sh: Shell) -> None:
    sh.sample()
    Path("plan.yaml").write_text("mine", encoding="utf-8")
    done = sh("export", "millrace", "-o", "plan.yaml")
    assert done.code == 1
    assert done.err == "plan.yaml exists. Choose another name, or say --force to replace it.\n"
    assert Path("plan.yaml").read_text(encoding="utf-8") == "mine"
    assert sh("export", "millrace", "-o", "plan.yaml", "--force").code == 0
    assert Path("plan.yaml").read_text(encoding="utf-8").startswith("aligntui: 1")


def test_nothing_is_written_through_a_link(sh: Shell) -> None:
    sh.sample()
    os.symlink(sh.file("target", "mine"), "plan.yaml")
    assert "is a link" in sh("export", "millrace", "-o", "plan.yaml", "--force").err
    assert Path("target").read_text(encoding="utf-8") == "mine"


def test_no_such_folder(sh: Shell) -> None:
    sh.sample()
    done = sh("export", "millrace", "-o", "no/plan.yaml")
    assert done.code == 1
    assert "there is no such folder" in done.err


def test_csv_of_one_list(sh: Shell) -> None:
    sh.sample()
    done = sh("export", "millrace", "--to", "csv", "--table", "objectives")
    assert done.data.startswith(b"\xef\xbb\xbf")
    assert done.data.count(b"\r\n") == 2
    rows = list(csv.reader(io.StringIO(done.data.decode("utf-8-sig"), newline="")))
    assert rows[1][:2] == ["OB4", "Bake less for the bin"]
    assert sh("export", "millrace", "--table", "objectives").data == done.data
    assert sh("export", "millrace", "--to", "csv-objectives").data == done.data


def test_csv_guards_against_formulas(sh: Shell) -> None:
    sh.sample(text=MILLRACE.replace("text: Loyal core", 'text: "=cmd|calc"'))
    assert '"\'=cmd|calc"' in sh("export", "millrace", "--to", "csv", "--table", "factors").out


def test_csv_needs_to_know_which_list(sh: Shell) -> None:
    sh.sample()
    done = sh("export", "millrace", "--to", "csv")
    assert done.code == 2
    assert done.err.startswith("A spreadsheet holds one list. Name one with --table: factors, people, ")
    wrong = sh("export", "millrace", "--to", "csv", "--table", "foo")
    assert wrong.code == 2
    assert wrong.err.startswith('There is no list "foo" in this session. Name one with --table: factors')


def test_csv_of_the_only_list_there_is(sh: Shell) -> None:
    text = "aligntui: 1\nsession: {title: One}\ncollections:\n  goals:\n    - {code: G1, text: Sturdy}\n"
    sh("import", sh.file("one.yaml", text))
    assert "Sturdy" in sh("export", "one", "--to", "csv").out


def test_csv_of_nothing(sh: Shell) -> None:
    sh("import", sh.file("bare.yaml", "aligntui: 1\nsession: {title: Bare}\n"))
    done = sh("export", "bare", "--to", "csv")
    assert done.code == 1
    assert "nothing for a spreadsheet yet" in done.err


def test_options_that_do_not_go_together(sh: Shell) -> None:
    sh.sample()
    for args in (
        ["--to", "markdown", "--archive"],
        ["--to", "csv", "--with-answers"],
        ["--to", "yaml", "--table", "goals"],
    ):
        done = sh("export", "millrace", *args)
        assert done.code == 2
        assert done.data == b""
        assert " goes with " in done.err


def test_a_file_in_another_format(sh: Shell) -> None:
    sh.sample()
    assert (
        sh("export", sh.file("plan.yaml", MILLRACE), "--to", "md").data
        == sh("export", "millrace", "--to", "md").data
    )


def test_an_unknown_format(sh: Shell) -> None:
    sh.sample()
    done = sh("export", "millrace", "--to", "yml2")
    assert done.code == 2
    assert done.err == 'There is no format "yml2". Did you mean yaml?\n'


def test_an_archive_warns_and_comes_back_whole(sh: Shell) -> None:
    path = sh.sample()
    done = sh("export", "millrace", "--archive")
    assert done.code == 0
    assert done.err.startswith("This archive holds everything as stored: names, answers given in secret")
    assert "\narchive:\n" in done.out
    path.unlink()
    assert sh("import", sh.file("keep.yaml", done.data)).code == 0
    assert sh("export", "millrace", "--archive").data == done.data


def test_answers_warn_too(sh: Shell) -> None:
    sh.sample()
    assert sh("export", "millrace", "--with-answers").err.startswith(
        "This export holds what each person answered"
    )


def test_import_says_title_and_id(sh: Shell) -> None:
    done = sh("import", sh.file("plan.yaml", MILLRACE), "--title", " What\tif ")
    assert done.code == 0
    assert done.out == "What if  millrace-2027\n"
    assert done.err.startswith("aligntui open what-if-")
    assert sh("sessions", "--json").json[0]["title"] == "What if"


def test_import_names_every_mistake_with_its_line(sh: Shell) -> None:
    text = MILLRACE.replace("due: 2027-06-30", "due: June").replace("owner: P2", "owner: P9")
    done = sh("import", sh.file("plan.yaml", text))
    assert done.code == 1
    assert done.data == b""
    assert len(done.err.splitlines()) == 2
    assert all(
        f"plan.yaml line {text[: text.index('due: June')].count(chr(10)) + 1}: " in line
        for line in done.err.splitlines()
    )
    assert sh("sessions").out == ""


def test_import_of_an_unknown_method_says_so(sh: Shell) -> None:
    text = MILLRACE.replace(
        "collections:\n", "methods: [{name: collections}, {name: pestle}]\ncollections:\n", 1
    )
    done = sh("import", sh.file("plan.yaml", text))
    assert done.code == 0
    assert '! "pestle" is not among the methods here.' in done.err


def test_import_without_a_title(sh: Shell) -> None:
    text = "aligntui: 1\nsession: {title: ''}\n"
    done = sh("import", sh.file("bare.yaml", text))
    assert done.code == 1
    assert "Add --title." in done.err
    assert sh("import", "bare.yaml", "--title", "Bare").code == 0


def test_import_of_other_files_of_ours(sh: Shell) -> None:
    path = sh.sample()
    assert "is a session, not an export. aligntui open" in sh("import", str(path)).err
    assert "is a method, not an export. aligntui run" in sh("import", sh.file("pestle.yaml", METHOD)).err
    agenda = "agenda: x\ntitle: X\nsteps: []\n"
    assert "is an agenda, not an export." in sh("import", sh.file("x.yaml", agenda)).err


def test_an_ending_of_no_format_is_refused_unless_the_format_is_named(sh: Shell) -> None:
    sh.sample()
    for name in ("plan.xlsx", "plan.docx", "plan.2027", "plan.csv2"):
        done = sh("export", "millrace", "-o", name)
        assert done.code == 2
        ending = name.removeprefix("plan")
        assert done.err == (
            f"Nothing here writes {ending}. Endings: .yaml, .yml, .json, .md, .csv; or name one with --to.\n"
        )
        assert not Path(name).exists()
    assert sh("export", "millrace", "-o", "plan.2027", "--to", "md").code == 0
    assert Path("plan.2027").read_bytes().startswith(b"# Millrace")
    assert sh("export", "millrace", "-o", "plan").code == 0
    assert Path("plan").read_bytes().startswith(b"aligntui: 1")


def test_a_dash_is_standard_output(sh: Shell) -> None:
    sh.sample()
    done = sh("export", "millrace", "-o", "-")
    assert done.code == 0
    assert done.data == sh("export", "millrace").data
    assert sh("export", "millrace", "-o", "-", "--to", "md").data.startswith(b"# Millrace")
    assert not Path("-").exists()


def test_a_dash_is_standard_input(sh: Shell, home: Path) -> None:
    done = process("import", "-", stdin=None, input=MILLRACE.encode())
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(b"Millrace Bakehouse 2027")
    shown = process("show", "-", stdin=None, input=sh("export", "millrace").data)
    assert shown.stdout == sh("show", "millrace").data
    (path,) = home.glob("*.json")
    for command in ("import", "show"):
        whole = process(command, "-", stdin=None, input=path.read_bytes())
        assert whole.returncode == 1
        assert whole.stderr == (
            b"Standard input holds a session, not an export. Send it with aligntui export.\n"
        )
    with open("/dev/zero", "rb") as endless:
        done = process("import", "-", stdin=endless)
    assert done.returncode == 2
    assert done.stderr == b"Nothing is piped in for -. Name a file, or pipe one in.\n"


NOBODY = "~nobodyx/plan.yaml"


@pytest.mark.parametrize(
    "command",
    [
        ["import", NOBODY], ["validate", NOBODY], ["check", NOBODY], ["show", NOBODY], ["export", NOBODY],
        ["trace", NOBODY, "S1"], ["diff", NOBODY, NOBODY], ["export", "millrace", "-o", NOBODY],
        ["sessions", "--trash", NOBODY], ["sessions", "--recover", NOBODY],
    ],
)  # fmt: skip
def test_a_home_folder_of_nobody_is_one_sentence(sh: Shell, command: list[str]) -> None:
    sh.sample()
    done = sh(*command)
    assert done.code == 1
    assert done.err == f"{NOBODY}: nobody here is called nobodyx. Write the whole path, or ./ before it.\n"
    assert list(sh.home.rglob("last-error.txt")) == []


@pytest.mark.parametrize("command", [[], ["sessions"], ["doctor"], ["show", "x"], ["workshops"]])
def test_a_home_of_ours_in_the_home_folder_of_nobody_is_one_sentence(
    sh: Shell, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALIGNTUI_HOME", "~nobodyx/x")
    done = sh(*command)
    assert done.code in (1, 2)
    if command:
        assert "~nobodyx/x: nobody here is called nobodyx." in done.err + done.out
    assert not Path("~nobodyx").exists()


@pytest.mark.parametrize("title", ["Plan 2027/28", "2027/28", "a/b.yaml", "/etc/passwd?", "~ours/2027"])
def test_a_title_with_a_slash_can_be_named(sh: Shell, title: str) -> None:
    sh.sample(title)
    for command in (["show", title], ["export", title], ["check", title], ["trace", title, "S1"]):
        done = sh(*command)
        assert done.data, done.err
    assert sh("sessions", "--trash", title).code == 0


def test_a_file_wins_over_a_title_with_a_slash(sh: Shell) -> None:
    sh.sample("plans/a.yaml")
    (sh.work / "plans").mkdir()
    sh.file("plans/a.yaml", MILLRACE.replace("title: Millrace Bakehouse 2027", "title: The file"))
    assert "THE FILE" in sh("show", "plans/a.yaml").out.upper()


RISKS = "".join(
    f"    - {{code: RI{n}, text: Risk {n}, fields: {{owner: P1, signal: late}}}}\n" for n in range(1, 31)
)
BY_HAND = f"""\
aligntui: 1
session: {{title: By hand}}
methods: [{{name: commit}}]
collections:
  people: [{{code: P1, text: Ines Calder}}]
  risks:
{RISKS}"""


def test_shared_lists_are_known_without_being_named(sh: Shell) -> None:
    done = sh("import", sh.file("plan.yaml", BY_HAND))
    assert done.code == 0
    assert "asked by no method" not in done.err.replace('"signal" is asked by no method', "")
    known = sh("export", "hand", "--to", "json").json
    assert [method["name"] for method in known["methods"]] == ["collections", "commit"]
    risk = known["collections"]["risks"][0]
    assert risk["fields"]["owner"] == "P1"
    assert "owner" not in risk.get("kept", {})


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  strengths:", "  strenghts:", '"strenghts" is a list of no method here ({}). # "strengths"?'),
        ("  match:", "  macth:", '"macth" is a relation of no method here ({}). # "match"?'),
        ("links:", "records:\n  visoin: {text: x}\nlinks:",
         '"visoin" is a record of no method here ({}). # "vision"?'),
    ],
)  # fmt: skip
def test_an_unknown_list_is_named_with_its_line_and_the_nearest(
    sh: Shell, old: str, new: str, said: str
) -> None:
    text = MILLRACE.replace(old, new, 1).replace("cites: [S1, S5, O2], ", "")
    line = text[: text.index(said.split('"')[1])].count("\n") + 1
    sh.file("plan.yaml", text)
    sentence = said.format(f"plan.yaml line {line}").replace(
        "#", "It is kept, and not looked at. Did you mean"
    )
    for command in ("import", "check"):
        done = sh(command, "plan.yaml")
        assert sentence in " ".join(f"{done.out} {done.err}".split())


def test_check_says_which_lists_it_did_not_look_at(sh: Shell) -> None:
    decided = "aligntui: 1\nsession: {title: Decided}\ncollections: {decisions: [{text: Best}]}\n"
    path = sh.file("plan.yaml", decided)
    sh("import", path)
    for ref in (path, "decided"):
        done = sh("check", ref)
        assert done.code == 0
        assert "Nothing to mend" not in done.err
        assert '"decisions" has 1 entry that no method here looks at.' in done.out
        assert "choose" in done.out
    odd = "aligntui: 1\nsession: {title: Odd}\ncollections: {frogs: [{code: F1, text: Kermit}]}\n"
    sh("import", sh.file("odd.yaml", odd))
    assert '"frogs" is a list of no method here.' in sh("check", "odd").out
