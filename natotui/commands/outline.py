"""``natotui outline FILE...``: print what articles argue."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from natotui.commands.common import documents, open_library
from natotui.errors import NatotuiError

_OWN = ("tree", "json", "markdown")


def run(options: argparse.Namespace) -> int:
    """Print the outlines in the format asked for."""
    library = open_library(options)
    chosen = options.format or ("markdown" if os.environ.get("TERM") == "dumb" and sys.stdout.isatty() else "tree")
    _print(options.files, chosen, options, library)
    return 0


def plain(files: Sequence[str], format_in: str | None, no_library: bool = False, library: str = "") -> int:
    """What a terminal that cannot show the reader, or a pipe, gets instead of it: the outline as Markdown."""
    options = argparse.Namespace(
        files=files,
        format_in=format_in,
        role=[],
        theme=[],
        gaps=False,
        argue=False,
        no_library=no_library,
        library=library,
    )
    _print(files, "markdown", options, open_library(options))
    return 0


def _print(files: Sequence[str], name: str, options: argparse.Namespace, library: object) -> None:
    from dataclasses import replace

    from natotui.exchange import formats
    from natotui.exchange.select import only_gaps, select

    form = None if name == "tree" else formats.find(name)
    made = documents(files, options, library, insist=options.argue)  # type: ignore[arg-type]
    chosen = (
        replace(
            each, outline=select(only_gaps(each.outline) if options.gaps else each.outline, options.role, options.theme)
        )
        for each in made
    )
    if form is None:
        from natotui.exchange.tree import show

        show(chosen, sys.stdout)
        return
    if form.needs_name:
        raise NatotuiError("wrong use", f"{name} is several files", "Use natotui export with -o NAME")
    for document in chosen:
        text = form.dump(replace(document, notes=()) if name in _OWN else document).text
        sys.stdout.write(text if text.endswith("\n") else text + "\n")
        sys.stdout.flush()
