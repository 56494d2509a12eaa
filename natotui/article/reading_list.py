"""Several files or a folder as one reading list."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from natotui.article.load import is_url
from natotui.article.sources import unreadable

MOST_FILES = 2_000
DEEPEST = 8
READABLE = frozenset((".txt", ".text", ".md", ".markdown", ".mkd", ".mdown", ".html", ".htm", ".xhtml", ".epub",
                      ".docx", ".odt", ".pdf", ".rtf"))
"""Suffixes of the files that are taken from a folder; a file that is named itself is always taken."""


def readable_files(paths: Iterable[str]) -> list[str]:
    """The files to read, in the order named; a folder stands for the readable files in and below it, by name.

    Hidden files are left out, links to folders are not followed, and no file comes twice.

    Raises:
        NatotuiError: a folder cannot be read or has nothing to read, or there are more than ``MOST_FILES``.
    """
    found: dict[str, None] = {}
    for path in paths:
        if path == "-" or is_url(path) or not os.path.isdir(path):
            found.setdefault(path)
            continue
        before = len(found)
        for file in _below(Path(path), 0):
            found.setdefault(str(file))
            if len(found) > MOST_FILES:
                raise unreadable(path, f"there are more than {MOST_FILES} files in it", "Name a folder below it")
        if len(found) == before:
            raise unreadable(path, "there is nothing to read in this folder", "Files: " + " ".join(sorted(READABLE)))
    return list(found)


def _below(folder: Path, depth: int) -> Iterator[Path]:
    try:
        inside = sorted(folder.iterdir(), key=lambda path: path.name.casefold())
    except OSError as error:
        raise unreadable(str(folder), (error.strerror or "it cannot be read").lower()) from None
    for path in inside:
        if path.name.startswith("."):
            continue
        if path.is_file() and path.suffix.lower() in READABLE:
            yield path
        elif depth < DEEPEST and path.is_dir() and not path.is_symlink():
            yield from _below(path, depth + 1)
