"""Every error that a person sees is one class below, and one place of the command line says it."""

import ast
from pathlib import Path

import pytest

import aligntui
from aligntui.cli.problems import Wrong, said
from aligntui.text.problem import UserProblem, UserProblems, in_order


@pytest.mark.parametrize(
    ("problem", "sentence"),
    [
        (UserProblem("It is so, whole"), "It is so, whole"),
        (UserProblem("it is so", "Mend it."), "it is so. Mend it."),
        (UserProblem("is it so?", "Mend it."), "is it so? Mend it."),
        (UserProblem("it is so", file="a.yaml"), "a.yaml: it is so."),
        (UserProblem("it is so", "Mend it.", file="a.yaml", line=3), "a.yaml line 3: it is so. Mend it."),
        (
            UserProblem("it is so", file="a.yaml", line=3, place="step grid"),
            "a.yaml line 3: step grid: it is so.",
        ),
    ],
)
def test_a_problem_is_one_sentence(problem: UserProblem, sentence: str) -> None:
    assert problem.sentence == str(problem) == sentence


def test_many_are_told_at_once_up_to_a_number() -> None:
    many = UserProblems([UserProblem(f"{n}.") for n in range(5)], most=2)
    assert many.sentence == "0.\n1.\nand 3 more of this kind."
    assert len(many.problems) == 5


def test_problems_are_told_once_and_by_line() -> None:
    problems = [UserProblem("x", file="a", line=line) for line in (10, 9, 9)]
    assert [problem.line for problem in in_order(problems)] == [9, 10]


@pytest.mark.parametrize(("problem", "code"), [(UserProblem("It is so."), 1), (Wrong("It is so.", 2), 2)])
def test_the_command_line_says_the_sentence(
    problem: UserProblem, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(problem) == code
    assert capsys.readouterr().err == "It is so.\n"


def test_no_error_for_people_stands_beside_the_tree() -> None:
    """What is raised and is no `UserProblem` is for nobody's eyes, and its name begins with a `_`."""
    root = Path(aligntui.__file__).parent
    beside = [
        f"{path.relative_to(root)}: {node.name}"
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
        for base in node.bases
        if isinstance(base, ast.Name)
        and base.id in ("Exception", "ValueError", "LookupError", "RuntimeError")
    ]
    assert beside == ["text/problem.py: UserProblem"]
