"""What stands in a step as lines: printable characters only, nothing drawn, nothing that is told twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace

from aligntui.analysis.bind import count
from aligntui.engine.commands import COMMANDS
from aligntui.engine.kind import Offer, Row, Sight
from aligntui.plain.turn import ASKED, asked, command_of, listed
from aligntui.text.clean import clean, clean_line


def plain(text: str) -> str:
    """A line without anything that a reader would stumble over: one line, no control signs."""
    return clean_line(clean(text))


def row_line(row: Row) -> str:
    """`S1 Sourdough sells out: 4`."""
    name = f"{row.code} {row.words}".strip() or "no words yet"
    # Dots are counted, not drawn.
    value = count(len(row.value), "dot") if set(row.value) == {"*"} else row.value
    if name.endswith(".") and value not in ("", "-"):
        return plain(f"{name} {value[:1].upper()}{value[1:]}")
    colon = " " if name.endswith(("?", ":")) else ": "
    return plain(f"{name}{colon}{value}" if value not in ("", "-") else name)


def sight_lines(sight: Sight) -> list[str]:
    """All that stands there: question, who is in, each group with its rows, notes."""
    lines = [plain(sight.question)] if sight.question else []
    if sight.beside:
        lines.append(plain(sight.beside))
    group = ""
    for row in sight.rows:
        if row.group != group:
            group = row.group
            if group:
                lines.append(f"{plain(group)}:")
        lines.append(row_line(row))
    # Rows that read alike are several things; a note that says what stands there already is told twice.
    notes = dict.fromkeys(plain(note) for note in sight.notes if note)
    return [*lines, *(note for note in notes if note not in lines)]


def changed_lines(before: Sight, after: Sight) -> list[str]:
    """What an intent changed in what stands there: new rows, other words or values, another question."""
    known = set(before.rows)
    lines = [row_line(row) for row in after.rows if row not in known]
    ids = {row.id for row in after.rows}
    # With no row in common it is another look at the same things, as on opening a card.
    if not after.rows or any(row.id in ids for row in before.rows):
        # What stood below a row that is here still was closed: nothing of it is gone.
        gone = [row for row in before.rows if not {row.id, row.id.rpartition("/")[0]} & ids]
        lines += [f"Not here any more: {row_line(row)}" for row in gone]
    if after.beside and after.beside != before.beside:
        lines.append(plain(after.beside))
    return lines


def moved_lines(before: Sight, after: Sight) -> list[str]:
    """What going on within a step shows: all of it, or the row in focus where that alone is another."""
    if replace(before, focus=after.focus) != after:
        return sight_lines(after)
    return [row_line(row) for row in after.rows if row.id == after.focus != before.focus]


def name_of(sight: Sight, item: str) -> str:
    """What a row is called alone: its code, else its words."""
    row = next((row for row in sight.rows if row.id == item), None)
    return "" if row is None else plain(row.name or row.code or row.words)


def find_in(sight: Sight, words: str) -> str:
    """Id of the row with this code, these words or this number; "" when there is none."""
    wanted = words.casefold()
    for row in sight.rows:
        if wanted in (plain(words).casefold() for words in (row.name, row.code, row.words)) and wanted:
            return row.id
    if words.isascii() and words.isdigit() and 1 <= int(words) <= len(sight.rows):
        return sight.rows[int(words) - 1].id
    return ""


ASKS = "What next? A number picks:"
"""Above what may be done where no field asks."""
KINDS = {"number": "a number", "date": "a day", "link": "words or a code"}
"""What a line is that fills a field, by the type of the field; else words."""
NOTHING = {"fill": "leaves it as it is", "keep": "when there is nothing more"}
"""What an empty line does, by the verb of what is asked."""


def asking_lines(sight: Sight, offers: Sequence[Offer], called: Callable[[str], str]) -> list[str]:
    """What is asked now: what a line is the answer to, or the numbered list; and what an empty line does.

    Args:
        sight: What stands there.
        offers: What may be done now.
        called: Id of an item -> its code and words.
    """
    wanted = asked(offers)
    if wanted is None:
        choices = listed(offers, lambda item: name_of(sight, item), called)
        numbered = [f"{number} {plain(choice.words)}" for number, choice in enumerate(choices, start=1)]
        fields = {row.id: row for row in sight.rows}
        offer = next((o for o in offers if o.verb in ASKED and o.choices), None)
        field = fields.get(offer.field) if offer is not None else None
        of = plain(field.words if field is not None else offer.name if offer is not None else "").rstrip(
            "?: "
        )
        code = " or a code" if offer is not None and offer.of == "link" else ""
        fills = offer is not None and offer.verb == "fill"
        empty = f"; an empty line {_empty(offers, offer, fields)}" if offer is not None and fills else ""
        return [f"{of[:1].upper()}{of[1:]}? A number{code} picks{empty}:" if of else ASKS, *numbered]
    rows = {row.id: row for row in sight.rows}
    field, row = rows.get(wanted.field), rows.get(wanted.item)
    named = field.words if field is not None else wanted.name or wanted.field
    what = named or ("one" if wanted.verb == "keep" else COMMANDS[wanted.verb])
    about = f" for {row_line(row)}" if row is not None else ""
    kind = _kind_of(wanted)
    now = f" It is: {field.value}." if field is not None and field.value else ""
    points = f" {', '.join(label for _, label in wanted.choices)}." if wanted.choices else ""
    empty = f" An empty line {_empty(offers, wanted, rows)}." if wanted.verb in NOTHING else ""
    what = plain(what)
    return [f"{what[:1].upper()}{what[1:]}{about}: {kind}.{points}{now}{empty}"]


def _kind_of(wanted: Offer) -> str:
    """What a line is that answers: a number from where to where or of what, a day, words."""
    counted = f" ({plain(wanted.unit)})" if wanted.unit else ""
    kind = f"{KINDS.get(wanted.of, 'a line of words')}{counted}"
    kind = kind if wanted.low is None else f"a number, {wanted.low} to {wanted.high}"
    return f'{kind}, or "not known yet"' if wanted.unknown else kind


def _empty(offers: Sequence[Offer], wanted: Offer, rows: Mapping[str, Row]) -> str:
    """What an empty line does to a field: it takes over what is known of an empty one, else it leaves it."""
    stands = wanted.field in rows and rows[wanted.field].value
    if not stands and any(o.verb == "take-known" and o.field == wanted.field for o in offers):
        return f"takes over what is said of it above; {command_of('next')} leaves it empty"
    return NOTHING[wanted.verb]


def help_lines(sight: Sight, offers: Sequence[Offer], orders: dict[str, str]) -> list[str]:
    """Every command that can be given now, each with what it does."""
    lines = []
    for verb in dict.fromkeys(offer.verb for offer in offers):
        several = any(offer.takes == "item" or offer.item for offer in offers if offer.verb == verb)
        lines.append(f"{command_of(verb)}{' CODE' if several else ''}: {COMMANDS[verb]}")
    lines += [f"{command_of(name)}: {words}" for name, words in orders.items()]
    return lines
