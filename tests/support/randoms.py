"""Files that chance has altered, read by everything that reads files: a sentence or a result, nothing else.

`thrown` makes and reads so many of them; the test uses two thousand, tests/torture ten thousand.
"""

from __future__ import annotations

import json
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from trust_kit import ROOT, Clock, NewId, library

from aligntui import settings
from aligntui.analysis.view import View
from aligntui.engine.books import book_of
from aligntui.engine.mends import found as findings
from aligntui.engine.runs.start import start
from aligntui.exchange.problems import ImportProblem
from aligntui.exchange.registry import formats
from aligntui.exchange.yaml_import import read
from aligntui.methods.errors import GuideProblems
from aligntui.methods.library import Library, UnknownName
from aligntui.session.apply import Refused
from aligntui.session.model import Item
from aligntui.session.ops import Add
from aligntui.store.local import names
from aligntui.store.local.repository import Store
from aligntui.store.problems import StoreProblem
from aligntui.text.clean import clean

SAMPLE = ROOT / "workshops" / "examples" / "millrace-bakehouse.yaml"
ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1.5, 10**30, "", "x", "unknown", "\x1b[2J", "\x00", [], {}, [[]], {"a": {}},
    [1, "a", None], {"value": "x"}, "9" * 400, "2026-13-45", "S1", ["S1"], "record:scope", -0.0, "1e999",
)  # fmt: skip
PIECES = (
    b"{", b"}", b"[", b"]", b'"', b":", b",", b"\\", b"\x00", b"\xff", b"\xe2\x80\xae", b"\n",
    b"- ", b"&a ", b"*a",
)  # fmt: skip
PLAIN = (StoreProblem, ImportProblem, GuideProblems, UnknownName, Refused)
"""What may be raised: problems whose text is one sentence to the person."""


@dataclass
class Thrown:
    """What became of files that chance altered.

    Attributes:
        files: How many were read.
        refused: Those that got a sentence.
        taken: Those that made a session, method or note all the same.
        odd: What else happened: `kind: error`.
        slowest: Seconds that the slowest took.
    """

    files: int = 0
    refused: int = 0
    taken: int = 0
    odd: list[str] = field(default_factory=list)
    slowest: float = 0.0
    kinds: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        kinds = ", ".join(f"{count:,} {kind}" for kind, count in sorted(self.kinds.items()))
        return (
            f"{self.files:,} random files ({kinds}): {self.refused:,} refused in a sentence, "
            f"{self.taken:,} read, {len(self.odd)} anything else; "
            f"the slowest took {self.slowest * 1000:.0f} ms"
        )


def thrown(count: int, seed: int = 20261121) -> Thrown:
    """Alter and read so many files."""
    chance = random.Random(seed)
    figures = Thrown()
    with tempfile.TemporaryDirectory(prefix="randoms-") as folder:
        kinds = _kinds(Path(folder))
        for number in range(count):
            kind = chance.choices(list(kinds), weights=[6, 2, 2, 1, 4, 3, 1])[0]
            began = time.perf_counter()
            figures.files += 1
            figures.kinds[kind] += 1
            try:
                kinds[kind](chance)
                figures.taken += 1
            except PLAIN as problem:
                figures.refused += 1
                said = str(getattr(problem, "sentence", "") or problem)
                if not said.strip() or "Traceback" in said or clean(said) != said:
                    figures.odd.append(f"{kind} {number}: said {said!r}")
            except Exception as error:
                figures.odd.append(f"{kind} {number}: {type(error).__name__}: {str(error)[:200]}")
            figures.slowest = max(figures.slowest, time.perf_counter() - began)
    return figures


def _kinds(folder: Path) -> dict[str, Callable[[random.Random], None]]:
    store = Store(folder / "home", folder / "state", clock=Clock(), new_id=NewId(), person="Ines Calder")
    whole = SAMPLE.read_text(encoding="utf-8")
    small, _ = start(store, library(), "swot/factors", title="Kiosk", solo=True)
    for n in range(8):
        item = Item(id=f"x{n}", collection="strengths", series="S", text="Oven", fields={"grade": 3})
        small.apply([Add(item=item)], note="kept")
    text = formats(book_of(small.session))["yaml"].write(View(small.session, book_of(small.session)))
    large = store.adopt(read(whole, "plan.yaml", library(), new_id=NewId(), at="2026-11-21T14:00:00"))
    known = {small: small.path.read_bytes(), large: large.path.read_bytes()}
    data = {handle: json.loads(known[handle]) for handle in known}
    ref = small.session.meta.id
    drafts = store.drafts(ref)
    drafts.put("a/b", "half a sent")
    drafts.mark("r")
    drafts.wait([small.change([Add(item=Item(id="w", collection="strengths"))])])
    notes = drafts.path.read_bytes()
    named = {"id": "c1", "at": "2026", "ops": [{"op": "name", "was": "a", "to": "b"}]}
    change = json.dumps(named).encode() + b"\n"
    methods = [path.read_bytes() for path in sorted((ROOT / "workshops").glob("*.yaml"))]
    config = b'theme = "dusk"\nname = "Ines"\n[keys]\npark = "x"\n'

    def sessions(chance: random.Random) -> None:
        handle = large if chance.random() < 0.1 else small
        altered = bent(data[handle], chance) if chance.random() < 0.6 else broken(known[handle], chance)
        handle.path.write_bytes(altered)
        for aside in names.damaged_of(handle.path):
            aside.unlink()
        store.entries()
        handle.refresh()
        opened = store.open(handle.path)
        view = View(opened.session, book_of(opened.session))
        findings(view)
        formats(view.book)["yaml"].write(view)
        opened.history(400)
        opened.apply([Add(item=Item(id="new", collection="strengths", series="S", text="a"))])
        opened.close()

    def histories(chance: random.Random) -> None:
        small.path.write_bytes(known[small])
        path = names.history_of(small.path)
        path.write_bytes(broken(change * 5, chance))
        opened = store.open(small.path)
        opened.history(1000)
        opened.apply([Add(item=Item(id="new", collection="strengths", series="S", text="a"))])
        opened.close()
        path.unlink()

    def own_notes(chance: random.Random) -> None:
        altered = bent(json.loads(notes), chance) if chance.random() < 0.5 else broken(notes, chance)
        drafts.path.write_bytes(altered)
        found = store.drafts(ref)
        found.all()
        assert found.position is None or found.position.run is not None
        small.path.write_bytes(known[small])
        opened = store.open(small.path)
        opened.waiting.load(found)
        opened.waiting.retry()
        opened.close()
        found.forget("r")
        found.put("a", "b")

    def signs(chance: random.Random) -> None:
        presence = store.presence(small)
        presence.beat("a")
        next(presence.folder.iterdir()).write_bytes(broken(b'{"name":"Dot","place":"a"}', chance))
        presence.all()
        presence.leave()

    def exports(chance: random.Random) -> None:
        altered = broken((whole if chance.random() < 0.1 else text).encode(), chance)
        taken = read(altered, "plan.yaml", library(), new_id=NewId(), at="2026-11-21T14:00:00")
        findings(View(taken, book_of(taken)))

    shelf = Library()

    def definitions(chance: random.Random) -> None:
        path = folder / "own.yaml"
        path.write_bytes(broken(chance.choice(methods), chance))
        shelf.find(str(path))

    def configs(chance: random.Random) -> None:
        path = folder / "config"
        path.mkdir(exist_ok=True)
        (path / "config.toml").write_bytes(broken(config, chance))
        for problem in settings.load(path).problems:
            assert clean(problem.sentence) == problem.sentence

    return {
        "sessions": sessions,
        "histories": histories,
        "own notes": own_notes,
        "signs": signs,
        "exports": exports,
        "methods": definitions,
        "settings": configs,
    }


def broken(data: bytes, chance: random.Random) -> bytes:
    """Bytes with some of them cut, turned, doubled or strange."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(out) + 1)
        match chance.randrange(7):
            case 0:
                out = out[:at]
            case 1:
                out[at : at + chance.randint(1, 40)] = b""
            case 2:
                out[at:at] = chance.choice(PIECES) * chance.choice((1, 1, 2, 100))
            case 3 if at < len(out):
                out[at] ^= 1 << chance.randrange(8)
            case 4:
                out[at:at] = out[at : at + chance.randint(1, 400)]
            case 5:
                out[at:at] = chance.randbytes(chance.randint(1, 30))
            case _:
                other = chance.randrange(len(out) + 1)
                out[at : at + 8] = out[other : other + chance.randint(0, 30)]
    return bytes(out)


def bent(data: Any, chance: random.Random) -> bytes:
    """JSON with some values of another type, taken away, or under another key."""
    fresh = json.loads(json.dumps(data))
    for _ in range(chance.randint(1, 6)):
        here = fresh
        for _ in range(chance.randint(1, 7)):
            if isinstance(here, dict) and here:
                key = chance.choice(list(here))
                if isinstance(here[key], (dict, list)) and here[key] and chance.random() < 0.8:
                    here = here[key]
                    continue
                _bend(here, key, chance)
            elif isinstance(here, list) and here:
                _bend(here, chance.randrange(len(here)), chance)
            break
    return json.dumps(fresh).encode()


def _bend(owner: Any, key: Any, chance: random.Random) -> None:
    what = chance.randrange(4)
    if what == 0 and isinstance(owner, dict):
        del owner[key]
    elif what == 1 and isinstance(owner, dict):
        owner[str(chance.choice(ODD))[:9]] = owner[key]
    else:
        owner[key] = deepcopy(chance.choice(ODD))
