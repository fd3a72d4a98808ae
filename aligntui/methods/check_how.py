"""Checks of how a step goes: answers, rounds, prompts, columns with questions of their own."""

from __future__ import annotations

from aligntui.methods.errors import Path
from aligntui.methods.fitting import mend_with, near
from aligntui.methods.names import PLACEHOLDER, Names
from aligntui.methods.types import Answer, CodeRule, Step, as_list
from aligntui.text.nearest import nearest


def columns(names: Names, step: Step) -> list[str]:
    """Keys of the columns or cells of a step: collections, or choices of the split field."""
    if isinstance(step.split, str) and step.holds:
        found: list[str] = []
        for name in as_list(step.holds):
            field = names.fields(name).get(step.split)
            found.extend(field.choices if field is not None else ())
        return found
    return as_list(step.split) or [n for n in as_list(step.holds) if n in names.book.collections]


def how(names: Names, path: Path, step: Step, subjects: list[str]) -> None:
    """Check how a step goes: what it makes, what people answer, what stands beside and in the prompt."""
    for key in ("gate", "between", "erase", "words"):
        value = getattr(step, key)
        if value is not None:
            names.step((*path, key), value, own=True)
    if step.makes is not None:
        names.collection((*path, "makes"), step.makes)
    if step.kind == "sort":
        names.collections((*path, "to"), step.to)
    for value, target in step.push.items():
        names.collection((*path, "push", value), target)
        cells = columns(names, step)
        if cells and value not in cells:
            names.notes((*path, "push", value), f'there is no column "{value}"', mend_with(value, cells))
    if step.by == "owner" and step.kind == "board" and step.each is None:
        names.notes(
            (*path, "by"), "the cards of a board are everybody's", "Add each: and the list with owners."
        )
    if step.reveal is not None:
        names.figure((*path, "reveal"), step.reveal)
    if step.talk:
        names.figure((*path, "talk"), step.talk.removeprefix("-"))
    if step.margins is not None:
        for side in ("rows", "cols"):
            value = getattr(step.margins, side)
            for n, ref in enumerate(as_list(value)):
                names.figure(
                    (*path, "margins", side) if isinstance(value, str) else (*path, "margins", side, n), ref
                )
    if step.answer is not None:
        _answer(names, (*path, "answer"), step.answer, step)
    if step.rounds < 1 or step.rounds > 3:
        names.notes((*path, "rounds"), "one, two or three rounds", "")
    if step.privacy is not None:
        if step.privacy.names == "none" and step.rounds > 1:
            mend = "Write names: secret, so that rounds join."
            names.notes((*path, "privacy"), "without a mark there is one round only", mend)
        if step.privacy.floor < 0:
            names.notes((*path, "privacy", "floor"), "a floor is 0 or more", "")
    if step.prompt is not None:
        _prompt(names, (*path, "prompt"), step, subjects)


def _answer(names: Names, path: Path, answer: Answer, step: Step) -> None:
    kind = answer.type
    if kind in ("scale", "ties"):
        if kind == "scale" and (answer.from_ is None or answer.to is None) and not step.tests:
            names.notes(path, "a scale needs from and to", "Write from: 1 and to: 5.")
        elif answer.from_ is not None and answer.to is not None and answer.from_ >= answer.to:
            names.notes((*path, "to"), f"the scale ends at {answer.to} and begins at {answer.from_}", "")
    elif answer.from_ is not None or answer.to is not None:
        names.notes(path, f"from and to mean nothing to {kind}", "They are for scale and ties.")
    if kind == "points" and (answer.total is None or answer.total < 1):
        names.notes(path, "points need a total", "Write total: 100.")
    if kind not in ("points", "dots") and (answer.total is not None or answer.cap is not None):
        names.notes(path, f"total and cap mean nothing to {kind}", "They are for points and dots.")
    if answer.total is not None and answer.cap is not None and answer.cap > answer.total:
        names.notes((*path, "cap"), "the cap is above the total", "Write a smaller one.")
    if kind == "choice" and not answer.choices:
        names.notes(path, "a choice needs choices", "Add choices: {key: label}.")
    if kind not in ("choice", "scale", "ties") and answer.choices:
        mend = "They are for choice, and name points of scale and ties."
        names.notes((*path, "choices"), f"choices mean nothing to {kind}", mend)
    if kind not in ("words", "rank", "ties") and answer.max is not None:
        names.notes((*path, "max"), f"max means nothing to {kind}", "It is for words, rank and ties.")
    if step.kind == "ask" and step.fields:
        _side_by_side(names, path[:-1], answer, step)
    if step.kind == "ask" and kind in ("rank", "points", "dots", "ties") and step.about is None:
        names.notes(path, f"{kind} need items", "Add about: and the collection.")


def _side_by_side(names: Names, path: Path, answer: Answer, step: Step) -> None:
    """Several scales on which each item is rated in one ask."""
    if answer.type != "scale":
        names.notes((*path, "fields"), f"{answer.type} is given once to each item", "Leave fields out.")
    if step.about is None:
        names.notes((*path, "fields"), "several scales need items", "Add about: and the collection.")
    if step.into is not None:
        mend = "Leave into: out; what was agreed on goes to the fields."
        names.notes((*path, "into"), "several scales have no one field for what was agreed on", mend)


def _prompt(names: Names, path: Path, step: Step, subjects: list[str]) -> None:
    prompt = step.prompt
    assert prompt is not None
    relation = prompt.each in names.book.relations or names.written("relations", prompt.each)
    if not relation and not names.collection((*path, "each"), prompt.each, list(names.book.relations)):
        return
    subject = f"relation:{prompt.each}" if relation else prompt.each
    if prompt.where:
        names.where((*path, "where"), prompt.where, [subject])
    if relation:
        found = names.book.relations.get(prompt.each)
        ends = {"row": as_list(found.rows) if found else [], "col": as_list(found.cols) if found else []}
        for name in PLACEHOLDER.findall(prompt.say):
            end, _, key = name.partition(".")
            if end in ends and (key in ("text", "code") or names.known_field(ends[end], key)):
                continue
            if not names.known_field([subject], name):
                known = ["row.text", "col.text", "row.code", "col.code"]
                names.notes(
                    (*path, "say"),
                    f'"{{{name}}}" stands for nothing',
                    near(name, known, "Write {row.text}.", True),
                )
        allowed, lists = ["row", "col"], [name for end in ends.values() for name in end]
    else:
        names.placeholders((*path, "say"), prompt.say, [subject])
        allowed, lists = ["item"], [prompt.each]
    if prompt.order:
        names.field((*path, "order"), prompt.order.removeprefix("-"), lists)
    if prompt.known:
        names.field((*path, "known"), prompt.known.partition(".")[0], [subject], extra=("text",))
    for key, values in prompt.makes.items():
        names.field((*path, "makes", key), key, subjects, ("link",))
        for n, value in enumerate(values):
            if value not in allowed:
                mend = f"Write {' or '.join(allowed)}."
                names.notes((*path, "makes", key, n), f'"{value}" is nothing that a prompt shows', mend)


def asks(names: Names, path: Path, step: Step) -> None:
    """A question of its own for a column or block needs that column or block."""
    if isinstance(step.ask, str):
        return
    cells = columns(names, step)
    relation = names.book.relations.get(step.relation) if step.relation else None
    if relation is not None:
        cells = [
            f"{row}*{col}"
            for row in _prefixes(names, as_list(relation.rows))
            for col in _prefixes(names, as_list(relation.cols))
        ]
    if not cells and step.about:
        cells = as_list(step.about)
    if not cells and isinstance(step.of, (str, list)):
        cells = as_list(step.of)
    for key in step.ask:
        if key and cells and key not in cells:
            mend = (
                f"Write {nearest(key, cells)}." if nearest(key, cells) else f"There are {', '.join(cells)}."
            )
            names.notes((*path, "ask"), f'there is no column "{key}"', mend, (*path, "ask", key))


def _prefixes(names: Names, lists: list[str]) -> list[str]:
    found = []
    for name in lists:
        collection = names.book.collections.get(name)
        code = collection.code if collection is not None else ""
        found.append(code.letters or name if isinstance(code, CodeRule) else code or name)
    return found
