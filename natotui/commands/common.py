"""What several commands do: open the library, read an article with its outline and notes."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from natotui.article.load import load
from natotui.article.reading_list import readable_files

if TYPE_CHECKING:
    import argparse

    from natotui.exchange.document import Document
    from natotui.notes.library import Library


def say(words: str) -> None:
    """One line on standard error."""
    from natotui.article.sanitise import sanitise_line

    print(f"natotui: {sanitise_line(words, 2_000)}", file=sys.stderr)


def library_path(options: argparse.Namespace, setting: str = "") -> Path:
    """Where the library lies: the option, the setting, the platform's data folder."""
    from natotui.config import data_folder

    given = options.library or setting
    return Path(given).expanduser() if given else data_folder() / "library.db"


def open_library(options: argparse.Namespace, *, make: bool = False) -> Library | None:
    """The library that the options and settings name; None with ``--no-library``, and where there is none yet
    unless ``make``. Its problems are said."""
    if options.no_library:
        return None
    from natotui import config

    path = library_path(options, config.read()[0].library)
    if not make and not path.exists():
        return None
    from natotui.notes.library import Library

    library = Library.open(path)
    for problem in library.problems:
        say(problem)
    return library


def documents(
    files: Iterable[str], options: argparse.Namespace, library: Library | None, insist: bool = False
) -> Iterator[Document]:
    """Each article with its outline, the person's corrections laid over it, and its notes."""
    from natotui.exchange.document import Document
    from natotui.notes.overlay import outlined

    for source in readable_files(files):
        article = load(source, format=options.format_in)
        for warning in article.warnings:
            say(f"{source}: {warning}")
        placed = tuple(library.notes(article)) if library else ()
        yield Document(article, outlined(article, placed, insist=insist), placed)
