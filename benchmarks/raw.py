"""The least that a machine can do with the same bytes: what our store is measured against."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import msgspec
import yaml


def read(path: Path) -> Any:
    """Read a file and decode its JSON into plain lists and dictionaries."""
    return msgspec.json.decode(path.read_bytes())


def replace(path: Path, data: Any) -> None:
    """Encode, write beside, bring to disk, replace, bring the name to disk."""
    beside = path.with_suffix(".raw")
    fd = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(fd, msgspec.json.encode(data))
        os.fsync(fd)
    finally:
        os.close(fd)
    beside.replace(path)
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def dump(data: Any) -> str:
    """The same data as YAML, by PyYAML's own safe dumper."""
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=10_000)
