"""Zip containers (EPUB, DOCX, ODT) under limits: entries, expanded size, ratio. Nothing is ever written."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

from natotui.article.sources import unreadable
from natotui.errors import NatotuiError

MOST_ENTRIES = 20_000
LARGEST_ENTRY = 16 << 20
"""Bytes of one expanded entry."""
LARGEST_TOTAL = 96 << 20
"""Bytes of all entries that are read, expanded."""
HIGHEST_RATIO = 300
"""Expanded to packed size; text and XML stay far below, a bomb far above."""

_RATIO_FROM = 1 << 20
_LARGEST_DIRECTORY = 8 << 20
_END_RECORD = b"PK\x05\x06"
_BIG_LOCATOR = b"PK\x06\x07"
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError,
           struct.error, OverflowError)


class Archive:
    """A zip file in memory, read entry by entry.

    Args:
        data: its bytes.
        source: as the person named it, for errors.

    Raises:
        NatotuiError: damaged, or beyond a limit.
    """

    def __init__(self, data: bytes, source: str) -> None:
        self.source = source
        self._read = 0
        _check_directory(data, source)
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except _FAULTS:
            raise self._damaged() from None
        entries = self._zip.infolist()
        if len(entries) > MOST_ENTRIES:
            raise unreadable(source, f"its container has more than {MOST_ENTRIES} entries")
        self.names = frozenset(entry.filename for entry in entries)

    def __contains__(self, name: object) -> bool:
        return name in self.names

    def read(self, name: str, limit: int = LARGEST_ENTRY) -> bytes:
        """The expanded bytes of an entry.

        Raises:
            NatotuiError: missing, damaged, password-protected, or beyond a limit.
        """
        try:
            entry = self._zip.getinfo(name)
        except KeyError:
            raise unreadable(self.source, "a part of it is missing", "The file may be damaged") from None
        if entry.flag_bits & 1:
            raise unreadable(self.source, "it is protected by a password", "Save it without one")
        self._check_size(entry, limit)
        try:
            with self._zip.open(entry) as stream:
                data = stream.read(limit + 1)
        except _FAULTS:
            raise self._damaged() from None
        self._read += len(data)
        if len(data) > limit or self._read > LARGEST_TOTAL:
            raise self._too_large()
        return data

    def get(self, name: str, limit: int = LARGEST_ENTRY) -> bytes:
        """The expanded bytes of an entry, empty if there is none."""
        return self.read(name, limit) if name in self.names else b""

    def check(self) -> None:
        """Refuse the whole container if what it says of its own sizes is beyond the limits.

        For readers that hand the container to a library, which would expand it by itself.
        """
        total = 0
        for entry in self._zip.infolist():
            if entry.filename.endswith((".xml", ".rels")):
                self._check_size(entry, LARGEST_ENTRY)
                total += entry.file_size
        if total > LARGEST_TOTAL:
            raise self._too_large()

    def _check_size(self, entry: zipfile.ZipInfo, limit: int) -> None:
        if entry.file_size > limit:
            raise self._too_large()
        if entry.file_size > _RATIO_FROM and entry.file_size > HIGHEST_RATIO * max(1, entry.compress_size):
            raise unreadable(self.source, "it expands far beyond its size", "It may have been made to do harm")

    def _too_large(self) -> NatotuiError:
        return unreadable(self.source, "what it holds is too large", "Split it into smaller files")

    def _damaged(self) -> NatotuiError:
        return unreadable(self.source, "its container is damaged", "Fetch or save it again")


def _check_directory(data: bytes, source: str) -> None:
    """Look at the end record first: zipfile reads any directory, and millions of entries cost gigabytes."""
    at = data.rfind(_END_RECORD, max(0, len(data) - 65_557))
    if at < 0 or len(data) - at < 22:
        raise unreadable(source, "its container is damaged", "Fetch or save it again")
    count, size = struct.unpack_from("<HL", data, at + 10)
    if count > MOST_ENTRIES or size > _LARGEST_DIRECTORY or data[at - 20:at - 16] == _BIG_LOCATOR:
        raise unreadable(source, f"its container has more than {MOST_ENTRIES} entries")
