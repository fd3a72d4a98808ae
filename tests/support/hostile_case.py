"""One session that holds every hostile string, in every type of field and every list, as from elsewhere.

The words are written into the file as they are, escape sequences and all: what cleans them is the load.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count, cycle, islice
from pathlib import Path
from typing import Any

from trust_kit import HOSTILE_STRINGS, library

from aligntui.engine.books import book_of
from aligntui.engine.runs.start import add_run, start
from aligntui.methods.book import Book, link_field
from aligntui.methods.types import Field
from aligntui.session import order
from aligntui.session.model import (
    Ballot,
    Clash,
    Item,
    Link,
    Participant,
    Past,
    Round,
    Run,
    Session,
    Waiver,
    record_id,
)
from aligntui.store.local import codec, files
from aligntui.store.local.handle import Handle
from aligntui.store.local.repository import Store
from aligntui.text.yaml_out import dump

WORDS = tuple(text for text in HOSTILE_STRINGS if not any("\ud800" <= sign <= "\udfff" for sign in text))
"""All but half characters, which no JSON can hold."""

SHOWN = tuple(text for text in WORDS if text.strip() and len(text) < 60)
"""Those that fit where a definition wants a few words."""

PASTE = "".join(WORDS[n % len(WORDS)] + " \x1b\\ words of somebody [/x] " for n in range(3500))[:100_000]
"""A hundred kilobytes pasted into one field."""

PER_LIST = 12
"""Cards in each list, so that every field of every list holds more than three of them."""

TYPES: dict[str, dict[str, Any]] = {
    "text": {"type": "text"},
    "long": {"type": "long", "words": "1-50"},
    "number": {"type": "number", "unknown": True, "revised": True},
    "date": {"type": "date", "unknown": True},
    "choice": {"type": "choice", "choices": {"a": "alpha", "b": "beta"}},
    "yesno": {"type": "yesno", "partly": True},
    "scale": {"type": "scale", "from": 1, "to": 5},
    "link": {"type": "link", "of": "people"},
    "list": {"type": "list", "max": 9},
    "chain": {"type": "chain", "max": 5},
    "figure": {"type": "figure", "suggest": "all.n"},
}
"""One field of each of the eleven types."""


def method() -> str:
    """A method from a stranger: its own words are hostile too."""
    # Braces in what a method says stand for words of ours: files with others are refused.
    word = cycle([words for words in SHOWN if "{" not in words])

    def said() -> str:
        return next(word)

    def field(of: dict[str, Any]) -> dict[str, Any]:
        found = {**of, "label": said(), "ask": said(), "help": said()}
        if "choices" in of:
            found["choices"] = {key: said() for key in of["choices"]}
        if of["type"] in ("text", "long"):
            found["example"] = said()
        return found

    def step(kind: str, name: str, **more: Any) -> dict[str, Any]:
        guide = {
            "why": said(),
            "how": [said(), said()],
            "example": said(),
            "not_like": said(),
            "pitfalls": [said()],
            "done": said(),
            "sources": [said()],
        }
        return {
            "kind": kind,
            "id": name,
            "title": said(),
            "short": said(),
            "ask": said(),
            "guide": guide,
            **more,
        }

    fields = {f"a_{name}": field(of) for name, of in TYPES.items()}
    data = {
        "method": "odd",
        "title": said(),
        "level": "fundamentals",
        "summary": said(),
        "asks": said(),
        "gives": said(),
        "collections": {
            "odds": {
                "code": "Q",
                "title": said(),
                "one": said(),
                "ask": said(),
                "fields": fields,
                "examples": [said()],
            },
            "evens": {
                "code": {"from": "cell"},
                "title": said(),
                "one": said(),
                "ask": said(),
                "fields": {
                    "cell": field(
                        {"type": "choice", "choices": {"ZA": "x", "ZB": "x", "ZC": "x", "ZD": "x"}}
                    ),
                    "from": field({"type": "link", "of": "odds", "many": True}),
                },
            },
        },
        "records": {"sheet": {"fields": {f"one_{name}": field(of) for name, of in TYPES.items()}}},
        "relations": {
            "meets": {
                "rows": "odds",
                "cols": "evens",
                "fields": {
                    "fit": field({"type": "scale", "from": -1, "to": 1}),
                    "why": field({"type": "text"}),
                },
            }
        },
        "figures": {"all": {"use": "count", "of": "odds"}},
        "steps": [
            step("form", "sheet", record="sheet"),
            step(
                "board",
                "write",
                split=["odds", "people"],
                fields=["text", "a_text"],
                phases=["write", "merge", "vote"],
                answer={"type": "dots"},
            ),
            step("table", "read", of="odds"),
            step("form", "each", each="odds", fields=["text", "a_long", "a_list", "a_chain"]),
            step("ask", "rate", about="odds", answer={"type": "scale", "from": 1, "to": 5, "note": True}),
            step(
                "ask", "pick", about="odds", answer={"type": "choice", "choices": {"a": said(), "b": said()}}
            ),
            step("plot", "plot", of="odds", x="a_scale", y="a_scale"),
            step("matrix", "cross", relation="meets"),
            step("matrix", "cells", holds="evens", split="cell"),
            step("talk", "talk"),
            step("report", "report", show=["odds"], read_back=said()),
        ],
    }
    return dump(data)


def joined(kind: str, words: Iterator[str]) -> Any:
    """The same for a form that stands once: three strings, one after the other, where words are free."""
    # The end of a sequence that was never ended must not take the next string along.
    return " \x1b\\| ".join(islice(words, 3)) if kind in ("text", "long") else stored(kind, words)


def stored(kind: str, words: Iterator[str]) -> Any:
    """What a field of a type holds when it came from somebody who means harm."""
    if kind in ("list", "chain"):
        return list(islice(words, 5))
    return next(words)


def hosts(book: Book) -> dict[str, list[tuple[str, str]]]:
    """Type -> (list, field) in which words of it can stand."""
    found: dict[str, list[tuple[str, str]]] = {name: [] for name in TYPES}
    for name in book.collections:
        for key, field in book.fields(name).items():
            found[field.type].append((name, key))
    return found


def filled(session: Session, book: Book) -> None:
    """Words into every field of every list, until each string stood in each type."""
    words = cycle(WORDS)
    pos = ""
    number = count(1)
    covered: dict[str, set[str]] = {name: set() for name in TYPES}

    def add(
        collection: str, fields: dict[str, Field], sources: dict[str, Iterator[str]], of: str = ""
    ) -> None:
        nonlocal pos
        pos = order.after([pos] if pos else [])
        ref = f"h{next(number)}"
        values: dict[str, Any] = {}
        for key, field in fields.items():
            if (field.many and field.type == "link") or key == book.cell_field(collection):
                continue
            values[key] = stored(field.type, sources[field.type])
            covered[field.type].update(values[key] if isinstance(values[key], list) else [values[key]])
        text = next(words)
        cell = book.cell_field(collection)
        if cell:
            choices = list(fields[cell].choices)
            values[cell] = choices[next(number) % len(choices)]
        session.items[ref] = Item(
            id=ref,
            collection=collection,
            series=book.series(collection, values, of),
            text=text,
            fields=values,
            pos=pos,
            of=of,
            by=next(words),
            at="2026-11-21T14:00:00",
            reason=next(words),
            status=("draft", "agreed", "parked")[next(number) % 3],
            past={
                key: [Past(value=next(words), by=next(words), at="2026-11-21", why=next(words))]
                for key, field in fields.items()
                if field.revised
            },
        )

    for name in book.collections:
        parent = book.collections[name].of
        for _ in range(PER_LIST):
            under = (
                next((i.id for i in session.items.values() if i.collection == parent), "") if parent else ""
            )
            add(name, book.fields(name), dict.fromkeys(TYPES, words), under)
    # Where a type has few fields, its own list goes on until every string stood there.
    fields = book.fields("odds")
    left = {kind: [text for text in WORDS if text not in covered[kind]] for kind in TYPES}
    rest = {kind: cycle(texts or WORDS) for kind, texts in left.items()}
    for _ in range(max(len(texts) for texts in left.values())):
        add("odds", fields, rest)
    # One card with nothing but a whole page pasted into each field.
    add("odds", fields, {kind: cycle([PASTE]) for kind in TYPES})


def tied(session: Session, book: Book) -> None:
    """Links with words on them."""
    words = cycle(WORDS)
    ids = [item.id for item in session.items.values()]
    for name, relation in book.relations.items():
        ends = [_ids(session, relation.rows), _ids(session, relation.cols)]
        for a, b in zip(ends[0], cycle(ends[1]), strict=False):
            link = Link(relation=name, a=a, b=b, fields={key: next(words) for key in relation.fields})
            session.links[link.key] = link
    for name in book.collections:
        for key, field in book.fields(name).items():
            if field.type == "link" and field.many:
                for a, b in zip(_ids(session, name), reversed(ids), strict=False):
                    link = Link(relation=link_field(name, key), a=a, b=b)
                    session.links[link.key] = link


def _ids(session: Session, names: str | list[str]) -> list[str]:
    wanted = [names] if isinstance(names, str) else names
    return [item.id for item in session.items.values() if item.collection in wanted][:20]


def talked(session: Session, book: Book) -> None:
    """Records, rounds with notes and words, waivers, clashes, people."""
    words = cycle(WORDS)
    for name in book.records:
        fields = book.fields(record_id(name))
        values = {key: joined(field.type, words) for key, field in fields.items() if not field.many}
        session.records[name] = Item(
            id=record_id(name), collection=record_id(name), text=next(words), fields=values
        )
    for n, who in enumerate(("Ines Calder", "Dot Okafor", "Tomasz Wren", "Lily Marsh")):
        session.participants[who] = Participant(id=who, name=SHOWN[n * 7])
    odds = _ids(session, "odds")[:6]
    for n, (step, state) in enumerate(
        (
            ("odd/rate", "revealed"),
            ("odd/pick", "open"),
            ("swot/importance", "revealed"),
            ("vision/tests", "closed"),
        )
    ):
        run = next(iter(session.runs))
        session.rounds[f"r{n}"] = Round(
            id=f"r{n}",
            step=step,
            run=run,
            subjects=odds,
            state=state,
            date="2026-11-21",  # type: ignore[arg-type]
            answer={"type": "scale", "from": 1, "to": 5},
        )
        for who in session.participants:
            session.ballots[f"b{n}{who[:1]}"] = Ballot(
                id=f"b{n}{who[:1]}",
                round=f"r{n}",
                by=who,
                state="in",
                answers={
                    ref: {"value": (len(who) + k) % 5 + 1, "note": next(words)} for k, ref in enumerate(odds)
                },
            )
    for text in islice(words, 4):
        session.waivers[f"SM01:{text}"] = Waiver(
            id=f"SM01:{text}", what=f"SM01:{text}", reason=next(words), at="2026"
        )
    for n, ref in enumerate(odds):
        session.clashes[f"c{n}"] = Clash(
            id=f"c{n}",
            target=ref,
            field="text",
            base=next(words),
            theirs=next(words),
            yours=next(words),
            by=next(words),
        )


def hostile_session(store: Store, folder: Path) -> tuple[Handle, list[Run]]:
    """The session, opened again from a file that holds the words as they are. Gives its runs too."""
    path = folder / "odd.yaml"
    path.write_text(method(), encoding="utf-8")
    handle, first = start(store, library(), "agenda:full-guide", title="Hostile", solo=False)
    second = add_run(handle, store, library(), str(path))
    data, version = files.read(handle.path)
    version.close()
    session = codec.session_of(codec.tables(data, handle.path), handle.path)
    book = book_of(session)
    filled(session, book)
    tied(session, book)
    talked(session, book)
    words = cycle(SHOWN)
    session.meta.title = "\x1b]0;pwned\x07[red]Hostile[/x] \x1b[2Jsession\u202e"
    session.meta.last, session.meta.doing = next(words), "\x1b[31m[@click=app.quit]x"
    for run in session.runs.values():
        run.title = next(words)
        for step in run.steps:
            step.title, step.ask = next(words), next(words)
    for change in session.recent.values():
        change.note, change.by = next(words), next(words)
    handle.path.write_bytes(codec.encode(codec.tables_of(session)))
    handle.close()
    handle = store.open(handle.path)
    return handle, [handle.session.runs[first.id], handle.session.runs[second.id]]


def all_words(values: Iterable[Any]) -> Iterator[str]:
    """Every string inside."""
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from all_words([*value, *value.values()])
        elif isinstance(value, (list, tuple, set)):
            yield from all_words(value)
