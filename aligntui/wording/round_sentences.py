"""Message id -> its words: of answers that each person gives, and of the rounds they are given in."""

from __future__ import annotations

ROUNDS = {
    "answer-given-again": "Done again: {what} is given.",
    "answer-sealed": "Your answer is sealed: the round takes none any more.",
    "answer-undone": "Undone: {what} is as it was before.",
    "answers-named": "{what} here carry your name.",
    "cards-nameless": "No name is kept with a card here: nobody can tell whose it is.",
    "answers-nameless": "Nothing is kept of who answers; so it cannot be changed later either.",
    "answers-openly": "Answers of this round carry names, and all see them once it is closed.",
    "too-few-here": "Only {here} are here: secret answers are shown and kept from {least} on. {openly}",
    "not-asked": "Others did something meanwhile: that is not asked any more.",
    "not-asked-alone": "Nobody else is here any more: one alone answers for all, and is not asked how.",
    "not-asked-enough": "{here} are here now, enough for secret answers: nobody sees whose they are.",
    "waits-for-more": "wait for more people, and answer nothing yet",
    "waiting-for-more": "Answer nothing yet: secret answers are shown once {least} are here and answer.",
    "stays-secret": "no: secret, and nothing of it will be shown",
    "rate-openly": "yes: each answer carries a name",
    "answers-secret": "{what} here are secret: no name, no time, no order is kept.",
    "answers-missing-next": "{count} without an answer. Then <next-person>.",
    "answers-missing-on": "{count} without an answer. <go-on> again goes on without.",
    "answers-missing-on-in": (
        "{count} without an answer: a line with too few answers shows nothing."
        " <go-on> again hands in without."
    ),
    "ballot-covered": "Another window here is {who} too: answers stay covered. <my-name> says who sits here.",
    "ballot-gone": "{why} <next-person> opens a ballot anew here.",
    "ballot-gone-ask": "{why} Whoever runs the workshop can open a ballot for you anew.",
    "all-in": "All {of} are in. <go-on> closes the round.",
    "all-in-few": (
        "All {of} are in, and nothing of it can be shown: {needs} are needed. Wait for who is missing. "
        "<go-on> asks whether to close it all the same."
    ),
    "all-in-few-wait": (
        "All {of} are in, and nothing of it can be shown: {needs} are needed. Wait for who is missing."
    ),
    "all-in-wait": "All {of} are in. Wait for the lead.",
    "ballot-empty": "This ballot is still empty: answer first.",
    "ballot-empty-wait": "Your ballot is still empty: answer first. The lead closes the round.",
    "ballot-is-own": "This is your own ballot.",
    "begin-next": "yes: hand mine in, begin an empty one",
    "agreed-asks": "{what}: {had} was agreed. Change it to {now} for everybody?",
    "agreed-by-lead": "The round is closed: whoever leads changes what was agreed.",
    "agreed-change": "yes: change what was agreed",
    "agreed-changed": "What was agreed is changed. <undo> takes it back.",
    "agreed-stays": "no: it stays as agreed",
    "close-bare": " Nothing of it will be shown or count: too few answered each line.",
    "close-bare-stays": (
        " Nothing of it will be shown or count: too few answered each line. What the round before gave stays."
    ),
    "close-it": "close it for all, as it stands",
    "close-few": " {few} of {lines} {what} {few|has|have} too few answers to be shown.",
    "close-given": " What {given} {given|has|have} given without handing in counts as it stands.",
    "close-left": " {here} {here|is|are} here, {left} {left|has|have} left: what was handed in counts.",
    "close-left-nameless": (
        " {here} {here|is|are} here, so {left} {left|has|have} left: what was handed in counts, and nobody"
        " sees whose it is."
    ),
    "close-who": ": {who}",
    "close-round": "Close for all? {waiting} of {of} {waiting|is|are} not in{who}.{left}{sums}{given}{few}",
    "close-round-all": "Close for all? {of:ballot} {of|is|are} in.{left}{sums}{given}{few}",
    "close-sums": " {wrong} {wrong|does|do} not add up and {wrong|counts|count} for nothing.",
    "close-and-go": "close it for all, as it stands, and go",
    "go-hidden": "go: they stay hidden until somebody comes back",
    "go-open": "go: it stays open until somebody comes back",
    "leaves-hidden": "Cards of {where} are hidden: all see only their own. Reveal them before you go?",
    "leaves-open": (
        "The round of {where} is open, {done} of {of} are in: nobody sees what came out. Close it first?{few}"
    ),
    "reveal-and-go": "show them to everybody, and go",
    "stay-here": "stay here",
    "further-round": "The second round is closed. Begin a further one for everybody?",
    "go-past": "no: go on without one",
    "go-without": "go on without answers",
    "in-all-the-same": "hand in all the same",
    "nobody-answered": "Nobody has answered yet. Go on all the same?",
    "not-in-yet": "place them first",
    "rate-again": "yes: everybody answers once more",
    "second-seen": "no: show what came out of it",
    "second-round": "Begin a second round for everybody?",
    "stays-here": "no: we are still talking",
    "stays-mine": "no: this is my own ballot",
    "stays-open": "no: it stays open",
    "taken-back": "You are not in any more: <go-on> hands in again.",
    "who-is-next": "Does somebody without a terminal answer here?",
    "you-are-in": "You are in. {waiting} of {of} not yet{who}.",
    "you-are-in-wait": "You are in. {waiting} of {of} not yet{who}; wait for the lead.",
    "ballots-by-lead": ("Further ballots are opened by whoever runs the workshop; this line has yours."),
    "came-too-late": "This round was begun without it: it is rated in the next one.",
    "dots-all-placed": "{total:dot} placed, none left: <go-on> hands in, <take-dot> takes one back.",
    "dots-cap": "At most {cap} on one.",
    "dots-cap-card": "At most {cap} dots on one card.",
    "dots-counted": "These dots are counted. Go on, or undo what you changed.",
    "dots-left": "{count:dot} {count|is|are} not placed. Hand in all the same?",
    "dots-lead": (
        "{closed} {cards} {leading|leads|lead} with {dots:dot}{leading|| each}; {none:card} got none. {on}"
    ),
    "erase-here": 'Who said what in "{step}" is kept until it is erased here; the command is erase-answers.',
    "gate-closed": 'You are not asked here: you have not agreed to it in "{step}".',
    "reason-without-answer": "A reason goes with an answer: answer first, then keep it.",
    "sorted-by-lead": "Whoever leads sorts these.",
    "words-most": "{most:line} at most: take one back first.",
    "words-sealed": "The round is closed: what was written stays as it is.",
    "nameless-in": "Your answers are in. Nothing tells which are yours, so nobody can change them.",
    "next-ballot": "{count:ballot} {count|is|are} in. This one is the next person's.",
    "all-were-in": "The vote is closed, all in.",
    "some-were-in": "The vote is closed, {done} of {of} in.",
    "some-were-in-given": "The vote is closed, {done} of {of} in; dots not handed in count too.",
    "no-dots-given": "{closed} Nobody gave a dot.",
    "no-answers-of-each": "No answers of each person are asked here.",
    "not-rated": "{count} not rated yet. <go-on> again goes on without.",
    "not-rated-in": (
        "{count} not rated yet: a line with too few answers shows nothing. <go-on> again hands in without."
    ),
    "one-ballot-in": "1 ballot is in. <next-person> for the next person's answers; <go-on> closes the round.",
    "one-line-one-person": "These answers carry no name, and what is typed here stays to be read: "
    "the next person answers at a line of their own.",
    "one-person-answers": "One person answers here. <go-on> goes on.",
    "range": "From {low} to {high}.",
    "out-of-range": "From {low} to {high}, not {value}.",
    "points-cap": "At most {cap} on one. <take-back> takes a digit back.",
    "points-left-next": "{count} points are left. Then <next-person>.",
    "points-left-on": (
        "{count} points are left: none of them count until the sum is right."
        " <go-on> again goes on and leaves it open."
    ),
    "points-left-on-in": "{count} points are left: yours do not count until the sum is {total}.",
    "second-pass": (
        "Your first answers are kept: they stand beside each line. This second round is to check yourself;"
        " <go-on> leaves it out, and the first answers count."
    ),
    "second-pass-alone": (
        "Your first answers stand beside each line, but their sum was not right: only those of this round"
        " count."
    ),
    "second-pass-begun": (
        "Your first answers are kept: they stand beside each line. The mean of both counts; where only whole"
        " steps can be kept, a half goes up."
    ),
    "first-stand": "Your own first answers stand: change what you see otherwise; <go-on> hands them in.",
    "answers-stand": "Your own answers stand: change what you see otherwise; <go-on> hands them in.",
    "first-counts": "The second round is left out: your first answers count.",
    "first-pass-left-out": "Only these answers count: the sum of the first pass was not right.",
    "number-went-on": "Its last digit went on by itself: {item!} is next.",
    "points-over-next": "{count} points too many. Then <next-person>.",
    "points-over-on": (
        "{count} points too many: none of them count until the sum is right."
        " <go-on> again goes on and leaves it open."
    ),
    "points-over-on-in": "{count} points too many: yours do not count until the sum is {total}.",
    "revealed-change-at-item": (
        "This round is revealed. What was agreed can be changed where the item stands."
    ),
    "round-not-begun": "Nothing is answered here yet: {who} begins it.",
    "round-closed": "This round is closed. <go-on> goes on.",
    "mend-of-closed": "{words} The round is closed: whoever leads opens it again, <open-round>.",
    "opens-round": " <open-round> opens it again, with what each answered.",
    "asks-anew": " <open-round> asks it anew, of everybody: nothing tells whose answers are whose.",
    "round-closed-bare": "The round is closed. {words}{more}",
    "round-not-opened": "No closed round is here that you could open again.",
    "round-opened": "The round is open again for everybody.",
    "round-stays-closed": (
        "The round is closed for all: undo does not open it. <open-round> does, with what each answered."
    ),
    "round-stays-closed-nameless": (
        "The round is closed for all: undo does not open it. <open-round> asks it anew, of everybody."
    ),
    "round-stays-closed-alone": (
        "What you closed stays so: undo does not open it. A new answer there begins anew, with what you gave."
    ),
    "round-was-closed": "The round is closed: what came out of it is shown. {on}",
    "kept-after-vote-began": "Kept. This vote began without it: the next vote has it. <undo> takes it back.",
    "vote-began-without": "{item!} was not there when this vote began: the next vote has it.",
}
