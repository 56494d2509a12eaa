"""``natotui export FILE --format F [-o OUT]``: the outline and notes in another tool's format."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from pathlib import Path

from natotui.commands.common import documents, open_library, say
from natotui.errors import NatotuiError


def run(options: argparse.Namespace) -> int:
    """Write each file in the format; what the format cannot carry is said."""
    from dataclasses import replace

    from natotui.exchange import formats

    form = formats.find(options.format)
    library = open_library(options)
    output = Path(options.output) if options.output else None
    many = [replace(each, made=date.today().isoformat()) for each in documents(options.files, options, library)]
    if output is not None and len(many) > 1 and not output.is_dir():
        raise NatotuiError(
            "wrong use",
            f"{output} is no folder, and there are {len(many)} articles",
            "Name a folder for -o, or export one at a time",
        )
    for document in many:
        dumped = form.dump(document)
        if output is None:
            sys.stdout.write(dumped.text if dumped.text.endswith("\n") else dumped.text + "\n")
        else:
            target = output / (Path(document.article.source).stem + form.extension) if output.is_dir() else output
            write(target, dumped.text)
            for ending, text in dumped.beside.items():
                write(target.with_suffix(ending), text)
        if dumped.lost:
            counted = ", ".join(f"{count} {kind}" for kind, count in sorted(dumped.lost.items()))
            say(f"{form.name} has no place for {counted}")
    return 0


def write(path: Path, text: str) -> None:
    """Write ``text`` whole or not at all.

    Raises:
        NatotuiError: the file cannot be written.
    """
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        os.replace(part, path)
    except OSError as fault:
        part.unlink(missing_ok=True)
        raise NatotuiError("cannot write", f"{path}: {fault.strerror}", "Name another place with -o") from fault
