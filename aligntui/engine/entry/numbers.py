"""Numbers as people type them: `1,240.50`, `1.240,50`, `30 %`, `€2,000`, `1.5k`, `40 members`, `about half`.

What has two readings is asked and never guessed: a silently shifted comma would be a wrong plan.
"""

from __future__ import annotations

from aligntui.engine.entry.unclear import QUOTED, Reading, Twofold, Unclear
from aligntui.text.clean import clip
from aligntui.text.numerals import grouped, is_money, numeral, shortened

SHARES = ("%", "percent", "per cent", "pct", "share", "proportion")
"""What a unit says that counts parts of a hundred."""


def number(line: str, unit: str | None = None) -> str:
    """A decimal number: `1,240.5` is 1240.5, `9,4` is 9.4, `30%` is 30, `1.5k` is 1500.

    Args:
        line: What was typed.
        unit: What is counted, None while nobody said; a per cent sign is refused where something else is,
            and the unit itself may stand behind the number.

    Raises:
        Twofold: When it has two readings: `22.000`, where no money is counted.
        Unclear: When it is no number, or counts something else.
    """
    text = " ".join(line.split())
    counts_shares = unit is not None and any(word in unit.casefold() for word in SHARES)
    if unit and text.casefold().endswith(unit.casefold()) and not unit[:1].isdigit() and unit != "%":
        text = text[: -len(unit)].rstrip()
    found = numeral(text)
    if found is None:
        raise Unclear(f'"{clip(line, QUOTED)}" is no number. Write 9.4 or 1240 or 1.5k.')
    if found.part and not counts_shares:
        raise Unclear(
            f'"{clip(line, QUOTED)}" of what? Write the number, or {found.values[0]} if it counts %.'
        )
    if found.share and unit is not None and not counts_shares:
        raise Unclear(f"This counts {clip(unit, QUOTED)}, not per cent. Write {found.values[-1][:12]}.")
    if len(found.values) == 2 and not (unit and is_money(unit)):
        rarer, likely = (Reading(short, grouped(short), short) for short in map(shortened, found.values))
        raise Twofold(line, rarer, likely)
    return found.values[-1]
