"""The published schema says what the types say, in the words of their authors."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator
from methods_base import BASE, FIXTURES, WORKSHOPS

from aligntui.methods.schema import Sort, docstrings, schema
from aligntui.methods.types import Entry, Field, Step
from aligntui.text.yaml_in import load

METHODS = [p for d in (FIXTURES, WORKSHOPS) for p in sorted(d.glob("*.yaml")) if p.name != "collections.yaml"]
AGENDAS = [p for d in (FIXTURES, WORKSHOPS) for p in sorted((d / "agendas").glob("*.yaml"))]


def errors(sort: Sort, data: Any) -> list[str]:
    return [error.message for error in Draft202012Validator(schema(sort)).iter_errors(data)]


@pytest.mark.parametrize("sort", get_args(Sort))
def test_it_is_a_schema(sort: Sort) -> None:
    Draft202012Validator.check_schema(schema(sort))
    assert schema(sort)["$schema"].endswith("2020-12/schema")


@pytest.mark.parametrize("path", METHODS, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_methods_fit(path: Any) -> None:
    assert errors("method", load(path.read_bytes(), path.name).data) == []


@pytest.mark.parametrize("path", AGENDAS, ids=lambda p: f"{p.parent.parent.name}-{p.stem}")
def test_agendas_fit(path: Any) -> None:
    assert errors("agenda", load(path.read_bytes(), path.name).data) == []


@pytest.mark.parametrize("folder", [FIXTURES, WORKSHOPS], ids=["fixtures", "workshops"])
def test_shared_lists_fit(folder: Any) -> None:
    assert errors("collections", load((folder / "collections.yaml").read_bytes(), "x").data) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("minutes: 30", "minuts: 30"),
        ("level: fundamentals", "level: easy"),
        ("kind: report", "kind: reprot"),
        ("fields: [unit, whom]", "fields: unit"),
        ("title: Base\n", ""),
        ("size: {type: scale,", "size: {type: skale,"),
    ],
)
def test_it_sees_mistakes(old: str, new: str) -> None:
    assert BASE.count(old) == 1
    assert errors("method", load(BASE.replace(old, new), "x").data)


def test_numbers_are_read_as_text_where_text_belongs() -> None:
    assert errors("method", load(BASE.replace("title: Base", "title: 2027"), "x").data) == []
    assert errors("method", {**load(BASE, "x").data, "summary": Decimal("1.5")}) == []


def test_keys_are_explained() -> None:
    parts = schema("method")["$defs"]
    assert parts["Field"]["properties"]["from"]["description"] == "Lowest point of a scale."
    assert parts["Need"]["properties"]["else"]["description"].startswith("Path taken instead")
    assert (
        parts["Step"]["properties"]["cut"]["description"]
        == "plot: first value that counts as high, [x, y]; when left out as a `quadrant` says, else [3, 4]."
    )
    assert schema("agenda")["$defs"]["Entry"]["properties"]["break"]["description"] == "Minutes of rest."
    assert "method" in schema("method")["properties"]
    assert parts["Collection"]["description"].startswith("A named list of items")


@pytest.mark.parametrize("struct", [Field, Step, Entry])
def test_no_docstring_is_lost(struct: Any) -> None:
    texts = docstrings(struct)
    assert set(texts) <= set(struct.__struct_encode_fields__)
    assert len(texts) > 5
