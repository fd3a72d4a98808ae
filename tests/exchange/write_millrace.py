"""Write the sample again, so that it reads exactly as an export of today.

`python tests/exchange/write_millrace.py`. Edit the team's words in the file itself,
workshops/examples/millrace-bakehouse.yaml; `computed:` and the order of keys are made here.
"""

from __future__ import annotations

from pathlib import Path

from aligntui.analysis.view import View
from aligntui.exchange.yaml_export import export
from aligntui.exchange.yaml_import import Imported, read_all
from aligntui.methods.library import Library

SAMPLE = Path(__file__).resolve().parents[2] / "workshops" / "examples" / "millrace-bakehouse.yaml"


def sample() -> Imported:
    text = SAMPLE.read_text(encoding="utf-8")
    return read_all(text, SAMPLE.name, Library(), new_id=lambda: "sample", at="2026-11-21T16:30:00")


def written(found: Imported) -> str:
    """The file as it should read: with the answers of the five, who are made up."""
    return export(View(found.session, found.book), with_answers=True)


if __name__ == "__main__":
    SAMPLE.write_text(written(sample()), encoding="utf-8")
