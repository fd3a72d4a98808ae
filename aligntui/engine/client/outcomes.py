"""What became of what a client was asked for, as values. Whoever shows them words them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from aligntui.engine.messages import Message, Tone, said
from aligntui.engine.recap import writer
from aligntui.engine.versions import replaced, where
from aligntui.session.ops import AnyOp, Choose, Give, Turn, decode_change

if TYPE_CHECKING:
    from aligntui.analysis.view import View
    from aligntui.session.apply import Applied, Refused
    from aligntui.session.model import Clash, Run
    from aligntui.session.undo import Blocked
    from aligntui.store.problems import StoreProblem
    from aligntui.store.values import Outcome

Fate = Literal["kept", "waits", "refused", "nothing"]
"""On disk; shown as if it were, and tried again; cannot be done; there was nothing to do."""


class Told(Struct, frozen=True):
    """Messages in the order in which it happened: where there is room for one only, the last counts."""

    messages: tuple[Message, ...] = ()


class Commit(Told, frozen=True):
    """What became of a change.

    Attributes:
        fate: Where it is.
        reason: Why it cannot be done; None unless it is refused.
        clash: Words that met other words and were kept beside them: which show is asked; None for none.
    """

    fate: Fate = "kept"
    reason: Refused | StoreProblem | None = None
    clash: Clash | None = None

    @property
    def done(self) -> bool:
        """Whether it is out of the hands of whoever typed it."""
        return self.fate != "refused"


class Undone(Told, frozen=True):
    """What became of an undo or redo.

    Attributes:
        changed: Whether the session is to be shown anew.
        waits: Whether what was brought back is not on disk.
        blocked: Why nothing was done although one may choose; None when there is no choice.
        at: Step `method/step` and subject of the answer that came back, to stand there; None for none.
    """

    changed: bool = False
    waits: bool = False
    blocked: Blocked | None = None
    at: tuple[str, str] | None = None


class Polled(Told, frozen=True):
    """What a look at the file saw.

    Attributes:
        moved: Whether the snapshot is behind; `take_in` brings it up to date.
        altered: Whether something else than AlignTUI wrote the file, so that there may be news of it.
        standing: Whether it is to be shown anew whether all is saved.
        gone: Whether changes that were on disk are no longer, so that they are to be tried again.
    """

    moved: bool = False
    altered: bool = False
    standing: bool = False
    gone: bool = False


SEALED = said("answer-sealed", "warning")


def answer_back(view: View, done: Sequence[AnyOp], *, redo: bool) -> Undone:
    """What is said of an answer that was taken back or given again, and where it is given.

    Args:
        view: The snapshot.
        done: What gave it.
        redo: Whether it is given again.
    """
    from aligntui.analysis.rounds import subject_name

    given = next((op for op in reversed(done) if isinstance(op, Give)), None)
    held = view.session.rounds.get(given.round) if given is not None else None
    at = (held.step, given.subject) if given is not None and held is not None else None
    name = subject_name(view, held, given.subject) if given is not None and held is not None else ""
    what = f"your answer on {name}" if name else "your answer"
    return Undone((said("answer-given-again" if redo else "answer-undone", what=what),), changed=True, at=at)


def told_of(view: View, undone: Outcome) -> Message:
    """What is said of an undo or redo: of a round that stays closed also what begins a further one.

    Args:
        view: The snapshot behind it.
        undone: What became of it.
    """
    from aligntui.session.undo import closes

    blocked = undone.blocked
    final = blocked.change if blocked is not None and blocked.reason == "final" else None
    if final is not None and closes(final):
        turned = (op for op in decode_change(final).ops if isinstance(op, Turn))
        round_ = next((view.session.rounds.get(op.id) for op in turned), None)
        run = view.session.runs.get(round_.run) if round_ is not None else None
        alone = run is not None and run.solo
        anew = round_ is not None and round_.privacy == "none"
        stays = "round-stays-closed-nameless" if anew else "round-stays-closed"
        return said("round-stays-closed-alone" if alone else stays, "warning")
    made = decode_change(undone.applied.change).ops if undone.applied is not None else []
    if any(isinstance(op, Choose) and op.again for op in made):
        return said("versions-wait", words=undone.sentence)
    return said("as-told", "" if undone.done else "warning", words=undone.sentence)


def written_of(view: View, person: str, applied: Applied, note: str, *, late: bool = False) -> list[Message]:
    """What is said of a change that is on disk.

    Args:
        view: The snapshot with it.
        person: Who made it.
        applied: What became of it.
        note: What happened, in words.
        late: Whether it waited before.
    """
    if applied.clashes:
        clash, id_ = applied.clashes[0], applied.change.id
        who = writer(view, clash.target, clash.field, person, skip=id_) or "Someone"
        return [said("changed-too", "warning", who=who, what=where(view, clash.target, clash.field))]
    if (over := replaced(view, applied.change, person)) is not None:
        return [over]
    if late:
        return [said("written-now", note=f" {note}" if note else "")]
    return [said("as-told", words=note)] if note else []


def read_only(run: Run | None) -> Message:
    """Why nothing changes in a former sitting."""
    from aligntui.analysis.told import day

    title, at = (run.title, run.as_of) if run is not None else ("", "")
    return said("reads-former", "warning", title=title, day=day(at))


def failed(problem: Refused | StoreProblem, tone: Tone) -> Commit:
    """A change that could not be done, and why."""
    return Commit((said("as-told", tone, words=str(problem)),), "refused", problem)
