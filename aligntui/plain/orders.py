"""Commands of the plain line that stand behind every step: undo, findings, guide, steps, plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aligntui.analysis.plan import plan
from aligntui.analysis.plan_text import as_text
from aligntui.engine import edits, mends
from aligntui.engine.messages import said
from aligntui.engine.runs import walk
from aligntui.plain.lines import changed_lines, help_lines, sight_lines
from aligntui.plain.turn import Order, whole
from aligntui.session.apply import Refused
from aligntui.session.model import Change
from aligntui.store.problems import StoreProblem

if TYPE_CHECKING:
    from aligntui.plain.face import PlainFace

ORDERS = {
    "undo": "undo your last change",
    "redo": "redo",
    "look": "all that stands here, once more",
    "findings": "findings and how to mend",
    "mend": "go to the step that mends a finding, by its number",
    "waive": "set a finding aside: its number, and the reason",
    "guide": "why, how, example",
    "steps": "the running order; with a number behind it, go there",
    "plan": "the plan on one page",
    "note-parked": "park a thought for later",
    "note-decision": "note a decision with owner and date",
    "help": "the commands that work here",
    "leave": "leave; all is kept",
}
"""Commands that stand behind every step -> what they do."""

NOTHING = "leave it: nothing is done"


class Orders:
    """Gives the orders of a face.

    Args:
        face: The plain line.
    """

    def __init__(self, face: PlainFace) -> None:
        self._face = face
        self._ways: list[tuple[str, Change | None]] = []
        """What may be done about a blocked undo, while it is asked."""

    @property
    def asks(self) -> bool:
        """Whether the next line answers a question of an order."""
        return bool(self._ways)

    async def give(self, order: Order) -> bool:
        """Do what an order says. False when it was refused, which is said."""
        face = self._face
        match order.name:
            case "undo" | "redo":
                return await self._undo(order.name == "redo")
            case "look":
                face.write(sight_lines(face.sight))
                face.ask()
            case "findings":
                self._findings()
            case "mend":
                return await self._mend(order.words)
            case "waive":
                return await self._waive(order.words)
            case "guide":
                self._guide()
            case "steps":
                return await self._steps(order.words)
            case "plan":
                face.say(as_text(plan(face.client.view)))
            case "note-parked" | "note-decision":
                if not await face.leave_step():
                    return False
                asides = face.client.view.book.shared.asides
                step = asides["later" if order.name == "note-parked" else "decided"]
                await face.show(await face.workshop.open_beside(step))
            case "help":
                face.write(help_lines(face.sight, face.offers, ORDERS))
            case "leave":
                face.left = await face.leave_step()
                return face.left
        return True

    async def _undo(self, redo: bool) -> bool:
        face = self._face
        before = face.sight
        undone = await face.client.undo(redo=redo)
        face.tell(undone)
        face.workshop.look()
        if undone.blocked is not None:
            keep, mine = undone.blocked.keep, undone.blocked.mine
            ways = [("keep what stands now", keep), ("put mine back", mine)]
            self._ways = [*((words, change) for words, change in ways if change is not None), (NOTHING, None)]
            face.write([f"{number} {words}" for number, (words, _) in enumerate(self._ways, start=1)])
            return True
        face.write(changed_lines(before, face.sight))
        return undone.changed

    async def settle(self, line: str) -> bool:
        """Take the way out of a blocked undo that a number names. False when it names none."""
        face = self._face
        number = whole(line.strip())
        if number is None or not 1 <= number <= len(self._ways):
            face.say(f"A number from 1 to {len(self._ways)} is asked.")
            return False
        (_, change), self._ways = self._ways[number - 1], []
        if change is None:
            return True
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

    def _open_findings(self) -> list[mends.Found]:
        return [one for one in mends.found(self._face.client.view) if not one.aside]

    def _findings(self) -> None:
        every = self._open_findings()
        for number, one in enumerate(every, start=1):
            words = f"{one.finding.message} {one.finding.mend}".strip()
            self._face.say(f"{number} {one.finding.severity}: {words}")
        if not every:
            self._face.say("No findings.")

    def _numbered(self, words: str, order: str) -> mends.Found | None:
        every = self._open_findings()
        number = whole(words)
        if number is not None and 1 <= number <= len(every):
            return every[number - 1]
        self._face.say(f"{order} takes the number of a finding, 1 to {len(every)}: /findings lists them.")
        return None

    async def _mend(self, words: str) -> bool:
        face, work = self._face, self._face.workshop
        one = self._numbered(words, "/mend")
        if one is None:
            return False
        target = mends.mending_step(face.client.view, work.run, one, work.place.id)
        if target is None:
            ref = mends.mending_ref(face.client.view, one)
            return await face.go(await work.go_to(ref)) if ref else False
        if not await face.leave_step():
            return False
        await face.show(await work.open(walk.index(work.run, target.id)))
        return await face.open_item(one.finding.target) if one.finding.target else True

    async def _waive(self, words: str) -> bool:
        number, _, reason = words.partition(" ")
        one = self._numbered(number, "/waive")
        if one is None:
            return False
        if not reason.strip():
            self._face.say("A reason is asked behind the number: /waive 2 we know, and take it.")
            return False
        ops = edits.waive(self._face.client.view, one.finding.key, reason.strip())
        return await self._face.commit(ops, said("set-aside", code=one.finding.code))

    def _guide(self) -> None:
        guide = self._face.workshop.step.guide
        parts: list[Any] = [guide.why, *guide.how, *guide.pitfalls, guide.example]
        self._face.write([str(part) for part in parts if part])
        if guide.done:
            self._face.say(f"Move on when {guide.done}")

    async def _steps(self, words: str) -> bool:
        face = self._face
        steps = face.workshop.run.steps
        number = whole(words)
        if number is not None and 1 <= number <= len(steps):
            if not await face.leave_step():
                return False
            await face.show(await face.workshop.open(number - 1))
            return True
        if words:
            face.say(f"/steps takes a number, 1 to {len(steps)}.")
            return False
        for place, step in enumerate(steps, start=1):
            pair = face.client.view.book.step(step.step)
            title = pair[1].title if pair is not None else step.title
            mark = ", here" if step.id == face.workshop.place.id else ""
            face.say(f"{place} {title}: {step.state}{mark}")
        return True
