"""What a note is: words of an article, what the person says of them, and how they are found again.

``Note.data`` by kind (all JSON; an *anchor* is ``Anchor.as_dict()``, a *role* one of ``argument.model.ROLES``):

=============  =====================================================================================
kind           the anchor covers; ``data`` holds
=============  =====================================================================================
highlight      the words; nothing
comment        the words; nothing (the comment is ``Note.body``)
question       the words; nothing (the question is ``Note.body``, which may be empty)
star           the words; nothing
role           a unit; ``role``: the role it has
bounds         a unit as it was; ``target``: anchor of the words it reaches over instead
split          a unit; ``target``: anchor of its second part; ``role``: of that part (absent: as the first)
join           the first unit; ``target``: anchor of the last unit that belongs to it
theme          a unit; ``theme``: label of the theme it belongs to
relation       the source unit; ``target``: anchor of the target unit; ``relation``: a ``RelationType``
add            a unit that the engine missed; ``role``
reject         a unit that is none; nothing
rename-theme   nothing (an empty span); ``theme``: label as it was; ``label``: the new one
merge-theme    nothing; ``theme``: label of the theme that goes; ``label``: of the one that takes its units
add-theme      nothing, or words that brought it up; ``label``; ``suggested``: true where the engine suggested it
accept         a unit that was proofread; ``state``: "accepted" or "skipped"; ``role``: its role at the time
=============  =====================================================================================

A note of any kind may also hold ``role`` and ``theme``: what the outline said of its words when it was made. Lists
are filtered by them. A tag is a property of the note, not a note.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Literal, cast, get_args

NoteKind = Literal[
    "highlight", "comment", "question", "star",
    "role", "bounds", "split", "join", "theme", "relation", "add", "reject",
    "rename-theme", "merge-theme", "add-theme", "accept"]
KINDS: tuple[NoteKind, ...] = get_args(NoteKind)
MARKS: tuple[NoteKind, ...] = ("highlight", "comment", "question", "star")
"""The kinds that say something of the words; the others say something of the outline."""
PROOFREAD: NoteKind = "accept"
"""The kind that keeps which units were looked at; lists of notes leave it out unless it is asked for."""
Status = Literal["found", "moved", "lost"]
STATUSES: tuple[Status, ...] = get_args(Status)
CONTEXT = 32
"""Code points of context on each side of an anchor's quote."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where words are, what they are, and what stands around them; code points of one article's text."""

    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""
    fingerprint: str = ""
    """Of the text that the offsets belong to; empty: not known."""
    repeats: int = -1
    """How many other places of that text had the same words; -1: not known."""

    def as_dict(self) -> dict[str, Any]:
        """As plain JSON data."""
        return {"start": self.start, "end": self.end, "quote": self.quote, "prefix": self.prefix,
                "suffix": self.suffix, "fingerprint": self.fingerprint, "repeats": self.repeats}

    @staticmethod
    def from_dict(data: Mapping[str, Any]) -> Anchor:
        """The anchor that ``as_dict`` wrote.

        Raises:
            ValueError: a field is missing or of the wrong type.
        """
        try:
            start, end, quote = data["start"], data["end"], data["quote"]
            prefix, suffix = data.get("prefix", ""), data.get("suffix", "")
            fingerprint, repeats = data.get("fingerprint", ""), data.get("repeats", -1)
        except (KeyError, TypeError, AttributeError) as fault:
            raise ValueError("an anchor needs start, end and quote") from fault
        whole = all(type(number) is int for number in (start, end, repeats))
        texts = all(isinstance(text, str) for text in (quote, prefix, suffix, fingerprint))
        if not whole or not texts or not 0 <= start <= end:
            raise ValueError("an anchor's start and end must be numbers in order, its quote and context text")
        return Anchor(start, end, quote, prefix, suffix, fingerprint, repeats)


@dataclass(frozen=True, slots=True)
class Note:
    """What the person adds to an article; see the module's table for ``data``."""

    id: str
    article: str
    """Fingerprint of the article; the library may know the article under several."""
    kind: NoteKind
    anchor: Anchor
    body: str = ""
    tags: tuple[str, ...] = ()
    author: str = ""
    created: str = ""
    """ISO 8601 with zone, UTC."""
    modified: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def target(self) -> Anchor | None:
        """The second anchor of a relation, bounds, split or join."""
        given = self.data.get("target")
        return Anchor.from_dict(given) if isinstance(given, Mapping) else None

    def as_dict(self) -> dict[str, Any]:
        """As plain JSON data."""
        return {"id": self.id, "article": self.article, "kind": self.kind, "anchor": self.anchor.as_dict(),
                "body": self.body, "tags": list(self.tags), "author": self.author, "created": self.created,
                "modified": self.modified, "data": dict(self.data)}

    @staticmethod
    def from_dict(data: Mapping[str, Any]) -> Note:
        """The note that ``as_dict`` wrote.

        Raises:
            ValueError: a field is missing, of the wrong type, or no known kind.
        """
        texts = [data.get(key, "") for key in ("id", "article", "kind", "body", "author", "created", "modified")]
        tags, more, anchor = data.get("tags", []), data.get("data", {}), data.get("anchor")
        if not all(isinstance(text, str) for text in (*texts, *tags)) or not texts[0] or texts[2] not in KINDS:
            raise ValueError("a note needs an id, a known kind, and text in its fields")
        if not isinstance(more, Mapping) or not isinstance(anchor, Mapping):
            raise ValueError("a note needs an anchor, and its data must be a table")
        ident, article, kind, body, author, created, modified = texts
        made = Note(ident, article, cast(NoteKind, kind), Anchor.from_dict(anchor), body, tuple(tags), author,
                    created, modified, dict(more))
        if "target" in more and made.target is None:
            raise ValueError("a note's target must be an anchor")
        return made


@dataclass(frozen=True, slots=True)
class Placed:
    """A note as it lies in the text that is open."""

    note: Note
    status: Status
    start: int
    """Code points of the current text; a lost note has an empty span about where its words would be."""
    end: int
    score: float = 1.0
    """Likeness of the words and their context, 0 to 1, with what the note was made on."""
    target: tuple[int, int] | None = None
    """Where the second anchor lies, if the note has one."""


@dataclass(frozen=True, slots=True)
class Record:
    """An article as the library knows it."""

    fingerprint: str
    """Of the text as it was last open."""
    source: str
    title: str
    words: int
    place: float
    """How far it was read, 0 to 100."""
    opened: str
    """When it was last open, ISO 8601, UTC."""
    notes: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A note found by a search of the library, and the article it belongs to."""

    note: Note
    status: Status
    """As of the text that was last open."""
    source: str
    title: str


def now() -> str:
    """The time, ISO 8601 to the millisecond, UTC."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def later(time: str) -> str:
    """A millisecond after ``time``: so that a changed note is newer than it was when the clock went back."""
    from datetime import timedelta

    try:
        moment = datetime.fromisoformat(time) + timedelta(milliseconds=1)
    except (ValueError, OverflowError):
        return time
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def new_id() -> str:
    """A random id for a note."""
    from uuid import uuid4

    return uuid4().hex


def clean_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags in order, without ``#``, blanks around them, empty ones and doubles."""
    return tuple(dict.fromkeys(tag for each in tags if (tag := " ".join(each.split()).removeprefix("#"))))


def new_note(article: str, kind: NoteKind, anchor: Anchor, body: str = "", *, tags: Iterable[str] = (),
             author: str = "", data: Mapping[str, Any] | None = None, ident: str = "", time: str = "") -> Note:
    """A note made now on the article with fingerprint ``article`` (``ident`` and ``time`` for tests)."""
    time = time or now()
    return Note(ident or new_id(), article, kind, anchor, body, clean_tags(tags), author, time, time, dict(data or {}))


def changed(note: Note, **fields: Any) -> Note:
    """``note`` with other ``fields``, modified now, or just after it was last modified if the clock went back."""
    if "tags" in fields:
        fields["tags"] = clean_tags(fields["tags"])
    return replace(note, **fields, modified=max(now(), later(note.modified)))
