"""``natotui export FILE --format F [-o OUT]``: the outline and notes in another tool's format."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from natotui.commands.common import documents, open_library, say
from natotui.errors import NatotuiError

if TYPE_CHECKING:
    from natotui.exchange.document import Dumped


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
    dumped = [form.dump(document) for document in many]
    if output is None:
        for each in dumped:
            sys.stdout.write(each.text if each.text.endswith("\n") else each.text + "\n")
    else:
        sources = [document.article.source for document in many]
        named = [output / (Path(source).stem + form.extension) if output.is_dir() else output for source in sources]
        write_all(_files(named, dumped), sources, options.force)
    for each in dumped:
        if each.lost:
            counted = ", ".join(f"{count} {kind}" for kind, count in sorted(each.lost.items()))
            say(f"{form.name} has no place for {counted}")
    return 0


def _files(named: Sequence[Path], dumped: Sequence[Dumped]) -> list[tuple[Path, str]]:
    """Every file to write, with its text."""
    return [
        pair
        for target, each in zip(named, dumped, strict=True)
        for pair in [(target, each.text), *((target.with_suffix(end), text) for end, text in each.beside.items())]
    ]


def write_all(files: Sequence[tuple[Path, str]], sources: Sequence[str], force: bool) -> None:
    """Write the files, when none of them stands in the way of what is there: all are looked at before one is written.

    Raises:
        NatotuiError: one is an article that is exported, two are the same, one is there already and ``force`` is not
            given, or it cannot be written.
    """
    seen: set[Path] = set()
    for path, text in files:
        if any(_same(path, source) for source in sources) and not _holds(path, text):
            raise NatotuiError("not written", f"{path} is the article itself", "Name another file")
        if path in seen:
            raise NatotuiError("not written", f"two articles would become {path}", "Export one at a time")
        if path.is_file() and not force and not _holds(path, text):
            raise NatotuiError("not written", f"{path} is there already",
                               "Name another file; on the command line --force replaces it")
        seen.add(path)
    for path, text in files:
        if not (path.is_file() and _holds(path, text)):
            write(path, text)


def _same(path: Path, source: str) -> bool:
    """Whether both are one file, by whatever names and links."""
    try:
        return os.path.samefile(path, source)
    except (OSError, ValueError):  # one of them is no file: a URL, standard input, a file yet to be written
        return False


def _holds(path: Path, text: str) -> bool:
    """Whether the file says this already: brat's NAME.txt may be the article."""
    try:
        return path.read_bytes() == text.encode()
    except OSError:
        return False


def write(path: Path, text: str) -> None:
    """Write ``text`` whole or not at all.

    Raises:
        NatotuiError: the file cannot be written.
    """
    part = path.with_name(path.name + ".part")
    try:
        if path.exists() and not path.is_file():  # a device or named pipe is written to, not replaced
            path.write_text(text, encoding="utf-8", newline="\n")
            return
        part.write_text(text, encoding="utf-8", newline="\n")
        os.replace(part, path)
    except OSError as fault:
        part.unlink(missing_ok=True)
        raise NatotuiError("cannot write", f"{path}: {fault.strerror}", "Name another place with -o") from fault
