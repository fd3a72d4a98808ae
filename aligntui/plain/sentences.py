"""Sentences in other words than on a screen: where those speak of keys, these say what one types."""

from __future__ import annotations

PLAIN = {
    "beside": "<go-on> or <go-back> goes back to the step.",
    "brings-back": "{why} The same line again brings it back with your words.",
    "card-needs-words": "The card needs words. A line of them writes them, /close keeps both.",
    "card-kept-without": "{name} kept. {asks} /open and its code answers that.",
    "changed-too": "{who} changed these words too. Both are kept; <show-clash> chooses which shows.",
    "closed-already": "The card is closed already, all of it is kept.",
    "evidence-since": "Evidence was written here meanwhile; it is taken in. /merge again merges.",
    "focus-a-card": "Say which card, by its code: /move S1 and the list.",
    "how-to-merge": "Mark the other cards with /mark CODE, then /merge CODE on the one that stays.",
    "last-row": "That was the last row. <go-on> goes on.",
    "last-row-yet": "That was the last row. Still open: {what}. <go-on> goes on all the same.",
    "lines-as-cards": "They wait: the next line makes a card of each, /join makes one line of them.",
    "name-both": "Name the two of them first, with /add or /open.",
    "list-empty": "{title}: none yet. An empty line again goes on to {next}.",
    "next-list": "{title} is next. /list goes to another list.",
    "not-one-yet": "{codes} are not one card yet: /merge does it, /close keeps both. {again}",
    "nobody-agreed": "Nobody said yes aloud yet: /agree says who did, or /merge again merges.",
    "not-agreed": "{who} {count|has|have} not agreed: /agree says who does, or /merge again merges.",
    "not-all-agreed": "Not all have agreed: /agree says who does, or /merge again merges.",
    "nothing-more-done": "Nothing more? Still open: {what}. An empty line says that you are done.",
    "nothing-more-yet": "Nothing more? Still open: {what}. An empty line goes on all the same.",
    "one-line-now": "One line now.",
    "only-marked": "Only {item!} is marked. /merge CODE names the card that stays.",
    "pair-gone": "This pair is not crossed any more.",
    "points-cap": "At most {cap} on one.",
    "say-one-thing": "Do two of these say one thing? /mark CODE marks one, /merge CODE writes them once.",
    "changed-beneath": '{who} has kept "{now}" here: your line puts your words beside it, to choose from.',
    "merged-beneath": "{who} merged this card into {into!}. Your line is put beside it where you say so.",
    "puts-beside": "{why} The same line again puts your words beside it.",
    "room-works": "{what}, where you are.",
    "room-works-elsewhere": "{what}: /follow goes there.",
    "sealed-keep-again": (
        "The answers were revealed; ballots are sealed. "
        "The same line again puts these words beside what was agreed."
    ),
    "unclear-waits": "{words} It was not kept.",
    "sealed-words-wait": "The answers were revealed; ballots are sealed. Your words were not kept.",
    "through": (
        "You are through: that was the last step, and all is kept. /findings says what is still asked,"
        " /out writes a file, /leave leaves. {more}"
    ),
    "twofold": "{asked} Write {written}; the same line again: {likely}.",
    "typed-before-vote": "Your words wait. Voting has begun: /give-dot gives a dot.",
    "typed-stays": "Your words wait: the same line again keeps them.",
    "worlds-made": "Four worlds, none better than the others. /open names one.",
}
"""Message id -> its words on the plain line; those without are worded as on a screen."""
