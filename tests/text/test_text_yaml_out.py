"""What we write comes back as the same text from every reader at hand."""

from __future__ import annotations

from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
import yaml
from hostile import HOSTILE_STRINGS
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from aligntui.text.clean import clean
from aligntui.text.yaml_in import load
from aligntui.text.yaml_out import dump

CLEAN = list(dict.fromkeys(clean(text) for text in HOSTILE_STRINGS))


def ruamel(version: str) -> Any:
    def read(text: str) -> Any:
        parser = YAML(typ="safe", pure=True)
        parser.version = version
        return parser.load(StringIO(text))

    return read


READERS = {
    "pyyaml": yaml.safe_load,
    "pyyaml-c": lambda text: yaml.load(text, yaml.CSafeLoader),
    "ruamel-1.2": ruamel("1.2"),
    "ruamel-1.1": ruamel("1.1"),
    "ours": lambda text: load(text, "x").data,
}


def test_the_matrix_is_wide() -> None:
    assert len(HOSTILE_STRINGS) > 350


@pytest.mark.parametrize("reader", READERS)
def test_hostile_values_come_back_as_text(reader: str) -> None:
    data = {f"k{i}": text for i, text in enumerate(CLEAN)}
    assert READERS[reader](dump(data)) == data


@pytest.mark.parametrize("reader", READERS)
def test_hostile_keys_come_back_as_text(reader: str) -> None:
    data = {text: f"v{i}" for i, text in enumerate(CLEAN)}
    assert READERS[reader](dump(data)) == data


@pytest.mark.parametrize("reader", READERS)
def test_hostile_text_in_lists_and_deeper(reader: str) -> None:
    data = {"a": [CLEAN, [CLEAN], {"b": [{t: [t]} for t in CLEAN]}]}
    assert READERS[reader](dump(data)) == data


@pytest.mark.parametrize("reader", READERS)
def test_hostile_text_alone(reader: str) -> None:
    for text in CLEAN:
        assert READERS[reader](dump(text)) == text


@pytest.mark.parametrize("reader", [r for r in READERS if r != "ours"])
def test_unclean_text_survives_too(reader: str) -> None:
    dirty = [t for t in HOSTILE_STRINGS if not any("\ud800" <= c <= "\udfff" for c in t)]
    assert READERS[reader](dump(dirty)) == dirty


def test_half_a_character_is_refused() -> None:
    with pytest.raises(ValueError, match="clean it first"):
        dump("\ud83d")


plain = st.text(max_size=60).map(clean)
data = st.recursive(
    plain | st.none() | st.booleans() | st.integers(-(10**30), 10**30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(plain, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(data)
def test_random_data_comes_back(value: Any) -> None:
    text = dump(value)
    for name, read in READERS.items():
        assert read(text) == value, name


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(alphabet="aé1-:#'\" \n\t[]{}?,&*!|>%@`~=<.\\", max_size=12), max_size=6))
def test_random_signs_come_back(texts: list[str]) -> None:
    value = {"list": texts, "keys": {t: t for t in texts}}
    text = dump(value)
    for name, read in READERS.items():
        assert read(text) == value, name


@settings(max_examples=60, deadline=None)
@given(st.decimals(allow_nan=False, allow_infinity=False, places=3) | st.decimals(allow_nan=False))
def test_numbers_keep_their_value(number: Decimal) -> None:
    back = load(dump({"n": number}), "x").data["n"]
    assert Decimal(back) == number


def test_digits_are_kept() -> None:
    assert dump({"a": Decimal("7.0"), "b": Decimal("1E+3"), "c": 5}) == "a: 7.0\nb: 1000\nc: 5\n"


def test_looks() -> None:
    value = {
        "aligntui": 1,
        "items": [
            {"code": "S1", "text": "Sells out: before noon", "cites": ["S1", "O2"], "none": [], "open": {}},
            {"code": "W1", "story": "One.\n\nTwo.\n", "due": "2027-09-30", "done": True, "owner": None},
        ],
        "lists": [["a", "no"], [1]],
    }
    assert dump(value) == (
        "aligntui: 1\n"
        "items:\n"
        "  - code: S1\n"
        "    text: 'Sells out: before noon'\n"
        "    cites:\n"
        "      - S1\n"
        "      - O2\n"
        "    none: []\n"
        "    open: {}\n"
        "  - code: W1\n"
        "    story: |\n"
        "      One.\n"
        "\n"
        "      Two.\n"
        "    due: '2027-09-30'\n"
        "    done: true\n"
        "    owner: null\n"
        "lists:\n"
        "  - - a\n"
        "    - 'no'\n"
        "  - - 1\n"
    )


@pytest.mark.parametrize("text", ["👍", "Zürich", "日本語", "it's", "Grow 5%", "Sells out before noon"])
def test_people_can_read_it(text: str) -> None:
    assert text in dump(text).replace("''", "'")


@pytest.mark.parametrize("value", [1.5, {1: "a"}, object(), {"a": {2.5}}])
def test_only_plain_data(value: Any) -> None:
    with pytest.raises(TypeError):
        dump(value)
