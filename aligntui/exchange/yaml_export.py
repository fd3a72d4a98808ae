"""A session as YAML: the format every other tool can start from, and the one that comes back."""

from __future__ import annotations

from typing import Any

from aligntui.analysis.view import View
from aligntui.exchange.archive import pack
from aligntui.exchange.computed import computed
from aligntui.exchange.definitions import shipped
from aligntui.exchange.entry import Entry
from aligntui.exchange.envelope import envelope
from aligntui.exchange.frame import Frame, check
from aligntui.exchange.problems import Problems
from aligntui.exchange.reading import read
from aligntui.session.model import Session
from aligntui.text.yaml_out import dump


def gather(view: View, *, with_answers: bool = False, archive: bool = False) -> dict[str, Any]:
    """All that an export says, as plain data that fits the schema. JSON and YAML are written from it.

    Raises:
        ValueError: When it does not fit the schema: a fault of ours.
    """
    data = envelope(view, with_answers=with_answers, shipped=shipped(view.session.methods))
    check(data)
    data["computed"] = computed(View(carried(data, view), view.book, view.as_of))
    if archive:
        data["archive"] = pack(view.session)
    check(data)
    return data


def carried(data: dict[str, Any], view: View) -> Session:
    """The session that the export carries: what `computed` may rest on."""
    problems = Problems("export")
    frame = Frame(problems)
    session = read(
        Entry(frame.take(data), frame, view.book, view.session.methods, lambda: view.session.meta.id, "")
    )
    if problems.found:
        raise ValueError("; ".join(str(problem) for problem in problems.found[:5]))
    return session


def export(view: View, *, with_answers: bool = False, archive: bool = False) -> str:
    """The session as YAML text. The same session gives the same bytes.

    Args:
        view: What leaves.
        with_answers: Take along raw answers of rounds held under names.
        archive: Take along everything as stored: names, secret ballots, history.
    """
    return dump(gather(view, with_answers=with_answers, archive=archive))
