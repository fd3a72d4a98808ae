"""Commands of the plain line that stand behind every step: undo, findings, guide, steps, plan, files."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from aligntui.analysis.plan_text import page_text
from aligntui.engine import edits, mends
from aligntui.engine.commands import COMMANDS
from aligntui.engine.messages import said
from aligntui.engine.search import matches
from aligntui.plain import order_files, order_room, order_runs, order_steps, ways_back
from aligntui.plain.lines import changed_lines, help_lines, sight_lines
from aligntui.plain.turn import Order, whole
from aligntui.session.apply import Refused
from aligntui.session.model import Change, Item
from aligntui.store.permit import CLOSED, Deed
from aligntui.store.problems import StoreProblem

if TYPE_CHECKING:
    from aligntui.plain.face import PlainFace

# undo


async def _undo(face: PlainFace, _: str, *, redo: bool) -> bool:
    before = face.sight
    undone = await face.client.undo(redo=redo)
    face.tell(undone)
    face.workshop.look()
    face.say(face.live.look(sees=True))
    if undone.blocked is not None:
        keep, mine = undone.blocked.keep, undone.blocked.mine
        ways = [("keep what stands now", keep), ("put mine back", mine)]
        acts = [(words, partial(_settle, face, change)) for words, change in ways if change is not None]
        return face.put("What shall stand?", (*acts, ("leave it: nothing is done", face.nothing)))
    step, subject = undone.at or ("", "")
    if step == face.workshop.place.step:
        intent = mends.way_to_answer(face.offers, face.workshop.step, subject)
        if intent is not None:
            await face.live.play(intent)
    face.write(changed_lines(before, after := face.sight))
    if after.question != before.question:
        face.say(after.question)
    return undone.changed


async def _settle(face: PlainFace, change: Change) -> bool:
    before = face.sight
    try:
        face.client.handle.put(change)
    except (Refused, StoreProblem) as problem:
        # It moved again while one was choosing.
        return face.refuse(str(problem))
    face.client.take_snapshot()
    face.workshop.look()
    return face.write(changed_lines(before, face.sight) or ["Left as it is."])


# what stands there


async def _look(face: PlainFace, _: str) -> bool:
    face.forget_asked()
    return face.write([face.place_line(), *sight_lines(face.sight)])


async def _plan(face: PlainFace, _: str) -> bool:
    return face.say(page_text(face.client.view, face.now()))


async def _help(face: PlainFace, _: str) -> bool:
    return face.write(help_lines(face.sight, face.offers, ORDERS))


async def _guide(face: PlainFace, _: str) -> bool:
    guide = face.workshop.step.guide
    labelled = {"Why": guide.why, "How": guide.how, "Beware": guide.pitfalls, "Example": guide.example}
    lines = [f"{label}: {text}" for label, texts in labelled.items() for text in _texts(texts)]
    done = [f"Move on when {guide.done}"] if guide.done else []
    return face.write([*lines, *done] or ["No guide is written for this step."])


async def _state(face: PlainFace, _: str) -> bool:
    return face.write(face.meanwhile.state())


async def _timer(face: PlainFace, _: str) -> bool:
    face.say(await face.workshop.pause())
    return face.say(face.meanwhile.time())


async def _timer_more(face: PlainFace, _: str) -> bool:
    face.say(await face.workshop.extend())
    return face.say(face.meanwhile.time())


async def _note(face: PlainFace, _: str, *, aside: Literal["later", "decided"]) -> bool:
    if not await face.leave_step():
        return False
    step = face.client.view.book.shared.asides[aside]
    await face.show(await face.workshop.open_beside(step))
    return True


async def _leave(face: PlainFace, _: str) -> bool:
    if not await face.leave_step():
        return False
    if not face.client.may_leave():
        face.say(face.meanwhile.unsaved())
        return face.refuse("Not all of it is on disk. /leave again leaves.")
    face.left = True
    return True


async def _my_name(face: PlainFace, words: str) -> bool:
    if not face.client.handle.permit.may(Deed.BALLOTS):
        return face.refuse(CLOSED)
    name = " ".join(words.split())
    if not name:
        return face.refuse("Your name is asked behind it: /my-name Ines Calder")
    if face.seats.covered == name:
        face.seats.uncover()
        await face.show(None)
        return True
    if not await _leave(face, ""):
        return False
    face.becomes = name
    return await face.commit(face.workshop.room.rename(name), None)


# findings


async def _findings(face: PlainFace, words: str) -> bool:
    from aligntui.exchange.unlooked import unchecked

    every = ways_back.every_finding(face)
    shown = every if words == "all" else mends.shortened(every)
    face.write(
        [
            f"{one.finding.message} /findings all shows them."
            if one.rest
            else ways_back.finding_line(face, every.index(one) + 1, one)
            for one in shown
        ]
    )
    face.write(unchecked(face.client.view))
    return face.say("/mend NUMBER goes where it is mended." if every else "No findings.")


def _numbered(face: PlainFace, words: str, order: str) -> mends.Found | None:
    every = ways_back.every_finding(face)
    number = whole(words)
    if number is not None and 1 <= number <= len(every):
        return every[number - 1]
    face.say(
        f"{order} takes the number of a finding, 1 to {len(every)}: /findings lists them."
        if every else "There are no findings."
    )  # fmt: skip
    return None


async def _mend(face: PlainFace, words: str) -> bool:
    one = _numbered(face, words, "/mend")
    if one is None:
        return False
    if one.clash is not None:
        return order_files.ask_version(face, one.clash)
    return await ways_back.mend(face, int(words) - 1)


async def _waive(face: PlainFace, words: str) -> bool:
    number, _, reason = words.partition(" ")
    one = _numbered(face, number, "/waive")
    if one is None or one.clash is not None:
        return False
    if not reason.strip() and not one.aside:
        return face.refuse("A reason is asked behind the number: /waive 2 we know, and take it.")
    keys = dict.fromkeys(finding.key for finding in one.every)
    ops = [op for key in keys for op in edits.waive(face.client.view, key, reason.strip())]
    again = said("as-told", words=f'"{one.finding.message}" is open again.')
    return await face.commit(ops, said("set-aside", words=one.finding.message) if reason.strip() else again)


# cards


def _item(face: PlainFace, words: str) -> Item | None:
    item = face.client.view.find(words)
    if item is None:
        face.say(f'No card has the code "{words}". /find looks for words.')
        return None
    return item


async def _find(face: PlainFace, words: str) -> bool:
    view = face.client.view
    known = matches(view, words)
    if not known:
        return face.refuse(
            "No card has these words in its code, its words or its fields."
            if words
            else "Its code, or words of it, are asked: /find flour."
        )
    face.write([f"{view.code(item)} {item.text}" for item in known])
    return face.say("/go CODE goes where one is written, /why CODE says what it rests on.")


async def _go_to_item(face: PlainFace, words: str) -> bool:
    item = _item(face, words)
    return item is not None and await ways_back.go_to_item(face, item.id)


async def _why(face: PlainFace, words: str) -> bool:
    item = _item(face, words)
    return item is not None and ways_back.say_why(face, item.id)


def _texts(value: Any) -> list[str]:
    """What a part of the guide says, one by one."""
    every = value if isinstance(value, list | tuple) else [value]
    return [str(text) for text in every if text]


_EVERY: dict[str, tuple[str, Callable[[PlainFace, str], Awaitable[bool]]]] = {
    "undo": ("undo your last change", partial(_undo, redo=False)),
    "redo": ("redo", partial(_undo, redo=True)),
    "look": ("all that stands here, once more", _look),
    "findings": ("findings and how to mend", _findings),
    "mend": ("go to the step that mends a finding, by its number", _mend),
    "waive-finding": (
        "set a finding aside: its number, and the reason; the number alone takes it up again",
        _waive,
    ),
    "set-aside": (f"{COMMANDS['set-aside']}; the reason stands behind it", order_steps.set_aside),
    "guide": ("why, how, example", _guide),
    "steps": ("the running order; with a number behind it, go there", order_steps.steps),
    "skip-step": ("skip a step, by its number, or take it up again", order_steps.skip),
    "more-minutes": ("a minute more for a step, by its number", partial(order_steps.lengthen, by=1)),
    "less-minutes": ("a minute less for a step, by its number", partial(order_steps.lengthen, by=-1)),
    "step-up": ("move a step up, by its number", partial(order_steps.shift, by=-1)),
    "step-down": ("move a step down, by its number", partial(order_steps.shift, by=1)),
    "renew": ("take the methods of a finished run as they are asked today", order_steps.renew),
    "runs": (f"{COMMANDS['runs']}; with a number behind it, go there", order_runs.runs),
    "compare-runs": (f"{COMMANDS['compare-runs']}; numbers say which two", order_runs.compare),
    "as-of": (f"{COMMANDS['as-of']}; the day stands behind it", order_runs.as_of),
    "next-run": (COMMANDS["next-run"], order_runs.begin_next),
    "another-run": (f"{COMMANDS['another-run']}; its name stands behind it", order_runs.another),
    "reopen": (COMMANDS["reopen"], order_runs.reopen),
    "follow": (COMMANDS["follow"], order_room.follow),
    "call-all": (COMMANDS["call-all"], order_room.call_all),
    "lead": (COMMANDS["lead"], order_room.lead),
    "who": (COMMANDS["who"], order_room.who),
    "team": (COMMANDS["team"], order_room.team),
    "give-lead": (COMMANDS["give-lead"], order_room.give_lead),
    "results": (COMMANDS["results"], _plan),
    "find": ("find a card by code or words", _find),
    "go-to-item": ("go to the step where a card is written, by its code", _go_to_item),
    "why": ("what a card rests on, by its code", _why),
    "note-parked": ("park a thought for later", partial(_note, aside="later")),
    "note-decision": ("note a decision with owner and date", partial(_note, aside="decided")),
    "show-clash": ("choose between two versions of the same words", order_files.choose_version),
    "erase-answers": ("erase answers for good", order_files.erase),
    "out": (COMMANDS["out"], order_files.out),
    "timer": ("clock: pause it or let it go on, and say what it shows", _timer),
    "timer-more": (COMMANDS["timer-more"], _timer_more),
    "state": ("where one is, whether all is saved, who is here, the clock", _state),
    "my-name": ("write under another name in this sitting; the name stands behind it", _my_name),
    "help": ("the commands that work here", _help),
    "leave": ("leave; all is kept", _leave),
}
ORDERS = {name: words for name, (words, _) in _EVERY.items()}
"""Commands that stand behind every step -> what they do."""


async def give(face: PlainFace, order: Order) -> bool:
    """Do what an order says. False when it was refused, which is said."""
    return await _EVERY[order.name][1](face, order.words)
