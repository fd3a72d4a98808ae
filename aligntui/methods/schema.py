"""JSON Schema of definition files, so that an editor completes keys and explains them.

The schema is made from the structs of `methods.types`; the docstring below each field there is the help
text here. It says less than `aligntui validate`, which also knows what the names refer to.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec

from aligntui.methods import lists, pages, types

Sort = Literal["method", "agenda", "collections"]
DRAFT = "https://json-schema.org/draft/2020-12/schema"

_KINDS: dict[str, tuple[type[msgspec.Struct], str]] = {
    "method": (types.Method, "AlignTUI method"),
    "agenda": (types.Agenda, "AlignTUI agenda"),
    "collections": (types.Shared, "AlignTUI shared collections"),
}


def schema(sort: Sort) -> dict[str, Any]:
    """JSON Schema (2020-12) of a method, an agenda or the shared collections."""
    kind, title = _KINDS[sort]
    (top,), parts = msgspec.json.schema_components([kind], ref_template="#/$defs/{name}")
    for name, part in parts.items():
        _describe(name, part)
        _loosen(part)
    root = parts.pop(top["$ref"].rpartition("/")[2])
    root.pop("title", None)
    return {"$schema": DRAFT, "title": title, **root, "$defs": dict(sorted(parts.items()))}


def _describe(name: str, part: dict[str, Any]) -> None:
    """Put the docstrings of a struct and its fields beside what they describe."""
    struct = getattr(types, name)
    texts = docstrings().get(name, {})
    written = dict(zip(struct.__struct_fields__, struct.__struct_encode_fields__, strict=True))
    for field, text in texts.items():
        property_ = part["properties"].get(written.get(field, field))
        if property_ is not None:
            property_["description"] = text


def _loosen(part: Any) -> None:
    """Where text belongs, a number is read as its text: `example: 14`."""
    if isinstance(part, dict):
        if part.get("type") == "string" and "enum" not in part and "const" not in part:
            part["type"] = ["string", "number"]
        for value in part.values():
            _loosen(value)
    elif isinstance(part, list):
        for value in part:
            _loosen(value)


@cache
def docstrings() -> dict[str, dict[str, str]]:
    """Struct -> field -> the docstring below it in the schema's modules, on one line."""
    found: dict[str, dict[str, str]] = {}
    sources = [Path(str(module.__file__)).read_text(encoding="utf-8") for module in (lists, pages, types)]
    for node in (node for source in sources for node in ast.parse(source).body):
        if not isinstance(node, ast.ClassDef):
            continue
        texts: dict[str, str] = {}
        for field, after in zip(node.body, node.body[1:], strict=False):
            if (
                isinstance(field, ast.AnnAssign)
                and isinstance(field.target, ast.Name)
                and isinstance(after, ast.Expr)
                and isinstance(after.value, ast.Constant)
                and isinstance(after.value.value, str)
            ):
                texts[field.target.id] = " ".join(after.value.value.split())
        found[node.name] = texts
    return found
