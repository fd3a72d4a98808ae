from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import store_worker as worker
from hypothesis import given, settings
from hypothesis import strategies as st

from aligntui.session.model import FORMAT, Meta, Session
from aligntui.store.local import codec, files, heads
from aligntui.store.local.repository import Store
from aligntui.store.problems import NEWER

TRICKY = st.text(alphabet=st.sampled_from('ab"\\{}[],:é\U0001f35e _meta'), max_size=40)


def write(path: Path, meta: Meta) -> None:
    data = codec.tables_of(Session(meta=meta))
    data["items"] = {"x": {"id": "x", "collection": "c", "text": "}" * 5000}}
    path.write_bytes(codec.encode(data))


@given(title=TRICKY, last=TRICKY, series=st.integers(0, 400))
@settings(max_examples=60, deadline=None)
def test_a_head_is_read_whatever_it_holds(
    tmp_path_factory: pytest.TempPathFactory, title: str, last: str, series: int
) -> None:
    path = tmp_path_factory.mktemp("heads") / "kiosk.json"
    counters = {f"^{n:032x}.c": n for n in range(series)}
    meta = Meta(id="1f", title=title, last=last, rev=7, people=5, counts={"strengths": 6}, counters=counters)
    write(path, meta)
    entry = heads.read_head(path)
    assert entry == heads.entry_of(meta, path)
    assert entry.counts == {"strengths": 6}
    assert entry.problem == ""


def test_only_the_first_bytes_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "kiosk.json"
    write(path, Meta(id="1f", title="Kiosk"))
    read: list[int] = []
    real = heads.fs.pread

    def count(fd: int, length: int, offset: int) -> bytes:
        data = real(fd, length, offset)
        read.append(len(data))
        return data

    monkeypatch.setattr(heads.fs, "pread", count)
    heads.read_head(path)
    assert sum(read) <= heads.FIRST + 16
    assert path.stat().st_size > 5000


def test_files_of_other_tools_are_read_too(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.json"
    path.write_text('{\n  "_meta" : {\n    "1": {"id": "1f", "title": "Kiosk"}\n  },\n "items": {}\n}\n')
    assert heads.read_head(path).title == "Kiosk"
    path.write_text('{"items": {"a": {"text": "_meta"}}, "_meta": {"1": {"id": "1f", "title": "Last"}}}')
    assert heads.read_head(path).title == "Last"


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "{}",
        "[]",
        '{"_meta": {}}',
        '{"_meta": {"1": {"id": 3}}}',
        '{"_meta": 5}',
        '{"_meta"}',
        "x" * 5000,
    ],
)
def test_what_has_no_head_is_an_entry_with_a_problem(tmp_path: Path, content: str) -> None:
    path = tmp_path / "kiosk.json"
    path.write_text(content)
    entry = heads.read_head(path)
    assert (entry.id, entry.title) == ("", "kiosk")
    assert entry.problem == "kiosk.json cannot be read."
    assert entry.changed


def test_a_newer_format_says_so_in_the_list(tmp_path: Path) -> None:
    write(tmp_path / "kiosk.json", Meta(id="1f", title="Kiosk", format=FORMAT + 1))
    assert heads.read_head(tmp_path / "kiosk.json").problem == NEWER


def test_the_list_follows_what_happens(store: Store, home: Path) -> None:
    handle = store.create("Kiosk at the canal", [worker.add("a")], note="S1 kept")
    store.create("Grower contracts")
    first, second = store.entries()
    assert (first.title, second.title) == ("Grower contracts", "Kiosk at the canal")
    assert second.last == "S1 kept"
    assert second.counts == {"strengths": 1}
    assert second == handle.entry
    handle.apply([worker.add("b")], note="S2 kept")
    assert store.entries()[0] == handle.entry
    (home / "notes.txt").write_text("no session")
    (home / ".hidden.json").write_text("{}")
    (home / "folder.json").mkdir()
    (home / "nowhere.json").symlink_to(home / "gone")
    assert [entry.title for entry in store.entries()] == ["Kiosk at the canal", "Grower contracts"]


def test_a_second_list_reads_only_what_changed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    handles = [store.create(f"Session {n}") for n in range(5)]
    store.entries()
    read: list[Path] = []
    real = heads.read_head

    def note(path: Path) -> heads.Entry:
        read.append(path)
        return real(path)

    monkeypatch.setattr(heads, "read_head", note)
    handles[3].apply([worker.add("a")])
    assert len(store.entries()) == 5
    assert read == [handles[3].path]


def test_listing_imports_neither_tinydb_nor_textual(store: Store, home: Path) -> None:
    store.create("Kiosk")
    code = (
        "import sys; from pathlib import Path; from aligntui.store.local.repository import Store\n"
        f"s = Store(Path({str(home)!r}), Path({str(home)!r}), clock=str, new_id=str, person='x')\n"
        "assert [e.title for e in s.entries()] == ['Kiosk']\n"
        "assert s.find('kiosk').title == 'Kiosk'\n"
        "print(sorted(m for m in ('tinydb', 'textual', 'rich', 'platformdirs') if m in sys.modules))\n"
        "s.open('kiosk')\n"
        "print(sorted(m for m in ('textual', 'rich') if m in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=worker.ROOT, check=True
    )
    assert done.stdout.splitlines() == ["[]", "[]"]


def test_a_file_that_may_not_be_read_is_an_entry_that_says_so(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.create("Kiosk")

    def refuse(path: Path) -> heads.Entry:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(heads, "read_head", refuse)
    (entry,) = store.entries()
    assert entry.problem.startswith("You may not read kiosk-")


def test_stamps_of_missing_files(tmp_path: Path) -> None:
    assert files.stamp(tmp_path / "none") is None
    (tmp_path / "file").touch()
    assert files.stamp(tmp_path / "file" / "below") is None
