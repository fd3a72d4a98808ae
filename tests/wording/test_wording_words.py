"""Messages in words: facts filled in, and no key but the one that holds on the face at hand."""

from __future__ import annotations

import re

import pytest

from aligntui.engine.commands import COMMANDS
from aligntui.engine.messages import said
from aligntui.wording.sentences import SENTENCES
from aligntui.wording.words import word


@pytest.mark.parametrize("name", sorted(SENTENCES))
def test_every_message_is_said_with_the_keys_that_hold(name: str) -> None:
    facts = dict.fromkeys(re.findall(r"\{([a-z_]+)", SENTENCES[name]), 2)
    asked: list[str] = []

    def key(command: str) -> str:
        asked.append(command)
        return f"[{command}]"

    sentence = word(said(name, **facts), key)
    assert set(asked) <= set(COMMANDS), "only commands have keys"
    for command in asked:
        assert f"[{command}]" in sentence
    assert not re.search(r"[{}<>]", sentence)
    letters = set(re.findall(r"(?<![\w'\[-])[a-zA-Z](?![\w'\]-])", sentence))
    assert letters <= {"a", "A", "I"}, "a key that nobody asked for"
    assert not re.search(r"\b(Esc|Enter|Space|Backspace|ctrl\+\w)\b", sentence)


def test_counts_and_codes() -> None:
    sentence = word(said("next-ballot", count=1), lambda _: "n")
    assert sentence == "1 ballot is in. This one is the next person's."
    assert word(said("next-ballot", count=3), lambda _: "/on").startswith("3 ballots are in.")


def test_words_that_look_like_a_command_stay_words() -> None:
    assert (
        word(said("out-of-range", low="<go-on>", high="{low}", value=0), lambda _: "n")
        == "From <go-on> to {low}, not 0."
    )


def test_titles_of_steps_stand_in_quotes() -> None:
    """Many titles are questions: their mark would end the sentence."""
    around = [pair for text in SENTENCES.values() for pair in re.findall(r"(.)\{step\}(.)", str(text))]
    assert around
    assert set(around) == {('"', '"')}
