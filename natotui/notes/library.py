"""The library: articles read, places, notes with undo, cached outlines, in one SQLite file or nowhere.

Every change is one transaction, on the disk before the method returns. Whatever state the file is in, ``open``
returns a library, and ``problems`` says what is wrong.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from natotui.article.model import Article
from natotui.errors import NatotuiError
from natotui.notes import placing
from natotui.notes.fulltext import TextIndex
from natotui.notes.journal import Journal, Step, Turned
from natotui.notes.model import Anchor, Hit, Note, Placed, Record, changed
from natotui.notes.opening import open_store
from natotui.notes.outlines import OutlineCache
from natotui.notes.records import Forgotten, Records
from natotui.notes.rows import NoteRows, made_article, read_note
from natotui.notes.searching import Filter, search, tags_in_use
from natotui.notes.store import Store


class Library:
    """What is kept of articles and notes; one for a session, used by one thread at a time."""

    def __init__(self, store: Store, index: TextIndex, problems: list[str]) -> None:
        self.problems = problems
        """What is wrong with the library, in words for the person; grows while it is used."""
        self._store = store
        self._index = index
        self._rows = NoteRows(index)
        self._journal = Journal(self._rows)
        self._records = Records(store)
        self._outlines = OutlineCache(store)
        self._step: Step | None = None

    @staticmethod
    def open(path: Path | None, *, readonly_ok: bool = True) -> Library:
        """The library at ``path``, made if there is none; None: one that is kept nowhere.

        One that is newer, locked, no library or out of reach leaves ``keeps`` false and its reason in ``problems``;
        a damaged one is set aside by name and what can be read of it is saved.

        Raises:
            NatotuiError: ``readonly_ok`` is false and the library cannot be written.
        """
        problems: list[str] = []
        store = open_store(path, problems, readonly_ok=readonly_ok)
        try:
            index = TextIndex.ready(store)
        except NatotuiError as fault:
            problems.append(str(fault))
            index = TextIndex(False)
        return Library(store, index, problems)

    @property
    def path(self) -> Path | None:
        """The file that keeps it; None where nothing is kept."""
        return self._store.path

    @property
    def keeps(self) -> bool:
        """Whether what is added now is still there tomorrow."""
        return self._store.path is not None and not self._store.readonly

    def close(self) -> None:
        """Let go of the file; nothing needs saving."""
        self._store.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.close()

    # Articles

    def remember(self, article: Article, offset: int, read: int | None = None) -> None:
        """Write down that ``article`` is read, at ``offset``; one that is only partly loaded is left out.

        ``read``: where what was read ends, for the share of the text that lists show (default: ``offset``).
        """
        self._records.remember(article, offset, read)

    def place(self, article: Article) -> int | None:
        """Where it was last read, in the text as it is now; None for a new one."""
        return self._records.place(article)

    def record(self, fingerprint: str) -> Record | None:
        """What is known of the article with one of its fingerprints."""
        return self._records.get(fingerprint)

    def recent(self, limit: int = 50) -> list[Record]:
        """Articles that were open, the last one first."""
        return self._records.recent(limit)

    def forget(self, fingerprint: str) -> Forgotten | None:
        """Take an article off the recent ones, with its place; its notes stay. What ``bring_back`` needs."""
        return self._records.forget(fingerprint)

    def bring_back(self, forgotten: Forgotten) -> None:
        """Put an article that was forgotten back where it was among the recent ones."""
        self._records.bring_back(forgotten)

    def candidates(self, article: Article) -> list[Record]:
        """Records that may be this article before its text changed; ask the person, then ``adopt`` one."""
        return self._records.candidates(article)

    def adopt(self, record: Record, article: Article) -> None:
        """``article`` is a later text of ``record``: its notes are found again in it, its undo goes on."""
        self._records.adopt(record, article)

    # Notes

    def notes(self, article: Article) -> list[Placed]:
        """All notes of the article in reading order, each with where its words are now."""
        rows = self._store.read(
            "SELECT note.key, note.id, note.content, note.checksum, placing.found FROM note "
            "LEFT JOIN placing ON placing.note = note.key AND placing.fingerprint = ?1 "
            "WHERE note.article = (SELECT article FROM alias WHERE fingerprint = ?1)", (article.fingerprint,))
        placed: list[Placed] = []
        new: list[tuple[int, Note]] = []
        mended: list[Note] = []
        for key, ident, content, check, known in rows:
            try:
                note = read_note(content, check, article.fingerprint)
            except ValueError as fault:
                mended += self._mended(article, ident, fault)
                continue
            if known is not None and (there := placing.unpacked(note, known)) is not None:
                placed.append(there)
            else:
                new.append((key, note))
        fresh = placing.place_all([note for _, note in new], article.text, article.fingerprint)
        self._keep_places(article, [(key, each) for (key, _), each in zip(new, fresh, strict=True)])
        placed += placing.place_all(mended, article.text, article.fingerprint)
        return sorted([*placed, *fresh], key=lambda each: (each.start, each.end, each.note.created, each.note.id))

    def _mended(self, article: Article, ident: str, fault: ValueError) -> list[Note]:
        """A note whose row is damaged, from the log of steps; its row is written anew."""
        note = self._journal.last(self._store.read, ident)
        self._report(f"note {ident} was damaged on the disk ({fault}); "
                     + ("it is read from the log of steps" if note else "it cannot be read"))
        if note is None:
            return []
        if self.keeps:
            with self._store.write() as connection:
                self._rows.put(connection, made_article(connection, article.fingerprint), note)
        return [replace(note, article=article.fingerprint)]

    def _keep_places(self, article: Article, placed: Sequence[tuple[int, Placed]]) -> None:
        """Remember what was worth working out; a library that cannot be written now works it out again."""
        changed_text = [(key, each) for key, each in placed
                        if each.note.anchor.fingerprint != article.fingerprint and each.note.anchor.quote]
        if not changed_text or not self.keeps:
            return
        try:
            with self._store.write() as connection:
                placing.keep(connection, article.fingerprint, changed_text)
        except NatotuiError as fault:
            self._report(str(fault))

    def note(self, ident: str) -> Note | None:
        """The note with this id.

        Raises:
            NatotuiError: the note is damaged.
        """
        found = self._rows.get(self._store.read, ident)
        return found[1] if found else None

    def add(self, note: Note) -> Note:
        """Keep a new note.

        Raises:
            NatotuiError: it was not saved, and why.
        """
        with self._store.write() as connection:
            if self._rows.get(connection.execute, note.id) is not None:
                raise NatotuiError("not saved", f"there is a note {note.id} already", "Change that one")
            article = made_article(connection, note.article)
            self._journal.record(connection, self._current(article, note.kind), None, note)
        return note

    def change(self, note: Note) -> Note:
        """Keep ``note`` in place of the one with its id; returns it as kept (modified later than before).

        Raises:
            NatotuiError: it was not saved, and why.
        """
        with self._store.write() as connection:
            article, before = self._known(connection, note.id)
            if note.modified <= before.modified:
                note = changed(before, **{name: getattr(note, name) for name in
                                          ("kind", "anchor", "body", "tags", "author", "data")})
            self._journal.record(connection, self._current(article, f"change of {note.kind}"), before, note)
        return note

    def delete(self, ident: str) -> None:
        """Take the note away; ``undo`` brings it back.

        Raises:
            NatotuiError: there is no such note, or it could not be written down.
        """
        with self._store.write() as connection:
            article, before = self._known(connection, ident)
            self._journal.record(connection, self._current(article, f"deletion of {before.kind}"), before, None)

    def reattach(self, ident: str, anchor: Anchor) -> Note:
        """Give a lost or moved note new words by hand.

        Raises:
            NatotuiError: there is no such note, or it was not saved.
        """
        with self._store.write() as connection:
            article, before = self._known(connection, ident)
            after = changed(before, anchor=anchor)
            self._journal.record(connection, self._current(article, f"new place of {before.kind}"), before, after)
        return after

    def past(self, ident: str) -> set[str]:
        """When the note with this id was modified, in all states that it had here and undo knows of."""
        rows = self._store.read("SELECT before, after FROM change WHERE note = ?", (ident,))
        return {json.loads(state)["modified"] for row in rows for state in row if state}

    def take(self, article: Article, notes: Iterable[Note], *, revive: bool = True) -> tuple[int, int, int]:
        """Add notes from elsewhere as one step: how many were added or brought up to date, were known already, and
        found no place. ``revive``: those that were deleted here come back.

        Raises:
            NatotuiError: none of them was saved, and why.
        """
        from natotui.notes.taking import take

        return take(self, article, notes, revive=revive)

    @contextmanager
    def step(self, article: Article, words: str) -> Iterator[None]:
        """All changes within are one step of ``undo``, called ``words``, and one transaction."""
        with self._store.write() as connection:
            outer = self._step
            self._step = outer or Step(made_article(connection, article.fingerprint), words)
            self._records.describe(connection, self._step.article, article)
            try:
                yield
            finally:
                self._step = outer

    def undo(self, article: Article) -> Turned | None:
        """Take back the last step on the article; None where there is none."""
        with self._store.write() as connection:
            return self._journal.undo(connection, article.fingerprint)

    def redo(self, article: Article) -> Turned | None:
        """Do again what was last taken back; None where there is nothing."""
        with self._store.write() as connection:
            return self._journal.redo(connection, article.fingerprint)

    def version(self, article: Article) -> int:
        """A number that is another one once anybody changed the article's notes; cheap enough to ask each second."""
        return self._store.one("SELECT (article.key << 32) + article.version FROM article JOIN alias "
                               "ON alias.article = article.key WHERE alias.fingerprint = ?",
                               (article.fingerprint,)) or 0

    def _known(self, connection: sqlite3.Connection, ident: str) -> tuple[int, Note]:
        found = self._rows.get(connection.execute, ident)
        if found is None:
            raise NatotuiError("not saved", f"there is no note {ident}", "Another session may have deleted it")
        return found

    def _current(self, article: int, words: str) -> Step:
        if self._step is not None and self._step.article == article:
            return self._step
        return Step(article, words)

    def _report(self, problem: str) -> None:
        if problem not in self.problems:
            self.problems.append(problem)

    # Across articles

    def search(self, text: str = "", *, kind: str = "", tag: str = "", theme: str = "", role: str = "",
               author: str = "", status: str = "", article: str = "", without: str = "",
               limit: int = 200) -> list[Hit]:
        """Notes that hold all words of ``text`` (or beginnings of them) and have each property; the newest first.

        ``article`` is a fingerprint, ``without`` a kind that is left out; an empty property is no condition.
        """
        chosen = Filter(text, kind, tag, theme, role, author, status, article, without)
        return search(self._store, self._index, chosen, limit, self._report)

    def tags(self) -> list[str]:
        """Tags in use, the most used first."""
        return tags_in_use(self._store)

    def cached_outline(self, fingerprint: str, engine: str) -> str | None:
        """The outline (JSON) that this version of the engine made of the article; None: make it."""
        return self._outlines.get(fingerprint, engine)

    def cache_outline(self, fingerprint: str, engine: str, outline: str) -> None:
        """Keep an outline; those of articles not opened for longest make room."""
        self._outlines.put(fingerprint, engine, outline)
