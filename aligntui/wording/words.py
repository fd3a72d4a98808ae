"""A message in words: its facts filled in, commands by the key or word that does them on this face."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from aligntui.analysis.bind import count
from aligntui.engine.messages import Message
from aligntui.wording.sentences import SENTENCES

_FACT = re.compile(r"\{([a-z_]+)(?:([:|!])([^}]*))?\}")
_COMMAND = re.compile(r"<([a-z-]+)>")


def word(
    message: Message,
    key: Callable[[str], str],
    name: Callable[[str], str] = str,
    own: Mapping[str, str] = SENTENCES,
) -> str:
    """The sentence of a message.

    Args:
        message: What is said; a fact may be a message itself.
        key: Name of a command -> how it is given here: `u`, `/undo`.
        name: Id of an item -> its name, for facts written `{fact!}`.
        own: Message id -> its words on a face that says some in other words.

    Raises:
        KeyError: When the message has no words or lacks a fact.
    """

    def fact(match: re.Match[str]) -> str:
        value: Any = message.facts[match[1]]
        if match[2] == ":":
            return count(int(value), match[3])
        if match[2] == "|":
            return match[3].split("|")[0 if int(value) == 1 else 1]
        if isinstance(value, Message):
            return word(value, key, name, own)
        return name(str(value)) if match[2] == "!" else str(value)

    # Commands first: words that somebody typed are facts, and may look like one.
    sentence = _COMMAND.sub(lambda match: key(match[1]), own.get(message.id) or SENTENCES[message.id])
    return _FACT.sub(fact, sentence).rstrip()
