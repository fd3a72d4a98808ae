"""What prompts the line of a grid that holds cards is read on both faces, and a kept card is tied to it."""

from __future__ import annotations

from case_session import millrace
from stage import shared_library
from two_faces import Face, on_both


async def test_a_pair_of_its_cell_prompts_the_line_and_the_card_rests_on_it_on_both_faces() -> None:
    async def look(face: Face) -> None:
        for cell in ("SO", "WT"):
            await face.do("list", value=cell)
            if "add" in face.verbs:
                await face.do("add")
            one, other = cell
            assert face.shows(rf"{one}\d .*(\n.*)?\+ {other}\d .*"), f"{face.name}\n{face.text()}"
            await face.do("keep", value=f"What we do in {cell}")
            card = next(item for item in face.view.items("strategies") if item.text.endswith(cell))
            assert face.view.value(card, "cell") == cell
            codes = [face.view.code(face.view.item(ref)) for ref in face.view.value(card, "cites")]
            assert [code.rstrip("0123456789") for code in codes] == [one, other]

    await on_both(shared_library(), "tows/cards", millrace("factors", "match"), look)
