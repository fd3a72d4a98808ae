"""Rules that read wording agree with a careful colleague nine times in ten.

`fixtures/verdicts/seen.yaml` may be looked at while a rule is mended; of the others only the share counts:
`held_back.yaml` was a gauge while the rules were made, `fresh.yaml` is from other trades and was asked once,
and `mended.yaml` is for those rules alone that had been wrong too often there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from build import build
from test_scenarios import LISTS
from test_smart import DAY, GOOD
from test_vision import SLOTS

from aligntui.analysis.drivers import driver_rules, focal_rules
from aligntui.analysis.figure import Finding
from aligntui.analysis.scenarios import scenario_rules
from aligntui.analysis.smart_draft import Context
from aligntui.analysis.smart_rules import lint
from aligntui.analysis.swot_rules import factor_rules
from aligntui.analysis.vision import statement, vision_text
from aligntui.analysis.weak_words import RULES, weak_words

FOLDER = Path(__file__).parent.parent / "fixtures" / "verdicts"
SEEN, HELD, FRESH, MENDED = (
    yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))
    for name in ("seen", "held_back", "fresh", "mended")
)
UNSEEN = {"held_back": HELD, "fresh": FRESH, "mended": MENDED}
RIGHT = 90
"""Per cent of texts on which a rule that judges has to agree."""
ASK = ("SC06", "SW1", "VS4", "WW1")
"""Rules that were right less often: they ask what is worth asking of any such text, and judge nothing."""
JUDGE = [code for code in sorted(SEEN) if code not in ASK]

WANTS = {code: name for name, (code, _) in RULES.items()}
SWOT = {
    name: {
        "code": name[0].upper(),
        "fields": {"evidence": {"type": "text"}, "grade": {"type": "scale", "from": 0, "to": 4}},
    }
    for name in ("strengths", "weaknesses", "opportunities", "threats")
}
SIDES = {"inside": ["strengths", "weaknesses"], "outside": ["opportunities", "threats"]}


def objective(entry: Mapping[str, Any]) -> list[Finding]:
    """An objective in its words; where no number is declared it has none, nor a measure."""
    bare = {"measure": "", "unit": "", "baseline": None, "target": None, "guard": "", "realism": ""}
    given = {key: Decimal(value) if key in ("baseline", "target") else value for key, value in entry.items()}
    draft = msgspec.structs.replace(GOOD, **{**bare, "ready": False, **given})
    return lint(draft, Context(as_of=DAY, level="objective"))


def owner(entry: Mapping[str, Any]) -> list[Finding]:
    """An objective in order but for who answers for it."""
    draft = msgspec.structs.replace(GOOD, owners=[entry["text"]])
    return lint(draft, Context(as_of=DAY, level="objective"))


def factor(field: str, collection: str) -> Callable[[Mapping[str, Any]], list[Finding]]:
    """A factor of a SWOT whose words or evidence are given."""

    def find(entry: Mapping[str, Any]) -> list[Finding]:
        words = {"text": "Rosa mends clocks", field: entry["text"]}
        view = build(collections=SWOT, items={collection: {"X1": words}})
        return factor_rules(view, {**SIDES, "chances": SIDES["outside"]}).findings

    return find


def focal(entry: Mapping[str, Any]) -> list[Finding]:
    """A focal question without a horizon beside it."""
    return focal_rules(build(records={"focus": {"question": entry["text"]}}), {"record": "focus"}).findings


def driver(entry: Mapping[str, Any]) -> list[Finding]:
    """A driver in its words."""
    view = build(collections=LISTS, items={"drivers": {"D1": entry["text"]}})
    return driver_rules(view, {"of": "drivers"}).findings


def world(field: str) -> Callable[[Mapping[str, Any]], list[Finding]]:
    """A world whose name or story is given."""

    def find(entry: Mapping[str, Any]) -> list[Finding]:
        words = {"text": "Penny Loaf", "story": "In 2031 a loaf costs 7 euros.", field: entry["text"]}
        view = build(collections=LISTS, items={"scenarios": {"A1": words}})
        return scenario_rules(view, {"of": "scenarios", "story": "story", "effects": "effects"}).findings

    return find


def said_in(slot: str) -> Callable[[Mapping[str, Any]], list[Finding]]:
    """A strategy statement of which one part is given."""

    def find(entry: Mapping[str, Any]) -> list[Finding]:
        view = build(records={"statement": {slot: entry["text"]}}, record_fields={"statement": SLOTS})
        binding = {
            "record": "statement",
            "slots": list(SLOTS),
            "objective": "objective",
            "proof": "advantage",
        }
        return statement(view, binding).findings

    return find


def vision(entry: Mapping[str, Any]) -> list[Finding]:
    """A vision in one sentence."""
    view = build(records={"vision": {"why": entry["text"]}})
    return vision_text(view, {"record": "vision", "fields": ["why"]}).findings


def wanted(name: str) -> Callable[[Mapping[str, Any]], list[Finding]]:
    """A line of which something is wanted."""

    def find(entry: Mapping[str, Any]) -> list[Finding]:
        view = build(records={"frame": {"words": entry["text"]}})
        return weak_words(view, {"record": "frame", "field": "words", "wants": [name]}).findings

    return find


FINDERS: dict[str, Callable[[Mapping[str, Any]], list[Finding]]] = {
    **dict.fromkeys(("SM01", "SM13", "SM14", "SM16", "SM17", "SM21"), objective),
    "SM10": owner,
    "SW1": factor("evidence", "strengths"),
    "SW3": factor("text", "opportunities"),
    "SW5": factor("text", "strengths"),
    "SC02": focal,
    "SC06": driver,
    "SC22": world("text"),
    **dict.fromkeys(("SC25", "SC27"), world("story")),
    **dict.fromkeys(("VS3",), said_in("objective")),
    **dict.fromkeys(("VS4", "VS5", "VS6"), said_in("advantage")),
    **dict.fromkeys(("VT3", "VT4"), vision),
    **{code: wanted(name) for code, name in WANTS.items()},
}


def wrong(code: str, verdicts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Texts on which the rule says otherwise than the colleague, with the side on which they stand."""
    return [
        (side, entry["text"])
        for side in ("speaks", "silent")
        for entry in ({"text": e} if isinstance(e, str) else e for e in verdicts[code][side])
        if (code in {f.code for f in FINDERS[code](entry)}) is not (side == "speaks")
    ]


def texts(code: str, verdicts: Mapping[str, Any]) -> int:
    """How many texts the rule is asked about."""
    return sum(len(side) for side in verdicts[code].values())


@pytest.mark.parametrize("code", JUDGE)
def test_a_rule_agrees_on_the_texts_that_were_seen(code: str) -> None:
    off = wrong(code, SEEN)
    assert 100 * len(off) <= (100 - RIGHT) * texts(code, SEEN), off


@pytest.mark.parametrize(
    ("code", "name"), [(code, name) for code in JUDGE for name, held in UNSEEN.items() if code in held]
)
def test_a_rule_agrees_on_texts_that_no_rule_was_mended_by(code: str, name: str) -> None:
    off, asked = len(wrong(code, UNSEEN[name])), texts(code, UNSEEN[name])
    assert 100 * off <= (100 - RIGHT) * asked


@pytest.mark.parametrize("code", ASK)
def test_a_rule_that_is_right_less_often_asks_and_is_no_more_than_a_hint(code: str) -> None:
    entries = [e for verdicts in (SEEN, HELD, FRESH) for side in verdicts[code].values() for e in side]
    told = [f for e in entries for f in FINDERS[code]({"text": e}) if f.code == code]
    assert told
    assert {(f.severity, f.message[-1]) for f in told} == {("hint", "?")}


def test_each_rule_that_reads_wording_has_at_least_twenty_texts() -> None:
    assert set(SEEN) == set(HELD) == set(FRESH) == set(FINDERS)
    assert {code: n for code in FINDERS if (n := texts(code, FRESH)) < 10} == {}
    assert {code: n for code in FINDERS if (n := texts(code, SEEN) + texts(code, HELD)) < 20} == {}


def test_no_text_stands_in_two_sets() -> None:
    sets = [
        {(code, str(entry)) for code in verdicts for side in verdicts[code].values() for entry in side}
        for verdicts in (SEEN, *UNSEEN.values())
    ]
    assert sum(len(one) for one in sets) == len(set.union(*sets))
