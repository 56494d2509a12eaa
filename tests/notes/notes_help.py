"""Articles and notes for the tests of this room."""

from __future__ import annotations

from natotui.article.model import Article, Blocks
from natotui.notes.anchoring import anchor
from natotui.notes.journal import Turned
from natotui.notes.model import Note, NoteKind, new_note

TEXT = (
    "The council wants to close the night bus. It says that few people ride it. Yet the few who do have no other "
    "way home: nurses, bakers, cleaners. Trams lower the cost per ride in Lyon. Critics say buses are more flexible. "
    "Trams lower the cost per ride in Bern. The council has not asked the riders. It should have asked them first, "
    "and then counted what a night without a bus costs the town.")


def article(text: str = TEXT, source: str = "/articles/bus.txt", title: str = "The night bus") -> Article:
    """An article without blocks: this room looks at its text only."""
    return Article(text, Blocks(), source=source, title=title)


def note(owner: Article, words: str, kind: NoteKind = "highlight", body: str = "", **more: object) -> Note:
    """A note on the first place with ``words``."""
    start = owner.text.index(words)
    mark = anchor(owner.text, start, start + len(words), owner.fingerprint)
    return new_note(owner.fingerprint, kind, mark, body, **more)  # type: ignore[arg-type]


def named(turned: Turned | None) -> str | None:
    """What the step that was undone or redone was called."""
    return turned.words if turned is not None else None
