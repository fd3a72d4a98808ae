"""A code never stands alone where a person is told something: its words stand beside it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from case_session import millrace
from stage import make_store

from aligntui.analysis import checks
from aligntui.analysis.say import name
from aligntui.analysis.view import View
from aligntui.engine.books import book_of
from aligntui.engine.messages import Message
from aligntui.engine.runs import start
from aligntui.methods.library import Library
from aligntui.wording.sentences import SENTENCES
from aligntui.wording.words import word


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    """The bakery with all its lists."""
    store = make_store(tmp_path_factory.mktemp("names"))
    handle, _ = start.start(store, Library(), "agenda:full-guide", title="Millrace", solo=True)
    millrace()(store, handle)
    return View(handle.session, book_of(handle.session))


def alone(view: View, sentence: str, whose: str = "") -> list[str]:
    """Codes of items that stand in a sentence without their words; `whose` is the one it is about."""
    known = {view.code(item): item for item in view.session.items.values() if item.text and not item.retired}
    codes = [code for code in known if any(sign.isdigit() for sign in code)]
    pattern = re.compile(r"(?<![\w\"])(" + "|".join(map(re.escape, codes)) + r")(?![\w])(?! \")")
    bare = [match[1] for match in pattern.finditer(sentence)]
    return [code for code in bare if code != whose and known[code].text.split()[0] not in sentence]


def test_findings_name_items_by_their_words(view: View) -> None:
    said = [one.finding for one in checks.said(view)]
    assert len(said) > 20
    bare = {
        (finding.code, code, finding.message)
        for finding in said
        for code in alone(view, f"{finding.message} {finding.mend}", view.code(finding.target))
    }
    assert not bare


@pytest.mark.parametrize("key", [key for key, words in SENTENCES.items() if "!}" in words])
def test_messages_name_items_by_their_words(view: View, key: str) -> None:
    item = view.items("strengths")[0]
    facts: dict[str, object] = dict.fromkeys(re.findall(r"\{([a-z_]+)", SENTENCES[key]), 1)
    named = dict.fromkeys(re.findall(r"\{([a-z_]+)!\}", SENTENCES[key]), item.id)
    sentence = word(Message(key, facts | named), lambda _: "^X", lambda ref: name(view, ref))
    assert f'{view.code(item)} "{item.text[:10]}' in sentence


def test_a_name_is_short_and_what_has_no_words_is_its_code(view: View, tmp_path: Path) -> None:
    long = max(view.session.items.values(), key=lambda item: len(item.text))
    assert len(name(view, long, 20)) <= 20 + len(view.code(long)) + 3
    assert name(view, "record:scope") == view.book.records["scope"].title
    assert name(view, "nobody") == "nobody"
