"""What drives our world: the focal question, and drivers that are certain, critical or of little weight.

High impact with low uncertainty is predetermined and stands in every world; high with high is critical
and makes the axes (Schwartz 1991). The cuts are our convention: high from 4, low up to 2.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from aligntui.analysis import bind, say, verbs, wording
from aligntui.analysis.figure import Figure, Finding, Groups, Items, Part, PerItem, Sentence, Value
from aligntui.analysis.registry import Role, figure
from aligntui.analysis.view import View
from aligntui.session.model import Item

HIGH, LOW = 4, 2
"""First impact or uncertainty that is high, last uncertainty that is low."""

AIM = 10
"""Uncertain drivers to have before axes are chosen (UK Government Office for Science 2024)."""

PREDETERMINED, CRITICAL, UNCERTAIN, MINOR = "predetermined", "critical", "uncertain", "minor"


@figure(
    "focal_rules",
    {
        "record": Role("record", help="the form that holds the focal question"),
        "question": Role("field", needed=False, help="the question"),
        "horizon": Role("field", needed=False, help="the day or year it looks to"),
    },
    source="Schwartz 1991",
)
def focal_rules(view: View, binding: Mapping[str, Any]) -> Figure:
    """Whether the focal question is a question and says until when."""
    record = view.record(bind.word(binding, "record"))
    question, horizon = bind.key(binding, "question", "question"), bind.key(binding, "horizon", "horizon")
    asked = " ".join(view.text(record, question).split())
    if not asked:
        return Figure(why_missing="No focal question is written yet.")
    out = []
    if "?" not in asked:
        mend = "Write it as one, as in: How should we grow until 2030?"
        out.append(say.warning("SC01", "The focal question is no question.", mend, record.id, question))
    if not wording.has_date(asked) and not view.asked(record, horizon):
        mend = "Say which year it looks to: two or three times as far as the plan."
        out.append(say.warning("SC02", "The focal question has no date.", mend, record.id, horizon))
    return Figure(findings=out, n=1)


@figure(
    "driver_rules",
    {
        "of": Role("collection", help="the drivers"),
        "impact": Role("field", needed=False, help="how hard it would hit us, 1 to 5"),
        "uncertainty": Role("field", needed=False, help="how unsure we are, 1 to 5"),
        "fixed": Role("field", needed=False, help="yes or no of a person, which overrules the classes"),
        "aim": Role("number", needed=False, help="uncertain drivers wanted before axes; 10"),
    },
    {
        "class": "predetermined, critical, uncertain or minor",
        "suggest": "yes for drivers that belong in every world, by their ratings alone",
        "fixed": "drivers that belong in every world",
        "critical": "drivers that may become axes",
        "groups": "drivers by class",
        "score": "impact times uncertainty, for sorting only",
        "order": "drivers, highest score first",
        "uncertain": "how many are not certain",
        "line": "how many there are, and whether that is enough",
    },
    source="Schwartz 1991; UK Government Office for Science 2024; cuts are our convention",
)
def driver_rules(view: View, binding: Mapping[str, Any]) -> Figure:
    """Which drivers are certain, which are critical, and whether there are enough."""
    impact, uncertainty, fixed = keys(binding)
    drivers = view.items(bind.lists(binding, "of"))
    if not drivers:
        return Figure(why_missing="No drivers are written yet.")
    aim = bind.whole(binding, "aim", AIM)
    classes = {d.id: kind(view, d, impact, uncertainty, fixed) for d in drivers}
    score: dict[str, float | str | None] = {}
    for driver in drivers:
        i, u = bind.number(view, driver, impact), bind.number(view, driver, uncertainty)
        score[driver.id] = None if i is None or u is None else i * u
    order = sorted(
        (d for d in drivers if score[d.id] is not None),
        key=lambda d: (-float(score[d.id] or 0), -(bind.number(view, d, impact) or 0)),
    )
    names = (CRITICAL, PREDETERMINED, UNCERTAIN, MINOR)
    groups = {name: [d.id for d in order if classes[d.id] == name] for name in names}
    suggest: dict[str, float | str | None] = {}
    for driver in drivers:
        rated = kind(view, driver, impact, uncertainty, "")
        suggest[driver.id] = None if rated is None else "yes" if rated == PREDETERMINED else "no"
    open_ones = sum(_unsure(view, d, uncertainty, classes[d.id]) for d in drivers)
    parts: dict[str, Part] = {
        "class": PerItem(dict(classes)),
        "suggest": PerItem(suggest),
        "fixed": Items([d.id for d in drivers if classes[d.id] == PREDETERMINED]),
        "critical": Items(groups[CRITICAL]),
        "groups": Groups(groups),
        "score": PerItem(score, 0),
        "order": Items([d.id for d in order]),
        "uncertain": Value(float(open_ones), 0),
        "line": Sentence(_line(len(drivers), open_ones, aim)),
    }
    findings = list(_findings(view, drivers, classes, open_ones, aim, impact))
    return Figure(parts=parts, findings=findings, n=len(drivers))


def keys(binding: Mapping[str, Any]) -> tuple[str, str, str]:
    """Field keys of impact, uncertainty and the overruling yes or no."""
    return (
        bind.key(binding, "impact", "impact"),
        bind.key(binding, "uncertainty", "uncertainty"),
        bind.key(binding, "fixed", "fixed"),
    )


def kind(view: View, driver: Item, impact: str, uncertainty: str, fixed: str) -> str | None:
    """Class of a driver; None while it is neither rated nor settled by a person."""
    said = driver.fields.get(fixed) if fixed else None
    if said == "yes":
        return PREDETERMINED
    i, u = bind.number(view, driver, impact), bind.number(view, driver, uncertainty)
    if i is None or u is None:
        return None
    if i >= HIGH and u <= LOW:
        return PREDETERMINED if said != "no" else UNCERTAIN
    if i >= HIGH and u >= HIGH:
        return CRITICAL
    return UNCERTAIN if u > LOW else MINOR


def in_every_world(view: View, drivers: list[Item], binding: Mapping[str, Any]) -> list[Item]:
    """Drivers that no world may leave out."""
    return [d for d in drivers if kind(view, d, *keys(binding)) == PREDETERMINED]


def _unsure(view: View, driver: Item, uncertainty: str, known: str | None) -> bool:
    if known in (PREDETERMINED, MINOR):
        return False
    rated = bind.number(view, driver, uncertainty)
    return known == UNCERTAIN or (rated is not None and rated > LOW)


def _line(count: int, open_ones: int, aim: int) -> str:
    said = f"{bind.count(count, 'driver')}, {open_ones} of them uncertain"
    if open_ones >= aim:
        return f"{said}: enough to choose axes ({aim} is the aim)."
    return f"{said}: {aim} is the aim before axes are chosen."


def _findings(
    view: View, drivers: list[Item], classes: dict[str, str | None], open_ones: int, aim: int, impact: str
) -> Iterator[Finding]:
    unrated = [d for d in drivers if classes[d.id] is None]
    if open_ones < aim and len(unrated) < len(drivers):
        message = f"{bind.count(open_ones, 'uncertain driver')}; {aim} is the aim before axes are chosen."
        yield say.hint("SC03", message, "Look again at law, nature and technology: what could turn?")
    critical = sum(c == CRITICAL for c in classes.values())
    if not unrated and critical < 2:
        message = f"{bind.count(critical, 'driver')} hits hard and is open; two make the axes."
        yield say.warning("SC04", message, "Ask of the heaviest ones: are we really so sure of them?")
    if len(unrated) < len(drivers):
        yield from [
            say.hint(
                "SC05", f"{bind.called(view, d)} is not rated.", "How hard, and how unsure?", d.id, impact
            )
            for d in unrated
        ]
    for driver in drivers:
        word = verbs.way(driver.text)
        if word:
            message = f'{say.name(view, driver)} says "{word}": could it go the other way?'
            mend = 'Name what moves, not where to: "interest in local food".'
            yield say.hint("SC06", message, mend, driver.id, "text")
