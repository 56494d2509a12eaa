"""Where an article was left, without opening the library: for the page that is drawn before anything is loaded."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from natotui.article.model import Article


def place_hint(library: Path, article: Article) -> int | None:
    """The code point at which the article from this source was left, if its words still stand there; else 0. None:
    beyond what has been read of it.

    Only a hint: the library decides when it is open. Whatever is wrong with the file is said then.
    """
    if not article.source or not library.is_file():
        return 0
    try:
        connection = sqlite3.connect(f"{library.absolute().as_uri()}?mode=ro", uri=True, timeout=0.05)
    except sqlite3.Error:
        return 0
    try:
        row = connection.execute(
            "SELECT place FROM article WHERE source IN (?, ?) AND place IS NOT NULL ORDER BY turn DESC LIMIT 1",
            (article.source, str(Path(article.source).absolute())),
        ).fetchone()
        mark = json.loads(row[0]) if row else {}
        start, quote = mark.get("start", 0), mark.get("quote", "")
    except (sqlite3.Error, ValueError, AttributeError):
        return 0
    finally:
        connection.close()
    if not isinstance(start, int) or not isinstance(quote, str):
        return 0
    if article.partial and start + len(quote) > len(article.text):
        return None
    return start if 0 < start < len(article.text) and article.text.startswith(quote, start) else 0
