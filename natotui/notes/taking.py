"""Takes notes that come from elsewhere (an import, a sidecar) into the library, without doubling or losing any."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from natotui.notes.model import Note
from natotui.notes.placing import place_all

if TYPE_CHECKING:
    from natotui.article.model import Article
    from natotui.notes.library import Library

_SAME_WORDS = ("kind", "body", "tags")


def take(library: Library, article: Article, notes: Iterable[Note], *, revive: bool = True) -> tuple[int, int, int]:
    """Add ``notes`` to ``article``, as one step of undo: how many were added or brought up to date, known already,
    and, of those added, how many found no place.

    A note is known by its id; or, under another id, if it says the same of the same words. One that is known by its
    id and was changed elsewhere takes the place of ours if it is newer than ours and no earlier state of it; if ours
    was changed as well, theirs is kept beside it.

    Args:
        revive: whether notes that were deleted here come back.

    Raises:
        NatotuiError: they could not be saved; none of them is.
    """
    taken: list[Note] = []
    known = 0
    with library.step(article, "import"):
        here = {_meaning(each.note): each.note.id for each in library.notes(article)}
        for note in notes:
            added = _one(library, replace(note, article=article.fingerprint), here, revive)
            if added is None:
                known += 1
            else:
                here[_meaning(added)] = added.id
                taken.append(added)
    lost = sum(each.status == "lost" for each in place_all(taken, article.text, article.fingerprint))
    return len(taken), known, lost


def _one(library: Library, note: Note, here: dict[Any, str], revive: bool) -> Note | None:
    ours, past = library.note(note.id), library.past(note.id)
    if ours is None:
        if here.get(_meaning(note), note.id) != note.id or (past and not revive and note.modified <= max(past)):
            return None
        return library.add(note)
    if _content(ours) == _content(note) or note.modified in past:
        return None
    if note.modified > ours.modified:
        return library.change(note)
    beside = conflicting(note)
    return None if library.note(beside.id) else library.add(beside)


def conflicting(note: Note) -> Note:
    """``note`` as a second one beside another state of itself; the same one each time."""
    from uuid import NAMESPACE_OID, uuid5

    ident = uuid5(NAMESPACE_OID, f"{note.id} {note.modified} {note.body}").hex
    return replace(note, id=ident, data={**note.data, "conflict": note.id})


def _meaning(note: Note) -> Any:
    words = note.anchor.quote, note.anchor.prefix[-8:], note.anchor.suffix[:8]
    return (*words, *(getattr(note, name) for name in _SAME_WORDS), str(sorted(note.data.items())))


def _content(note: Note) -> Any:
    return replace(note, article="", modified="").as_dict()
