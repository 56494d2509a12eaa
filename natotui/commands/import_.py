"""``natotui import FILE NOTES``: notes from another tool, anchored in the article."""

from __future__ import annotations

import argparse
from pathlib import Path

from natotui.commands.common import open_library, say
from natotui.errors import NatotuiError

_LARGEST = 64 * 2**20


def run(options: argparse.Namespace) -> int:
    """Add the notes to the library; what is there already is not added twice, what found no place is listed."""
    from natotui.article.load import load
    from natotui.exchange import formats

    article = load(options.file, format=options.format_in)
    text = read_text(options.notes)
    form = formats.find(options.format) if options.format else formats.told_by(text, options.notes)
    imported = form.load(text, article, read_beside(options.notes) if form.needs_name else "")
    library = open_library(options, make=True)
    if library is None:
        raise NatotuiError("wrong use", "notes are kept in the library", "Leave out --no-library")
    added, known, lost = library.take(article, imported.notes)
    notes = "note" if added == 1 else "notes"
    print(f"{added} {notes} added, {known} were there already, {lost} found no place (natotui notes --status lost)")
    for kind, count in sorted(imported.lost.items()):
        say(f"{count} {kind} not taken")
    return 0


def read_text(name: str) -> str:
    """The text of a file of notes.

    Raises:
        NatotuiError: it cannot be read.
    """
    try:
        path = Path(name)
        if path.stat().st_size > _LARGEST:
            raise NatotuiError("cannot read", f"{name} is larger than {_LARGEST >> 20} MiB", "Split it")
        return path.read_text(encoding="utf-8-sig")
    except OSError as fault:
        raise NatotuiError("cannot read", f"{name}: {fault.strerror}", "Check the name") from fault
    except UnicodeDecodeError as fault:
        raise NatotuiError("cannot read", f"{name} is not UTF-8", "Save it as UTF-8") from fault


def read_beside(name: str) -> str:
    """The text file beside a ``.ann``; empty where there is none."""
    path = Path(name).with_suffix(".txt")
    return read_text(str(path)) if path.is_file() else ""
