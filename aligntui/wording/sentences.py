"""Message id -> its words.

`{fact}` is a fact, `{fact:noun}` a count of nouns, `{fact|one|many}` a word by a count, `{fact!}` the code of
an item, `<command>` the key or word that does it on the face at hand.
"""

from __future__ import annotations

SENTENCES = {
    # Any: words that come from below as a sentence
    "as-told": "{words}",
    # Changes, undo, what waits
    "all-written-now": "All is written now: {count} changes that waited.",
    "being-written": "Not while it is being written.",
    "changed-too": "{who} changed these words too. Both are kept; <findings> shows them.",
    "file-whole-again": "{file} is whole again; the damaged one is kept beside it.",
    "kept-all-the-same": "{why}. Your words are kept all the same; <undo> takes them back.",
    "name-kept-as": "The name is kept as {name}.",
    "nothing-to-redo": "Nothing to bring back here.",
    "same-words": "{who} is changing these words too.",
    "typed-on-disk": "What you typed is on disk again.",
    "undone-unwritten": "Taken back. It was not written yet.",
    "words-not-kept": '{why} Not kept: "{words}".',
    "written-now": "It is written now.{note}",
    # Cards
    "added": "Added. <undo> takes it back.",
    "kept": "Kept. <undo> takes it back.",
    "parked": "{item!} parked. <undo> brings it back.",
    "put-back": "{item!} put back.",
    "taken-on": "{item!} taken on.",
    # Fields
    "field-kept": "{item!} {field} kept. <undo> takes it back.",
    "field-kept-as": "{field} kept as {value}. <undo> takes it back.",
    "field-stands-as": "{field} kept as {value}.",
    "record-kept": "Kept. It is on disk.",
    "unclear": "{words}",
    # Going through a run
    "beside": "<escape>, <go-on> or <go-back> go back to the step.",
    "first-step": "This is the first step.",
    "not-yet": "Not yet: {what}. <go-on> again goes on.",
    "not-yet-typing": "Not yet: {what}. <enter> again goes on.",
    "phase-begun": "{phase} has begun.",
    # Answers and rounds
    "answers-named": "{what} here carry your name.",
    "answers-nameless": "Nothing is kept of who answers; so it cannot be changed later either.",
    "answers-secret": "{what} here are secret: no name, no time, no order is kept.",
    "answers-missing-next": "{count} without an answer. Then <next-person>.",
    "answers-missing-on": "{count} without an answer. <go-on> again goes on and leaves it open.",
    "ballot-gone": "{why} <next-person> opens a ballot anew here.",
    "ballot-gone-ask": "{why} Whoever runs the workshop can open a ballot for you anew.",
    "ballot-empty": "This ballot is still empty: answer first. <go-on> closes the round.",
    "ballots-by-lead": ("Further ballots are opened by whoever runs the workshop; this line has yours."),
    "came-too-late": "This came after the others began to answer: it is rated once they are done.",
    "dots-all-placed": "All {total} placed. <take-dot> takes one back.",
    "dots-cap": "At most {cap} on one.",
    "next-ballot": "{count:ballot} {count|is|are} in. This one is the next person's; <go-on> closes.",
    "no-answers-of-each": "No answers of each person are asked here.",
    "not-rated": "{count} not rated yet. <go-on> again goes on without.",
    "one-ballot-in": (
        "1 ballot is in. <next-person>: the next person's answers; <go-on> again closes the round."
    ),
    "one-keyboard-one-ballot": "Nothing is kept of who answers here, so one keyboard has one ballot.",
    "one-person-answers": "One person answers here. <go-on> goes on.",
    "others-not-in": (
        "{waiting} of {of} {waiting|has|have} not handed in: <go-on> again closes the round for all."
    ),
    "out-of-range": "From {low} to {high}.",
    "points-cap": "At most {cap} on one. <take-back> takes a digit back.",
    "points-left-next": "{count} points are left. Then <next-person>.",
    "points-left-on": "{count} points are left. <go-on> again goes on and leaves it open.",
    "points-over-next": "{count} points too many. Then <next-person>.",
    "points-over-on": "{count} points too many. <go-on> again goes on and leaves it open.",
    "revealed-change-at-item": (
        "This round is revealed. What was agreed can be changed where the item stands."
    ),
    "round-closed": "This round is closed. <go-on> goes on.",
    "round-was-closed": "The round is closed: what was agreed is shown. <go-on> goes on.",
}
