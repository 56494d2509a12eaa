"""``natotui notes FILE... | --all``: list and filter notes."""

from __future__ import annotations

import argparse
import sys

from natotui.commands.common import open_library, say
from natotui.errors import NatotuiError


def run(options: argparse.Namespace) -> int:
    """Print the notes in the format asked for."""
    from natotui.article.load import load
    from natotui.article.reading_list import readable_files
    from natotui.notes import listing

    if not options.files and not options.all:
        raise NatotuiError("wrong use", "no file was named", "Name files, or --all for the whole library")
    library = open_library(options)
    if library is None:
        say("there is no library yet: no notes")
        return 0
    asked = {
        name: getattr(options, name)
        for name in ("text", "kind", "tag", "theme", "role", "author", "status")
        if getattr(options, name)
    }
    if options.all:
        entries = listing.of_library(library, **asked)
    else:
        entries = [
            entry
            for source in readable_files(options.files)
            for entry in listing.of_article(library, load(source, format=options.format_in), **asked)
        ]
    if options.format == "table" and not options.kind:
        entries = listing.without_proofreading(entries)
    sys.stdout.write(listing.written(entries, options.format))
    return 0
