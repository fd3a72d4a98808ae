"""Files and words that mean harm, and words that only look odd: one sentence each, never a traceback."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from cli_kit import METHOD, MILLRACE, Shell

LAUGHS = "aligntui: 1\na: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(9))
MERGES = "aligntui: 1\na: &a {x: 1}\nb: {<<: *a}\n"
DEEP = "[" * 100_000
FILES: dict[str, bytes] = {
    "laughs": LAUGHS.encode(),
    "merges": MERGES.encode(),
    "deep": DEEP.encode(),
    "deep-flow": b'{"aligntui": ' + b'{"a": ' * 5000 + b"1" + b"}" * 5000 + b"}",
    "tag": b"aligntui: !!python/object/apply:os.system ['touch hit']\n",
    "double": b"aligntui: 1\naligntui: 1\n",
    "two": b"aligntui: 1\n---\naligntui: 1\n",
    "digits": b"aligntui: " + b"9" * 1_000_000 + b"\n",
    "utf16": "aligntui: 1\n".encode("utf-16"),
    "latin": b"aligntui: 1\nsession: {title: caf\xe9}\n",
    "binary": bytes(range(256)) * 100,
    "elf": b"\x7fELF" + b"\0" * 5000,
    "empty": b"",
    "blank": b"\n \n",
    "list": b"- 1\n- 2\n",
    "word": b"hello\n",
    "null": b"aligntui: 1\n\0\n",
    "date": b"aligntui: 1\nsession: {title: 9999-99-99, changed: 9999-99-99}\nruns: 7\n",
    "wrong": b"aligntui: one\nsession: [1]\ncollections: {a: 7}\n",
    "newer": b"aligntui: 2\nsession: {title: x}\n",
    "newer-archive": b"aligntui: 1\nsession: {title: x}\narchive: {format: 99, meta: '{}', tables: {}}\n",
    "half": MILLRACE[: len(MILLRACE) * 2 // 3].rsplit(":", 1)[0].encode() + b': "open',
}


@pytest.mark.parametrize("name", FILES)
def test_files_that_cannot_be_taken(sh: Shell, name: str) -> None:
    path = sh.file(f"{name}.yaml", FILES[name])
    for command in (["import", path], ["check", path], ["diff", path, path], ["show", path]):
        done = sh(*command)
        assert done.code == 1, command
        assert done.data == b""
        assert done.err.startswith(f"{path}"), done.err
        assert len(done.err) < 5000
    assert not Path("hit").exists()
    assert sh("sessions", "--json").json == []


@pytest.mark.parametrize("name", FILES)
def test_files_that_are_no_methods(sh: Shell, name: str) -> None:
    path = sh.file(f"{name}.yaml", FILES[name].replace(b"aligntui:", b"method:"))
    done = sh("validate", path)
    assert done.code == 1
    assert done.out.startswith(f"{path}:"), done.out
    assert not Path("hit").exists()


def test_the_line_is_named(sh: Shell) -> None:
    text = MILLRACE.replace("text: Loyal core", "text: *core")
    line = text[: text.index("*core")].count("\n") + 1
    path = sh.file("plan.yaml", text)
    assert sh("import", path).err.startswith(f"{path} line {line}: alias *core is not read.")


def test_a_newer_export_says_update(sh: Shell) -> None:
    done = sh("import", sh.file("plan.yaml", FILES["newer"]))
    assert "from a newer AlignTUI" in done.err
    assert "Update" in done.err


@pytest.mark.parametrize("command", ["import", "check", "validate", "show", "export"])
def test_fifty_megabytes(sh: Shell, command: str) -> None:
    path = sh.work / "big.yaml"
    with path.open("wb") as file:
        file.write(b"aligntui: 1\n")
        file.truncate(50_000_000)
    done = sh(command, str(path))
    assert done.code == 1
    assert "larger than 10 MB" in done.err + done.out


def test_fifty_megabytes_for_a_session(sh: Shell) -> None:
    path = sh.work / "big.json"
    with path.open("wb") as file:
        file.write(b'{"_meta": {"1": {"id": "x"')
        file.truncate(50_000_000)
    done = sh("show", str(path))
    assert done.code == 1
    assert "big.json cannot be read" in done.err
    assert path.exists()


def test_a_session_cut_in_half(sh: Shell) -> None:
    path = sh.sample()
    whole = path.read_bytes()
    outside = sh.file("half.json", whole[: len(whole) // 2])
    done = sh("show", outside)
    assert done.code == 1
    assert done.err.startswith("half.json cannot be read.")
    assert Path(outside).exists()
    path.write_bytes(whole[: len(whole) // 2])
    listed = sh("sessions")
    assert listed.code == 0
    assert "!!" in listed.out
    for command in ("show", "check", "export"):
        done = sh(command, path.stem)
        assert done.code == 1
        assert "cannot be read" in done.err


@pytest.mark.parametrize(
    "text", [b"", b"[]", b"{}", b"null", b'{"_meta": 7}', b'{"_meta": {"1": []}}', b"\xff\xfe"]
)
def test_session_files_of_nonsense(sh: Shell, text: bytes) -> None:
    sh.home.mkdir(mode=0o700)
    (sh.home / "odd.json").write_bytes(text)
    assert sh("sessions").code == 0
    for command in (["show", "odd"], ["check", "odd"], ["trace", "odd", "S1"], ["export", "odd"]):
        done = sh(*command)
        assert done.code == 1
        assert done.data == b""
    assert sh("doctor").code == 1


CODES = "\x1b]0;pwned\x07\x1b[2Jred\x9b31m\u202egnp.exe\u200b"


def test_no_terminal_code_leaves_a_session_file(sh: Shell) -> None:
    path = sh.sample()
    data = json.loads(path.read_text(encoding="utf-8"))
    data["_meta"]["1"]["title"] += CODES
    data["_meta"]["1"]["doing"] = CODES
    for row in data["items"].values():
        row["text"] += CODES
        row["fields"] = {key: v + CODES if isinstance(v, str) else v for key, v in row["fields"].items()}
    path.write_text(json.dumps(data), encoding="utf-8")
    for command in (
        "sessions",
        "sessions --json",
        "show mill",
        "check mill",
        "check mill --json",
        "trace mill OB4",
        "trace mill OB4 --json",
        "diff mill mill",
        "export mill",
        "export mill --archive",
        "export mill --to markdown",
        "export mill --to json",
        "export mill --table factors",
        "doctor",
        "sessions --trash mill",
        "sessions --trashed",
    ):
        done = sh(*command.split())
        shown = done.out + done.err
        assert not any(sign in shown for sign in "\x1b\x07\x9b\u202e\u200b"), command
        assert "\\u001b" not in shown
        assert "Traceback" not in shown


def test_no_terminal_code_leaves_an_import(sh: Shell) -> None:
    text = MILLRACE.replace("title: Millrace Bakehouse 2027", 'title: "Mill\\e]0;x\\a\\e[2Jrace"')
    done = sh("import", sh.file("plan.yaml", text))
    assert done.code == 0
    assert "\x1b" not in done.out + done.err
    assert done.out.startswith("Millrace  ")


@pytest.mark.parametrize(
    "word", ["\x1b[2J", "\x1b]0;x\x07", "\udcff\udcfe", "\u202e", "", " ", "a" * 5000, "%s{0}", "[/b]"]
)
def test_odd_words_on_the_command_line(sh: Shell, word: str) -> None:
    sh.sample()
    for command in (
        ["show", word],
        ["trace", "mill", word],
        ["check", f"./{word}.yaml"],
        ["import", f"{word}.yaml"],
        ["sessions", "--trash", word],
        ["export", "mill", "--to", word or "?"],
        ["export", "mill", "--table", word or "?"],
        ["schema", word],
        ["validate", f"{word}.x"],
        ["diff", word, word],
    ):
        done = sh(*command)
        assert done.code in (1, 2), command
        assert done.data == b""
        assert "\x1b" not in done.err
        assert done.err.endswith("\n")


@pytest.mark.parametrize("word", ["\x1b[2J", "nosuch", "sesions"])
def test_an_unknown_command(sh: Shell, word: str) -> None:
    done = sh(word)
    assert done.code == 2
    assert done.err.startswith('There is no command "')
    assert "\x1b" not in done.err
    assert ('Did you mean "sessions"?' in done.err) is (word == "sesions")


def test_wrong_use_is_one_sentence(sh: Shell) -> None:
    assert sh("show").err == "aligntui show needs SESSION|FILE. aligntui show --help has examples.\n"
    assert sh("trace", "x").err == "aligntui trace needs CODE. aligntui trace --help has examples.\n"
    done = sh("export", "x", "--archve")
    assert done.code == 2
    assert done.err == (
        "There is no option --archve. Did you mean --archive? aligntui export --help has examples.\n"
    )
    assert sh("--nosuch").code == 2
    assert sh("show", "Millrace", "2027").err == (
        "2027 is too much. Quote words that belong together. aligntui show --help has examples.\n"
    )
    assert sh("export", "a", "--to").code == 2


def test_folders_and_names_that_no_file_has(sh: Shell) -> None:
    folder = sh.work / "plan.yaml"
    folder.mkdir()
    for command in ("import", "check", "validate"):
        done = sh(command, str(folder))
        assert done.code == 1
        assert "is a folder" in done.err
    assert sh("import", "a" * 300 + ".yaml").code == 1


def test_a_pipe_can_be_read_once(sh: Shell) -> None:
    for command, text in (("check", MILLRACE), ("import", MILLRACE), ("validate", METHOD)):
        read, write = os.pipe()
        os.write(write, text.encode())
        os.close(write)
        try:
            assert sh(command, f"/dev/fd/{read}").code == 0
        finally:
            os.close(read)


def test_no_folder_and_a_file_in_its_place(sh: Shell) -> None:
    assert sh("show", "x").code == 1
    assert sh("sessions", "--trash", "x").code == 1
    sh.home.write_text("", encoding="utf-8")
    plan = sh.file("plan.yaml", MILLRACE)
    for command in (["show", "x"], ["import", plan], ["export", "x"]):
        done = sh(*command)
        assert done.code == 1
        assert "not a directory" in done.err.splitlines()[-1]
    assert sh("sessions").code == 1
    assert sh("show", plan).code == 0


@pytest.mark.parametrize("command", [[], ["run", "swot"], ["open", "millrace"]])
def test_no_screen_without_a_terminal(sh: Shell, command: list[str]) -> None:
    sh.sample()
    done = sh(*command)
    assert done.code == 2
    assert done.data == b""
    assert "ssh -t" in done.err
    assert "aligntui show" in done.err


def test_an_unexpected_error_is_one_sentence_too(sh: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    from aligntui.cli import listing
    from aligntui.cli.problems import said
    from aligntui.crash import path_now

    def breaks() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(listing, "place", breaks)
    with pytest.raises(AssertionError, match="Something unexpected happened"):
        sh("sessions")
    kept = path_now().read_text(encoding="utf-8")
    assert "ZeroDivisionError" in kept
    assert said(OSError(28, "No space left on device", "/x/y")) == 1
