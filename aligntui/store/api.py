"""What a store offers to those above it: sessions, changes one at a time, and what each person keeps of them.

Whatever answers to these protocols is a store: files (`store.local`), a database, memory. Each refusal is a
`store.problems.StoreProblem` with one sentence, and nothing of what was refused is done. The contract
tests in `tests/store` ask every store for what is promised here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Protocol

from aligntui.session.apply import Applied
from aligntui.session.model import Change, Session
from aligntui.session.ops import Op
from aligntui.session.tell import Named
from aligntui.store.needs import Keeper, Writer
from aligntui.store.permit import Permit
from aligntui.store.problems import Damaged
from aligntui.store.values import Copy, Draft, Entry, Erased, Here, Outcome, Position, SessionRef
from aligntui.store.waiting import Waiting


class Drafts(Keeper, Protocol):
    """One person's own notes about one session, seen by nobody else; each method one small durable write.

    They hold words being typed, the own place, marks of secret rounds, and changes that wait.
    """

    def take(self, place: str) -> str:
        """The words kept at a place, which are forgotten with that; "" when there are none.

        Raises:
            NotSaved: They are not forgotten.
        """

    def elsewhere(self) -> dict[str, Draft]:
        """Place -> words that are typed there in another living window of this person, the oldest first."""

    def tell(self) -> None:
        """The person has been told which words wait.

        Raises:
            NotSaved: They will be told again.
        """

    @property
    def position(self) -> Position | None:
        """Where this person was last in the session. Setting it raises `NotSaved` where it is not kept."""

    @position.setter
    def position(self, position: Position | None) -> None: ...

    @property
    def seen(self) -> int:
        """Revision of the session that this person saw last; 0 at first."""

    @seen.setter
    def seen(self, rev: int) -> None: ...

    def mark(self, round_id: str, seat: int = 0, *, made: str = "") -> str:
        """The random mark under which this person answers a secret round; made once, known only here.

        Args:
            round_id: The round.
            seat: Number of the person at this keyboard, when it is handed round.
            made: The mark to keep, when one was made while nothing could be kept.

        Raises:
            MarkGone: There may have been one that is lost or cannot be read now.
            NotSaved: A new one cannot be kept, so answering would count twice later.
        """

    def marked(self, round_id: str, seat: int = 0) -> str:
        """The mark made for a secret round, "" when this person has not answered it."""

    def seal(self, round_id: str, seat: int = 0) -> None:
        """Forget which ballot of a round without marks was filled in here; that one was stays known."""

    def own_mark(self, among: Collection[str], seat: int = 0) -> str:
        """The one of these marks that was made here, for whichever round; "" when none was."""

    def gone(self, round_id: str, seat: int = 0) -> str:
        """Why this person cannot answer a secret round: the mark is lost, or cannot be read now. "" else."""

    def told_of_loss(self) -> str:
        """What became of notes that were damaged, in words, the first time it is asked for; else ""."""


class Presence(Protocol):
    """Who is in a session. Trouble with it is never trouble with the session."""

    def beat(self, place: str = "", done: str = "") -> None:
        """Say "still here", where, and in which phase one is done: every `values.BEAT` seconds, and anew."""

    def all(self) -> list[Here]:
        """Everybody who is here or only just `away`, this process included, sorted by name."""

    def others(self) -> list[Here]:
        """Everybody who is here but this process."""

    def leave(self) -> None:
        """Take the sign away."""


class Handle(Writer, Protocol):
    """An open session. Its methods may be called from several threads."""

    person: str
    """Who writes."""
    permit: Permit
    """What the line that this person came in by may do."""
    news: str
    """What one should know of this session on opening it, in one sentence; whoever says it empties it."""
    waiting: Waiting
    """Changes of this process that are not on disk yet."""

    @property
    def session(self) -> Session:
        """The latest snapshot, with what waits to be written. It is shared: treat it as a value."""

    @property
    def entry(self) -> Entry:
        """How this session stands in a list."""

    @property
    def read_only(self) -> str:
        """Why nothing can be changed; "" when it can."""

    @property
    def strange(self) -> str:
        """What tells the last state that AlignTUI had not written; "" when there was none."""

    @property
    def altered(self) -> bool:
        """Whether what is kept is not what AlignTUI wrote: it decayed, or something else has written it."""

    def sight(self) -> str:
        """What to say, once each, when the session can no longer be read, and when it can again; "" else."""

    def refresh(self) -> bool:
        """Look for changes of others. True when the snapshot is another one: its `meta.rev` tells which.

        Never waits, and costs next to nothing when nothing changed: it is called several times a second.
        """

    def apply(self, ops: Sequence[Op], note: str = "", run: str = "", *, id: str = "") -> Applied:  # noqa: A002
        """Write one change: on the latest state, and durably when this returns.

        Args:
            ops: What to do: all of it, or nothing.
            note: What happened, in words.
            run: Run in which it happened.
            id: Id of the change; a new one when left out. A change that is there already is not applied
                again: give the same id when trying again after `NotSaved`.

        Raises:
            NotSaved: It is not kept; all is as it was.
            session.apply.Refused: An op cannot be done; nothing is written.
        """

    def apply_made(self, make: Callable[[Session], Change]) -> Applied:
        """Write a change that is made of the latest state: nobody else writes between the two.

        Raises:
            NotSaved: It is not kept; all is as it was.
            session.apply.Refused: An op cannot be done; nothing is written.
        """

    def undo(self, run: str = "", named: Named | None = None) -> Outcome:
        """Take this person's last change back, where what it set still stands.

        `named` gives fields and values the words of the screens, for the sentence about it.

        Raises:
            NotSaved: It is not kept; nothing changed.
        """

    def redo(self, run: str = "", named: Named | None = None) -> Outcome:
        """Take this person's last undo back, where what it set still stands.

        Raises:
            NotSaved: It is not kept; nothing changed.
        """

    def history(self, n: int) -> list[Change]:
        """The last `n` changes, the newest first, also those that are too old for the session itself."""

    def erase(self, round_id: str, ballot: str = "", *, note: str = "") -> Erased:
        """Remove the raw answers of a round, or one ballot of it, for good, wherever the store has them.

        The session itself comes last: as long as it does not say "erased", doing it again finishes the work.

        Args:
            round_id: The round.
            ballot: Only this ballot, when somebody takes consent back.
            note: The one line that stays.

        Raises:
            NotSaved: Something could not be written; the session does not say "erased".
            session.apply.Refused: There is no such round.
        """

    def close(self) -> None:
        """Let go of the session. Nothing is written: everything is kept already."""


class Store(Protocol):
    """The sessions, as one person works with them.

    Where a session is named, a `SessionRef` means that one, and text means the one that answers to it
    (`find`). A store whose line is for one session raises `Forbidden` for everything about another.
    """

    @property
    def person(self) -> str:
        """Who writes."""

    @property
    def named(self) -> bool:
        """Whether somebody gave that name, so that it is not only what the account is called."""

    def as_person(self, name: str) -> Store:
        """The same sessions, as somebody of another name works with them: with own notes and ballots.

        Raises:
            Forbidden: The line is one person's.
        """

    @property
    def permit(self) -> Permit:
        """What this line may do."""

    @property
    def where(self) -> str:
        """Where the sessions are kept, as text that may be shown: a folder, an address."""

    @property
    def clock(self) -> Callable[[], str]:
        """Gives this moment (`text.moment`)."""

    @property
    def new_id(self) -> Callable[[], str]:
        """Gives a random id."""

    def entries(self) -> list[Entry]:
        """All sessions, the last changed first; what each holds is not read.

        A damaged one has a `problem`, and so has one that is gone, until a copy was opened or it was thrown
        away.

        Raises:
            StoreProblem: They cannot be read.
        """

    def find(self, ref: str) -> Entry:
        """The session that an id, a title, a part of either that only one has, or its name means.

        Raises:
            NotFound: None does; it names the nearest titles.
            Ambiguous: Several do; it names them with their ids.
        """

    def trashed(self) -> list[Entry]:
        """Sessions in the trash, the last thrown first."""

    def find_trashed(self, ref: str) -> Entry:
        """The session of the trash that an id, a title or a part of either means.

        Raises:
            NotFound: None does.
            Ambiguous: Several do.
        """

    def drafts(self, session_id: str, ref: SessionRef | None = None) -> Drafts:
        """What this person keeps about a session: words being typed, place, marks.

        Args:
            session_id: The session.
            ref: Which one it is where several have the id, as copies made by hand do.
        """

    def drafts_of(self, handle: Handle) -> Drafts:
        """What this person keeps about an open session."""

    def is_first(self, handle: Handle) -> bool:
        """Whether an open session is the first one in which this person ever stands here."""

    def settle(self, handle: Handle) -> None:
        """After a loss of this person's marks: in the secret rounds that are open they count as used."""

    def presence(self, handle: Handle) -> Presence:
        """Who is in a session."""

    def open(self, ref: str | SessionRef) -> Handle:
        """Open a session to read and to change it.

        Raises:
            NotFound: No session answers to it.
            Ambiguous: Several do.
            Damaged: It cannot be read; the problem offers its last good copy (`recover`).
            StoreProblem: It cannot be read now, or a newer AlignTUI wrote it in another shape.
        """

    def peek(self, ref: str | SessionRef) -> Session:
        """What a session holds, without opening it: nothing is made, moved or brought up to date.

        Raises:
            StoreProblem: As `open`.
        """

    def recover(self, problem: Damaged) -> Handle:
        """Open the last good copy of a damaged session in its place.

        Raises:
            StoreProblem: There is none, or something stands there already.
            NotSaved: The copy cannot be written.
        """

    def copies(self, ref: str | SessionRef) -> Sequence[Copy]:
        """Earlier states that one can go back to, the one with the latest revision first.

        Raises:
            StoreProblem: As `find`; or it cannot be told now which there are.
        """

    def go_back(self, ref: str | SessionRef, rev: int | None = None) -> Copy:
        """Put a copy in the place of a session that can be read. What stands there now is kept as a copy.

        Args:
            ref: The session.
            rev: Revision to go back to; None for the last copy before something else altered it.

        Returns:
            The copy that stands there now.

        Raises:
            StoreProblem: As `find`; there is no such copy; or somebody has the session open.
            NotSaved: It cannot be written.
        """

    def gone(self, handle: Handle) -> str:
        """What to say of an open session that is no longer there, and what brings it back; else ""."""

    def altered(self, handle: Handle) -> str:
        """What to tell this person, once, of a session that is not what AlignTUI wrote; else ""."""

    def create(self, title: str, ops: Sequence[Op] = (), *, note: str = "") -> Handle:
        """A new session with these ops as its first change.

        Raises:
            NotSaved: It cannot be written.
            session.apply.Refused: An op cannot be done.
        """

    def adopt(self, session: Session) -> Handle:
        """Take in a session that came from elsewhere. Gets another id when its own is taken.

        Raises:
            NotSaved: It cannot be written.
        """

    def duplicate(self, ref: str | SessionRef, title: str) -> Handle:
        """A new session with the same content; what happened before is not in its history.

        Raises:
            StoreProblem: As `open` and `create`.
        """

    def rename(self, ref: str | SessionRef, title: str) -> Entry:
        """Give a session another title. A copy made by hand becomes a session of its own with that.

        Raises:
            StoreProblem: As `open`; NotSaved when it cannot be written.
        """

    def trash(self, ref: str | SessionRef) -> Entry:
        """Move a session to the trash, with its history and copies; gives its entry there.

        Raises:
            StoreProblem: As `find`; or it is not the store's to throw away.
            NotSaved: It cannot be moved.
        """

    def restore(self, ref: str | Entry) -> Entry:
        """Move a session back from the trash: one of `trashed`, or what finds it there.

        Raises:
            StoreProblem: As `find`, among the trash.
            NotSaved: It cannot be moved.
        """

    def purge(self, ref: str | Entry) -> None:
        """Remove a session of the trash for good: one of `trashed`, or what finds it there.

        Raises:
            StoreProblem: As `find`, among the trash.
            NotSaved: It cannot be removed.
        """
