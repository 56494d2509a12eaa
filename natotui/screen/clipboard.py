"""A copy beside the clipboard: OSC 52 is a wish that many terminals ignore."""

from __future__ import annotations

import os
from pathlib import Path

from natotui.config import data_folder


def kept(words: str) -> Path | None:
    """Write ``words`` to the file of the last copy, readable by its owner only; None where that cannot be."""
    path = data_folder() / "clipboard.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(handle, "w", encoding="utf-8") as file:
            file.write(words)
    except OSError:
        return None
    return path
