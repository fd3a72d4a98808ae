"""By what a figure groups and of what it speaks, checked with the functions there are."""

from __future__ import annotations

import pytest
from methods_base import book

from aligntui.analysis import registry
from aligntui.methods.check import check_document
from aligntui.methods.decode import parse

METHOD = """\
method: aims
title: Aims
level: advanced
collections:
  aims: {{code: AI, title: Aims}}
  steps_on:
    code: {{under: aims, mark: s}}
    of: aims
    title: Steps
    fields:
      cost: {{type: number}}
      kind: {{type: choice, choices: {{a: first, b: second}}}}
figures:
  half: {{use: ratio, of: steps_on, above: cost, below: 2}}
  under: {{use: {use}}}
  few: {{use: rule, of: aims, where: under.{part} < 2, say: "{{text}} has few.", code: AM1}}
steps:
  - {{kind: board, id: write, title: Write, split: [aims]}}
"""
TALLY = "tally, of: steps_on, by: {}"
TOTAL = "total, of: steps_on, value: {}, by: parent"


def said(use: str, part: str) -> list[str]:
    text = METHOD.format(use=use, part=part)
    return [str(p) for p in check_document(parse(text, "a.yaml"), book(), registry.functions())]


@pytest.mark.parametrize(
    ("use", "part"),
    [
        *((TALLY.format(by), "counts") for by in ("of", "parent", "parent.text", "steps_on.parent")),
        ("coverage, of: aims, by: steps_on.of", "counts"),
        *((TOTAL.format(value), "means") for value in ("cost", "steps_on.cost", "half.each")),
        (TALLY.format("kind"), "n"),
    ],
)
def test_children_are_grouped_by_what_they_hang_on(use: str, part: str) -> None:
    assert said(use, part) == []


@pytest.mark.parametrize(
    ("use", "part", "sentence"),
    [
        (TALLY.format("kind"), "counts",
         "few, where: under.counts has a number for each of the words of kind, none for aims. "
         "Group by: what the condition is about, or ask another part."),
        (TALLY.format("kin"), "n", 'under, by: steps_on has no field "kin". Write kind.'),
        (TOTAL.format("hal.each"), "means", 'under, value: Aims has no figure "hal". Write half.'),
        (TOTAL.format("half.eahc"), "means", 'under, value: figure "half" has no part "eahc". Write each.'),
    ],
)  # fmt: skip
def test_a_condition_that_no_group_answers_is_refused(use: str, part: str, sentence: str) -> None:
    assert [line.partition("figure ")[2] for line in said(use, part)] == [sentence]


SECTION = """\
plan:
  - key: own
    title: Own
    parts:
      - {{figures: [{}]}}
      - {{of: steps_on, says: ["{}"]}}
"""
TWO = TOTAL.format("cost") + "}\n  again: {use: " + TOTAL.format("cost")


@pytest.mark.parametrize(
    ("use", "ref", "slot", "sentences"),
    [
        (TOTAL.format("cost"), "under.bars", "{under.values}", []),
        (TOTAL.format("cost"), "aims:under", "{aims:under.values}", []),
        (TOTAL.format("cost"), "total", "{total.values}", []),
        (TOTAL.format("cost"), "under.bras", "{under.valeus}",
         ['figure 1: figure "under" has no part "bras". Write bars.',
          'says: figure "under" has no part "valeus". Write values.']),
        (TWO, "udner", "{total.values}",
         ['figure 1: there is no function and no figure "udner". Write under.',
          "says: total is what several figures do. Write one of: under.values, again.values."]),
    ],
)  # fmt: skip
def test_a_section_names_figures_and_their_parts(use: str, ref: str, slot: str, sentences: list[str]) -> None:
    text = METHOD.format(use=use, part="means") + SECTION.format(ref, slot)
    found = [str(p) for p in check_document(parse(text, "a.yaml"), book(), registry.functions())]
    assert [line.partition("parts ")[2][3:] for line in found] == sentences
