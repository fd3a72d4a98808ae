"""Finding methods and agendas, the user's beside the built-in ones."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from methods_base import BASE, FIXTURES, WORKSHOPS

from aligntui.analysis.registry import functions
from aligntui.methods.errors import GuideProblems
from aligntui.methods.heads import BUILT_IN, REWORDED, YOURS, head_of
from aligntui.methods.library import Library, UnknownName, agenda_methods, builtin_folder


@pytest.fixture
def user(tmp_path: Path) -> Path:
    (tmp_path / "agendas").mkdir()
    return tmp_path


def with_user(user: Path) -> Library:
    return Library(FIXTURES, user)


SWOT = (FIXTURES / "swot.yaml").read_text()
IMPORTANCE = "      importance: {type: scale, from: 1, to: 5}\n  weaknesses"
GRADE = "      grade: {type: scale, from: 0, to: 4}\n" + IMPORTANCE
SHARED = """\
collections:
  people:
    code: P
    title: Our people
    fields:
      team: {type: text, ask: Which shop?}
      birthday: {type: date}
  wishes:
    code: WI
"""


def test_heads_in_order() -> None:
    heads = Library(FIXTURES).methods()
    assert [h.name for h in heads] == [
        "resources", "cascade", "review", "swot", "tows", "network", "scenarios", "consensus",
    ]  # fmt: skip
    assert {h.origin for h in heads} == {BUILT_IN}
    assert not any(h.problem for h in heads)


def test_a_head_says_what_a_list_shows() -> None:
    heads = {h.name: h for h in Library(FIXTURES).methods()}
    tows = heads["tows"]
    assert (tows.title, tows.level, tows.minutes, tows.people) == ("TOWS", "intermediate", 50, "1-9")
    assert (tows.best, heads["network"].people) == ("5-9", "5-40")
    assert tows.needs == "strengths or weaknesses; opportunities or threats"
    assert (tows.asks, tows.gives) == ("which inside meets which outside", "strategies with codes")
    assert heads["network"].least == 5
    assert heads["resources"].needs == "2 goals"
    assert heads["scenarios"].solo == 110
    assert heads["review"].repeats


@pytest.mark.parametrize("folder", [FIXTURES, WORKSHOPS], ids=["fixtures", "workshops"])
def test_a_head_from_the_top_of_a_file_is_that_of_the_whole(folder: Path) -> None:
    library = Library(folder)
    for head in library.methods():
        assert head == head_of(library.method(head.name), head.origin, head.path)


def test_agendas() -> None:
    library = Library(FIXTURES)
    (day,) = library.agendas()
    assert (day.name, day.minutes, day.people, day.least) == ("half-day", 175, "5-9", 5)
    agenda = library.agenda("half-day")
    assert agenda_methods(agenda) == ["consensus", "swot", "tows", "resources"]


def test_the_book_brings_the_lists_that_a_method_works_on() -> None:
    library = Library(FIXTURES)
    assert list(library.book(["tows"]).methods) == ["swot", "tows"]
    assert list(library.book(["scenarios"]).methods) == ["swot", "scenarios"]
    assert list(library.book(["consensus"]).methods) == ["consensus"]
    book = library.book(["agenda:half-day"])
    assert set(book.methods) == {"consensus", "swot", "tows", "resources"}
    assert set(book.agendas) == {"half-day"}
    assert book.fields("strategies")["cites"].many
    assert book.series("strengths") == "S"


def test_figures_and_rounds_of_another_method_bring_it_too(user: Path) -> None:
    (user / "mine.yaml").write_text(
        "method: mine\ntitle: Mine\nlevel: advanced\n"
        "figures:\n  known: {use: recall, round: consensus/recall, list: goals}\n"
        "steps:\n  - {kind: report, id: r, title: R, show: [known.mean], read_back: 'Most: {swot:top.top}'}\n"
    )
    assert set(with_user(user).book(["mine"]).methods) == {"mine", "consensus", "swot"}


def test_a_method_of_the_user(user: Path) -> None:
    (user / "base.yaml").write_text(BASE)
    library = with_user(user)
    head = next(h for h in library.methods() if h.name == "base")
    assert head.origin == YOURS
    assert library.method("base").title == "Base"
    assert library.book(["base"]).collections["cards"].code == "CA"


def test_a_file_that_changes_is_read_again(user: Path) -> None:
    library = with_user(user)
    assert "base" not in [h.name for h in library.methods()]
    (user / "base.yaml").write_text(BASE)
    assert "base" in [h.name for h in library.methods()]
    (user / "base.yaml").write_text(BASE.replace("title: Base", "title: Another title"))
    assert library.method("base").title == "Another title"
    (user / "base.yaml").unlink()
    with pytest.raises(UnknownName):
        library.method("base")


def test_a_broken_file_is_a_line_with_its_problem(user: Path) -> None:
    (user / "bad.yaml").write_text("method: bad\ntitle: [a\n")
    (user / "worse.yaml").write_bytes(b"\xff\xfe\x00")
    (user / "odd.yaml").write_text("just words")
    (user / "agendas" / "day.yaml").write_text("agenda: day\ntitle: Day\nsteps: 5\n")
    library = with_user(user)
    lines = {h.title: h.problem for h in library.methods() if h.problem}
    assert lines == {
        "bad": f"{user}/bad.yaml line 2: a list in [ ] is not closed or a comma is missing. Close it with ].",
        "odd": f"{user}/odd.yaml line 1: this is no method. Start it with method: NAME.",
        "worse": f"{user}/worse.yaml line 1: the text is UTF-16. Save it as UTF-8.",
    }
    assert len(library.methods()) == 8 + 3
    assert [h.problem for h in library.agendas() if h.problem] == [
        f'{user}/agendas/day.yaml line 3: steps: a list belongs here and "5" stands here. '
        "Write [a, b], or one - a line."
    ]


def test_a_method_that_does_not_hold_together_is_left_out_everywhere_and_named(user: Path) -> None:
    (user / "base.yaml").write_text(BASE.replace("    record: frame\n", "    record: frmae\n"))
    library = with_user(user)
    why = r'there is no record "frmae"\. Write frame\.'
    (head,) = [h for h in library.methods() if h.name == "base"]
    assert re.search(why, head.problem)
    assert library.left_out("base") == head.problem
    assert "base" not in library.everything().methods
    for choose in (library.method, library.find):
        with pytest.raises(GuideProblems, match=why):
            choose("base")
    (user / "base.yaml").write_text(BASE)
    assert library.left_out("base") == ""
    assert library.method("base").method == "base"


def test_what_rests_on_a_file_that_is_left_out_is_left_out_too(user: Path) -> None:
    (user / "base.yaml").write_text(BASE.replace("    record: frame\n", "    record: frmae\n"))
    (user / "agendas" / "mine.yaml").write_text("agenda: mine\ntitle: Mine\nsteps:\n  - method: base\n")
    library = with_user(user)
    assert 'there is no method "base" at hand' in library.left_out("agenda:mine")
    with pytest.raises(GuideProblems, match="no method"):
        library.agenda("mine")


def test_figures_are_looked_into_where_they_are_known(user: Path) -> None:
    pestle = (WORKSHOPS.parent / "docs" / "examples" / "pestle.yaml").read_text()
    (user / "pestle.yaml").write_text(pestle)
    assert Library(user=user, functions=functions).left_out("pestle") == ""
    (user / "pestle.yaml").write_text(pestle.replace("{use: count,", "{use: countt,"))
    assert Library(user=user).left_out("pestle") == ""
    library = Library(user=user, functions=functions)
    assert "countt" in library.left_out("pestle")
    assert "pestle" not in library.everything().methods


def test_two_files_of_one_name(user: Path) -> None:
    (user / "a.yaml").write_text(BASE)
    (user / "b.yaml").write_text(BASE)
    (problem,) = [h.problem for h in with_user(user).methods() if h.problem]
    assert (
        problem
        == f'{user}/b.yaml line 1: method: "base" stands in {user}/a.yaml as well. Rename one of them.'
    )


def test_a_built_in_method_in_other_words(user: Path) -> None:
    (user / "swot.yaml").write_text(SWOT.replace("title: SWOT analysis", "title: Our SWOT"))
    library = with_user(user)
    head = next(h for h in library.methods() if h.name == "swot")
    assert (head.title, head.origin) == ("Our SWOT", REWORDED)
    assert library.method("swot").title == "Our SWOT"
    assert len(library.methods()) == 8


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("    code: S\n", "    code: ST\n",
         "the codes of a built-in collection stay as they are. Write code: S."),
        (GRADE, IMPORTANCE,
         'the built-in field "grade" is left out. Keep it, or rename it with was:.'),
        ("evidence: {type: text, ask: How do we know?}", "evidence: {type: number}",
         "a built-in field keeps its type. Write type: text."),
        (GRADE, GRADE.replace("to: 4", "to: 10"),
         "a built-in field keeps its type. Write type: scale, from: 0, to: 4."),
    ],
)  # fmt: skip
def test_an_override_may_not_drop_or_retype(user: Path, old: str, new: str, sentence: str) -> None:
    assert SWOT.count(old) == 1
    (user / "swot.yaml").write_text(SWOT.replace(old, new))
    library = with_user(user)
    assert library.left_out("swot")
    with pytest.raises(GuideProblems) as problems:
        library.find(str(user / "swot.yaml"))
    assert sentence in str(problems.value)
    # The built-in one is there again.
    assert library.method("swot").title == "SWOT analysis"
    assert next(h for h in library.methods() if h.name == "swot").origin == BUILT_IN


def test_a_built_in_field_may_be_renamed_and_others_added(user: Path) -> None:
    (user / "swot.yaml").write_text(
        SWOT.replace(
            "      evidence: {type: text, ask: How do we know?}",
            "      proof: {type: text, was: evidence}\n      mood: {type: yesno}",
        )
    )
    fields = with_user(user).method("swot").collections["strengths"].fields
    assert fields["proof"].was == "evidence"
    assert fields["mood"].type == "yesno"


def test_shared_lists_in_the_users_words(user: Path) -> None:
    (user / "collections.yaml").write_text(SHARED)
    library = with_user(user)
    people = library.shared().collections["people"]
    assert people.title == "Our people"
    assert people.of_session
    assert people.fields["team"].ask == "Which shop?"
    assert set(people.fields) == {"team", "role", "birthday"}
    assert library.shared().collections["wishes"].code == "WI"
    assert library.problems() == []


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("team: {type: text,", "team: {type: long,", "a built-in field keeps its type. Write type: text."),
        ("code: P\n", "code: PP\n", "the codes of a built-in collection stay as they are. Write code: P."),
        ("code: WI", "code: OB", "codes OB1, OB2 belong to objectives. Choose another prefix: "),
        ("code: WI", "coed: WI", '"coed" is no key here. Write code.'),
        ("collections:", "collections: [", "is missing. Close it with ]."),
    ],
)
def test_broken_shared_lists_are_left_aside(user: Path, old: str, new: str, sentence: str) -> None:
    (user / "collections.yaml").write_text(SHARED.replace(old, new))
    library = with_user(user)
    assert library.shared() == Library(FIXTURES).shared()
    assert any(sentence in str(problem) for problem in library.problems())
    assert library.methods()


def test_find() -> None:
    library = Library(FIXTURES)
    assert library.find("tows").method == library.method("tows")
    found = library.find("swot/factors")
    assert found.step is not None
    assert found.step.id == "factors"
    assert library.find("agenda:half-day").agenda == library.find("half-day").agenda
    method = library.find("Scenario planning").method
    assert method is not None
    assert method.method == "scenarios"
    short = library.find("quarterly").method
    assert short is not None
    assert short.method == "review"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("towz", 'There is no method or agenda "towz". Did you mean tows?'),
        ("zzzz", 'There is no method or agenda "zzzz". aligntui workshops lists them.'),
        ("swot/factor", 'There is no step of swot "factor". Did you mean factors?'),
        ("sowt/factors", 'There is no method "sowt". Did you mean swot?'),
        ("an", '"an" may be scenarios, swot, network, resources, consensus. Write one of them.'),
        ("", 'There is no method or agenda "". aligntui workshops lists them.'),
    ],
)
def test_find_nothing(name: str, sentence: str) -> None:
    with pytest.raises(UnknownName) as unknown:
        Library(FIXTURES).find(name)
    if "may be" in sentence:
        assert "may be" in str(unknown.value)
    else:
        assert str(unknown.value) == sentence


def test_find_a_file(tmp_path: Path) -> None:
    library = Library(FIXTURES)
    path = tmp_path / "mine.yaml"
    path.write_text(BASE)
    found = library.find(str(path))
    assert found.method is not None
    assert library.book(["base"]).methods["base"] == found.method
    path.write_text((FIXTURES / "agendas" / "half-day.yaml").read_text())
    agenda = library.find(str(path)).agenda
    assert agenda is not None
    path.write_text(BASE.replace("code: CA", "code: OB"))
    with pytest.raises(GuideProblems, match="belong to objectives"):
        library.find(str(path))
    path.write_text(SHARED)
    with pytest.raises(UnknownName, match="cannot be run"):
        library.find(str(path))
    with pytest.raises(GuideProblems, match="cannot be read"):
        library.find(str(tmp_path / "no.yaml"))


def test_an_agenda_of_the_user_is_checked_when_chosen(user: Path) -> None:
    path = user / "agendas" / "mine.yaml"
    path.write_text("agenda: mine\ntitle: Mine\nsteps:\n  - {step: swot/factor, minutes: 5}\n")
    library = with_user(user)
    assert [h.name for h in library.agendas()] == ["half-day", "mine"]
    with pytest.raises(GuideProblems, match=r'swot has no step "factor"\. Write swot/factors\.'):
        library.agenda("mine")


def test_without_any_folder_there_is_an_empty_list(tmp_path: Path) -> None:
    library = Library(tmp_path / "none", tmp_path / "neither")
    assert library.methods() == []
    assert library.agendas() == []
    assert library.shared().collections == {}


def test_the_built_in_folder_is_found() -> None:
    assert builtin_folder() == WORKSHOPS.resolve()


def test_the_library_needs_neither_analysis_nor_a_screen() -> None:
    code = (
        "import sys, aligntui.methods.library;"
        "print([m for m in sys.modules if m.split('.')[0] in ('textual', 'rich', 'tinydb')"
        " or m.startswith(('aligntui.analysis', 'aligntui.session', 'aligntui.methods.check'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=WORKSHOPS.parent)
    assert done.stdout.strip() == "[]", done.stderr


def test_methods_stand_in_the_order_one_takes_them() -> None:
    assert [head.name for head in Library().methods() if head.origin == "built-in"] == [
        "vision", "objectives", "commit", "swot", "tows", "choose", "scenarios",
    ]  # fmt: skip


def test_a_list_has_the_colour_it_declares() -> None:
    book = Library().everything()
    assert [book.role(name) for name in ("strengths", "threats", "objectives", "frogs")] == [
        "green", "violet", "accent", "accent",
    ]  # fmt: skip
