"""The articles that the library knows: where they came from, how far they were read, under which fingerprints."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from natotui.article.model import Article
from natotui.notes import anchoring
from natotui.notes.anchoring import Lost
from natotui.notes.journal import touch
from natotui.notes.model import PROOFREAD, Anchor, Record, now
from natotui.notes.rows import address, article_key, made_article, pack, plain
from natotui.notes.store import Store

_COLUMNS = ("SELECT fingerprint, source, title, words, percent, opened, "
            f"(SELECT count(*) FROM note WHERE note.article = article.key AND kind <> '{PROOFREAD}') FROM article ")
_PLACE_WORDS = 64
"""Code points quoted at a reading place, so that it is found again in a changed text."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What an article was among the recent ones before it was taken off them."""

    key: int
    turn: int
    place: str | None
    percent: float


class Records:
    """Reads and writes records of articles."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def remember(self, article: Article, offset: int, read: int | None = None) -> None:
        """Write down the article, the place where it is read, and how far: up to ``read``, or ``offset``."""
        if article.partial:
            return
        offset = max(0, min(offset, len(article.text)))
        place = anchoring.anchor(article.text, offset, min(len(article.text), offset + _PLACE_WORDS),
                                 article.fingerprint, count=False)
        percent = 100 * min(offset if read is None else read, len(article.text)) / max(1, len(article.text))
        with self._store.write() as connection:
            key = made_article(connection, article.fingerprint)
            connection.execute(
                "UPDATE article SET fingerprint = ?, source = ?, title = ?, words = ?, length = ?, place = ?, "
                "percent = ?, opened = ?, turn = (SELECT max(turn) FROM article) + 1 WHERE key = ?",
                (article.fingerprint, address(article.source), plain(article.title), article.words, len(article.text),
                 pack(place.as_dict()), percent, now(), key))

    def describe(self, connection: sqlite3.Connection, key: int, article: Article) -> None:
        """Write down what the article is where nothing is known of it yet: lists of notes name it from its first
        note on, not only once its reader has been left."""
        if not article.partial:
            connection.execute(
                "UPDATE article SET source = ?, title = ?, words = ?, length = ? "
                "WHERE key = ? AND source = '' AND title = ''",
                (address(article.source), plain(article.title), article.words, len(article.text), key))

    def place(self, article: Article) -> int | None:
        """The offset where it was last read; None where it never was, or its words are gone."""
        found = self._store.one("SELECT place FROM article JOIN alias ON alias.article = article.key "
                                "WHERE alias.fingerprint = ?", (article.fingerprint,))
        if found is None:
            return None
        try:
            mark = Anchor.from_dict(json.loads(found))
        except ValueError:
            return None
        if mark.fingerprint == article.fingerprint:
            return min(mark.start, len(article.text))
        outcome = anchoring.find(mark, article.text, article.fingerprint)
        return min(mark.start, len(article.text)) if isinstance(outcome, Lost) else outcome.start

    def get(self, fingerprint: str) -> Record | None:
        """The record of the article that is, or was, known by ``fingerprint``."""
        rows = self._store.read(_COLUMNS + "WHERE key = (SELECT article FROM alias WHERE fingerprint = ?)",
                                (fingerprint,))
        return Record(*rows[0]) if rows else None

    def recent(self, limit: int) -> list[Record]:
        """Articles that were open, the last one first."""
        rows = self._store.read(_COLUMNS + "WHERE turn > 0 ORDER BY turn DESC LIMIT ?", (limit,))
        return [Record(*row) for row in rows]

    def forget(self, fingerprint: str) -> Forgotten | None:
        """Take the article off the list of recent ones, with its place; its notes stay and are found again."""
        with self._store.write() as connection:
            key = article_key(connection, fingerprint)
            if key is None:
                return None
            was = connection.execute("SELECT key, turn, place, percent FROM article WHERE key = ?", (key,)).fetchone()
            connection.execute("UPDATE article SET turn = 0, place = NULL, percent = 0 WHERE key = ?", (key,))
            connection.execute("DELETE FROM outline WHERE fingerprint IN (SELECT fingerprint FROM alias "
                               "WHERE article = ?)", (key,))
            return Forgotten(*was)

    def bring_back(self, forgotten: Forgotten) -> None:
        """Put it back where it was; one that was opened again meanwhile keeps its newer place."""
        with self._store.write() as connection:
            connection.execute("UPDATE article SET turn = ?, place = ?, percent = ? WHERE key = ? AND turn = 0",
                               (forgotten.turn, forgotten.place, forgotten.percent, forgotten.key))

    def candidates(self, article: Article, limit: int = 5) -> list[Record]:
        """Records that may be this article before its text changed: of its source or its title, with notes or a place.

        The person is to be asked before one is adopted. Those of the same source come first.
        """
        source = address(article.source)
        source = "" if source == "-" else source
        rows = self._store.read(
            _COLUMNS + "WHERE ((source = ?1 AND ?1 <> '') OR (title = ?2 AND ?2 <> '')) "
            "AND key NOT IN (SELECT article FROM alias WHERE fingerprint = ?3) "
            "AND (place IS NOT NULL OR EXISTS (SELECT 1 FROM note WHERE note.article = article.key)) "
            "ORDER BY source <> ?1, turn DESC LIMIT ?4", (source, plain(article.title), article.fingerprint, limit))
        return [Record(*row) for row in rows]

    def adopt(self, record: Record, article: Article) -> None:
        """From now on ``article`` is a later text of ``record``: its notes, place and steps are this article's."""
        with self._store.write() as connection:
            key = article_key(connection, record.fingerprint)
            other = article_key(connection, article.fingerprint)
            if key is None or key == other:
                return
            if other is not None:
                for table in ("note", "step", "alias"):
                    connection.execute(f"UPDATE {table} SET article = ? WHERE article = ?", (key, other))
                connection.execute("DELETE FROM article WHERE key = ?", (other,))
            else:
                connection.execute("INSERT INTO alias VALUES (?, ?)", (article.fingerprint, key))
            connection.execute("UPDATE article SET fingerprint = ? WHERE key = ?", (article.fingerprint, key))
            touch(connection, key)
