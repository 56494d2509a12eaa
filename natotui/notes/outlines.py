"""Keeps outlines by article and engine, so that an article that was read before opens at once."""

from __future__ import annotations

import zlib

from natotui.notes.store import Store

LIMIT = 8_000_000
"""Bytes of packed outlines that are kept; an outline of the seeds takes 3 to 6 kB."""


class OutlineCache:
    """At most ``LIMIT`` bytes; the outlines of articles that were not opened for longest make room."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, fingerprint: str, engine: str) -> str | None:
        """The outline that ``engine`` made; None where there is none, or it cannot be read."""
        content = self._store.one("SELECT content FROM outline WHERE fingerprint = ? AND engine = ?",
                                  (fingerprint, engine))
        try:
            return zlib.decompress(content).decode("utf-8", "surrogatepass") if content else None
        except (zlib.error, ValueError):
            return None

    def put(self, fingerprint: str, engine: str, outline: str) -> None:
        """Keep ``outline`` in place of any other of the article; one larger than the limit is not kept."""
        content = zlib.compress(outline.encode("utf-8", "surrogatepass"), 6)
        if self._store.readonly or len(content) > LIMIT:
            return
        with self._store.write() as connection:
            connection.execute("INSERT OR REPLACE INTO outline VALUES (?, ?, ?, ?)",
                               (fingerprint, engine, len(content), content))
            total = connection.execute("SELECT total(size) FROM outline").fetchone()[0]
            oldest = connection.execute(
                "SELECT outline.fingerprint, outline.size FROM outline "
                "LEFT JOIN alias ON alias.fingerprint = outline.fingerprint "
                "LEFT JOIN article ON article.key = alias.article "
                "WHERE outline.fingerprint <> ? ORDER BY coalesce(article.turn, 0)", (fingerprint,)).fetchall()
            for other, size in oldest:
                if total <= LIMIT:
                    break
                connection.execute("DELETE FROM outline WHERE fingerprint = ?", (other,))
                total -= size
