"""Where bytes come from: files, standard input. Every fault of the file system becomes one clear line."""

from __future__ import annotations

import os
import select
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from natotui.article.decode import CHUNK
from natotui.article.sanitise import sanitise_line
from natotui.errors import NatotuiError

LARGEST = 1 << 30
"""Bytes of the largest file that is read."""
LARGEST_STREAM = 1 << 28
"""Bytes that are read of a pipe, whose size nobody knows beforehand."""
_PIPE_PATIENCE = 30_000  # milliseconds without a byte before a named pipe is given up


def unreadable(source: str, why: str, hint: str = "") -> NatotuiError:
    """The error for an input that cannot be read; ``source`` is shown as one safe line."""
    return NatotuiError("cannot read", f"{sanitise_line(source, 200)}: {why}", hint)


def size_of(path: str) -> int | None:
    """Bytes of a regular file; None for anything whose size says nothing (a pipe).

    Raises:
        NatotuiError: missing, a directory, a device, too large.
    """
    try:
        status = os.stat(path)
    except (OSError, ValueError) as error:
        raise _fault(path, error) from None
    mode = status.st_mode
    if stat.S_ISDIR(mode):
        raise unreadable(path, "it is a folder", "Name the files in it")
    if stat.S_ISCHR(mode) or stat.S_ISBLK(mode):
        raise unreadable(path, "it is a device", "Name a file")
    if stat.S_ISSOCK(mode):
        raise unreadable(path, "it is a socket", "Name a file")
    if stat.S_ISREG(mode):
        if status.st_size > LARGEST:
            raise unreadable(path, f"it is larger than {LARGEST >> 30} GiB", "Split it and read the parts")
        return status.st_size
    return None


def chunks(path: str) -> Iterator[bytes]:
    """The bytes of a file or named pipe, in chunks of ``CHUNK`` (a pipe in one piece).

    Raises:
        NatotuiError: it cannot be read, or holds more than the limit.
    """
    size = size_of(path)
    if size is None:
        yield _read_pipe(path)
        return
    total = 0
    try:
        with open(path, "rb") as file:
            while chunk := file.read(CHUNK):
                total += len(chunk)
                if total > LARGEST:
                    raise unreadable(path, f"it is larger than {LARGEST >> 30} GiB")
                yield chunk
    except (OSError, ValueError) as error:
        raise _fault(path, error) from None


def read_stdin() -> bytes:
    """All of standard input, up to the limit.

    Raises:
        NatotuiError: nothing is piped in, or too much.
    """
    stream = sys.stdin
    if stream is None or stream.closed:
        raise unreadable("-", "standard input is closed", "Pipe a text into natotui or name a file")
    if stream.isatty():
        raise unreadable("-", "nothing is piped in", "Pipe a text into natotui or name a file")
    try:
        data = stream.buffer.read(LARGEST_STREAM + 1)
    except (OSError, ValueError) as error:
        raise _fault("-", error) from None
    if len(data) > LARGEST_STREAM:
        raise unreadable("-", f"more than {LARGEST_STREAM >> 20} MiB came in", "Write it to a file and open that")
    return data


def _read_pipe(path: str) -> bytes:
    parts: list[bytes] = []
    total = 0
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        try:
            poll = select.poll()
            poll.register(descriptor, select.POLLIN)
            while True:
                if not poll.poll(_PIPE_PATIENCE):
                    raise unreadable(path, "nothing comes out of this pipe", "Start its writer first")
                part = os.read(descriptor, CHUNK)
                if not part:
                    return b"".join(parts)
                parts.append(part)
                total += len(part)
                if total > LARGEST_STREAM:
                    raise unreadable(path, f"more than {LARGEST_STREAM >> 20} MiB came in")
        finally:
            os.close(descriptor)
    except (OSError, ValueError) as error:
        raise _fault(path, error) from None


def _fault(path: str, error: OSError | ValueError) -> NatotuiError:
    if isinstance(error, FileNotFoundError):
        hint = "The link leads nowhere" if Path(path).is_symlink() else "Check the name"
        return unreadable(path, "there is no such file", hint)
    if isinstance(error, PermissionError):
        return unreadable(path, "permission denied", "Check who may read it")
    if isinstance(error, OSError) and error.strerror:
        return unreadable(path, error.strerror.lower())
    return unreadable(path, "this is not the name of a file", "Check the name")
