"""``natotui outline FILE...``: print what articles argue."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from natotui.commands.common import documents, open_library, say
from natotui.errors import NatotuiError

if TYPE_CHECKING:
    from natotui.exchange.document import Document

_OWN = ("tree", "json", "markdown")
_NO_GAPS = "No gaps were found: no claim without evidence, no counterpoint unanswered."


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
    from natotui.exchange import formats

    form = None if name.casefold() == "tree" else formats.find(name, "tree")
    made = documents(files, options, library, insist=options.argue)  # type: ignore[arg-type]
    chosen = (_chosen(each, options, form is None or form.name == "markdown") for each in made)
    if form is None:
        from natotui.exchange.tree import show

        show(chosen, sys.stdout)
        return
    if form.needs_name:
        raise NatotuiError("wrong use", f"{name} is several files", "Use natotui export with -o NAME")
    for document in chosen:
        text = form.dump(replace(document, notes=()) if form.name in _OWN else document).text
        sys.stdout.write(text if text.endswith("\n") else text + "\n")
        sys.stdout.flush()


def _chosen(document: Document, options: argparse.Namespace, for_people: bool) -> Document:
    """What the options leave of a document. That no gaps are left is said: in the outline's place where people read
    it, on standard error where a program does."""
    from natotui.argument.kind import no_gaps
    from natotui.exchange.select import only_gaps, select

    outline = only_gaps(document.outline) if options.gaps else document.outline
    made = replace(document, outline=select(outline, options.role, options.theme))
    if not options.gaps or made.outline.units:
        return made
    if outline.kind != "argument":
        words = no_gaps(outline.kind, "--argue")
    else:
        words = "No gaps were found in what was asked for." if options.role or options.theme else _NO_GAPS
    if for_people:
        return replace(made, notice=words)
    say(f"{document.article.source}: {words}")
    return made
