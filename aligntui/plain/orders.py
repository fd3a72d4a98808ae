"""Commands of the plain line that stand behind every step: undo, findings, guide, steps, plan, files."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from aligntui.analysis import gather
from aligntui.analysis.gather import Gathered
from aligntui.analysis.plan import plan
from aligntui.analysis.plan_text import as_text
from aligntui.analysis.trace import as_text as trace_text
from aligntui.analysis.trace import trace
from aligntui.engine import edits, mends
from aligntui.engine.messages import said
from aligntui.engine.rounds.hidden_cards import unseen
from aligntui.engine.runs import walk
from aligntui.engine.search import matches
from aligntui.plain.lines import changed_lines, help_lines, sight_lines
from aligntui.plain.order_files import FileOrders
from aligntui.plain.order_steps import StepOrders
from aligntui.plain.question import Question
from aligntui.plain.turn import whole
from aligntui.session.apply import Refused
from aligntui.session.model import Change, Item
from aligntui.store.problems import StoreProblem

if TYPE_CHECKING:
    from aligntui.plain.face import PlainFace

ORDERS = {
    "undo": "undo your last change",
    "redo": "redo",
    "look": "all that stands here, once more",
    "findings": "findings and how to mend",
    "mend": "go to the step that mends a finding, by its number",
    "waive-finding": "set a finding aside: its number, and the reason; the number alone takes it up again",
    "guide": "why, how, example",
    "steps": "the running order; with a number behind it, go there",
    "skip-step": "skip a step, by its number, or take it up again",
    "more-minutes": "a minute more for a step, by its number",
    "less-minutes": "a minute less for a step, by its number",
    "step-up": "move a step up, by its number",
    "step-down": "move a step down, by its number",
    "results": "the plan on one page",
    "find": "find a card by code or words",
    "go-to-item": "go to the step where a card is written, by its code",
    "why": "what a card rests on, by its code",
    "note-parked": "park a thought for later",
    "note-decision": "note a decision with owner and date",
    "show-clash": "choose between two versions of the same words",
    "erase-answers": "erase answers for good",
    "out": "out: export, write a file",
    "timer": "start or pause the timer, and say what it shows",
    "timer-more": "two more minutes",
    "state": "where one is, whether all is saved, who is here, the timer",
    "help": "the commands that work here",
    "leave": "leave; all is kept",
}
"""Commands that stand behind every step -> what they do."""


class Orders:
    """Gives the orders of a face.

    Args:
        face: The plain line.
    """

    def __init__(self, face: PlainFace) -> None:
        self._face = face
        steps, files = StepOrders(face), FileOrders(face)
        self._files = files
        self._give: dict[str, Callable[[str], Awaitable[bool]]] = {
            "undo": partial(self._undo, redo=False), "redo": partial(self._undo, redo=True),
            "look": self._look, "findings": self._findings, "mend": self._mend,
            "waive-finding": self._waive, "guide": self._guide, "steps": steps.steps,
            "skip-step": steps.skip, "more-minutes": partial(steps.lengthen, by=1),
            "less-minutes": partial(steps.lengthen, by=-1), "step-up": partial(steps.shift, by=-1),
            "step-down": partial(steps.shift, by=1), "results": self._plan, "find": self._find,
            "go-to-item": self._go_to_item, "why": self._why,
            "note-parked": partial(self._note, "later"), "note-decision": partial(self._note, "decided"),
            "show-clash": files.choose_version, "erase-answers": files.erase, "out": files.out,
            "timer": self._timer, "timer-more": self._timer_more, "state": self._state,
            "help": self._help, "leave": self._leave,
        }  # fmt: skip

    async def give(self, name: str, words: str) -> bool:
        """Do what an order says. False when it was refused, which is said."""
        return await self._give[name](words)

    # undo

    async def _undo(self, _: str, *, redo: bool) -> bool:
        face = self._face
        before = face.sight
        undone = await face.client.undo(redo=redo)
        face.tell(undone)
        face.workshop.look()
        if undone.blocked is not None:
            keep, mine = undone.blocked.keep, undone.blocked.mine
            ways = [("keep what stands now", keep), ("put mine back", mine)]
            acts = [(words, partial(self._settle, change)) for words, change in ways if change is not None]
            face.put(
                Question("What shall stand?", (*acts, ("leave it: nothing is done", self._files.nothing)))
            )
            return True
        face.write(changed_lines(before, face.sight))
        return undone.changed

    async def _settle(self, change: Change) -> bool:
        face = self._face
        before = face.sight
        try:
            face.client.handle.put(change)
        except (Refused, StoreProblem) as problem:
            # It moved again while one was choosing.
            face.say(str(problem))
            return False
        face.client.take_snapshot()
        face.workshop.look()
        face.write(changed_lines(before, face.sight) or ["Left as it is."])
        return True

    # what stands there

    async def _look(self, _: str) -> bool:
        self._face.forget_asked()
        self._face.write([self._face.place_line(), *sight_lines(self._face.sight)])
        return True

    async def _plan(self, _: str) -> bool:
        self._face.say(as_text(plan(self._face.client.view)))
        return True

    async def _help(self, _: str) -> bool:
        self._face.write(help_lines(self._face.sight, self._face.offers, ORDERS))
        return True

    async def _guide(self, _: str) -> bool:
        guide = self._face.workshop.step.guide
        labelled = {"Why": guide.why, "How": guide.how, "Beware": guide.pitfalls, "Example": guide.example}
        lines = [f"{label}: {text}" for label, texts in labelled.items() for text in _texts(texts)]
        done = [f"Move on when {guide.done}"] if guide.done else []
        self._face.write([*lines, *done] or ["No guide is written for this step."])
        return True

    async def _state(self, _: str) -> bool:
        self._face.write(self._face.meanwhile.state())
        return True

    async def _timer(self, _: str) -> bool:
        if self._face.meanwhile.timer.total:
            self._face.meanwhile.timer.toggle()
        self._face.say(self._face.meanwhile.time())
        return True

    async def _timer_more(self, _: str) -> bool:
        self._face.meanwhile.timer.extend()
        self._face.say(self._face.meanwhile.time())
        return True

    async def _note(self, aside: Literal["later", "decided"], _: str) -> bool:
        face = self._face
        if not await face.leave_step():
            return False
        step = face.client.view.book.shared.asides[aside]
        await face.show(await face.workshop.open_beside(step))
        return True

    async def _leave(self, _: str) -> bool:
        face = self._face
        if not await face.leave_step():
            return False
        if not face.client.may_leave():
            face.say(face.meanwhile.unsaved())
            face.say("Not all of it is on disk. /leave again leaves.")
            return False
        await face.meanwhile.keep_time()
        face.left = True
        return True

    # findings

    def _every(self) -> list[mends.Found]:
        face = self._face
        view = face.client.view
        hidden = unseen(view, face.workshop.run, face.client.person)
        return mends.gathered(view, [one for one in mends.found(view) if one.finding.target not in hidden])

    async def _findings(self, _: str) -> bool:
        every, view = self._every(), self._face.client.view
        for number, one in enumerate(every, start=1):
            words = gather.sentence(view, Gathered(one.every))
            aside = f" Set aside: {one.aside}" if one.aside else ""
            self._face.say(f"{number} {one.finding.severity}: {words}{aside}")
        self._face.say("/mend NUMBER goes where it is mended." if every else "No findings.")
        return True

    def _numbered(self, words: str, order: str) -> mends.Found | None:
        every = self._every()
        number = whole(words)
        if number is not None and 1 <= number <= len(every):
            return every[number - 1]
        self._face.say(
            f"{order} takes the number of a finding, 1 to {len(every)}: /findings lists them."
            if every else "There are no findings."
        )  # fmt: skip
        return None

    async def _mend(self, words: str) -> bool:
        face, work = self._face, self._face.workshop
        one = self._numbered(words, "/mend")
        if one is None:
            return False
        if one.clash is not None:
            return self._files.ask_version(one.clash)
        target = mends.mending_step(face.client.view, work.run, one, work.place.id)
        ref = "" if target is not None else mends.mending_ref(face.client.view, one)
        if target is None and not ref:
            face.say("No step of this session asks for it.")
            return False
        if not await face.leave_step():
            return False
        if target is None:
            return await face.go(await work.go_to(ref))
        await face.show(await work.open(walk.index(work.run, target.id)))
        return await face.open_item(one.finding.target, one.finding.field) if one.finding.target else True

    async def _waive(self, words: str) -> bool:
        face = self._face
        number, _, reason = words.partition(" ")
        one = self._numbered(number, "/waive")
        if one is None or one.clash is not None:
            return False
        if not reason.strip() and not one.aside:
            face.say("A reason is asked behind the number: /waive 2 we know, and take it.")
            return False
        keys = dict.fromkeys(finding.key for finding in one.every)
        ops = [op for key in keys for op in edits.waive(face.client.view, key, reason.strip())]
        again = said("as-told", words=f"{one.finding.code} is open again.")
        return await face.commit(ops, said("set-aside", code=one.finding.code) if reason.strip() else again)

    # cards

    def _item(self, words: str) -> Item | None:
        face = self._face
        item = face.client.view.find(words)
        hidden = unseen(face.client.view, face.workshop.run, face.client.person)
        if item is None or item.id in hidden:
            face.say(f'No card has the code "{words}". /find looks for words.')
            return None
        return item

    async def _find(self, words: str) -> bool:
        face, view = self._face, self._face.client.view
        hidden = unseen(view, face.workshop.run, face.client.person)
        known = [item for item in matches(view, words) if item.id not in hidden]
        if not known:
            face.say(
                "No card has these words." if words else "Its code, or words of it, are asked: /find flour."
            )
            return False
        face.write([f"{view.code(item)} {item.text}" for item in known])
        face.say("/go CODE goes where one is written, /why CODE says what it rests on.")
        return True

    async def _go_to_item(self, words: str) -> bool:
        item = self._item(words)
        return item is not None and await self._face.go_to_item(item.id)

    async def _why(self, words: str) -> bool:
        item = self._item(words)
        if item is None:
            return False
        self._face.say(trace_text(trace(self._face.client.view, item.id)))
        return True


def _texts(value: Any) -> list[str]:
    """What a part of the guide says, one by one."""
    every = value if isinstance(value, list | tuple) else [value]
    return [str(text) for text in every if text]
