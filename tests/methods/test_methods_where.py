"""The tiny language of conditions."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligntui.methods.where import OPS, Clause, Where, WhereProblem, parse


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("", []),
        ("   ", []),
        ("status = agreed", [("status", "=", ("agreed",))]),
        ("status=agreed", [("status", "=", ("agreed",))]),
        ("impact >= 4 and effort<2", [("impact", ">=", ("4",)), ("effort", "<", ("2",))]),
        ("a != b and c <= -1.5 and d > 2026-01-31", [
            ("a", "!=", ("b",)), ("c", "<=", ("-1.5",)), ("d", ">", ("2026-01-31",)),
        ]),
        ("cell in SO, WO", [("cell", "in", ("SO", "WO"))]),
        ("cell in [SO, WO] and x = y", [("cell", "in", ("SO", "WO")), ("x", "=", ("y",))]),
        ('cell in (SO, "two words")', [("cell", "in", ("SO", "two words"))]),
        ("owner is-empty and a = b", [("owner", "is-empty", ()), ("a", "=", ("b",))]),
        ('threshold != ""', [("threshold", "!=", ("",))]),
        ("note = 'and so on'", [("note", "=", ("and so on",))]),
        ('class = "quick win"', [("class", "=", ("quick win",))]),
        ("pace.rag = red", [("pace.rag", "=", ("red",))]),
        ("swot:top.top = yes", [("swot:top.top", "=", ("yes",))]),
        ("Name = x", [("Name", "=", ("x",))]),
        ("last(checkins).decision = adjust", [("last(checkins).decision", "=", ("adjust",))]),
        ("in-run", [("in-run", "=", ("yes",))]),
        ("in-run = no and a = b", [("in-run", "=", ("no",)), ("a", "=", ("b",))]),
        ("last(a).in-run and last(a).b > 2", [
            ("last(a).in-run", "=", ("yes",)), ("last(a).b", ">", ("2",)),
        ]),
    ],
)  # fmt: skip
def test_conditions(text: str, clauses: list[tuple[str, str, tuple[str, ...]]]) -> None:
    assert parse(text) == Where(tuple(Clause(*clause) for clause in clauses))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("fixed", '"fixed" says nothing about fixed yet. Write fixed = yes, for example.'),
        ("a like b", '"a like b": "like" is no comparison. Use one of = != < <= > >= in is-empty.'),
        ("a is empty", '"a is empty": "is" is no comparison. Use one of = != < <= > >= in is-empty.'),
        ("a =", '"a =": a word or a number must follow =.'),
        ("a == b", '"a == b": a word or a number must follow =.'),
        ("a = and b = c", '"a = and b = c": a word or a number must follow =.'),
        ("a = b c", '"a = b c": "c" is one word too many. Quote texts: a = "a b".'),
        ("a = b or c = d", '"a = b or c = d": there is no "or". Write a in a, b for one of several words.'),
        ("a = b and", '"a = b and" ends with "and". Say what else must hold.'),
        ("= b", '"= b": a field must stand before the comparison, as in status = agreed.'),
        ("(a = b)", '"(a = b)": a field must stand before the comparison, as in status = agreed.'),
        ("and = b", '"and = b": a field must stand before the comparison, as in status = agreed.'),
        ("a.b.c = 1", '"a.b.c = 1": a field must stand before the comparison, as in status = agreed.'),
        ("a in", '"a in": a list must follow "in", as in cell in SO, WO.'),
        ("a in [b", '"a in [b": the list after "in" is not closed. Write in [a, b].'),
        ("a is-empty b", '"a is-empty b": "b" is not understood. Join conditions with "and".'),
        (
            'a = "b',
            '"a = "b": a quote is not closed. Write conditions as in status = agreed and impact >= 4.',
        ),
        (
            "a ! b",
            '"a ! b": a sign ! is not understood. Write conditions as in status = agreed and impact >= 4.',
        ),
    ],
)
def test_what_cannot_be_read_says_how_to_write_it(text: str, sentence: str) -> None:
    with pytest.raises(WhereProblem) as problem:
        parse(text)
    assert str(problem.value) == sentence


def test_names_and_values() -> None:
    where = parse("a = 1 and b in x, y and c is-empty")
    assert where.names == ("a", "b", "c")
    assert [clause.value for clause in where.clauses] == ["1", "x", ""]


word = st.from_regex(r"[a-z][a-z0-9_]{0,6}", fullmatch=True).filter(lambda w: w not in ("and", "in"))
constant = word | st.integers(-99, 99).map(str)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(word, st.sampled_from(OPS), st.lists(constant, min_size=1, max_size=3)), max_size=4)
)
def test_what_is_written_is_what_is_read(clauses: list[tuple[str, str, list[str]]]) -> None:
    expected = []
    parts = []
    for left, op, values in clauses:
        right = () if op == "is-empty" else tuple(values) if op == "in" else (values[0],)
        parts.append(f"{left} {op} {', '.join(right)}".strip())
        expected.append(Clause(left, op, right))  # type: ignore[arg-type]
    assert parse(" and ".join(parts)).clauses == tuple(expected)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30) | st.text(alphabet="ab =<>!in and,[]()\"'.:-1", max_size=30))
def test_any_text_gives_a_condition_or_one_sentence(text: str) -> None:
    try:
        parse(text)
    except WhereProblem as problem:
        said = str(problem)
    else:
        said = "read."
    assert said.endswith(".")
