"""Commands that list: sessions (with the trash) and workshops."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from aligntui.cli import completing
from aligntui.cli.place import Place, place
from aligntui.cli.printing import columns, out, out_data, rows
from aligntui.cli.problems import Wrong, say
from aligntui.text import moment

if TYPE_CHECKING:
    from aligntui.analysis.registry import Function
    from aligntui.methods.heads import Head
    from aligntui.store.values import Entry

RECOVER = "Put the last good copy in the place of a session that is gone or cannot be read."
TO = "With --recover: go back to this copy, whatever the session is."
COPIES = "List its copies, the last first."
LEVELS = ("fundamentals", "intermediate", "advanced")


SESSIONS_HELP = """\
\b
Examples:
  aligntui sessions                      all of them
  aligntui sessions --json | jq -r '.[].title'
  aligntui sessions --trash kiosk        to the trash; nothing is lost
  aligntui sessions --trashed            what lies there
  aligntui sessions --restore kiosk      back from the trash
  aligntui sessions --purge kiosk        for good; it asks first
  aligntui sessions --recover kiosk      the last good copy of a lost one
  aligntui sessions --copies kiosk       its copies, with their revisions
  aligntui sessions --recover kiosk --to 85    as it was at revision 85
"""


@click.command("sessions", short_help="list sessions; the trash", epilog=SESSIONS_HELP)
@click.option("--json", "as_json", is_flag=True, help="The list as JSON.")
@click.option("--trashed", is_flag=True, help="List what is in the trash instead.")
@click.option("--trash", metavar="SESSION", shell_complete=completing.sessions, help="Move it to the trash.")
@click.option("--restore", metavar="SESSION", shell_complete=completing.thrown, help="Bring it back.")
@click.option("--purge", metavar="SESSION", shell_complete=completing.thrown, help="Delete it for good.")
@click.option("--recover", metavar="SESSION", shell_complete=completing.sessions, help=RECOVER)
@click.option("--to", metavar="REVISION", type=int, help=TO)
@click.option("--copies", metavar="SESSION", shell_complete=completing.sessions, help=COPIES)
@click.option("--yes", is_flag=True, help="Do not ask before --purge.")
def sessions_command(as_json: bool, trashed: bool, yes: bool, to: int | None, **doing: str | None) -> int:
    """List the sessions, the last changed first: title, workshop, progress, change, id."""
    here = place()
    asked = {name: ref for name, ref in doing.items() if ref is not None}
    if len(asked) + trashed > 1:
        several = " and ".join(f"--{name}" for name in [*asked, *(["trashed"] if trashed else [])])
        raise Wrong(f"{several} do not go together. Give one of them.", 2)
    if to is not None and "recover" not in asked:
        raise Wrong("--to says which copy --recover brings back. Give both.", 2)
    does: dict[str, Callable[..., None]] = {
        "trash": _trash, "restore": _restore, "purge": partial(_purge, yes=yes),
        "recover": partial(_recover, to=to), "copies": partial(_copies, as_json=as_json),
    }  # fmt: skip
    for name, ref in asked.items():
        does[name](here, ref)
        return 0
    entries = here.store().trashed() if trashed else here.store().entries()
    if as_json:
        out_data([_plain(entry) for entry in entries])
    elif entries:
        out("\n".join(_table(entries)))
    else:
        say("The trash is empty." if trashed else "No sessions yet. aligntui run solo-90 starts one.")
    return 0


def _plain(entry: Entry) -> dict[str, Any]:
    from msgspec.structs import asdict

    found = {"path" if name == "ref" else name: value for name, value in asdict(entry).items()}
    found["path"] = entry.ref.key
    return found if entry.trashed else {key: value for key, value in found.items() if key != "trashed"}


def _table(entries: Sequence[Entry]) -> list[str]:
    from aligntui.store.values import OWN_ID

    length = _enough([entry.id for entry in entries if entry.id])
    cells = [
        (e.title, e.doing, e.progress, moment.stamp(e.trashed or e.changed), e.id[:length]) for e in entries
    ]
    lines = rows(cells, columns())
    for place_, entry in reversed(list(enumerate(entries))):
        if entry.problem:
            back = f" aligntui sessions --recover {entry.ref.word} brings it back."
            lines.insert(place_ + 1, f"  !! {entry.problem}{back if entry.lost and entry.id else ''}")
        elif entry.copy_of:
            lines.insert(place_ + 1, f"   ! {entry.ref.name} is a copy by hand of {entry.copy_of}. {OWN_ID}")
    return lines


def _enough(ids: Sequence[str], least: int = 6) -> int:
    """How many letters of these ids tell them apart."""
    length = least
    while len({ref[:length] for ref in ids}) < len(set(ids)):
        length += 1
    return length


def _trash(here: Place, ref: str) -> None:
    entry = here.store().trash(ref)
    say(f'"{entry.title}" is in the trash. aligntui sessions --restore {entry.ref.word} brings it back.')


def _restore(here: Place, ref: str) -> None:
    entry = here.store().restore(ref)
    say(f'"{entry.title}" is back. aligntui open {entry.ref.word} goes on where it stopped.')


def _purge(here: Place, ref: str, yes: bool) -> None:
    from aligntui.cli.terminal import may_ask

    store = here.store()
    entry = store.find_trashed(ref)
    if not yes:
        if not may_ask():
            raise Wrong("--purge asks first, which takes a terminal. Without one add --yes.", 2)
        if not click.confirm(f'Delete "{entry.title}" for good? It is in the trash until then', err=True):
            say("It stays in the trash.")
            return
    store.purge(entry)
    say(f'"{entry.title}" is deleted for good.')


def _recover(here: Place, ref: str, to: int | None) -> None:
    from aligntui.store.problems import Damaged

    store = here.store()
    try:
        handle = store.open(ref)
    except Damaged as problem:
        handle = store.recover(problem)
        title, changed = handle.session.meta.title, moment.stamp(handle.session.meta.changed)
        handle.close()
        kept = "The damaged file is kept beside it." if problem.aside is not None else ""
        say(f'"{title}" is back as it stood at {changed}: {problem.held}. {kept}'.strip())
        if to is None:
            return
    handle.close()
    title = handle.session.meta.title
    if to is None and not handle.altered:
        raise Wrong(
            f'"{title}" can be read; there is nothing to bring back. aligntui sessions --copies '
            f"{handle.ref.word} lists its copies."
        )
    copy = store.go_back(handle.ref, to)
    say(
        f'"{title}" is as it was at revision {copy.rev}, of {moment.dated(copy.taken)}. What stood there '
        f"before, revision {handle.stored.meta.rev}, is kept as a copy."
    )


def _copies(here: Place, ref: str, as_json: bool) -> None:
    store = here.store()
    entry = store.find(ref)
    copies = store.copies(entry.ref)
    if as_json:
        out_data([{"revision": c.rev, "taken": c.taken, "kept": c.kept, "path": c.key} for c in copies])
    elif copies:
        kept = ("", "kept: something else changed the file after it")
        cells = [(str(c.rev), moment.stamp(c.taken), kept[c.kept]) for c in copies]
        out("\n".join(rows(cells, columns())))
    else:
        say(f'There is no copy of "{entry.title}".')


WORKSHOPS_HELP = """\
\b
Examples:
  aligntui workshops
  aligntui workshops --json | jq -r '.methods[].name'
  aligntui workshops --figures           for figures: and checks: of your own

Files of your own go into the folder `workshops` beside config.toml, agendas into
`workshops/agendas`; aligntui doctor says where that is.
"""


@click.command("workshops", short_help="list methods and agendas", epilog=WORKSHOPS_HELP)
@click.option("--json", "as_json", is_flag=True, help="The list as JSON.")
@click.option("--figures", is_flag=True, help="List the figures and checks a method file may use instead.")
def workshops_command(as_json: bool, figures: bool) -> int:
    """List methods by level, then agendas: name, title, minutes, people, and whose they are."""
    if figures:
        _figures(as_json)
        return 0
    library = place().library()
    methods, agendas = library.methods(), library.agendas()
    problems = [str(problem) for problem in library.problems()]
    if as_json:
        import msgspec

        out_data(msgspec.to_builtins({"methods": methods, "agendas": agendas, "problems": problems}))
        return 0
    groups = {level: [h for h in methods if h.level == level and not h.problem] for level in LEVELS}
    groups["agendas"] = [h for h in agendas if not h.problem]
    cells = {name: [_cells(head) for head in heads] for name, heads in groups.items() if heads}
    lines = iter(rows([row for group in cells.values() for row in group], columns(), lead="  ", gives=1))
    text: list[str] = []
    for name, group in cells.items():
        text += ["", name.upper(), *(next(lines) for _ in group)]
    broken = [h.problem for h in [*methods, *agendas] if h.problem] + problems
    if broken:
        text += ["", "NOT USED", *(f"  !! {problem}" for problem in broken)]
    out("\n".join(text[1:]))
    return 0


def _cells(head: Head) -> tuple[str, ...]:
    minutes = f"{head.minutes} min" if head.minutes else ""
    origin = "" if head.origin == "built-in" else head.origin
    return (head.name, head.title, minutes, head.people, origin)


def _figures(as_json: bool) -> None:
    from aligntui.analysis import registry

    functions = registry.functions()
    if as_json:
        out_data([_function(f) for f in functions.values()])
        return
    every = [(name, f"({role.type}) {role.help}") for name, role in registry.COMMON.items()]
    text = ["", "every figure:", *_block("binds", every), *_block("gives", list(registry.BANDED.items()))]
    for function in sorted(functions.values(), key=lambda f: f.name):
        text += ["", f"{function.name}: {function.help}", *_of(function), f"  source: {function.source}"]
    out("\n".join(text[1:]))


def _of(function: Function) -> list[str]:
    from aligntui.analysis.registry import COMMON

    roles = [
        (name, f"({role.type}{'' if role.needed else ', may be left out'}) {role.help}")
        for name, role in function.roles.items()
        if role is not COMMON.get(name)
    ]
    return [*_block("binds", roles), *_block("gives", list(function.parts.items()))]


def _block(title: str, entries: Sequence[tuple[str, str]]) -> list[str]:
    """Names with what is to be known of them, in a hanging column."""
    from aligntui.analysis.layout import wrap

    if not entries:
        return []
    hang = max(len(name) for name, _ in entries) + 6
    lines = [wrap(words, columns(), f"    {name}".ljust(hang), " " * hang) for name, words in entries]
    return [f"  {title}", *(line for found in lines for line in found)]


def _function(function: Function) -> Mapping[str, Any]:
    import msgspec

    said = {key: getattr(function, key) for key in ("name", "help", "roles", "parts", "source")}
    return dict(msgspec.to_builtins(said))
