"""``natotui library path|check|backup|restore``: keep the library."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NoReturn

from natotui.commands.common import library_path
from natotui.errors import NatotuiError


def run(options: argparse.Namespace) -> int:
    """Do what the verb says, and print the lines that come of it. 1: the library has, or had, a problem."""
    from natotui import config
    from natotui.notes import backups

    if options.no_library:
        raise NatotuiError("wrong use", "--no-library leaves nothing to keep", "Leave it out")
    path = library_path(options, config.read()[0].library)
    if options.verb == "restore" and not options.file:
        _which(path)
    if options.verb == "restore":
        lines = backups.restore(path, options.file)
    else:
        lines = {"path": backups.where, "check": backups.check, "backup": backups.backup_now}[options.verb](path)
    for line in lines:
        print(line)
    return int(options.verb == "check" and not lines[-1].endswith(backups.SOUND))


def _which(path: Path) -> NoReturn:
    """Print the copies that can be restored: which one has to be said.

    Raises:
        NatotuiError: always, when they are printed.
    """
    from natotui.notes import backups

    *listed, _ = backups.restore(path)  # without a name it restores nothing, and tells the copies
    for line in listed:
        print(line)
    if not listed:
        raise NatotuiError("cannot restore", f"{path} has no backup", "natotui library backup makes one")
    raise NatotuiError("wrong use", "no backup was named", "Name one: natotui library restore DATE")
