"""Notes beside the article, in ``FILE.notes.jsonld``: for those who keep both in git.

The file is a JSON array of W3C annotations in the order of the text, each a block of lines with sorted keys, so that
two people's changes touch different lines.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from natotui.errors import NatotuiError
from natotui.notes.model import Note
from natotui.notes.taking import conflicting
from natotui.notes.w3c import from_annotation, to_annotation

if TYPE_CHECKING:
    from natotui.article.model import Article
    from natotui.notes.library import Library

ENDING = ".notes.jsonld"
_LARGEST = 64 * 2**20


def beside(source: str) -> Path | None:
    """Where the sidecar of a file lies; None for what is no file."""
    if not source or source == "-" or "://" in source:
        return None
    path = Path(source)
    return path.with_name(path.name + ENDING)


def dumps(notes: Iterable[Note]) -> str:
    """The file's text for ``notes``."""
    ordered = sorted(notes, key=lambda note: (note.anchor.start, note.anchor.end, note.created, note.id))
    blocks = [json.dumps(to_annotation(note), ensure_ascii=False, indent=1, sort_keys=True) for note in ordered]
    return "[\n" + ",\n\n".join(blocks) + "\n]\n" if blocks else "[]\n"


def loads(text: str, name: str = "the sidecar") -> list[Note]:
    """The notes of the file's text.

    Raises:
        NatotuiError: it is not JSON, or one of its annotations cannot be read (``name`` is the file's).
    """
    conflict = next((number for number, line in enumerate(text.splitlines(), 1) if line.startswith("<<<<<<< ")), 0)
    if conflict:
        raise NatotuiError("cannot read", f"{name} holds an open merge, line {conflict}", "Settle it in git first")
    try:
        found = json.loads(text)
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            raise ValueError("it is no list of annotations")
    except (ValueError, RecursionError) as fault:
        raise NatotuiError("cannot read", f"{name}: {fault}", "Mend it or move it away") from fault
    notes = []
    for number, annotation in enumerate(found, 1):
        try:
            notes.append(from_annotation(annotation))
        except ValueError as fault:
            raise NatotuiError("cannot read", f"{name}: annotation {number}: {fault}", "Mend it") from fault
    return notes


def read(path: Path) -> list[Note]:
    """The notes in the file; none where there is no file.

    Raises:
        NatotuiError: it cannot be read.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise NatotuiError("cannot read", f"{path} is larger than {_LARGEST >> 20} MiB", "Move it away")
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as fault:
        raise NatotuiError("cannot read", f"{path}: {fault}", "Mend it or move it away") from fault
    return loads(text, str(path))


def write(path: Path, notes: Iterable[Note]) -> None:
    """Write the file: whoever reads it finds the old one or the new one, whole, whatever happens meanwhile.

    Raises:
        NatotuiError: it cannot be written; the old one stays.
    """
    text, temporary = dumps(notes), ""
    try:
        if path.exists() and path.read_text(encoding="utf-8") == text:
            return
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
        number, temporary = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        with open(number, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, mode)
        os.replace(temporary, os.path.realpath(path))
        _sync_folder(path.parent)
    except (OSError, UnicodeError) as fault:
        if temporary and os.path.exists(temporary):
            os.unlink(temporary)
        raise NatotuiError("not saved", f"{path}: {fault}", "The notes are in the library") from fault


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a loss of power; some file systems have no such thing."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    except OSError:
        return
    finally:
        os.close(number)


def merge(ours: Iterable[Note], theirs: Iterable[Note], base: Iterable[Note] = ()) -> tuple[list[Note], list[str]]:
    """Two people's notes as one list, without loss, and a line for each note that both changed.

    ``base`` are the notes that both began with, where they are known: who did not change a note gives way to who did
    (deleting is a change, and gives way to any other). Without it, a note unchanged since it was made gives way, and
    otherwise both states are kept: theirs under an id of its own with the first one's in ``data["conflict"]``.
    """
    one, two, old = ({note.id: note for note in notes} for notes in (ours, theirs, base))
    merged: list[Note] = []
    lines: list[str] = []
    for ident in {**one, **two}:
        mine, other, before = one.get(ident), two.get(ident), old.get(ident)
        if mine is None or other is None:
            left = mine or other
            if left is not None and left != before:
                merged.append(left)
        elif mine == other or other == before or (before is None and _unchanged(other)):
            merged.append(mine)
        elif mine == before or (before is None and _unchanged(mine)):
            merged.append(other)
        else:
            merged += _both(mine, other)
            lines.append(f"{mine.kind} on “{mine.anchor.quote[:40]}” was changed on both sides: both are kept")
    return merged, lines


def _unchanged(note: Note) -> bool:
    return note.modified == note.created


def _both(mine: Note, other: Note) -> Sequence[Note]:
    """The newer state under its id, the older one beside it; the same whichever of the two is ours."""
    first, second = sorted((mine, other), key=lambda note: (note.modified, note.body), reverse=True)
    return first, conflicting(second)


def sync(library: Library, article: Article, path: Path) -> tuple[int, int, int]:
    """Take what the sidecar has into the library, then write the library's notes to it; counts as of ``take``.

    Raises:
        NatotuiError: the file cannot be read or written, or the library.
    """
    counts = library.take(article, read(path), revive=False)
    save(library, article, path)
    return counts


def save(library: Library, article: Article, path: Path) -> None:
    """Write the library's notes of ``article`` to the sidecar; no file is made for none.

    Raises:
        NatotuiError: it cannot be written.
    """
    notes = [each.note for each in library.notes(article)]
    if notes or path.exists():
        write(path, notes)
