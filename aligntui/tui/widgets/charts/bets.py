"""Map of bets: what leads to what, from the first causes to what they are for."""

from __future__ import annotations

from aligntui.analysis.shapes import BetMap
from aligntui.text.clean import width
from aligntui.tui.widgets.charts.rows import INDENT, LEAST, abreast, code_of, within
from aligntui.tui.widgets.line import Line, line, wrap

ARROW = "─> "


def draw(bets: BetMap, cells: int, rows: int | None = None) -> list[Line]:
    """A block for each cause with an arrow to each effect; the layers in one line above them."""
    layers = layered(bets)
    head = _layers(bets, layers, cells)
    order = [n for layer in layers for n in layer]
    causes = {n: [bet for bet in bets.bets if bet.cause == n] for n in order}
    blocks = [
        _block(bets, n, cells) for n in order if causes[n] or not any(bet.effect == n for bet in bets.bets)
    ]
    ends = [n for n in order if not causes[n] and any(bet.effect == n for bet in bets.bets)]
    if ends:
        words = "What they are for" if any(causes.values()) else ""
        blocks.append(
            [line((" " * INDENT + words, "muted")), *abreast(bets.labels[ends[0]], cells - INDENT - 1, [])]
        )
        blocks += [abreast(bets.labels[n], cells - INDENT - 1, []) for n in ends[1:]]
    return within(blocks, rows, head)


def layered(bets: BetMap) -> list[list[int]]:
    """Numbers of labels by how many arrows lead to them in a row; what goes in a circle stands last."""
    left = list(range(len(bets.labels)))
    layers: list[list[int]] = []
    while left:
        aimed = {bet.effect for bet in bets.bets if bet.cause in left and bet.cause != bet.effect}
        layer = [n for n in left if n not in aimed] or left
        layers.append(layer)
        left = [n for n in left if n not in layer]
    return layers


def _layers(bets: BetMap, layers: list[list[int]], cells: int) -> list[Line]:
    """`OB4 OB5  >  OB1 OB7  >  OB3`, where all of them have codes."""
    if len(layers) < 2 or not all(label.code for label in bets.labels):
        return []
    words = "  >  ".join(" ".join(bets.labels[n].code for n in layer) for layer in layers)
    return [line((" " * INDENT + row, "accent")) for row in wrap(words, max(LEAST, cells - INDENT - 1))]


def _block(bets: BetMap, cause: int, cells: int) -> list[Line]:
    """A cause in full, and an arrow to each effect with what is said of it."""
    out = abreast(bets.labels[cause], cells - INDENT - 1, [])
    for bet in (bet for bet in bets.bets if bet.cause == cause):
        effect = bets.labels[bet.effect]
        code, role = code_of(effect)
        code = code if width(code) <= cells // 3 else ""
        lead = f"{' ' * (INDENT + 2)}{ARROW}"
        room = max(2, cells - width(lead) - width(code) - 1)
        text = effect.words if code or not effect.code else effect.whole
        first, *more = [*wrap(text, room), *wrap(bet.words, room)] or [""]
        inside = wrap(text, room) or [""]
        out.append(line((lead, "muted"), (code, role), first))
        blank = " " * (width(lead) + width(code))
        out += [
            line((blank + row, "text" if n < len(inside) else "muted")) for n, row in enumerate(more, start=1)
        ]
    return out
