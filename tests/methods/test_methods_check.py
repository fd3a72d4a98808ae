"""Every mistake an author can make is one sentence with line, place and mend."""

# ruff: noqa: E501 - an expected sentence is easier to compare on one line.

from __future__ import annotations

import pytest
from methods_base import BASE, FUNCTIONS, book, changed, said

from aligntui.methods.check import check_document
from aligntui.methods.decode import parse


def test_the_base_is_right() -> None:
    assert said(BASE) == []


MISTAKES = {
    # structure
    "unknown key": (
        "minutes: 30", "minuts: 30",
        "line 5: \"minuts\" is no key here. Write minutes.",
    ),
    "unknown key, nothing near": (
        "people: {min: 1, best: 2-9}", "people: {min: 1, zzz: 2-9}",
        'line 4: people: "zzz" is no key here. Write one of: min, best.',
    ),
    "unknown key in a step": (
        "    record: frame\n", "    record: frame\n    titel: x\n",
        'line 61: step frame: "titel" is no key here. Write title.',
    ),
    "wrong word": (
        "level: fundamentals", "level: fundamental",
        'line 3: level: "fundamental" is none of fundamentals, intermediate, advanced. Write fundamentals.',
    ),
    "wrong type": (
        "size: {type: scale,", "size: {type: skale,",
        'line 16: collection cards, field size, type: "skale" is none of text, long, number, date, choice, yesno, '
        "scale, link, list, chain, figure. Write scale.",
    ),
    "text for a number": (
        "minutes: 30", "minutes: half an hour",
        'line 5: minutes: "half an hour" is no whole number. Write a number without quotes, as 10.',
    ),
    "decimal for a number": (
        "minutes: 30", "minutes: 7.5",
        'line 5: minutes: "7.5" is no whole number. Write a number without quotes, as 10.',
    ),
    "yes for true": (
        "each: true, min: 1, max: 6", "each: yes, min: 1, max: 6",
        'line 56: step write, done 1, each: "yes" is neither true nor false. Write true or false.',
    ),
    "true for text": (
        "title: Base", "title: true",
        'line 2: title: a text belongs here, true is none. Quote it: "true".',
    ),
    "nothing for text": (
        "title: Base", "title:",
        "line 2: title: a text belongs here and nothing stands here. Write it, or leave the key out.",
    ),
    "text for a list": (
        "fields: [unit, whom]", "fields: unit",
        'line 61: step frame, fields: a list belongs here and "unit" stands here. Write [a, b], or one - a line.',
    ),
    "list for a mapping": (
        "    adds:\n      worth: {type: number, unit: frame.unit}", "    adds: [worth]",
        "line 27: uses goals, adds: keys with values belong here and a list stands here. Write key: value lines.",
        'line 38: relation cross, where: goals has no field "worth". Declare it there.',
    ),
    "mapping for a text": (
        "    title: Cards", "    title: {en: Cards}",
        "line 11: collection cards, title: a text belongs here and a mapping stands here. "
        "Quote the text, or move it to its key.",
    ),
    "step without a kind": (
        "  - kind: form\n    id: frame", "  - id: frame",
        'line 57: step frame: the key "kind" is missing. Add kind: to it.',
    ),
    "step that is a word": (
        "  - kind: report\n    id: result\n    title: Result\n    show: [sums.rows, votes, plan, cards, frame]\n",
        "  - report\n",
        'line 108: step 9: keys with values belong here and "report" stands here. Write kind and id and title.',
    ),
    # codes
    "prefix in small letters": (
        "code: CA", "code: ca",
        'line 10: collection cards, code: "ca" is no prefix for codes. Write one to three capital letters, as CA.',
    ),
    "prefix of another": (
        "code: CA", "code: OB",
        "line 10: collection cards, code: codes OB1, OB2 belong to objectives. Choose another prefix: CAR, CA, CR are free.",
    ),
    "prefix that is a cell": (
        "code: CA", "code: SO",
        "line 10: collection cards, code: codes SO1, SO2 belong to strategies. Choose another prefix: CAR, CA, CR are free.",
    ),
    "code rule of two kinds": (
        "{under: cards, mark: n}", "{under: cards, letters: A}",
        "line 21: collection notes, code: a code rule is one of from, letters, under. Write one of them.",
    ),
    "child codes without a parent": (
        "    of: cards\n    fields:\n      why", "    fields:\n      why",
        "line 21: collection notes, code: codes under cards need cards as parent. Add of: cards.",
    ),
    "mark taken": (
        "{under: cards, mark: n}", "{under: objectives, mark: c}",
        'line 21: collection notes, code: checkins marks its codes "c" as well. Choose another mark.',
        "line 21: collection notes, code: codes under objectives need objectives as parent. Add of: objectives.",
    ),
    "prefix from a field that is no choice": (
        "code: CA", "code: {from: due}",
        'line 10: collection cards, code, from: "due" is no single choice field of this collection. '
        "Add one, or a prefix.",
    ),
    "choices that are no prefixes": (
        "code: CA", "code: {from: sort}",
        'line 17: collection cards, field sort, choices: "big" is a prefix here. '
        "Write one to three capital letters, as BIG.",
        'line 17: collection cards, field sort, choices: "small" is a prefix here. '
        "Write one to three capital letters, as SMA.",
    ),
    "series that begins nowhere": (
        "code: CA", "code: {letters: one}",
        'line 10: collection cards, code, letters: "one" begins no series. Write letters: A.',
    ),
    # collections and fields
    "shared list declared again": (
        "  cards:\n    code: CA", "  goals:\n    code: GG\n  cards:\n    code: CA",
        'line 9: collection goals: "goals" is a shared collection. Use it under uses: goals: and add fields there.',
        'line 28: uses goals: "goals" is declared in this file. Add the fields there.',
    ),
    "list of another method": (
        "  cards:\n    code: CA", "  strengths:\n    code: GG\n  cards:\n    code: CA",
        'line 9: collection strengths: "strengths" belongs to SWOT analysis. '
        "Use it under uses: strengths:, or give yours another name.",
    ),
    "bad field key": (
        "kept: {type: yesno}", "Kept-it: {type: yesno}",
        'line 18: collection cards, field Kept-it: "Kept-it" cannot name a field. '
        "Use small letters, digits and _, as first_step.",
        'line 80: step place, mark: cards has no field "kept". Declare it there.',
    ),
    "reserved field key": (
        "kept: {type: yesno}", "kept: {type: yesno}\n      was: {type: text}",
        'line 19: collection cards, field was: every item has a "was" of its own. Give the field another key.',
    ),
    "scale without ends": (
        "fit: {type: scale, from: 0, to: 2,", "fit: {type: scale, from: 0,",
        "line 41: relation cross, field fit: a scale needs from and to. Write from: 1 and to: 5.",
    ),
    "scale upside down": (
        "fit: {type: scale, from: 0, to: 2,", "fit: {type: scale, from: 2, to: 0,",
        "line 41: relation cross, field fit, to: the scale ends at 0 and begins at 2. from is the lower end.",
    ),
    "label of no point": (
        "size: {type: scale, from: 1, to: 5}", 'size: {type: scale, from: 1, to: 5, choices: {"6": six}}',
        'line 16: collection cards, field size, choices: "6" is no point of this scale. Label points from "1" to "5".',
    ),
    "choice without choices": (
        "sort: {type: choice, choices: {big: Big, small: Small}}", "sort: {type: choice}",
        "line 17: collection cards, field sort: a choice field needs choices. Add choices: {key: label}.",
        'line 81: step place, filter, where: sort is never "big".',
    ),
    "link to nowhere": (
        "goal: {type: link, of: goals}", "goal: {type: link}",
        "line 19: collection cards, field goal: a link field needs of. "
        "Say which collections it may point to, or any.",
    ),
    "link to a list that is not there": (
        "goal: {type: link, of: goals}", "goal: {type: link, of: [goals, gaols]}",
        'line 19: collection cards, field goal, of 2: there is no collection "gaols". Write goals.',
    ),
    "offered first by what is not there": (
        "goal: {type: link, of: goals}", "goal: {type: link, of: goals, ahead: [weight]}",
        'line 19: collection cards, field goal, ahead 1: goals has no field "weight". Declare it there.',
    ),
    "option of another type": (
        "kept: {type: yesno}", "kept: {type: yesno, unit: days}",
        "line 18: collection cards, field kept, unit: unit means nothing to a yesno field. It is for number.",
    ),
    "word limit": (
        "words: 10-30", "words: 30-10",
        'line 24: collection notes, field why, words: "30-10" is no word limit. Write 35 for at most, or 80-150.',
    ),
    "sentence with a hole": (
        'says: "{text} by {due}"', 'says: "{text} by {dew}"',
        'line 13: collection cards, says: "{dew}" stands for nothing. Write {due}.',
    ),
    "unit of another record": (
        "unit: frame.unit", "unit: frame.unti",
        'line 28: uses goals, field worth, unit: the record frame has no field "unti". Write unit.',
    ),
    "field that is there already": (
        "      worth: {type: number, unit: frame.unit}", "      measure: {type: text}\n      worth: {type: number}",
        'line 28: uses goals, field measure: goals has a field "measure" already. Leave it out here.',
    ),
    "use of nothing": (
        "uses:\n  goals:", "uses:\n  gools:",
        'line 26: uses gools: there is no collection "gools". Write goals.',
        'line 39: relation cross, where: goals has no field "worth". Declare it there.',
    ),
    "figure field without a figure": (
        "kept: {type: yesno}", "kept: {type: yesno}\n      rank: {type: figure}",
        "line 19: collection cards, field rank: a figure field shows a figure. Add suggest: name.part.",
    ),
    "suggestion of nothing": (
        "kept: {type: yesno}", "kept: {type: yesno, suggest: sums.row}",
        'line 18: collection cards, field kept, suggest: figure "sums" has no part "row". Write rows.',
    ),
    # conditions
    "condition without a comparison": (
        "where: worth > 3", "where: worth",
        'line 39: relation cross, where: "worth" says nothing about worth yet. Write worth = yes, for example.',
    ),
    "condition on an unknown field": (
        "where: worth > 3", "where: wroth > 3",
        'line 39: relation cross, where: goals has no field "wroth". Write worth.',
    ),
    "condition that is never true": (
        "status = agreed and sort in big", "status = agree and sort in bigg",
        'line 81: step place, filter, where: sort is never "bigg". Write big.',
        'line 81: step place, filter, where: status is never "agree". Write agreed.',
    ),
    "default that a field never holds": (
        "kept: {type: yesno}", "kept: {type: yesno, default: partly}",
        'line 18: collection cards, field kept, default: a yesno field never holds "partly". '
        "Write run.as_of for a date, me for a person, else a value that the field may hold.",
    ),
    "default of a day that is no day": (
        "due: {type: date, unknown: true}", "due: {type: date, unknown: true, default: soon}",
        'line 15: collection cards, field due, default: a date field never holds "soon". '
        "Write run.as_of for a date, me for a person, else a value that the field may hold.",
    ),
    "condition of a field that is not asked": (
        "    fields: [unit, whom]\n", "    fields: [unit, whom]\n    only: {untt: whom is-empty}\n",
        'line 62: step frame, only, untt: "untt" is not asked here. Write unit.',
    ),
    "reason that is no words": (
        "    record: frame\n    fields: [unit, whom]\n",
        "    each: cards\n    record: notes\n    fields: [why, parent.duu, sums.rws]\n    why: wyy\n",
        'line 62: step frame, field 2: cards has no field "duu". Write due.',
        'line 62: step frame, field 3: figure "sums" has no part "rws". Write rows.',
        'line 63: step frame, why: notes has no field "wyy". Write why.',
        'line 65: step frame, done 1, filled 1: notes or cards has no field "unit". Declare it there.',
    ),
    "last of a list that is no child": (
        "where: status = agreed and sort in big", "where: last(goals).worth > 3",
        "line 81: step place, filter, where: goals is no child list of cards.",
    ),
    "field that a child does not have": (
        "where: status = agreed and sort in big", "where: in-run and last(notes).whi is-empty",
        'line 81: step place, filter, where: notes has no field "whi". Write why.',
    ),
    "order by what a child does not have": (
        "order: -size", "order: -last(notes).whi",
        'line 81: step place, filter, order: notes has no field "whi". Write why.',
    ),
    "or in a condition": (
        "status = agreed and sort in big", "status = agreed or sort = big",
        'line 81: step place, filter, where: "status = agreed or sort = big": there is no "or". '
        "Write status in a, b for one of several words.",
    ),
    # needs and done
    "need that leads nowhere": (
        "go: base/write", "go: base/wriet",
        'line 7: needs 1, go: Base has no step "wriet". Write base/write.',
    ),
    "need of an unknown list": (
        "- {count: goals, min: 1, why", "- {count: goal, min: 1, why",
        'line 7: needs 1, count: there is no collection "goal". Write goals.',
    ),
    "done of nothing": (
        "- {filled: [unit]}", "- {say: one unit}",
        "line 63: step frame, done 1: done is one of count, figure, filled. Write one of them.",
    ),
    "done without a number": (
        "- {figure: sums.total, min: 1}", "- {figure: sums.total}",
        "line 71: step grid, done 1: it does not say how many. Add min: 1, or max: 0.",
    ),
    "done upside down": (
        "each: true, min: 1, max: 6", "each: true, min: 6, max: 1",
        "line 56: step write, done 1, max: at most 1 is less than at least 6.",
    ),
    "done of an unknown field": (
        "- {filled: [unit]}", "- {filled: [units]}",
        'line 63: step frame, done 1, filled 1: the record frame has no field "units". Write unit.',
    ),
    # steps
    "key of another kind": (
        "    record: frame\n", "    record: frame\n    cut: [3, 4]\n",
        'line 61: step frame: "cut" means nothing to a form. It is for plot.',
    ),
    "path that is none": (
        "why: Goals first., go: base/write}", "why: Goals first., go: base/write, else: team}",
        'line 7: needs 1, else: there is no path "team". Write else: solo.',
    ),
    "layout of another kind": (
        "    record: frame\n", "    record: frame\n    layout: 2x2\n",
        'line 61: step frame, layout: a form is not laid out as "2x2". Write layout: pairs, or leave it out.',
    ),
    "pairs of a record": (
        "    record: frame\n", "    record: frame\n    layout: pairs\n",
        "line 61: step frame, layout: pairs are the items of a list. Add each: and leave record: out.",
    ),
    "pairs of one": (
        "    record: frame\n    fields: [unit, whom]\n    done:\n      - {filled: [unit]}\n",
        "    each: cards\n    layout: pairs\n    fields: [goal]\n",
        "line 61: step frame, layout: a pair is two links to one item each. Ask two such fields.",
    ),
    "key that the kind needs": (
        "    x: size\n", "",
        "line 72: step place: a plot needs x. Add x:.",
    ),
    "one of two keys that the kind needs": (
        "    record: frame\n", "",
        "line 57: step frame: a form needs record or each. Add record:.",
    ),
    "unknown phase": (
        "phases: [write, reveal]", "phases: [write, revael]",
        'line 54: step write, phases 2: a board has no phase "revael". Write reveal.',
    ),
    "phase twice": (
        "phases: [write, reveal]", "phases: [write, write]",
        'line 54: step write, phases 2: phase "write" stands here twice. Once is enough.',
    ),
    "second round without rounds": (
        "    rounds: 2\n", "",
        "line 88: step vote, phases: again is a second round. Add rounds: 2.",
    ),
    "unknown field": (
        "fields: [unit, whom]", "fields: [unit, who]",
        'line 61: step frame, field 2: the record frame has no field "who". Write whom.',
    ),
    "unknown record": (
        "    record: frame\n", "    record: frmae\n",
        'line 60: step frame, record: there is no record "frmae". Write frame.',
    ),
    "unknown relation": (
        "    relation: cross\n", "    relation: cros\n",
        'line 67: step grid, relation: there is no relation "cros". Write cross.',
    ),
    "unknown list": (
        "    to: cards\n", "    to: crads\n",
        'line 99: step sort, to: there is no collection "crads". Write cards.',
    ),
    "unknown step": (
        "    words: words\n", "    words: word\n",
        'line 98: step sort, words: Base has no step "word". Write words.',
    ),
    "same id": (
        "id: result", "id: write",
        'line 109: step write, id: the id "write" is taken (line 48). Give each step its own.',
    ),
    "bad id": (
        "id: result", "id: The Result",
        'line 109: step The Result, id: "The Result" cannot name a step. '
        "Use small letters, digits, - and _, as first-steps.",
    ),
    "axis that is no scale": (
        "    y: size\n", "    y: due\n",
        'line 77: step place, y: field "due" is of type date, scale or number is needed here.',
    ),
    "mark that is no yes or no": (
        "    mark: kept\n", "    mark: size\n",
        'line 80: step place, mark: field "size" is of type scale, yesno is needed here.',
    ),
    "cut of one": (
        "cut: [3, 3]", "cut: [3]",
        "line 78: step place, cut: two numbers belong here, for x and y. Write [3, 4].",
    ),
    "quadrant": (
        "names: {hi_hi: big}", "names: {hihi: big}",
        'line 79: step place, names: there is no quadrant "hihi". Write hi_hi.',
    ),
    "column that is not there": (
        "ask: {cards: Which cards?}", "ask: {crads: Which cards?}",
        'line 52: step write, ask: there is no column "crads". Write cards.',
    ),
    "answer scale without ends": (
        "answer: {type: scale, from: 1, to: 5}", "answer: {type: scale, from: 1}",
        "line 86: step vote, answer: a scale needs from and to. Write from: 1 and to: 5.",
    ),
    "points without a total": (
        "answer: {type: scale, from: 1, to: 5}", "answer: {type: points}",
        "line 86: step vote, answer: points need a total. Write total: 100.",
    ),
    "scale with a cap": (
        "answer: {type: scale, from: 1, to: 5}", "answer: {type: scale, from: 1, to: 5, cap: 3}",
        "line 86: step vote, answer: total and cap mean nothing to scale. They are for points and dots.",
    ),
    "ranks of nothing": (
        "answer: {type: words, max: 3}", "answer: {type: rank, max: 3}",
        "line 94: step words, answer: rank need items. Add about: and the collection.",
    ),
    "no mark, two rounds": (
        "privacy: {names: secret, floor: 3}", "privacy: {names: none}",
        "line 90: step vote, privacy: without a mark there is one round only. Write names: secret, so that rounds join.",
    ),
    "prompt of nothing": (
        "prompt: {each: cross,", "prompt: {each: crosses,",
        'line 107: step mend, prompt, each: there is no collection "crosses". Write cross.',
    ),
    "prompt with a hole": (
        '"{row.text} + {col.code}: {fit}"', '"{rwo.text} + {col.code}: {fit}"',
        'line 107: step mend, prompt, say: "{rwo.text}" stands for nothing. Write {row.text}.',
    ),
    "prompt that makes of nothing": (
        "makes: {goal: [col]}", "makes: {goal: [item], sort: [row]}",
        'line 107: step mend, prompt, makes, goal 1: "item" is nothing that a prompt shows. Write row or col.',
        'line 107: step mend, prompt, makes, sort: field "sort" is of type choice, link is needed here.',
    ),
    "shows of a record": (
        "shows: [due, frame.unit]", "shows: [due, frame.unti]",
        'line 106: step mend, shows 2: the record frame has no field "unti". Write unit.',
    ),
    # figures
    "unknown function": (
        "votes: {use: votes,", "votes: {use: voted,",
        'line 44: figure votes, use: there is no function "voted". Write votes.',
    ),
    "figure without a function": (
        "votes: {use: votes, round", "votes: {round",
        "line 44: figure votes: it does not say which function it is. "
        "Add use: name; aligntui workshops --figures lists them.",
    ),
    "role missing": (
        "sums: {use: sums, of: cross, value: fit}", "sums: {use: sums, of: cross}",
        'line 43: figure sums: sums needs "value". Add value: to it.',
    ),
    "role unknown": (
        "round: vote, high: 4", "round: vote, hihg: 4",
        'line 44: figure votes: votes knows no "hihg". Write high.',
    ),
    "unknown shape": (
        "of: cross, value: fit", "of: cross, value: fit, as: {rows: bras}",
        'line 43: figure sums, as, rows: there is no shape "bras". Write bars.',
    ),
    "shape of no part": (
        "of: cross, value: fit", "of: cross, value: fit, as: {rwos: bars}",
        'line 43: figure sums, as: sums has no part "rwos". Write rows.',
    ),
    "shapes without parts": (
        "of: cross, value: fit", "of: cross, value: fit, as: bars",
        'line 43: figure sums, as: "bars" is no mapping. Write as: {part: shape}.',
    ),
    "heading of no part": (
        "round: vote, high: 4", "round: vote, title: {meen: Mean}",
        'line 44: figure votes, title, meen: there is no part "meen". Write mean.',
    ),
    "limits that are none": (
        "round: vote, high: 4", "round: vote, bands: {low: few, 3: many}",
        'line 44: figure votes, bands, low: "low" is no number. Write the lowest value, then its word.',
    ),
    "bands without limits": (
        "round: vote, high: 4", "round: vote, bands: high",
        'line 44: figure votes, bands: "high" gives no limits. Write {0: low, 40: middle, 80: high}.',
    ),
    "steps of another method": (
        "round: vote, high: 4", "round: vote, steps: [vote, voted]",
        'line 44: figure votes, step 2: Base has no step "voted". Write vote.',
    ),
    "part of no figure": (
        "round: vote, high: 4", "round: vote, over: sums.totl",
        'line 44: figure votes, over: figure "sums" has no part "totl". Write total.',
    ),
    "neither number nor figure": (
        "round: vote, high: 4", "round: vote, over: [sums]",
        "line 44: figure votes, over: a list is neither a number nor a figure. Write name.part.",
    ),
    "the word of a figure without bands": (
        'read_back: "{sums.line}"', 'read_back: "{votes.band}"',
        'line 69: step grid, read_back: figure "votes" has no part "band".',
    ),
    "condition of a label": (
        "lists: [cards, notes], due: due", "lists: [cards, notes], labels: {big: [size = 5, siez = 4]}",
        'line 46: checks 1, labels, big 2: cards or notes has no field "siez". Write size.',
    ),
    "round of a field": (
        "lists: [cards, notes], due: due", "lists: [cards, notes], rounds: {siez: vote, size: frame, due: voted}",
        'line 46: checks 1, rounds, due: Base has no step "voted". Write vote.',
        'line 46: checks 1, rounds, siez: cards or notes has no field "siez". Write size.',
        "line 46: checks 1, rounds, size: nobody gives answers in a form. Name an ask, plot, matrix or board step.",
    ),
    "label of a class": (
        "lists: [cards, notes], due: due",
        "lists: [cards, notes], labels: {big: size = 5, small: size = 1}, some: [big, smal]",
        'line 46: checks 1, some 2: there is no label "smal". Write small.',
    ),
    "label without a condition": (
        "lists: [cards, notes], due: due", "lists: [cards, notes], labels: {big: 4}",
        'line 46: checks 1, labels, big: "4" is no condition. Write a condition in quotes.',
    ),
    "relation expected": (
        "of: cross, value: fit", "of: cards, value: fit",
        'line 43: figure sums, of: there is no relation "cards". Write cross.',
    ),
    "field of another list": (
        "of: cross, value: fit", "of: cross, value: worht",
        'line 43: figure sums, value: the relation cross or cards or goals has no field "worht". Write worth.',
    ),
    "round that nobody answers": (
        "round: vote, high", "round: write, high",
    ),
    "round in a form": (
        "round: vote, high", "round: frame, high",
        "line 44: figure votes, round: nobody gives answers in a form. Name an ask, plot, matrix or board step.",
    ),
    "round of nowhere": (
        "round: vote, high", "round: swot/factor, high",
        'line 44: figure votes, round: SWOT analysis has no step "factor". Write swot/factors.',
    ),
    "number expected": (
        "high: 4}", "high: four}",
        'line 44: figure votes, high: "four" is no number. Write a number without quotes.',
    ),
    "list for one name": (
        "round: vote, high", "round: [vote], high",
        "line 44: figure votes, round: one name belongs here and a list stands here.",
    ),
    "condition in a binding": (
        "due: due}", "due: due, where: status = gone}",
        'line 46: checks 1, where: status is never "gone". Write one of: draft, agreed, parked, dropped.',
    ),
    "names expected": (
        "lists: [cards, notes]", "lists: {a: cards}",
        "line 46: checks 1, lists: names belong here and a mapping stands here. Write [a, b].",
    ),
    "unknown figure": (
        "margins: {rows: sums.rows}", "margins: {rows: sum.rows}",
        'line 68: step grid, margins, rows: Base has no figure "sum". Write sums.',
    ),
    "unknown part": (
        'read_back: "{sums.line}"', 'read_back: "{sums.lines}"',
        'line 69: step grid, read_back: figure "sums" has no part "lines". Write line.',
    ),
    "figure of an unknown method": (
        'read_back: "{sums.line}"', 'read_back: "{swto:dots.leader}"',
        'line 69: step grid, read_back: there is no method "swto" at hand. Write swot.',
    ),
    "nothing to show": (
        "show: [sums.rows, votes, plan, cards, frame]", "show: [plna]",
        'line 111: step result, show 1: "plna" is nothing that can be shown. Write plan.',
    ),
    # head
    "method name": (
        "method: base", "method: Base Camp",
        'line 1: method: "Base Camp" cannot name a method. Use small letters, digits, - and _, as half-day.',
        'line 7: needs 1, go: there is no method "base" at hand. Check its spelling.',
    ),
    "people": (
        "best: 2-9", "best: a few",
        'line 4: people, best: "a few" is no number of people. Write 5-9, 5+ or 1.',
    ),
    "negative time": (
        "minutes: 30", "minutes: -30",
        "line 5: minutes: time does not run backwards. Write 0 or more.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_said_and_nothing_else(name: str) -> None:
    old, new, *expected = MISTAKES[name]
    assert changed(old, new) == [f"base.yaml {sentence}" for sentence in expected]


def test_all_mistakes_of_a_file_come_at_once() -> None:
    text = BASE
    for old, new in (
        ("minutes: 30", "minuts: 30"),
        ("code: CA", "code: OB"),
        ("fields: [unit, whom]", "fields: [unit, who]"),
        ("where: worth > 3", "where: worth"),
        ("votes: {use: votes,", "votes: {use: voted,"),
        ("id: result", "id: write"),
    ):
        text = text.replace(old, new)
    lines = [sentence.split(":")[0] for sentence in said(text)]
    assert lines == [f"base.yaml line {n}" for n in (5, 10, 39, 44, 61, 109)]


def test_a_broken_declaration_is_said_once_and_not_where_it_is_used() -> None:
    """What was declared with a mistake in it is not also "missing" at every place that names it."""
    assert (
        len(changed("sort: {type: choice, choices: {big: Big, small: Small}}", "sort: {tpye: choice}")) == 2
    )
    assert len(changed("code: CA\n", "coed: CA\n")) == 2


def test_what_does_not_fit_hides_nothing_else() -> None:
    """Every mistake of a file is named at once, whatever else is wrong with it."""
    text = (
        BASE.replace("level: fundamentals", "level: easy")
        .replace("size: {type: scale, from: 1, to: 5}", "size: {type: skale, from: 5, to: 1}")
        .replace("sums: {use: sums, of: cross, value: fit}", "sums: {use: sumz, of: crosz, value: fit}")
        .replace("- {use: rules, lists: [cards, notes], due: due}", "- {use: nothing, of: [cardz]}")
        .replace("  - kind: form\n    id: frame", "  - kind: forn\n    id: frame")
        .replace("    fields: [unit, whom]", "    fields: [unti, whom]\n    holds: goalz")
    )
    found = said(text)
    for words in (
        'level: "easy" is none of',
        'field size, type: "skale" is none of',
        "field size, to: the scale ends at 1 and begins at 5.",
        'there is no function "sumz". Write sums.',
        'figure sums, of: there is no relation "crosz". Write cross.',
        'there is no function "nothing".',
        'there is no collection "cardz". Write cards.',
        'step frame, kind: "forn" is none of',
        'step frame, holds: there is no collection "goalz". Write goals.',
        'step frame, field 1: record frame has no field "unti". Write unit.',
    ):
        assert any(words.replace("record frame", "the record frame") in one for one in found), (words, found)
    assert len(found) == 10


def test_a_type_near_to_none_leaves_the_rest_of_the_field_to_be_checked() -> None:
    found = changed("size: {type: scale, from: 1, to: 5}", "size: {type: qqq, from: 5, to: 1, of: cardz}")
    assert [one.split(": ", 1)[1].split(".")[0] for one in found if "none of" not in one] == [] or len(
        found
    ) == 3
    assert any('there is no collection "cardz"' in one for one in found)
    assert any("the scale ends at 1" in one for one in found)


def test_an_unknown_list_says_nothing_false_of_the_columns() -> None:
    text = BASE.replace(
        "    split: [cards]\n    ask: {cards: Which cards?}", "    holds: cardz\n    split: sort"
    )
    assert (
        said(text) == ['base.yaml line 48: step write, holds: there is no collection "cardz". Write cards.']
        or [one for one in said(text) if "cardz" not in one] == []
    )


@pytest.mark.parametrize(
    ("first", "missing"), [("method: base\n", "method"), ("", "agenda")], ids=["method", "agenda"]
)
def test_the_first_line_is_missed_once(first: str, missing: str) -> None:
    text = BASE.replace(first, "") if first else "title: Our day\npeople: 5-9\nsteps:\n  - {talk: Welcome}\n"
    assert said(text) == [
        f'base.yaml line 1: the key "{missing}" is missing. Start the file with {missing}: NAME.'
    ]


def test_a_free_prefix_is_made_of_the_word() -> None:
    text = BASE.replace("code: CA", "code: {from: sort}").replace(
        "{big: Big, small: Small}", "{SOCI: Social, OB: No}"
    )
    found = said(text)
    assert any("as SOC." in one for one in found), found
    assert any("codes OB1, OB2 belong to objectives" in one for one in found), found


def test_a_broken_step_does_not_shift_the_lines_of_others() -> None:
    text = BASE.replace("  - kind: form\n    id: frame", "  - id: frame").replace("id: result", "id: write")
    assert [s.split(":")[0] for s in said(text)] == ["base.yaml line 57", "base.yaml line 108"]


def test_without_functions_bindings_are_left_alone() -> None:
    text = BASE.replace("votes: {use: votes,", "votes: {use: voted,")
    assert check_document(parse(text, "x"), book()) == []
    assert check_document(parse(text, "x"), book(), FUNCTIONS)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a: 1", "x line 1: this is neither a method nor an agenda. Start it with method: NAME or agenda: NAME."),
        ("[]", "x line 1: this is neither a method nor an agenda. Start it with method: NAME or agenda: NAME."),
        ("just words", "x line 1: this is neither a method nor an agenda. Start it with method: NAME or agenda: NAME."),
        ("collections: 5", 'x line 1: collections: keys with values belong here and "5" stands here. '
                           "Write key: value lines."),
    ],
)  # fmt: skip
def test_files_that_are_something_else(text: str, sentence: str) -> None:
    assert said(text, "x") == [sentence]


AGENDA = """\
agenda: day
title: A day
people: 5-9
steps:
  - {talk: Welcome, minutes: 10}
  - {step: swot/factors, minutes: 55}
  - {break: 15}
  - {steps: [tows/grid, tows/cards], minutes: 40}
  - {method: resources}
"""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("x", "x", []),
        ("{talk: Welcome, minutes: 10}", "{talk: Welcome, break: 5}",
         ["line 5: step 1: the line has talk and break. Write one of step, steps, method, talk, break."]),
        ("{talk: Welcome, minutes: 10}", "{minutes: 10}",
         ["line 5: step 1: the line is empty. Write one of step, steps, method, talk, break."]),
        ("swot/factors", "swot/factor", ['line 6: step 2, step: swot has no step "factor". Write swot/factors.']),
        ("swot/factors", "swot/zzz", ['line 6: step 2, step: swot has no step "zzz". It has factors.']),
        ("swot/factors", "swto/factors", ['line 6: step 2, step: there is no method "swto" at hand. Write swot.']),
        ("swot/factors", "swot", ['line 6: step 2, step: "swot" names no step. Write method: swot.']),
        ("swot/factors", "factors",
         ['line 6: step 2, step: "factors" names no step. Write method/step, as swot/factors.']),
        ("tows/cards", "tows/card", ['line 8: step 4, step 2: tows has no step "card". Write tows/cards.']),
        ("[tows/grid, tows/cards]", "[]", ["line 8: step 4, steps: the list is empty. Name a step."]),
        ("{method: resources}", "{method: resource}",
         ['line 9: step 5, method: there is no method "resource" at hand. Write resources.']),
        ("{break: 15}", "{break: 0}", ["line 7: step 3, break: a break lasts a minute or more."]),
        ("minutes: 55", "minutes: -1", ["line 6: step 2, minutes: time does not run backwards. Write 0 or more."]),
        ("people: 5-9", "people: many", ['line 3: people: "many" is no number of people. Write 5-9, 5+ or 1.']),
        ("agenda: day", "agenda: A day",
         ['line 1: agenda: "A day" cannot name an agenda. Use small letters, digits, - and _, as half-day.']),
        ("title: A day", "titel: A day",
         ['line 1: the key "title" is missing. Add title: to it.', 'line 2: "titel" is no key here. Write title.']),
    ],
)  # fmt: skip
def test_agendas(old: str, new: str, expected: list[str]) -> None:
    assert said(AGENDA.replace(old, new), "day.yaml") == [f"day.yaml {sentence}" for sentence in expected]


@pytest.mark.parametrize(
    ("old", "new", "mend"),
    [
        ("title: Cards\n", "title: Cards\n    trades: {a: [b]}\n    note: x\n", ""),
        (
            "{type: date, unknown: true}",
            "{type: date, ask: When, at last, is it due?, unknown: true}",
            'Quote the text that the comma cut: ask: "When, at last, is it due?".',
        ),
        (
            "{big: Big, small: Small}",
            "{big: Big, very, small: Small}",
            'Write it, or quote the text that a comma cut: big: "Big, very".',
        ),
        ("unknown: true}", "unknwon: }", "Write unknown."),
    ],
)
def test_a_text_that_a_comma_cut_is_said_to_want_quotes(old: str, new: str, mend: str) -> None:
    found = changed(old, new)
    assert all(mend in sentence for sentence in found)
    assert bool(found) is bool(mend)


def test_prefixes_that_are_free_are_offered() -> None:
    (sentence,) = changed("code: CA", "code: G")
    offered = sentence.partition("Choose another prefix: ")[2].removesuffix(" are free.").split(", ")
    assert offered == ["CAR", "CA", "CR"]
    for prefix in offered:
        assert changed("code: CA", f"code: {prefix}") == []
