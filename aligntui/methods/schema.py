"""JSON Schema of definition files, so that an editor completes keys and explains them.

The schema is made from the structs of `methods.types`; the docstring below each field there is the help
text here. It says less than `aligntui validate`, which also knows what the names refer to.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from typing import Any, Literal

import msgspec

from aligntui.methods import types

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
        describe(getattr(types, name), part["properties"])
        _loosen(part)
    if "Step" in parts:
        parts["Step"]["anyOf"] = [{"required": parts["Step"].pop("required")}, {"required": ["use"]}]
    root = parts.pop(top["$ref"].rpartition("/")[2])
    root.pop("title", None)
    return {"$schema": DRAFT, "title": title, **root, "$defs": dict(sorted(parts.items()))}


def describe(struct: type[msgspec.Struct], described: dict[str, Any]) -> None:
    """Put the docstrings of a struct beside the keys they describe."""
    for key, text in docstrings(struct).items():
        if key in described:
            described[key]["description"] = text


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


def docstrings(struct: type[msgspec.Struct]) -> dict[str, str]:
    """Key of a struct as it is written -> the docstring below its field, on one line."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(struct))).body[0]
    written = dict(zip(struct.__struct_fields__, struct.__struct_encode_fields__, strict=True))
    found: dict[str, str] = {}
    last = ""
    for node in getattr(tree, "body", []):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            last = written.get(node.target.id, "")
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and last:
            found[last] = " ".join(str(node.value.value).split())
            last = ""
    return found
