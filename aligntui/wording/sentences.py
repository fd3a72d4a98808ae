"""Message id -> its words.

`{fact}` is a fact, `{fact:noun}` a count of nouns, `{fact|one|many}` a word by a count, `{fact!}` the name of
an item, its code and its words, `<command>` the key or word that does it on the face at hand.
"""

from __future__ import annotations

from aligntui.wording.round_sentences import ROUNDS

SENTENCES = {
    # Any: words that come from below as a sentence
    "as-told": "{words}",
    "renewed": "It is asked as today; what was written has moved along. <undo> takes it back.",
    # Changes, undo, what waits
    "all-written-now": "All is written now: {count} changes that waited.",
    "being-written": "Not while it is being written.",
    "changed-too": "{what}: {who} kept other words meanwhile. Both are kept; <findings> has them.",
    "file-whole-again": "{file} is whole again; the damaged one is kept beside it.",
    "brings-back": "{why} <enter> again brings it back with your words.",
    "puts-beside": "{why} <enter> again puts your words beside it.",
    "kept-all-the-same": "{why}. Your words are kept all the same; <undo> takes them back.",
    "name-kept-as": "The name is kept as {name}.",
    "nothing-to-redo": "Nothing to bring back here.",
    "name-now": "You write here as {who}.",
    "name-now-typed": "You write here as {who}. What was being typed before waits under the old name.",
    "no-name": "You write here as {who}, as this account is called. <my-name> takes a name of yours.",
    "same-name": (
        "Another window here is {who} too: drafts, ballots and hidden cards are the same person's."
        " <my-name> takes another name."
    ),
    "changed-beneath": '{who} has kept "{now}" here: <enter> puts your words beside it, to choose from.',
    "same-words": "{who} is changing these words too.",
    "typed-on-disk": "What you typed is on disk again.",
    "undone-unwritten": "Taken back. It was not written yet.",
    "changed-since": "{who} changed {what} since. It is shown as it stands now; choose again.",
    "had-yours": "{where}: {who} put {now} in place of your {had}.",
    "had-theirs": "{where}: {who} had {had}; now {now}. <undo> takes it back.",
    "gave-way": '{where}: {who} chose "{now}"; your "{had}" gave way. <show-clash> opens the choice again.',
    "joined": '{where}: {who} chose "{now}", with your words in it. <show-clash> opens the choice again.',
    "choice-open": "{what}: both versions wait for a choice again. <undo> takes that back.",
    "versions-wait": "{words} <findings> has both.",
    "words-stay": "{what}: what all see stays. The other words are kept in the history.",
    "uses-by-line": "The card that you write in this line uses {item!}.",
    "step-added": 'The step "{title}" stands behind all others of this workshop now.',
    "used-now": "{card!} uses {item!} now. <undo> takes it back.",
    "which-uses": "Which card uses {item!}?",
    "a-new-card": "a new one",
    "words-chosen": "{what}: changed as you chose; the history keeps the words before. <undo> takes it back.",
    "words-not-kept": '{why} Not kept: "{words}".',
    "written-now": "It is written now.{note}",
    # The clock
    "clock-paused": "The clock stands until it is let go on.",
    "clock-paused-by": "{who} stopped the clock.",
    "clock-on-by": "{who} let the clock go on.",
    "clock-on": "The clock goes on.",
    "time-is-up": "Time is up. <timer-more> two more minutes   <go-on> go on   or finish the sentence.",
    "time-is-up-wait": "Time is up. Finish the sentence; <go-on> says that you are done.",
    "clock-more": "{minutes:minute} now for this line of the agenda.",
    # Cards
    "added": "Added. <undo> takes it back.",
    "back-on-list": "{item!} is back on the list.",
    "card-kept": "{name} kept. <undo> takes it back.",
    "card-kept-without": ("{name} kept. <undo> takes it back. {asks} <escape>, then <enter> answers that."),
    "card-kept-tied": "{name} kept, tied to {ties}: its card unties them. <undo> takes it back.",
    "card-kept-unknown": "{name} kept, tied to {ties}: there is no {codes}. Its card ties it.",
    "told-mend": "{words} <findings> mends it.",
    "told-aside": "{words} <findings>, then <waive-finding> sets it aside.",
    "asked-of-step": "{count:question} about what stands in {title}: see <findings>.",
    "closed-already": "The card is closed already, all of it is kept. <escape> again leaves the step.",
    "line-waits": "Your words wait in the line of {title}: <add> goes on with them.",
    "cards-kept": "{count} cards kept. <undo> takes them back together.",
    "sort-how": "Sort what is shown? What is stored stays in its order.",
    "sorted-as-written": "Shown as written.",
    "sorted-by": (
        "Sorted by {what}, most first{where}; what has none stands last. <sort> has the order as written."
    ),
    "sorted-stays": "Sorted by {what}, so no card moves up or down. <sort> has the order as written.",
    "cited-by": "{item!} is used in {by}.",
    "focus-a-card": "Put the focus on a card; then <move-card> moves it to another list.",
    "kept": "Kept. <undo> takes it back.",
    "known-taken": "Taken over from {source}. <undo> takes it back.",
    "known-taken-of": (
        "From {source}, {number} of {all}. <take-known> again takes the next, <undo> takes it back."
    ),
    "nothing-known": "Nothing is known of it yet.",
    "last-row": "That was the last row. <enter> goes on, <escape> stays.",
    "last-row-yet": "That was the last row. Still open: {what}. <enter> goes on, <escape> stays.",
    "lines-as-cards": ("{count} lines: {count} cards? <enter> makes them, <escape> makes one line of them."),
    "moved": "{what} moved to {to}. <undo> takes it back.",
    "moved-many": "{count} cards moved to {to}. <undo> takes them back together.",
    "parked-many": "{count} cards parked. <undo> brings them back together.",
    "set-already": "That stands there already.",
    "set-many": "Set on {count} cards. <undo> takes it back on all.",
    "moved-anew": "{was} is {now} now, in {to}. <undo> takes it back.",
    "list-empty": "{title}: none yet. <enter> again goes on to {next}.",
    "next-list": "{title}. Up comes back.",
    "no-moving-while-voting": (
        "Cards stay in their lists while dots are given. <go-back> goes back to writing."
    ),
    "no-other-list": "There is no other list here to move it to.",
    "nothing-more-done": (
        "Nothing more? Still open: {what}. <enter> says that you are done, <escape> stays with the cards."
    ),
    "nothing-more-yet": ("Nothing more? Still open: {what}. <enter> goes on, <escape> stays with the cards."),
    "one-line-now": "One line now. <enter> keeps it.",
    "parked-below": "{item!} parked. It stays under + parked.",
    "offer-taken": "{what} has a card now: the next one stands here.",
    "park-why": "Park {item!}: why?",
    "park-why-many": "Park {count:card}: why?",
    "parked-why": "{item!} parked: {why}. It stays under + parked.",
    "stays-on-list": "no: it stays on the list",
    "parked-though-cited": "{item!} parked; {by} cite it and keep the mention. <undo> brings it back.",
    "parked-on-list": "{item!} parked. <park> brings it back.",
    "name-both": "Name the two of them first: Up, then <enter>.",
    "pair-chosen": "{codes} is chosen. <undo> takes it back.",
    "pair-put-back": "{codes} is put back.",
    "parked": "{item!} parked. <undo> brings it back.",
    "put-back": "{item!} put back.",
    "taken-on": "{item!} taken on.",
    "worlds-made": "Four worlds, none better than the others. <enter> names one.",
    # Cards that become one
    "card-needs-words": "The card needs words. Write them, or <escape> keeps both.",
    "evidence-since": "Evidence was written here meanwhile: it is taken in below. Read it, then merge.",
    "how-to-merge": "Mark the other cards with <mark>, then <enter> on the one that stays.",
    "kept-apart": "{codes} stay as they are.",
    "merged": "{codes} merged into {item!}. <undo> splits them again.",
    "merged-agreed": "{codes} merged into {item!}, agreed by {who}. <undo> splits them again.",
    "merged-aloud": "{codes} merged into {item!}, agreed aloud. <undo> splits them again.",
    "not-one-yet": "{codes} are not one card yet: <enter> on merge does it. {again}",
    "nobody-agreed": "Nobody said yes aloud yet: <mark> marks it, or <enter> twice merges all the same.",
    "not-agreed": (
        "{who} {count|has|have} not agreed: <mark> marks who does, Left and Right choose whom, or <enter>"
        " twice merges all the same."
    ),
    "not-all-agreed": (
        "Not all have agreed: <mark> marks who does, Left and Right choose whom, or <enter> twice merges all"
        " the same."
    ),
    "merged-away": "{who} merged {what} into {into!}.",
    "merged-beneath": (
        "{who} merged this card into {into!}. Your words wait here: <enter> offers to put them beside it."
    ),
    "nothing-to-merge": "Somebody took a card of these away meanwhile; nothing is left to merge.",
    "say-one-thing": "Do two say one thing? <mark> marks them, <enter> on the one that stays.",
    "only-marked": "Only {item!} is marked. Mark another one, or <escape> takes the mark away.",
    # Fields
    "field-kept": "{item!} {field} kept. <undo> takes it back.",
    "field-emptied": "{field} is empty now. <undo> takes that back.",
    "field-kept-as": "{field} kept as {value}. <undo> takes it back.",
    "field-stands-as": "{field} kept as {value}.",
    "record-kept": "Kept. It is on disk.",
    "twofold": "{asked} Write {written}; <enter> again: {likely}.",
    "unclear": "{words}",
    "unclear-waits": "{words} It waits in the line.",
    # Going through a run
    "copied": "Copied: {to}. <undo> takes {count|it|them} back.",
    "beside": "<escape>, <go-on> or <go-back> go back to the step.",
    "first-step": "This is the first step.",
    "last-step-read": "That was the last step of this sitting. <runs> lists all of them.",
    "reads-former": "{title} of {day} is read as it was left. <reopen> opens it again, <runs> lists all.",
    "reopened": "{title} of {day} is open again, on what stands today. What you change is changed for all.",
    "run-begun": "{title} begun.",
    "no-run-before": "There is no sitting before it to compare it with.",
    "as-of-kept": "{title} looks at all as of {day}. <undo> takes it back.",
    "through": (
        "You are through: that was the last step, and all is kept."
        " <findings> shows what is still asked, <out> takes the plan out. {more}"
    ),
    "through-here": (
        "You are through: that was the last step, and all is kept."
        " <findings> shows what is still asked. {more}"
    ),
    "next-method": "{title} builds on this: <another-run>.",
    "plan-here": "The plan stands here already.",
    "closes-so": "{then} {words}",
    "not-yet": "Still open: {what}. {then}",
    "not-yet-aside": "Still open: {what}. {then} <set-aside> sets it aside, with a reason.",
    "step-set-aside": "Set aside: {reason}. To take it up again: <set-aside>.",
    "step-taken-up": "Taken up again.",
    "again-on": "<go-on> again goes on.",
    "again-back": "<go-back> again goes back.",
    "again-go-on": "<go-on> again moves everybody on.",
    "again-go-back": "<go-back> again moves everybody back.",
    "again-reveals": "<go-on> again shows all cards to everybody.",
    "set-aside": '"{words}" set aside.',
    "phase-begun": "{phase} has begun. {more}",
    "again-begun": "The second round has begun: answer again. {more}",
    "task-write": "Each writes alone, and nobody sees it yet. {on}",
    "task-reveal": "All cards are seen now: read them aloud, and ask what is meant. {on}",
    "task-reveal-rated": "Look together at what came of the answers. {on}",
    "task-merge": "What says the same becomes one card: say which. {on}",
    "task-talk": "Talk where the answers lie far apart. {on}",
    "task-step": "{on}",
    "you-go-on": "<go-on> goes on.",
    "lead-goes-on": "{who} goes on; <go-on> says that you are done.",
    "typed-before-vote": "Your words wait in the line; <escape> leads to the cards: <give-dot> gives a dot.",
    "typed-stays": "Your words stay in the line; <enter> keeps them.",
    # The room: who leads, where everybody is
    "all-done": "All are done. {then}",
    "all-here": "You are where the room is.",
    "team-now": (
        "With your team from now on: {who} leads, who opens this session takes part. <my-name> renames you."
    ),
    "others-come-in": (
        "The others come in at screens of their own: each starts aligntui here and opens the first line at"
        ' home, "{title}". {more}'
    ),
    "team-is-here": "{who} {count|is|are} here: one person alone has nobody beside.",
    "alone-now": "One person alone from now on: nothing is revealed, and nobody is waited for.",
    "called": "Everybody is called here.",
    "lead-away": "{who} leads and is not here: <lead> takes the lead, and the room goes on.",
    "you-lead-now": "You lead now: <go-on> moves everybody on.",
    "leads-now": "{who} {count|leads|lead} now.",
    "no-lead-to-give": "Nobody else is here to lead.",
    "nobody-leads": "Nobody leads here: everybody moves. <lead> takes the lead.",
    "not-done": "{who} {count|is|are} not done. {then}",
    "one-person-leads": "One person goes through this alone.",
    "ends-for-all": (
        "The last step: <go-on> ends it and shows you the plan; all here are told how they see it."
    ),
    "room-through-here": (
        "You are through: {who} {count|has|have} ended the last step, and all is kept. This is the plan."
    ),
    "room-through": (
        "You are through: {who} {count|has|have} ended the last step, and all is kept."
        " <results> shows the plan."
    ),
    "still-typing": "{who} {count|is|are} in the middle of a line: it waits there. {then}",
    "person-at": ", {where}{does}",
    "person-is-done": ", done",
    "person-is-here": "{who}{me}{leads}{about}",
    "person-is-me": " (you)",
    "person-leads": " leads",
    "person-writes": ", writing",
    "room-begun": "{who} {count|has|have} begun {title}",
    "room-elsewhere-begun": "{what}: <follow> goes there.",
    "room-now-at": "{who} {count|is|are} at {where} now",
    "round-open-at": "A round is open at {where}",
    "room-works": "{what}: <escape> leads back there.",
    "room-works-elsewhere": "{what}: <escape>, then <follow> goes there.",
    "room-elsewhere": "{who} is at {where}: <follow> goes there.",
    "room-is-at": "{who} leads and is here: {where}. {more}",
    "room-calls": "{who} calls everybody to {where}: you come along once you leave this page.",
    "room-moves-on": "{who} is at {where}: you come along once this line is kept or left. <follow> goes now.",
    "you-are-done": "You are done. {who} moves everybody on.",
    "you-lead": "You lead. <give-lead> hands the lead over.",
    # Pairs
    "pair-gone": "This pair is not crossed any more. Your words wait in its line.",
    "sealed-keep-again": (
        "The answers were revealed; ballots are sealed. "
        "<enter> again puts these words beside what was agreed."
    ),
    "sealed-words-wait": "The answers were revealed; ballots are sealed. Your words wait in the line.",
    "yes-or-no": "Yes or no.",
    **ROUNDS,
}
