"""``natotui [FILE...]``: open the reader; without a terminal, print the outline plainly."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path

from natotui import config
from natotui.article.load import load, load_head
from natotui.article.model import Article
from natotui.article.reading_list import readable_files
from natotui.commands.common import library_path
from natotui.config import Settings
from natotui.errors import NatotuiError
from natotui.screen import palette, runtime
from natotui.screen.geometry import BARS
from natotui.screen.prepaint import Prepaint, page


def run(options: argparse.Namespace) -> int:
    """Open the reader on what was named. Returns the exit code."""
    sources: list[str] = options.files
    if not sources and not sys.stdin.isatty():
        sources = ["-"]
    if not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
        from natotui.commands import outline

        if not sources:
            raise NatotuiError("nothing to read", "no file was named", "natotui FILE reads one")
        return outline.plain(sources, options.format_in, options.no_library, options.library)
    runtime.starting()
    settings, problems = config.read()
    settings = replace(
        settings,
        palette=options.palette or settings.palette,
        mouse=options.mouse or settings.mouse,
        sidecar=options.sidecar or settings.sidecar,
        library=options.library or settings.library,
        width=min(200, max(20, options.width)) if options.width else settings.width,
    )
    files = readable_files(sources)
    article = _first(files[0], options.format_in) if len(files) == 1 else None
    listed = dict.fromkeys(files, "") if len(files) > 1 else {}
    if article is not None and article.format == "feed":
        from natotui.screen.shelf import picks

        listed = picks(article)
        article = None if listed else article
    if "-" in sources or not sys.stdin.isatty():
        _keyboard()
    library = None if options.no_library else library_path(options, settings.library)
    with Prepaint() as prepaint:
        place = _draw(prepaint, article, settings, library) if article is not None else 0
        from natotui.screen.app import run as open_reader

        return open_reader(article, settings, library, listed, problems, place, prepaint)


def _draw(prepaint: Prepaint, article: Article, settings: Settings, library: Path | None) -> int:
    """Draw the first page at the place where the article was left; returns the place."""
    place = 0
    if library is not None and not article.partial:
        from natotui.notes.hint import place_hint

        place = place_hint(library, article)
    try:
        size = os.get_terminal_size(2)
    except OSError:
        return place
    if size.columns and size.lines > BARS:
        chosen = palette.load(palette.choose(settings.palette))
        prepaint.draw(page(article, chosen, (size.columns, size.lines), settings.width, settings.outline_width, place))
    return place


def _keyboard() -> None:
    """Standard input was the article: from here on it is the keyboard again."""
    try:
        terminal = os.open("/dev/tty", os.O_RDONLY)
    except OSError as fault:
        raise NatotuiError(
            "no keyboard", "standard input is not a terminal and /dev/tty cannot be opened", "name a file instead of -"
        ) from fault
    os.dup2(terminal, 0)
    os.close(terminal)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115  # it lives as long as the program


def _first(source: str, format_in: str | None) -> Article:
    """The article, or its beginning where it is very long."""
    return load(source, format=format_in) if format_in else load_head(source)
