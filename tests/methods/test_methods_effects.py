"""What nothing comes of is named by `validate`, with its line; a file with it is read all the same."""

# ruff: noqa: E501 - a step reads best on one line

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from sample_items import library_of

from aligntui.methods.check_effects import unacted
from aligntui.methods.decode import parse
from aligntui.methods.kinds import COMMON, KINDS, TYPES
from aligntui.methods.types import Method

HEAD = """\
method: probe
title: Probe
level: fundamentals
collections:
  ideas: {code: I, title: Ideas, fields: {sum: {type: list, suggest: all.n}, why: {type: text}, all: {type: figure, suggest: all.n}}}
figures:
  all: {use: count, of: ideas}
steps:
"""


def warned(tmp_path: Path, step: str) -> list[str]:
    text = f"{HEAD}  - {{kind: {step}}}\n"
    books = library_of(tmp_path, text)
    method = books.method("probe")
    assert isinstance(method, Method), "it is read all the same"
    found = [problem.sentence for problem in unacted(parse(text, "probe.yaml"), method)]
    field = "probe.yaml line 5: collection ideas, field sum: warning: no figure proposes a list"
    assert found[0].startswith(field)
    return found[1:]


@pytest.mark.parametrize(
    ("step", "says"),
    [
        ("board, id: a, title: A, holds: ideas, makes: ideas", 'nothing comes of "makes" in a board. New cards'),
        ("board, id: a, title: A, holds: ideas, waive: true", 'nothing comes of "waive": the step waits for nothing'),
        ("report, id: a, title: A, show: [ideas], between: a", 'nothing comes of "between": a has no second round'),
        ("matrix, id: a, title: A, of: ideas, fields: [why], layout: columns", 'nothing comes of "layout" in a matrix. Rows and columns'),
        ("sort, id: a, title: A, of: ideas, to: ideas, makes: ideas", 'nothing comes of "makes" in a sort. What fits nowhere has a word'),
        ("talk, id: a, title: A, shows: [why]", 'nothing comes of "shows" in a talk'),
    ],
)  # fmt: skip
def test_a_key_or_a_type_that_is_not_acted_on_is_a_warning_with_its_line(
    tmp_path: Path, step: str, says: str
) -> None:
    found = warned(tmp_path, step)
    assert len(found) == 1
    assert found[0].startswith("probe.yaml line 9: step a: warning: ")
    assert says in found[0]


def test_what_is_acted_on_is_no_warning(tmp_path: Path) -> None:
    assert warned(tmp_path, "table, id: a, title: A, of: ideas, fields: [text, why, all], shows: [why]") == []


def test_validate_prints_warnings_and_is_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from aligntui.cli.authoring import validate_command

    file = tmp_path / "probe.yaml"
    file.write_text(
        f"{HEAD}  - {{kind: board, id: a, title: A, holds: ideas, waive: true}}\n", encoding="utf-8"
    )
    result = CliRunner().invoke(validate_command, [str(file)], standalone_mode=False)
    assert 'probe.yaml:9: step a: warning: nothing comes of "waive"' in result.output
    assert result.return_value == 0


def test_the_table_speaks_of_keys_and_types_that_there_are() -> None:
    for kind in KINDS.values():
        assert all(effect.endswith(".") for effect in [*kind.acts.values(), *kind.idle.values()])
        assert not kind.keys & kind.idle.keys()
    assert all(key in KINDS[kind].acts for kind, key in TYPES)
    assert set(COMMON) <= set().union(*(kind.keys for kind in KINDS.values()))
