"""The command line. Each command imports the room it needs, when it is given."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper
from typing import Any

from natotui.errors import NatotuiError

COMMANDS = ("read", "outline", "notes", "export", "import", "check", "library")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code: 0 done, 1 problems found, 2 wrong use or unreadable input."""
    words = list(sys.argv[1:] if argv is None else argv)
    _make_printable()
    try:
        try:
            return _run(words)
        finally:
            # Python would write what is left when it ends, and could no longer say in one line that it failed.
            sys.stdout.flush()
    except NatotuiError as fault:
        print(f"natotui: {_line(str(fault))}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        _drop_output()  # whoever read it has seen enough
        return 0
    except OSError as fault:
        _drop_output()
        print(f"natotui: {_line(_told(fault))}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _make_printable() -> None:
    """A locale without UTF-8 ends no command: a file or pipe gets UTF-8, a terminal a "?" for what it lacks."""
    if sys.stdout is None:  # closed by who called us: the next file that is opened must not take its place
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  # it lives as long as the program
    stream = sys.stdout
    if isinstance(stream, TextIOWrapper) and "utf" not in stream.encoding.lower():
        if stream.isatty():
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8")


def _drop_output() -> None:
    """Nothing more is written: Python would complain once more when it closes standard output."""
    with suppress(OSError):  # what stands in for it in tests has no number
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _told(fault: OSError) -> str:
    """A fault of the system in one line. Those of files are told where they are opened: without a name it is the
    output that could not be written."""
    why = fault.strerror or str(fault) or type(fault).__name__
    if fault.filename is None:
        return f"cannot write: standard output: {why}. Make room, or write elsewhere"
    return f"cannot go on: {fault.filename}: {why}"


def _line(words: str) -> str:
    from natotui.article.sanitise import sanitise_line

    return sanitise_line(words, 2_000)


_WITH_VALUE = ("--library", "--as")


def _run(words: list[str]) -> int:
    command, rest = _command(words)
    options = _only_files(rest) if command == "read" else None
    if options is None:
        from natotui.options import parser

        options = parser(command).parse_args(rest)
    from importlib import import_module

    module = import_module(f"natotui.commands.{'import_' if command == 'import' else command}")
    code: int = module.run(options)
    return code


def _command(words: list[str]) -> tuple[str, list[str]]:
    """The command, and all other words. Options that every command has may stand before it; without a command the
    words are files to read, as is a word that names a command when there is a file called so."""
    at = 0
    while at < len(words) and (words[at] == "--no-library" or words[at].split("=")[0] in _WITH_VALUE):
        at += 1 + (words[at] in _WITH_VALUE)
    named = words[at] if at < len(words) else ""
    if named == "read" or (named in COMMANDS and not os.path.exists(named)):
        return named, words[:at] + words[at + 1 :]
    return "read", words


def _only_files(words: list[str]) -> Any:
    """The options of ``natotui FILE...`` and of switches without a value, told without the parser: an article is on
    the screen a tenth sooner. None where there is more to tell."""
    switches = {"--no-library", "--mouse", "--sidecar"}
    given = {word for word in words if word.startswith("-") and word != "-"}
    if not given <= switches:
        return None
    from types import SimpleNamespace

    named = {name.removeprefix("--").replace("-", "_"): name in given for name in switches}
    files = [word for word in words if word not in switches]
    return SimpleNamespace(files=files, palette="", width=0, format_in=None, library="", **named)
