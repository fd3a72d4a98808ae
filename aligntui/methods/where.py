"""The conditions that method files may state, and nothing more: `status = agreed and impact >= 4`.

A condition is one or more clauses joined by `and`. A clause is a field (`impact`), a part of a figure
(`pace.rag`, `swot:top.items`), a field of a record (`scope.unit`), of what a child hangs on (`parent.due`) or
of the child of a list that was written last (`last(checkins).decision`), then one of
`= != < <= > >= in is-empty`, then a constant: a word, a number, or text in quotes; after `in` several, parted
by commas, in brackets or not. Behind `< <= > >=` another field may stand, as in `due < start`.
`owner != ""` says that something is there. `in-run` alone says that an item was written in the present run;
`last(checkins).in-run` says it of a child. There are no expressions and no functions.
Here conditions are only read; `analysis.where` answers them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

import msgspec

from aligntui.text.problem import UserProblem

Op = Literal["=", "!=", "<", "<=", ">", ">=", "in", "is-empty"]
OPS: tuple[Op, ...] = ("=", "!=", "<", "<=", ">", ">=", "in", "is-empty")
"""All comparisons there are."""

ORDERS = ("<", "<=", ">", ">=")
"""Comparisons of amounts and days."""
_FIELD = re.compile(r"[A-Za-z]\w*\Z")

_TOKEN = re.compile(
    r"""\s*(?:("[^"]*"|'[^']*')|(!=|<=|>=|[=<>])|([,\[\]()])|(last\([\w-]+\)\.[\w-]+|[^\s,"'=!<>\[\]()]+))"""
)
_LEFT = re.compile(r"(?:[A-Za-z][\w-]*:)?(?:[A-Za-z][\w-]*|last\([\w-]+\))(?:\.[A-Za-z][\w-]*)?\Z")
_LAST = re.compile(r"last\(([\w-]+)\)\.([\w-]+)\Z")
IN_RUN = "in-run"
"""Left side that says whether an item was written in the present run."""


class Clause(msgspec.Struct, frozen=True):
    """One comparison."""

    left: str
    """Field key, `figure.part`, `method:figure.part` or `record.field`, as written."""
    op: Op
    right: tuple[str, ...] = ()
    """Constants as written, without quotes: none for `is-empty`, several for `in`, else one."""

    @property
    def value(self) -> str:
        """The one constant, or ""."""
        return self.right[0] if self.right else ""

    @property
    def field(self) -> str | None:
        """The field on its right side: behind `<` and the like a word is one, since it is no amount."""
        return self.value if self.op in ORDERS and _FIELD.match(self.value) else None


class Where(msgspec.Struct, frozen=True):
    """A condition: all clauses must hold. Without clauses it always holds."""

    clauses: tuple[Clause, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Left sides in order."""
        return tuple(clause.left for clause in self.clauses)


class WhereProblem(UserProblem):
    """A condition that cannot be read, as one sentence with the mend."""


@lru_cache(maxsize=1024)
def parse(text: str) -> Where:
    """Read a condition; blank text gives one that always holds.

    Raises:
        WhereProblem: With a sentence for the author.
    """
    tokens = list(_tokens(text))
    clauses: list[Clause] = []
    at = 0
    while at < len(tokens):
        clause, at = _clause(text, tokens, at)
        clauses.append(clause)
        if at == len(tokens):
            break
        word, _ = tokens[at]
        if word != "and":
            raise WhereProblem(f'"{text}": "{word}" is not understood', 'Join conditions with "and".')
        at += 1
        if at == len(tokens):
            raise WhereProblem(f'"{text}" ends with "and"', "Say what else must hold.")
    return Where(tuple(clauses))


def _clause(text: str, tokens: list[tuple[str, str]], at: int) -> tuple[Clause, int]:
    left, kind = tokens[at]
    if kind != "word" or left == "and" or not _LEFT.match(left):
        raise WhereProblem(f'"{text}": a field must stand before the comparison, as in status = agreed.')
    if left.endswith(IN_RUN) and (at + 1 == len(tokens) or tokens[at + 1] == ("and", "word")):
        return Clause(left, "=", ("yes",)), at + 1
    if at + 1 == len(tokens):
        raise WhereProblem(f'"{text}" says nothing about {left} yet', f"Write {left} = yes, for example.")
    op, kind = tokens[at + 1]
    if kind == "quoted" or op not in OPS:
        raise WhereProblem(f'"{text}": "{op}" is no comparison', f"Use one of {' '.join(OPS)}.")
    at += 2
    if op == "is-empty":
        return Clause(left, "is-empty"), at
    if op == "in":
        values, at = _values(text, tokens, at)
        return Clause(left, "in", values), at
    if at == len(tokens) or tokens[at][1] not in ("word", "quoted") or tokens[at] == ("and", "word"):
        raise WhereProblem(f'"{text}": a word or a number must follow {op}.')
    value, _ = tokens[at]
    if at + 1 < len(tokens) and tokens[at + 1][1] == "word" and tokens[at + 1][0] != "and":
        if tokens[at + 1][0] == "or":
            raise WhereProblem(
                f'"{text}": there is no "or"', f"Write {left} in a, b for one of several words."
            )
        raise WhereProblem(
            f'"{text}": "{tokens[at + 1][0]}" is one word too many', f'Quote texts: {left} {op} "a b".'
        )
    return Clause(left, _op(op), (value,)), at + 1


def child_named(left: str) -> tuple[str, str] | None:
    """Child list and field behind `last(list).field`; None for any other left side."""
    match = _LAST.match(left)
    return (match[1], match[2]) if match is not None else None


def _op(word: str) -> Op:
    return next(op for op in OPS if op == word)


def _values(text: str, tokens: list[tuple[str, str]], at: int) -> tuple[tuple[str, ...], int]:
    close = ""
    if at < len(tokens) and tokens[at][0] in "[(" and tokens[at][1] == "sign":
        close = "]" if tokens[at][0] == "[" else ")"
        at += 1
    values: list[str] = []
    while at < len(tokens) and tokens[at][1] in ("word", "quoted"):
        values.append(tokens[at][0])
        at += 1
        if at < len(tokens) and tokens[at] == (",", "sign"):
            at += 1
            continue
        break
    if close:
        if at == len(tokens) or tokens[at] != (close, "sign"):
            raise WhereProblem(f'"{text}": the list after "in" is not closed', "Write in [a, b].")
        at += 1
    if not values:
        raise WhereProblem(f'"{text}": a list must follow "in", as in cell in SO, WO.')
    return tuple(values), at


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    text = text.rstrip()
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            rest = text[at:].strip()
            sign = "quote is not closed" if rest[:1] in "\"'" else f"sign {rest[:1]} is not understood"
            raise WhereProblem(
                f'"{text}": a {sign}', "Write conditions as in status = agreed and impact >= 4."
            )
        quoted, op, sign, word = found.groups()
        if quoted is not None:
            yield quoted[1:-1], "quoted"
        elif op is not None:
            yield op, "op"
        elif sign is not None:
            yield sign, "sign"
        else:
            yield word, "word"
        at = found.end()
