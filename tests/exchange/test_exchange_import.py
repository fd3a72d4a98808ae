"""Files that are wrong: one sentence for each thing, with file, line and mend, and nothing else ever."""

from __future__ import annotations

import msgspec
import pytest
from exchange_kit import AT, LIBRARY, collection, read
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aligntui.analysis.view import View
from aligntui.exchange.problems import ImportProblem
from aligntui.exchange.yaml_export import export
from aligntui.exchange.yaml_import import read_all
from aligntui.methods.freeze import freeze
from aligntui.methods.types import Field, Shared
from aligntui.text.clean import clean
from aligntui.text.yaml_out import dump

HEAD = "aligntui: 1\nsession: {title: T}\n"


def said(text: str) -> list[str]:
    with pytest.raises(ImportProblem) as caught:
        read(text)
    return str(caught.value).split("\n")


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", ["plan.yaml: the file is empty."]),
        (
            "hello",
            [
                'plan.yaml line 1: this is no AlignTUI export: "aligntui: 1" is missing. '
                "Write one with aligntui export."
            ],
        ),
        (
            "aligntui: 2\nsession: {title: x}",
            ["plan.yaml line 1: this file has format 2, from a newer AlignTUI. Update AlignTUI to read it."],
        ),
        ("aligntui: 1\n", ['plan.yaml line 1: "session" is missing here. Add session: ...']),
        (
            HEAD + "colections: {}\n",
            ['plan.yaml line 3: "colections" is not known here. Did you mean "collections"?'],
        ),
        (
            HEAD
            + "collections:\n  goals:\n    - code: G1\n      text: Best\n      fields:\n        due: soon\n",
            ['plan.yaml line 8: "due" is no date. Write 2027-09-30.'],
        ),
        (
            HEAD + "collections:\n  goals:\n    - code: G1\n    - code: g1\n",
            ["plan.yaml line 6: g1 stands here twice (first on line 5). Give one of them another code."],
        ),
        (
            HEAD + "collections:\n  goals:\n    - {code: G1, stauts: agreed, status: done}\n",
            [
                'plan.yaml line 5: "stauts" is not known here. Did you mean "status"?',
                'plan.yaml line 5: "status" cannot be "done". Write agreed, draft, dropped or parked.',
            ],
        ),
        (
            HEAD + "links:\n  match:\n    - {from: S1, to: O1}\n    - x\n",
            [
                'plan.yaml line 5: "from" points to "S1", which is not in this file. '
                "Write the code of an item in this file.",
                'plan.yaml line 5: "to" points to "O1", which is not in this file. '
                "Write the code of an item in this file.",
                "plan.yaml line 6: this entry must have keys. Indent them below it, as key: value.",
            ],
        ),
        (
            HEAD + "collections:\n  goals: G1\n",
            ['plan.yaml line 4: "goals" must be a list. Begin each entry with a dash on its own line.'],
        ),
        (
            HEAD + "collections:\n  goals:\n    - {code: G1, into: G2}\n    - {code: G2, into: G1}\n",
            ['plan.yaml line 6: "into" runs in a circle. Leave one of them out.'],
        ),
        (
            HEAD + "collections:\n  goals:\n    - {code: G 3}\n",
            ['plan.yaml line 5: "G 3" is no code. Write letters and a number, as S1.'],
        ),
        (
            HEAD + "rounds:\n  - {step: a/b, run: 3}\n",
            ['plan.yaml line 4: "run" is 3, but there are 0 runs. Write 0 for none.'],
        ),
        (
            HEAD + "archive: {format: 9, meta: '{}'}\n",
            ["plan.yaml line 3: this archive was written by a newer AlignTUI. Update AlignTUI to read it."],
        ),
        (
            HEAD + "archive: {format: 1, meta: '{'}\n",
            ["plan.yaml line 3: the head of the archive cannot be read. Export it again."],
        ),
        (
            HEAD + "methods:\n  - {name: swot, body: {method: swot}}\n",
            ['plan.yaml line 4: the definition of "swot" cannot be read. Take it from another export.'],
        ),
    ],
)
def test_each_mistake_is_one_sentence_with_its_line_and_the_mend(text, sentences):
    assert said(text) == sentences


def test_all_mistakes_of_all_fields_come_at_once():
    text = HEAD + (
        "collections:\n"
        "  objectives:\n"
        "    - code: OB1\n"
        "      text: Win members\n"
        "      fields:\n"
        "        parent: G9\n"
        "        owner: [OB1]\n"
        "        from: [SO1]\n"
        "        better: upp\n"
        "        target: lots\n"
        "        due: 2027-13-01\n"
        "  strengths:\n"
        "    - code: S1\n"
        "      fields: {grade: 7, own: maybe, evidence: [a, b]}\n"
    )
    assert said(text) == [
        'plan.yaml line 8: "parent" points to "G9", which is not in this file. '
        "Write the code of an item in this file.",
        'plan.yaml line 9: "owner" takes one code, not a list. Keep one of them.',
        'plan.yaml line 10: "from" points to "SO1", which is not in this file. Did you mean "S1"?',
        'plan.yaml line 11: "better" has no choice "upp". Did you mean "up"?',
        'plan.yaml line 12: "target" is no number. Write 9.4 or 1240; the unit has a field of its own.',
        'plan.yaml line 13: "due" is no date. Write 2027-09-30.',
        'plan.yaml line 16: "grade" is not on its scale. Write a whole number from 0 to 4.',
        'plan.yaml line 16: "own" is neither yes nor no. Write yes or no.',
        'plan.yaml line 16: "evidence" takes one value, not a list. Keep one of them.',
    ]


TARGET = HEAD + "collections:\n  objectives:\n    - {code: OB1, text: Win, fields: {target: %s}}\n"


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("22.000", "22.000"),
        ("1240", "1240"),
        ("'1.234,56'", "1234.56"),
        ("'1 234,56'", "1234.56"),
        ('"1\'234.56"', "1234.56"),
        ("'1,234,567'", "1234567"),
        ("'9,4'", "9.4"),
        ("2k", "2000"),
        ("'0.250'", "0.250"),
    ],
)
def test_a_number_in_words_reads_as_on_the_screen_and_one_of_yaml_as_yaml_says(written, stored):
    session = read(TARGET % written).session
    assert [item.fields["target"] for item in session.items.values()] == [stored]


def test_a_number_in_words_with_two_readings_is_asked():
    for written in ("'22.000'", "'22,000'"):
        assert said(TARGET % written) == [
            'plan.yaml line 5: "target" may be 22 or 22,000. Write 22 or 22000.'
        ]


def test_a_file_with_one_mistake_many_times_stays_readable():
    entries = "".join(f"    - {{code: G{n}, status: done}}\n" for n in range(1, 2001))
    lines = said(HEAD + "collections:\n  goals:\n" + entries)
    assert len(lines) == 51
    assert lines[-1] == "and 1950 more of this kind."


BOMBS = {
    "laughs": "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "merge": "a: &a {x: 1}\nb:\n  <<: *a\n",
    "deep": "aligntui: 1\nsession: " + "[" * 5000 + "]" * 5000,
    "many": HEAD + "kept: [" + "a, " * 300_000 + "a]\n",
    "digits": "aligntui: " + "9" * 100_000 + "\n",
    "tag": "aligntui: !!python/object:os.system x\n",
    "twice": "aligntui: 1\naligntui: 1\n",
    "documents": HEAD + "---\n" + HEAD,
    "bytes": "\0" * 10,
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused_in_a_sentence(name):
    lines = said(BOMBS[name])
    assert len(lines) <= 2
    assert lines[0].startswith("plan.yaml")


def test_bytes_are_read_as_well_and_half_a_letter_is_named():
    read_all((HEAD + "collections: {}\n").encode(), "plan.yaml", LIBRARY, new_id=lambda: "n", at=AT)
    with pytest.raises(ImportProblem, match="not UTF-8"):
        read_all(b"aligntui: 1 # \xff\n", "plan.yaml", LIBRARY, new_id=lambda: "n", at=AT)


def test_a_file_written_by_hand_needs_little():
    text = HEAD + (
        "collections:\n"
        "  strengths:\n"
        "    - text: Sourdough\n"
        "      fields: {evidence: 2026, grade: '3', own: true, rating: 4}\n"
        "    - text: Service\n"
        "  goals:\n"
        "    - {text: Best, fields: {target: '1,240.5', baseline: unknown, points: 7.0}}\n"
    )
    found = read(text)
    assert found.findings == []
    assert found.session.meta.id == "made-id"
    assert found.session.meta.created == AT
    assert set(found.session.methods) == {"collections", "objectives", "swot"}
    view = View(found.session, found.book)
    sourdough, service = view.items("strengths")
    assert (view.code(sourdough), view.code(service)) == ("S1", "S2")
    assert sourdough.fields == {"evidence": "2026", "grade": 3, "own": "yes", "rating": 4}
    assert view.items("goals")[0].fields == {"target": "1240.5", "baseline": "unknown", "points": "7.0"}
    again = export(view)
    assert export(View(read(again).session, read(again).book)) == again


def test_what_nobody_asks_for_is_kept_and_said():
    text = HEAD + (
        "methods: [{name: collections}, {name: swott}]\n"
        "collections:\n"
        "  goals:\n"
        "    - {code: G1, text: Best, fields: {colour: green, size: 5.50, links: [G1]}}\n"
        "  frogs:\n"
        "    - {code: F1, text: Kermit, fields: {loud: yes}}\n"
    )
    found = read(text)
    assert [f.message for f in found.findings] == [
        '"swott" is not among the methods here.',
        '"frogs" is a list of no method here (plan.yaml line 7). It is kept, and not looked at.',
        '"colour" is asked by no method (plan.yaml line 6). It is kept as it is.',
        '"size" is asked by no method (plan.yaml line 6). It is kept as it is.',
        '"links" is asked by no method (plan.yaml line 6). It is kept as it is.',
    ]
    goal = next(i for i in found.session.items.values() if i.collection == "goals")
    assert goal.fields == {"colour": "green", "size": "5.50", "links": ["G1"]}
    text = export(View(found.session, found.book))
    assert "kept:\n        colour: green\n        links:\n          - G1\n        size: '5.50'\n" in text


def test_a_link_into_another_list_is_kept_and_said():
    text = HEAD + (
        "collections:\n  goals: [{code: G1, text: a}]\n"
        "  objectives: [{code: OB1, text: b, fields: {owner: G1}}]\n"
    )
    found = read(text)
    assert (
        found.findings[0].message
        == '"owner" asks for people, not goals (plan.yaml line 5). It is kept as it is.'
    )


def test_a_renamed_field_finds_its_new_name():

    newer = Shared(
        collections={
            "strengths": msgspec.structs.replace(
                collection("S"), fields={"proof": Field(type="text", was="evidence")}
            )
        }
    )
    body, digest = freeze(newer)

    text = dump(
        {
            "aligntui": 1,
            "session": {"title": "T"},
            "methods": [{"name": "collections", "hash": digest, "body": body}],
            "collections": {"strengths": [{"code": "S1", "text": "a", "fields": {"evidence": "log"}}]},
        }
    )
    found = read(text)
    assert next(iter(found.session.items.values())).fields == {"proof": "log"}


KEYS = st.sampled_from(
    ["aligntui", "session", "title", "collections", "strengths", "code", "fields", "links", "rounds", "runs",
     "from", "to", "kept", "past", "of", "into", "order", "x", "archive", "format", "meta", "tables", "items",
     "methods", "name", "body", "results", "given", "ballots", "answers", "clashes", "target", "counters"]
)  # fmt: skip
SCALARS = st.one_of(
    st.integers(-3, 10**20),
    st.booleans(),
    st.none(),
    st.text(max_size=5),
    st.sampled_from(["S1", "S2", "1.5"]),
)
TREES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=5)),
    max_leaves=25,
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(tree=st.dictionaries(KEYS, TREES, max_size=6))
def test_no_file_ever_gives_a_traceback(tree):
    """Anything that parses is read or refused; what is read can leave again."""

    def tidy(value):
        if isinstance(value, str):
            return clean(value)
        if isinstance(value, list):
            return [tidy(v) for v in value]
        return {k: tidy(v) for k, v in value.items()} if isinstance(value, dict) else value

    text = dump({**tidy(tree), "aligntui": 1})
    try:
        found = read(text)
    except ImportProblem as problem:
        found = None
        lines = str(problem).split("\n")
    if found is None:
        assert all(line.startswith(("plan.yaml", "and ")) for line in lines)
        return
    view = View(found.session, found.book)
    again = export(view)
    assert export(View(read(again).session, read(again).book)) == again


def test_words_longer_than_may_be_written_are_kept_and_said():
    text = HEAD + (
        "methods: [{name: collections}]\n"
        "collections:\n  goals:\n"
        f"    - {{code: G1, text: {'x' * 2001}}}\n    - {{code: G2, text: {'y' * 2000}}}\n"
    )
    found = read(text)
    said = ["G1 has 2,001 signs, more than may be written. It is kept."]
    assert [finding.message for finding in found.findings] == said
    assert [len(item.text) for item in found.session.items.values()] == [2001, 2000]
