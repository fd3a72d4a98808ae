"""Definitions as a session keeps them: plain data with a stable hash, read again for ever.

What a newer version wrote into a definition is passed over when it is thawed, and what no longer fits is
left out key by key, so that a session never fails to open because of its definitions.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any, TypeVar

import msgspec

from aligntui.methods.fitting import fit
from aligntui.methods.types import Agenda, Method, Shared

Definition = Method | Agenda | Shared
T = TypeVar("T", bound=msgspec.Struct)


def freeze(definition: Definition) -> tuple[dict[str, Any], str]:
    """Plain data of a definition and its SHA-256 (hex). The same definition gives the same bytes."""
    body: dict[str, Any] = msgspec.to_builtins(definition)
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"), sort_keys=False)
    return body, hashlib.sha256(text.encode()).hexdigest()


def thaw(body: dict[str, Any]) -> Method:
    """The method behind plain data."""
    return thaw_method(body)


def thaw_method(body: dict[str, Any]) -> Method:
    """The method behind plain data; keys of a newer version are passed over.

    Raises:
        msgspec.ValidationError: When it is no method at all.
    """
    return _thaw(body, Method)


def thaw_agenda(body: dict[str, Any]) -> Agenda:
    """The agenda behind plain data; keys of a newer version are passed over.

    Raises:
        msgspec.ValidationError: When it is no agenda at all.
    """
    return _thaw(body, Agenda)


def thaw_shared(body: dict[str, Any]) -> Shared:
    """The shared lists behind plain data; keys of a newer version are passed over.

    Raises:
        msgspec.ValidationError: When there are no lists in it.
    """
    return _thaw(body, Shared)


def _thaw(body: dict[str, Any], kind: type[T]) -> T:
    try:
        return msgspec.convert(body, kind)
    except msgspec.ValidationError:
        return msgspec.convert(fit(body, kind), kind)
