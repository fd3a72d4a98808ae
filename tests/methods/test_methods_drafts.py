"""Every draft of a method can be said in the language, with nothing to mend."""

from __future__ import annotations

import pytest
from drafts import FOLDER, NAMES, drafts

from aligntui.analysis import registry
from aligntui.methods.check import check_document
from aligntui.methods.decode import read


@pytest.mark.parametrize("name", NAMES)
def test_a_draft_has_nothing_to_mend(name: str) -> None:
    document = read(FOLDER / f"{name}.yaml")
    found = check_document(document, drafts().everything(), registry.functions())
    assert [str(problem) for problem in found] == []


def test_no_draft_is_left_out_of_the_library() -> None:
    assert drafts().problems() == []
    assert {head.problem for head in drafts().methods()} == {""}
    assert {head.name for head in drafts().methods()} > set(NAMES)
