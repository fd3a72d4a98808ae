"""What other languages read in the YAML that we write: npm yaml, js-yaml and psych, beside Python's two."""

from __future__ import annotations

import io
import json
import os
import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import hostile_case
import yaml
from ruamel.yaml import YAML
from trust_kit import HOSTILE_STRINGS, make_store

from aligntui.analysis.view import View
from aligntui.engine.books import book_of
from aligntui.exchange.registry import formats
from aligntui.text.clean import clean
from aligntui.text.yaml_out import dump

MODULES = "ALIGNTUI_NODE_MODULES"
"""Variable with the folder in which `npm install yaml js-yaml` was run."""

NODE = """
const fs = require("fs");
const name = process.argv[1], at = process.argv[2];
const lib = require(require.resolve(name, {paths: [at]}));
const texts = JSON.parse(fs.readFileSync(0, "utf8"));
const read = name === "yaml" ? t => lib.parse(t, {maxAliasCount: 0}) : t => lib.load(t);
const all = texts.map(t => { try { return read(t); } catch (e) { return "ERROR " + e; } });
process.stdout.write(JSON.stringify(all));
"""
RUBY = """
require "yaml"; require "json"; require "date"
texts = JSON.parse(STDIN.read)
read = ->(t) {
  begin; YAML.safe_load(t, permitted_classes: [Date, Time, Symbol]); rescue => e; "ERROR #{e}"; end }
plain = ->(v) {
  case v
  when Hash then v.map { |k, w| [k.is_a?(String) ? k : k.inspect, plain.(w)] }.to_h
  when Array then v.map(&plain)
  when Symbol, Date, Time then "OTHER #{v.inspect}"
  else v end }
STDOUT.write(JSON.generate(texts.map { |t| plain.(read.(t)) }))
"""


class Missing(Exception):  # noqa: N818 - it is what is missing
    """A tool that is not there, by name, with how to get it."""


def documents(folder: Path, count: int) -> list[tuple[str, Any]]:
    """(text, what it must read as): the matrix as values, keys and lists, random words, a whole export."""
    words = list(dict.fromkeys(clean(text) for text in HOSTILE_STRINGS))
    chance = random.Random(20261121)
    signs = "aé1-:#'\" \n\t[]{}?,&*!|>%@`~=<.\\_0eEoxyn+"
    loose = [clean("".join(chance.choices(signs, k=chance.randint(0, 14)))) for _ in range(count)]
    data: list[Any] = [
        {f"k{n}": text for n, text in enumerate(words)},
        {text: f"v{n}" for n, text in enumerate(words)},
        {"a": [words, [words], {"b": [{text: [text]} for text in words]}]},
        {f"k{n}": text for n, text in enumerate(loose)},
        {text: n for n, text in enumerate(loose)},
        *words,
    ]
    found = [(dump(one), one) for one in data]
    handle, _ = hostile_case.hostile_session(make_store(folder), folder)
    view = View(handle.session, book_of(handle.session), "2026-11-24")
    export = formats(view.book)["yaml"].write(view)
    # Numbers are compared by what JSON says of them, which is the same export.
    found.append((export, json.loads(formats(view.book)["json"].write(view))))
    handle.close()
    return found


def node(name: str) -> Callable[[list[str]], list[Any]]:
    """A reader of Node.

    Raises:
        Missing: Node or the package is not there.
    """
    if shutil.which("node") is None:
        raise Missing("node (apt install nodejs)")
    at = os.environ.get(MODULES, "")
    if not (Path(at) / "node_modules" / name).is_dir():
        raise Missing(f"npm {name} (npm install --prefix DIR yaml js-yaml; {MODULES}=DIR)")
    return lambda texts: _run(["node", "-e", NODE, name, at], texts)


def psych() -> Callable[[list[str]], list[Any]]:
    """Ruby's own reader.

    Raises:
        Missing: Ruby is not there.
    """
    if shutil.which("ruby") is None:
        raise Missing("ruby (apt install ruby)")
    return lambda texts: _run(["ruby", "-e", RUBY], texts)


def _run(argv: list[str], texts: list[str]) -> list[Any]:
    env = {**os.environ, "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}
    done = subprocess.run(argv, input=json.dumps(texts).encode(), capture_output=True, check=True, env=env)
    found: list[Any] = json.loads(done.stdout)
    return found


def pyyaml(texts: list[str]) -> list[Any]:
    """PyYAML with libyaml where it is there."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return [yaml.load(text, loader) for text in texts]


def ruamel(texts: list[str]) -> list[Any]:
    """ruamel.yaml, YAML 1.2."""
    return [YAML(typ="safe", pure=True).load(io.StringIO(text)) for text in texts]


READERS: dict[str, Callable[[], Callable[[list[str]], list[Any]]]] = {
    "PyYAML": lambda: pyyaml,
    "ruamel.yaml": lambda: ruamel,
    "npm yaml": lambda: node("yaml"),
    "js-yaml": lambda: node("js-yaml"),
    "psych": psych,
}
"""Name -> makes the reader, or raises `Missing`."""


def misread(read: Callable[[list[str]], list[Any]], wanted: list[tuple[str, Any]]) -> list[str]:
    """What a reader reads otherwise, shortly."""
    found = []
    for (text, data), got in zip(wanted, read([text for text, _ in wanted]), strict=True):
        if plain(got) != plain(data):
            found.append(f"{text[:60]!r} read as {str(got)[:60]!r}")
    return found


def plain(value: Any) -> Any:
    """The same for all: numbers by their value."""
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    return float(value)
