"""validate and schema."""

from __future__ import annotations

import jsonschema
import pytest
from cli_kit import METHOD, MILLRACE, Shell, process

from aligntui.methods.library import builtin_folder
from aligntui.text.yaml_in import load

AGENDA = "agenda: outside\ntitle: Outside\npeople: '5-9'\nsteps:\n  - {step: pestle/write, minutes: 20}\n"


def test_a_good_method(sh: Shell) -> None:
    done = sh("validate", sh.file("pestle.yaml", METHOD))
    assert (done.code, done.data) == (0, b"")
    assert done.err.endswith('pestle.yaml: method "PESTLE", 1 step. Nothing to mend.\n')


def test_all_problems_with_file_and_line(sh: Shell) -> None:
    broken = METHOD.replace("kind: board", "kind: bord").replace("split: [forces]", "split: [force]")
    done = sh("validate", sh.file("pestle.yaml", broken.replace("title: PESTLE", "titel: PESTLE")))
    assert done.code == 1
    lines = done.out.splitlines()
    assert len(lines) >= 3
    where = [line.split("pestle.yaml:")[1].split(":")[0] for line in lines]
    assert where == sorted(where, key=int)
    assert any("titel" in line and "title" in line for line in lines)
    assert done.err == ""


def test_problems_as_json(sh: Shell) -> None:
    done = sh("validate", sh.file("pestle.yaml", METHOD.replace("kind: board", "kind: bord")), "--json")
    assert done.code == 1
    (kind,) = [found for found in done.json if found["place"] == "step write, kind"]
    assert kind["line"] == 13
    assert set(kind) == {"source", "line", "place", "message", "mend"}
    assert sh("validate", sh.file("pestle.yaml", METHOD), "--json").json == []


def test_figures_are_looked_into(sh: Shell) -> None:
    done = sh("validate", sh.file("pestle.yaml", METHOD + "figures:\n  x: {use: nosuch, of: forces}\n"))
    assert done.code == 1
    assert "nosuch" in done.out


def test_files_given_together_may_refer_to_each_other(sh: Shell) -> None:
    agenda = sh.file("outside.yaml", AGENDA)
    assert sh("validate", agenda).code == 1
    done = sh("validate", agenda, sh.file("pestle.yaml", METHOD))
    assert done.code == 0, done.out
    assert 'outside.yaml: agenda "Outside", 1 line. Nothing to mend.' in done.err


def test_good_and_bad_files_together(sh: Shell) -> None:
    done = sh("validate", sh.file("pestle.yaml", METHOD), sh.file("bad.yaml", "method: [\n"))
    assert done.code == 1
    assert done.out.splitlines()[0].split(":")[0].endswith("bad.yaml")
    assert "pestle.yaml: method" in done.err


def test_everything_that_comes_along_is_right(sh: Shell) -> None:
    files = [str(path) for path in sorted(builtin_folder().glob("**/*.yaml")) if "examples" not in path.parts]
    done = sh("validate", *files)
    assert done.code == 0, done.out
    assert done.err.count("Nothing to mend.") == len(files)


def test_an_override_may_not_drop_a_field(sh: Shell) -> None:
    text = (builtin_folder() / "swot.yaml").read_text(encoding="utf-8")
    own = text.replace("      evidence:\n        type: text", "      evidence:\n        type: number", 1)
    assert own != text
    done = sh("validate", sh.file("swot.yaml", own))
    assert done.code == 1
    assert "a built-in field keeps its type" in done.out


def test_shared_lists_of_ones_own(sh: Shell) -> None:
    good = "collections:\n  goals:\n    code: G\n    ask: What must be true in a year?\n"
    assert sh("validate", sh.file("collections.yaml", good)).code == 0
    done = sh("validate", sh.file("collections.yaml", good.replace("code: G", "code: Q")))
    assert done.code == 1
    assert "collections.yaml:3: " in done.out


def test_neither_method_nor_agenda(sh: Shell) -> None:
    done = sh("validate", sh.file("x.yaml", "a: 1\n"))
    assert done.code == 1
    assert "this is neither a method nor an agenda" in done.out


def test_an_export_is_sent_to_check(sh: Shell) -> None:
    done = sh("validate", sh.file("plan.yaml", MILLRACE))
    assert done.code == 1
    assert "aligntui check" in done.out


def test_standard_input_is_read_where_something_is_piped_in(sh: Shell) -> None:
    nothing = process("validate", "-")
    assert nothing.returncode == 2
    assert nothing.stderr == b"Nothing is piped in for -. Name a file, or pipe one in.\n"
    done = process("validate", "-", stdin=None, input=METHOD.encode())
    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith(b"Standard input: method")


def test_no_file_named(sh: Shell) -> None:
    done = sh("validate")
    assert done.code == 2
    assert done.err == "aligntui validate needs FILE.... aligntui validate --help has examples.\n"


@pytest.mark.parametrize(
    ("sort", "text"), [("method", METHOD), ("agenda", AGENDA), ("export", MILLRACE), ("collections", "")]
)
def test_schemas_are_schemas_and_fit(sh: Shell, sort: str, text: str) -> None:
    done = sh("schema", sort)
    assert (done.code, done.err) == (0, "")
    schema = done.json
    jsonschema.Draft202012Validator.check_schema(schema)
    if text and sort != "export":
        jsonschema.validate(load(text, "x").data, schema)
    if sort == "export":
        sh.sample()
        jsonschema.validate(sh("export", "millrace", "--to", "json").json, schema)


def test_no_such_schema(sh: Shell) -> None:
    done = sh("schema", "session")
    assert done.code == 2
    assert "'session' is not one of" in done.err
    assert done.err.endswith("aligntui schema --help has examples.\n")
