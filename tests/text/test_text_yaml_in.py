"""The strict reader: what it refuses, how it says so, what stays text."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from aligntui.text import yaml_in
from aligntui.text.clean import clean
from aligntui.text.yaml_in import YamlProblem, load

ALIASES = "a: &a [x, x, x]\n" + "\n".join(f"b{i}: &b{i} [*a, *a, *a]" for i in range(10))
MERGES = "a0: &a0 {x: 1}\n" + "\n".join(f"a{i}: &a{i} {{<<: [*a{i - 1}, *a{i - 1}]}}" for i in range(1, 12))

REFUSED = {
    "billion laughs": (ALIASES, "line 1: anchor &a is not read. Write the text out."),
    "merge bomb": (MERGES, "line 1: anchor &a0 is not read. Write the text out."),
    "alias": ("a: *b", "line 1: alias *b is not read. Write the text out."),
    "merge": ("a:\n  <<: {b: 1}", "line 2: merge << is not read. Write the keys out."),
    "deep flow list": ("[" * 100_000, "line 1: nested more than 40 deep. Make it flatter."),
    "deep flow mapping": ("{a: " * 100_000, "line 1: nested more than 40 deep. Make it flatter."),
    "deep block list": ("- " * 100_000, "line 1: nested more than 40 deep. Make it flatter."),
    "deep block mapping": (
        "\n".join(" " * i + "a:" for i in range(1000)), "line 41: nested more than 40 deep. Make it flatter.",
    ),
    "deep keys": ("? " * 100_000, 'line 1: a list or mapping cannot be a key. Quote it: "[x]": ...'),
    "doubled key": ("a: 1\nb: 2\na: 3", 'line 3: "a" stands here twice (first on line 1). Keep one of them.'),
    "doubled after cleaning": (
        'a: 1\n"a\\e[2J": 2', 'line 2: "a" stands here twice (first on line 1). Keep one of them.',
    ),
    "python tag": (
        "a: !!python/object/apply:os.system ['id']",
        "line 1: tag tag:yaml.org,2002:python/object/apply:os.system is not read. Remove it.",
    ),
    "own tag": ("a: !x 1", "line 1: tag !x is not read. Remove it."),
    "string tag": ("a: !!str 1", "line 1: tag tag:yaml.org,2002:str is not read. Remove it."),
    "bare tag": ("! a", "line 1: tag ! is not read. Remove it."),
    "tag directive": ("%TAG ! tag:x,2000:\n---\na: 1", "line 1: %TAG lines are not read. Remove it."),
    "two documents": ("a: 1\n---\nb: 1", "line 2: a second document starts here. Give one file for each."),
    "list as key": ("? [a]\n: b", 'line 1: a list or mapping cannot be a key. Quote it: "[x]": ...'),
    "key missing": ("? \n: b", "line 1: the key before the colon is missing."),
    "nul": ("x: 1\na: \0", "line 2: this is no text file. Give a YAML file."),
    "nul bytes": (b"x: 1\na: \0", "line 2: this is no text file. Give a YAML file."),
    "latin-1": ("x: 1\na: café".encode("latin-1"), "line 2: the text is not UTF-8. Save it as UTF-8."),
    "utf-16": ("a: 1".encode("utf-16"), "line 1: the text is UTF-16. Save it as UTF-8."),
    "surrogate": ("a: 1\nb: \ud800", "line 2: half a character stands here. Save the file as UTF-8."),
    "control": (
        "x: 1\na: \x01", "line 2: there is a control character here. Remove it or write it as an escape.",
    ),
    "too big": ("#" * 10_000_001, "the file is larger than 10 MB. Split it."),
    "too big bytes": (b"#" * 10_000_001, "the file is larger than 10 MB. Split it."),
    "too many": ("[" + "1," * 300_000, "line 1: more than 250,000 entries. Split the file."),
    "empty": ("", "the file is empty."),
    "comments only": ("# a\n\n# b\n", "the file is empty."),
    "tab": ("a:\n\tb: 1", "line 2: a tab stands where spaces belong. Indent with spaces."),
    "open quote": ("x: 1\na: 'x\nb: 2\n", "line 2: a quote is not closed. Close it."),
    "open list": (
        "x: 1\na: [1,\nb: 2\n", "line 2: a list in [ ] is not closed or a comma is missing. Close it with ].",
    ),
    "open mapping": (
        "a: {b: 1\nc: 2", "line 1: a mapping in { } is not closed or a comma is missing. Close it with }.",
    ),
    "colon in text": (
        "a: b: c",
        "line 1: a colon stands inside a text, or the line is indented too far. "
        "Quote the text, or align it with the lines above.",
    ),
    "unknown escape": (
        'a: "\\q"', "line 1: the escape after \\ is unknown or not complete. Use single quotes.",
    ),
    "half escape": (
        'a: "\\ud83d"',
        "line 1: \\ud83d is half a character. Write both halves of it, or the character itself.",
    ),
    "other half": (
        'a: 1\n"b \\uDE80": c',
        "line 2: \\ude80 is half a character. Write both halves of it, or the character itself.",
    ),
    "half beside a whole one": (
        '{"a": "\\ud83d\\ude80 \\ud83d"}',
        "line 1: \\ud83d is half a character. Write both halves of it, or the character itself.",
    ),
    "at sign": ("a: @x", "line 1: a text starts with a sign that must be quoted. Quote the text."),
    "indentation": (
        "a:\n    b: 1\n  c: 2",
        "line 3: the indentation or the quotes do not fit. Align it with the lines above.",
    ),
    "entry in line": ("a: - b", "line 1: a list entry is not allowed here. Put the - on a line of its own."),
    "stray bracket": (
        "a: 1\n]", "line 2: the indentation or the quotes do not fit. Align it with the lines above.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_one_sentence(name: str) -> None:
    text, said = REFUSED[name]
    with pytest.raises(YamlProblem) as problem:
        load(text, "plan.yaml")  # type: ignore[arg-type]
    assert str(problem.value) == (f"plan.yaml {said}" if said.startswith("line") else f"plan.yaml: {said}")
    assert problem.value.__cause__ is None


@pytest.mark.parametrize("name", REFUSED)
def test_the_pure_parser_refuses_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text, said = REFUSED[name]
    monkeypatch.setattr(yaml_in, "_Loader", yaml.SafeLoader)
    monkeypatch.setattr(yaml_in, "MAX_NODES", 500)
    # The pure parser is slow; it need not read all of a bomb to refuse it.
    with pytest.raises(YamlProblem) as problem:
        load(text[:2000] if len(text) > 100_000 and "too big" not in name else text, "plan.yaml")
    if "deep" in said or "half a" in said:
        assert str(problem.value) == f"plan.yaml {said}"


class Impatient(yaml.SafeLoader):
    """A parser that gives up while it reads ahead, in words nobody here has read before."""

    patience = 60

    def fetch_flow_collection_start(self, kind: type) -> None:
        if self.flow_level > self.patience:
            raise yaml.scanner.ScannerError(
                "while climbing", self.get_mark(), "found a purple \x1b[31mcomma", self.get_mark()
            )
        super().fetch_flow_collection_start(kind)


@pytest.mark.parametrize(
    "text", ["[" * 100, "{a: " * 100, "{" * 100, "- [{a: [" * 100, "a: " + "[b, [" * 100]
)
def test_depth_is_counted_here_whatever_the_parser_says_first(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_in, "_Loader", Impatient)
    if text.startswith("- "):
        text = f"x:\n{text[2:]}"
    with pytest.raises(YamlProblem) as problem:
        load(f"# head\n{text}", "plan.yaml")
    assert problem.value.cause == "nested more than 40 deep"
    assert problem.value.line == 2 + text.count("\n")


def test_words_of_a_parser_that_nobody_here_has_read_are_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Impatient, "patience", -1)
    monkeypatch.setattr(yaml_in, "_Loader", Impatient)
    with pytest.raises(YamlProblem) as problem:
        load("a: [1]", "plan.yaml")
    said = 'the YAML parser says "found a purple comma". Compare it with an exported file.'
    assert str(problem.value) == f"plan.yaml line 1: {said}"


def test_brackets_in_words_are_no_depth() -> None:
    drawn = "[" * 50
    text = f"a{drawn}: 'x'\nb: '{drawn}'\nc: \"{drawn}\"\nd: |\n  {drawn}\n# {drawn}\ne: [f]\n"
    assert load(text, "x").data["b"] == drawn
    with pytest.raises(YamlProblem) as problem:
        load(f"{text}g: ['{drawn}', \"\\q\"]", "x")
    assert "escape" in problem.value.cause


TEXT = (
    "no", "No", "yes", "on", "off", "y", "n", "1:30", "190:20:30", "012", "08", "0o14", "0x1F",
    "0b1", "1e3", "1E3", "1.5e3", ".5", "-.5", "1.", "+.5e3", "1_000", "1,000", ".inf", "-.inf",
    ".nan", "2026-01-01", "9999-99-99", "2001-01-01T00:00:00Z", "=", "0:0", "1-2", "5%",
    "12e03", "nULL", "tRUE", "- 1"[2:]+"x",
)  # fmt: skip


@pytest.mark.parametrize("text", TEXT)
def test_stays_text(text: str) -> None:
    assert load(f"a: {text}", "x").data == {"a": text}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0), ("7", 7), ("-2", -2), ("+2", 2), ("10000", 10000), ("-0", 0),
        ("7.0", Decimal("7.0")), ("-0.25", Decimal("-0.25")), ("+1.50", Decimal("1.50")),
        ("true", True), ("False", False), ("TRUE", True), ("null", None), ("~", None), ("", None),
        ("Null", None),
        ("'7'", "7"), ('"true"', "true"), ("''", ""), ("|\n  7", "7"), (">\n  a\n  b", "a b"),
        ("[1, a, no]", [1, "a", "no"]), ("{a: 1, b: }", {"a": 1, "b": None}),
    ],
)  # fmt: skip
def test_values(text: str, value: object) -> None:
    found = load(f"a: {text}", "x").data["a"]
    assert found == value
    assert type(found) is type(value)
    assert str(found) == str(value)


def test_a_number_of_any_length_costs_nothing() -> None:
    assert load("a: " + "9" * 5_000_000, "x").data["a"] == "9" * 5_000_000


def test_keys_are_always_text() -> None:
    assert load("1: a\nyes: b\nnull: c\n2.5: d\n'': e\n'<<': f", "x").data == {
        "1": "a", "yes": "b", "null": "c", "2.5": "d", "": "e", "<<": "f",
    }  # fmt: skip


def test_text_comes_out_clean() -> None:
    data = load('"k\\e[31m": "a\\e[2Jb\\x85c\\u202e"\nb: e\u0301', "x").data
    assert data == {"k": "ab\nc", "b": "\xe9"}


@pytest.mark.parametrize("loader", [yaml_in._Loader, yaml.SafeLoader])
@settings(max_examples=60, deadline=None)
@given(words=st.dictionaries(st.text(max_size=6).map(clean), st.text(max_size=12), min_size=1, max_size=3))
def test_json_of_any_tool_is_read(loader: type, words: dict[str, str]) -> None:
    words = {**words, "rocket": "\\ud83d \U0001f680 \\\U0001f680"}
    cleaned = {clean(key): clean(value) for key, value in words.items()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_in, "_Loader", loader)
        for escaped in (json.dumps(words), json.dumps(words, indent="  ").replace("\\ud83d", "\\uD83D")):
            assert load(escaped, "x.json").data in (cleaned, _upper(cleaned))


def _upper(words: dict[str, str]) -> dict[str, str]:
    return {key: value.replace("\\ud83d", "\\uD83D") for key, value in words.items()}


@pytest.mark.parametrize("loader", [yaml_in._Loader, yaml.SafeLoader])
def test_the_same_letters_outside_of_double_quotes_stay_letters(
    loader: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_in, "_Loader", loader)
    rocket = r"\ud83d\uDE80 \\ud83d \\\ud83d \U0000d83d"
    text = f"a: {rocket}\nb: '{rocket}'\nc: |\n  {rocket}\n{rocket}: d\ne: \"\\ud83d\\uDE80\"\n"
    assert load(text, "x").data == {
        "a": rocket, "b": rocket, "c": f"{rocket}\n", rocket: "d", "e": "\U0001f680",
    }  # fmt: skip


def test_lines_of_keys_and_entries() -> None:
    text = "# head\na: 1\nlist:\n  - x\n  - k: 1\n    deep:\n      - [p,\n         q]\nz: {m: 1,\n    n: 2}\n"
    document = load(text, "x")
    assert document.line(("a",)) == 2
    assert document.line(("list",)) == 3
    assert document.line(("list", 0)) == 4
    assert document.line(("list", 1)) == 5
    assert document.line(("list", 1, "deep")) == 6
    assert document.line(("list", 1, "deep", 0)) == 7
    assert document.line(("list", 1, "deep", 0, 1)) == 8
    assert document.line(("z", "n")) == 10


def test_line_of_what_is_missing_is_its_parents() -> None:
    document = load("a:\n  b: 1\nc: 2\n", "x")
    assert document.line(("a", "missing")) == 1
    assert document.line(("a", "b", 0, "x")) == 2
    assert document.line(("missing",)) == 1
    assert document.line() == 1
    assert document.line((7,)) == 1


def test_a_byte_order_mark_is_no_text() -> None:
    assert load("\ufeffa: 1", "x").data == {"a": 1}
    assert load(b"\xef\xbb\xbfa: 1", "x").data == {"a": 1}


def test_depth_forty_is_read() -> None:
    assert load("[" * 40 + "]" * 40, "x").data
    with pytest.raises(YamlProblem):
        load("[" * 41 + "]" * 41, "x")


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=80)
    | st.text(max_size=80)
    | st.text(alphabet="a:-[]{}'\"&*!|>%#?\n \t1~<", max_size=40)
)
def test_nothing_but_a_problem_is_ever_raised(text: str | bytes) -> None:
    try:
        load(text, "x")
    except YamlProblem as problem:
        said = str(problem)
        assert said.startswith("x")
        assert "\n" not in said
