"""Listing methods, agendas and the functions of method files."""

from __future__ import annotations

from cli_kit import METHOD, Shell


def own(sh: Shell, name: str, text: str) -> None:
    folder = sh.home / "config" / "workshops"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def test_methods_by_level_then_agendas(sh: Shell) -> None:
    done = sh("workshops")
    assert (done.code, done.err) == (0, "")
    heads = [line for line in done.out.splitlines() if line and not line.startswith(" ")]
    assert heads == ["FUNDAMENTALS", "INTERMEDIATE", "ADVANCED", "AGENDAS"]
    swot = next(line for line in done.out.splitlines() if line.startswith("  swot "))
    assert swot.split()[1:3] == ["SWOT", "analysis"]
    assert "122 min" in swot
    assert "1-9" in swot
    assert "yours" not in done.out


def test_own_methods_say_so(sh: Shell) -> None:
    own(sh, "pestle.yaml", METHOD)
    line = next(line for line in sh("workshops").out.splitlines() if line.startswith("  pestle "))
    assert line.endswith("yours")


def test_a_broken_method_is_a_line_not_a_broken_list(sh: Shell) -> None:
    own(sh, "pestle.yaml", "method: pestle\ntitle: [\n")
    done = sh("workshops")
    assert done.code == 0
    assert "NOT USED" in done.out
    assert "pestle.yaml line" in done.out
    assert "swot" in done.out


def test_json(sh: Shell) -> None:
    found = sh("workshops", "--json").json
    assert {"swot", "tows", "vision"} <= {head["name"] for head in found["methods"]}
    assert {"solo-90"} <= {head["name"] for head in found["agendas"]}
    assert found["problems"] == []


def test_figures_with_roles_and_parts(sh: Shell) -> None:
    done = sh("workshops", "--figures")
    assert done.code == 0
    assert "\nweighted_score: " in done.out
    assert "  binds\n" in done.out
    assert "  gives\n" in done.out
    assert "  source: " in done.out
    assert max(len(line) for line in done.out.splitlines() if "source:" not in line and ": " in line) < 200


def test_figures_as_json(sh: Shell) -> None:
    found = {entry["name"]: entry for entry in sh("workshops", "--figures", "--json").json}
    score = found["weighted_score"]
    assert score["roles"]["of"]["needed"] is True
    assert score["parts"]
    assert score["help"]


def test_a_method_that_validate_refuses_is_used_by_nothing_and_named(sh: Shell) -> None:
    folder = sh.home / "config" / "workshops"
    folder.mkdir(parents=True)
    path = folder / "pestle.yaml"
    figures = "figures:\n  all: {use: countt, of: forces}\n"
    path.write_text(METHOD + figures, encoding="utf-8")
    refused = sh("validate", str(path))
    assert refused.code == 1
    why = refused.out.strip().split(": ", 1)[1]
    listed = sh("workshops", "--json").json["methods"]
    (line,) = [method for method in listed if method["name"] == "pestle"]
    assert why in line["problem"]
    facts = sh("doctor", "--json").json["facts"]
    assert any(why in fact["value"] and fact["state"] == "warning" for fact in facts)
    assert any(fact["value"].endswith("0 yours, 1 left out") for fact in facts)
    plan = sh.file("plan.yaml", "aligntui: 1\nsession: {title: T}\nmethods: [{name: pestle}]\n"
                   "collections: {forces: [{code: F1, text: The euro}]}\n")  # fmt: skip
    done = sh("import", plan)
    assert done.code == 0
    assert f'"pestle" is left out: {path}' in done.err
    # A file by hand that names no methods is not fitted to it either.
    plan = sh.file("plan.yaml", "aligntui: 1\nsession: {title: T}\n"
                   "collections: {forces: [{code: F1, text: The euro, fields: {proof: log}}]}\n")  # fmt: skip
    assert "pestle" not in sh("export", plan).out
    path.write_text(METHOD, encoding="utf-8")
    assert "pestle" in sh("export", plan).out
    assert "1 yours" in sh("doctor").out
