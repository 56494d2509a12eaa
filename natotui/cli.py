"""The command line. Each command imports the room it needs, when it is given."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from natotui import __version__
from natotui.errors import NatotuiError

COMMANDS = ("read", "outline", "notes", "export", "import", "check", "library")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code: 0 done, 1 problems found, 2 wrong use or unreadable input."""
    words = list(sys.argv[1:] if argv is None else argv)
    _make_printable()
    try:
        return _run(words)
    except NatotuiError as fault:
        print(f"natotui: {_line(str(fault))}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Whoever read our output has seen enough. Python would complain once more when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _make_printable() -> None:
    """A locale without UTF-8 ends no command: a file or pipe gets UTF-8, a terminal a "?" for what it lacks."""
    stream = sys.stdout
    if isinstance(stream, TextIOWrapper) and "utf" not in stream.encoding.lower():
        if stream.isatty():
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8")


def _line(words: str) -> str:
    from natotui.article.sanitise import sanitise_line

    return sanitise_line(words, 2_000)


_WITH_VALUE = ("--library", "--as")


def _run(words: list[str]) -> int:
    command, rest = _command(words)
    options = _parser(command).parse_args(rest)
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


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]  # argparse prints two lines; we promise one
        raise NatotuiError("wrong use", message, f"{self.prog} --help lists what there is")


def _parser(command: str) -> argparse.ArgumentParser:
    if command == "read":
        parser = _Parser(
            prog="natotui",
            description="Read an article beside the outline of what it argues.",
            epilog="Commands: " + ", ".join(COMMANDS[1:]) + ". `natotui COMMAND --help` tells more.",
        )
        parser.add_argument("files", nargs="*", metavar="FILE", help='what to read: files, a folder, a URL, or "-"')
        parser.add_argument("--version", action="version", version=f"natotui {__version__}")
        parser.add_argument("--palette", default="", help="colours: dark, light, contrast, ansi or your own")
        parser.add_argument("--width", type=int, default=0, help="widest text column in cells (20 to 200)")
        parser.add_argument("--mouse", action="store_true", help="listen to the mouse")
        parser.add_argument("--sidecar", action="store_true", help="keep notes in FILE.notes.jsonld too")
    else:
        parser = _Parser(prog=f"natotui {command}", description=_ABOUT[command])
        _OPTIONS[command](parser)
    parser.add_argument(
        "--as",
        dest="format_in",
        metavar="KIND",
        default=None,
        help="read the files as this kind (text, markdown, html ...) whatever they look like",
    )
    parser.add_argument("--library", metavar="PATH", default="", help="the library to use")
    parser.add_argument("--no-library", action="store_true", help="read and keep nothing in a library")
    return parser


_ABOUT = {
    "outline": "Print what articles argue: themes, claims, evidence, counterpoints, rebuttals.",
    "notes": "List the notes of articles, or of the whole library.",
    "export": "Write an article's outline and notes in another tool's format.",
    "import": "Bring notes from another tool to an article.",
    "check": "Look over settings, keys, palettes, theme packs and the library, or just these files.",
    "library": "Keep the library: path, check, backup, restore.",
}


def _outline_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--format", default="", help="tree, json, markdown, or any that export knows")
    parser.add_argument("--role", action="append", default=[], help="only units of this role; may be repeated")
    parser.add_argument("--theme", action="append", default=[], help="only this theme (id or label); may be repeated")
    parser.add_argument(
        "--gaps", action="store_true", help="only claims without evidence, counterpoints without rebuttal"
    )
    parser.add_argument("--argue", action="store_true", help="look for an argument even in a recipe, list or poem")


def _notes_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="*", metavar="FILE")
    parser.add_argument("--all", action="store_true", help="notes of the whole library")
    parser.add_argument("--format", default="table", choices=("table", "json", "markdown"))
    for name in ("text", "kind", "tag", "role", "author", "status"):
        parser.add_argument(f"--{name}", default="", help=f"only notes with this {name}")
    parser.add_argument("--theme", default="", help="only notes on this theme")


def _export_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--format", required=True, metavar="F", help="`natotui export --list x --format x` names them")
    parser.add_argument("-o", "--output", default="", metavar="OUT", help="write here instead of standard output")


def _import_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("notes", metavar="NOTES")
    parser.add_argument(
        "--format", default="", metavar="F", help="w3c, hypothesis, brat, json, sidecar; else told by content"
    )


def _check_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help="palettes, theme packs, settings, gold outlines (.toml)"
    )


def _library_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("verb", choices=("path", "check", "backup", "restore"))
    parser.add_argument("file", nargs="?", default="", metavar="BACKUP", help="which backup to restore")


_OPTIONS = {
    "outline": _outline_options,
    "notes": _notes_options,
    "export": _export_options,
    "import": _import_options,
    "check": _check_options,
    "library": _library_options,
}
