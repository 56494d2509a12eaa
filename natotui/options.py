"""The options of each command. Loaded where the words are more than files to read."""

from __future__ import annotations

import argparse

from natotui import __version__
from natotui.cli import COMMANDS
from natotui.errors import NatotuiError


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]  # argparse prints two lines; we promise one
        raise NatotuiError("wrong use", message, f"{self.prog} --help lists what there is")


def _width(words: str) -> int:
    from natotui.config import LIMITS

    least, most = LIMITS["width"]
    if not words.isascii() or not words.isdigit() or not least <= int(words[:9]) <= most:
        raise argparse.ArgumentTypeError(f"{words!r} is no whole number from {least} to {most}")
    return int(words)


def parser(command: str) -> argparse.ArgumentParser:
    """The parser of one command's options."""
    if command == "read":
        made = _Parser(
            prog="natotui",
            description="Read an article beside the outline of what it argues.",
            epilog="Commands: " + ", ".join(COMMANDS[1:]) + ". `natotui COMMAND --help` tells more.",
        )
        made.add_argument("files", nargs="*", metavar="FILE", help='what to read: files, a folder, a URL, or "-"')
        made.add_argument("--version", action="version", version=f"natotui {__version__}")
        made.add_argument("--palette", default="", help="colours: dark, light, contrast, ansi or your own")
        made.add_argument(
            "--width", type=_width, default=0, metavar="CELLS", help="widest text column in cells (20 to 200)"
        )
        made.add_argument("--mouse", action="store_true", help="listen to the mouse")
        made.add_argument("--sidecar", action="store_true", help="keep notes in FILE.notes.jsonld too")
    else:
        made = _Parser(prog=f"natotui {command}", description=_ABOUT[command])
        _OPTIONS[command](made)
    made.add_argument(
        "--as",
        dest="format_in",
        metavar="KIND",
        default=None,
        help="read the files as this kind (text, markdown, html ...) whatever they look like",
    )
    made.add_argument("--library", metavar="PATH", default="", help="the library to use")
    made.add_argument("--no-library", action="store_true", help="read and keep nothing in a library")
    return made


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
    parser.add_argument("--format", required=True, metavar="F", help="json, markdown, w3c ...; a wrong one names all")
    parser.add_argument("-o", "--output", default="", metavar="OUT", help="write here instead of standard output")
    parser.add_argument("--force", action="store_true", help="replace OUT if it is there already (never FILE itself)")


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


_VERBS = ("path", "check", "backup", "restore")


def _library_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("verb", choices=_VERBS, metavar=", ".join(_VERBS[:-1]) + " or " + _VERBS[-1])
    parser.add_argument("file", nargs="?", default="", metavar="BACKUP", help="which backup to restore")


_OPTIONS = {
    "outline": _outline_options,
    "notes": _notes_options,
    "export": _export_options,
    "import": _import_options,
    "check": _check_options,
    "library": _library_options,
}
