"""The source itself: no words of people are parsed as markup or printed uncleaned, no file is open to all."""

from __future__ import annotations

import ast
from functools import lru_cache
from pathlib import Path

import aligntui

PACKAGE = Path(aligntui.__file__).parent
SOURCES = sorted(PACKAGE.rglob("*.py"))

PARSES = {
    "Static", "Label", "Button", "Checkbox", "RadioButton", "RadioSet", "Option", "OptionList", "Selection",
    "SelectionList", "Select", "Tab", "TabPane", "Tabs", "Collapsible", "Placeholder", "DataTable", "Tree",
    "RichLog", "Markdown", "Link", "ListItem", "ListView", "Log", "Digits", "Pretty",
}  # fmt: skip
"""Widgets of Textual that take `[...]` in a text for more than text, or may open a link."""

ALWAYS = {"notify", "from_markup"}
"""Functions that do so on whatever they are called."""

SHOWS = {"title", "sub_title", "border_title", "border_subtitle", "tooltip"}
"""Attributes of widgets whose texts are parsed."""

WRITES = {
    "print", "sys.stdout.write", "sys.stderr.write", "sys.__stderr__.write", "click.echo", "click.secho",
}  # fmt: skip
PRINTS = {"aligntui/cli/problems.py": 1, "aligntui/cli/unix.py": 1}
"""Modules that print words, and how often: they are cleaned on the spot. `cli.printing` writes bytes."""


@lru_cache(maxsize=1)
def trees() -> list[tuple[str, ast.Module]]:
    """(path, tree) of every module, parsed once."""
    return [
        (str(path.relative_to(PACKAGE.parent)), ast.parse(path.read_text(encoding="utf-8")))
        for path in SOURCES
    ]


def called(node: ast.Call) -> str:
    """Last word of what is called."""
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def imported(tree: ast.Module) -> set[str]:
    """Names that a module takes from Textual and Rich."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in ("textual", "rich"):
            found.update(alias.name for alias in node.names)
    return found


def literal(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant)


def test_no_widget_that_parses_markup_gets_words_that_are_not_literal() -> None:
    found = []
    named = ("label", "prompt", "message", "renderable", "content")
    for name, tree in trees():
        theirs = imported(tree) & PARSES
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or called(node) not in theirs | ALWAYS:
                continue
            texts = [*node.args[:1], *(k.value for k in node.keywords if k.arg in named)]
            if not all(literal(text) for text in texts):
                found.append(f"{name}:{node.lineno} {called(node)}")
    assert found == []


def test_no_title_or_tooltip_of_a_widget_gets_words_that_are_not_literal() -> None:
    found = []
    for name, tree in trees():
        if not name.startswith(("aligntui/tui", "aligntui/tui/kinds", "aligntui/tui/widgets")):
            continue
        for node in ast.walk(tree):
            targets = node.targets if isinstance(node, ast.Assign) else []
            for target in targets:
                own = isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name)
                # `asked.title` and the like are plain data of ours; a widget sets its own or its app's.
                owner, _, attribute = ast.unparse(target).rpartition(".")
                widget = own and owner in ("self", "self.app", "app")
                if widget and attribute in SHOWS and not literal(node.value):
                    found.append(f"{name}:{target.lineno} {owner}.{attribute}")
    assert found == []


def test_markup_is_never_switched_on() -> None:
    found = []
    for name, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.keyword) and node.arg == "markup":
                value = node.value
                if not (isinstance(value, ast.Constant) and value.value is False):
                    found.append(f"{name}:{node.value.lineno}")
    assert found == []


def test_only_one_module_prints_and_it_cleans() -> None:
    found: dict[str, int] = {}
    for name, tree in trees():
        constants = {
            target.id
            for node in tree.body
            if isinstance(node, ast.Assign) and literal(node.value)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or ast.unparse(node.func) not in WRITES:
                continue
            words = node.args[0] if node.args else None
            ours = literal(words) or (isinstance(words, ast.Name) and words.id in constants)
            cleaned = isinstance(words, ast.Call) and called(words) in ("clean", "clean_line")
            if cleaned:
                found[name] = found.get(name, 0) + 1
            assert ours or cleaned, f"{name}:{node.lineno}: {ast.unparse(node)}"
    assert found == PRINTS


def test_every_file_is_made_for_its_owner_only() -> None:
    """Files are made by `os.open` with 0600 or by modules that do so; nothing uses the open() of umask."""
    found = []
    for name, tree in trees():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            whole = ast.unparse(node.func)
            if whole.endswith((".write_text", ".write_bytes")) or whole in (
                "shutil.copy",
                "shutil.copyfile",
                "tempfile.mktemp",
            ):
                found.append(f"{name}:{node.lineno} {whole}")
            if whole in ("open", "io.open") and len(node.args) > 1 and not _reads(node.args[1]):
                found.append(f"{name}:{node.lineno} open for writing")
            if (
                whole in ("os.open", "fs.open")
                and any("O_CREAT" in ast.unparse(a) for a in node.args)
                and len(node.args) < 3
            ):
                found.append(f"{name}:{node.lineno} {whole} without a mode")
            by_path = whole in ("os.chmod", "fs.chmod") or not whole.endswith(".chmod")
            modes = node.args[1:2] if by_path else node.args[:1]
            if whole.endswith(("chmod", "mkdir")) and any(_open_to_all(mode) for mode in modes):
                found.append(f"{name}:{node.lineno} {whole} open to all")
    assert found == []


def _open_to_all(mode: ast.expr) -> bool:
    return isinstance(mode, ast.Constant) and isinstance(mode.value, int) and bool(mode.value & 0o007)


def _reads(mode: ast.expr) -> bool:
    return (
        isinstance(mode, ast.Constant) and isinstance(mode.value, str) and not set(mode.value) & set("wax+")
    )


def test_yaml_from_people_is_read_by_the_strict_reader_alone() -> None:
    found = []
    for name, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                whole = ast.unparse(node.func)
                if whole.startswith("yaml.") and "load" in whole:
                    found.append(f"{name}:{node.lineno} {whole}")
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names.append(node.module)
            if any(one.split(".")[0] in ("ruamel", "pickle", "shelve", "marshal") for one in names):
                found.append(f"{name}: {names}")
    assert found == []


def test_nothing_is_run_and_no_browser_is_started() -> None:
    risky = {"eval", "exec", "compile", "os.system", "os.popen", "webbrowser.open", "subprocess.call"}
    found = []
    for name, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in risky:
                found.append(f"{name}:{node.lineno} {ast.unparse(node.func)}")
            if isinstance(node, ast.keyword) and node.arg == "shell":
                found.append(f"{name}:{node.value.lineno} shell=")
    assert found == []


READS = {
    "aligntui/cli/facts_terminal.py": 1,
    "aligntui/store/local/disk.py": 1,
    "aligntui/store/local/presence.py": 2,
}
"""Modules that read a file of the kernel's or our own, and how often; others go by `text.plain_file`."""


def test_typed_paths_are_expanded_in_one_place():
    places = {
        name for name, tree in trees() for node in ast.walk(tree)
        if isinstance(node, ast.Call) and called(node) == "expanduser"
    }  # fmt: skip
    assert places == {"aligntui/text/typed_path.py"}


def test_files_are_read_in_one_place_where_none_can_make_it_wait() -> None:
    found: dict[str, int] = {}
    waits = []
    for name, tree in trees():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            text = ast.unparse(node)
            if called(node) in ("read_text", "read_bytes") or text.startswith(("open(", "io.open(")):
                found[name] = found.get(name, 0) + 1
            if text.startswith(("os.open(", "fs.open(")) and "O_RDONLY" in text and "O_DIRECTORY" not in text:
                waits += [name] * ("O_NONBLOCK" not in text)
    assert found == READS
    assert waits == []
