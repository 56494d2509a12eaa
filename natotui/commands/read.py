"""``natotui [FILE...]``: open the reader; without a terminal, print the outline plainly."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from natotui import config
from natotui.article.load import HEAD_LIMIT, load, load_head, load_quickly
from natotui.article.model import Article
from natotui.article.reading_list import readable_files
from natotui.commands.common import library_path
from natotui.config import Settings
from natotui.errors import NatotuiError
from natotui.screen import palette, runtime
from natotui.screen.geometry import BARS
from natotui.screen.prepaint import Prepaint, page

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> int:
    """Open the reader on what was named. Returns the exit code."""
    if options.palette and options.palette not in palette.names():
        raise NatotuiError("wrong use", f"--palette: {palette.load(options.palette).problems[0]}")
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
        width=options.width or settings.width,
    )
    files = readable_files(sources)
    source, listed = (files[0], {}) if len(files) == 1 else ("", dict.fromkeys(files, ""))
    beginning = load_quickly(source) if source and not options.format_in else None
    article = beginning if beginning is None or not beginning.partial else None
    if source and beginning is None:
        beginning = article = _first(source, options.format_in)
        listed = _entries(article)
    if "-" in sources or not sys.stdin.isatty():
        _keyboard()
    library = None if options.no_library else library_path(options, settings.library)
    with Prepaint() as prepaint:
        place = _draw(prepaint, beginning, settings, library) if beginning is not None and not listed else 0
        if source and article is None:
            article = _first(source, None)
            if prepaint.text is None:
                place = _draw(prepaint, article, settings, library)
        from natotui.screen.app import run as open_reader

        return open_reader(None if listed else article, settings, library, listed, problems, place, prepaint)


def _entries(article: Article) -> dict[str, str]:
    """What a feed has to read, title by source; nothing for an article."""
    if article.format != "feed":
        return {}
    from natotui.screen.shelf import picks

    return picks(article)


def _draw(prepaint: Prepaint, article: Article, settings: Settings, library: Path | None) -> int:
    """Draw the first page at the place where the article was left, unless more of it has to be read for that; returns
    the place."""
    place: int | None = 0
    if library is not None and len(article.text) < HEAD_LIMIT:
        from natotui.notes.hint import place_hint

        place = place_hint(library, article)
    try:
        size = os.get_terminal_size(2)
    except OSError:
        return place or 0
    if place is not None and size.columns and size.lines > BARS:
        chosen = palette.load(palette.choose(settings.palette))
        text = page(article, chosen, (size.columns, size.lines), settings.width, settings.outline_width, place)
        if text:
            prepaint.draw(text)
    return place or 0


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
