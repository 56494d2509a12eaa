"""``natotui check [FILE...]``: all problems of settings, keys, palettes, theme packs, samples and library at once."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

from natotui.article.sanitise import sanitise_line


def run(options: argparse.Namespace) -> int:
    """Print the problems, one a line. Returns 1 where there are any."""
    problems = list(_of_files(options.files) if options.files else _of_everything(options))
    for problem in problems:
        print(sanitise_line(problem, 2_000))
    if not problems:
        print("no problems found")
    return 1 if problems else 0


def _of_everything(options: argparse.Namespace) -> Iterator[str]:
    from natotui import config, resources
    from natotui.argument import topics
    from natotui.screen import palette

    yield from _settings(config.settings_file())
    for folder in palette.folders():
        for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
            yield from palette.read(path).problems
    for folder in (resources.topics(), config.config_folder() / "topics"):
        for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
            yield from (f"{path}: {problem}" for problem in topics.check_pack(path))
    yield from _golds(each for path in resources.samples() for each in path.parent.glob(f"{path.stem}.*.toml"))
    if not options.no_library:
        yield from _library(options)


def _settings(path: Path) -> Iterator[str]:
    """What is wrong with the settings, the keys and the palette that they name, each with its file and key."""
    from natotui import config
    from natotui.screen import keymap, palette

    settings, problems = config.read(path)
    yield from problems
    yield from (f"{path}: {problem}" for problem in keymap.merged(settings.keys)[1])
    if settings.palette and settings.palette not in palette.names():
        yield f"{path}: {palette.load(settings.palette).problems[0]}"


def _library(options: argparse.Namespace) -> Iterator[str]:
    from natotui.commands.common import library_path
    from natotui.config import read

    path = library_path(options, read()[0].library)
    if path.exists():
        from natotui.notes.library import Library

        library = Library.open(path)
        yield from library.problems
        library.close()


def _golds(paths: Iterable[Path]) -> Iterator[str]:
    from natotui.argument.gold_check import check

    for path in sorted(paths):
        if path.name.endswith((".outline.toml", ".second.toml")):
            yield from check(path)


def _of_files(files: Iterable[str]) -> Iterator[str]:
    from natotui.argument import topics
    from natotui.screen import palette

    for name in files:
        path = Path(name)
        if not path.is_file():
            yield f"{name}: there is no such file"
        elif path.name.endswith((".outline.toml", ".second.toml")):
            yield from _golds([path])
        elif path.name == "config.toml":
            yield from _settings(path)
        elif path.parent.name == "palettes":
            yield from palette.read(path).problems
        elif path.suffix == ".toml":
            yield from (f"{path}: {problem}" for problem in topics.check_pack(path))
        else:
            yield f"{name}: not a kind of file that is checked (.toml: config, palette, theme pack, gold outline)"
