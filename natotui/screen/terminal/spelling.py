"""Signs in ASCII, for terminals without UTF-8."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_SIGNS = {
    "─━═┄┈╌‐‑‒–—―−": "-",
    "│┃║┆┊╎▏▎▍▌▐▕": "|",
    "┌┐└┘├┤┬┴┼╭╮╯╰╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋": "+",
    "█▉▊▋▓▒▀▄▁▂▃▅▆▇▔■◼": "#",
    "░": ":",
    "‘’‚‛′": "'",
    "“”„‟″«»": '"',
    "•·∙●◆◼★✦": "*",
    "○◇□◻☆": "o",
    "→▶▸►›": ">",
    "←◀◂◄‹": "<",
    "↑▲▴": "^",
    "↓▼▾": "v",
    "…": ".",
    "✓✔": "+",
    "✗✘×": "x",
}
_ASCII = {sign: plain for signs, plain in _SIGNS.items() for sign in signs}


@lru_cache(maxsize=1024)
def in_ascii(cluster: str, width: int) -> str:
    """ASCII characters, exactly `width`, that stand for a cluster: a look-alike, the bare letter or "?"."""
    if cluster.isascii():
        return cluster
    plain = _ASCII.get(cluster[0]) or unicodedata.normalize("NFKD", cluster[0])[0]
    if not " " <= plain <= "~":
        plain = "?"
    return plain.ljust(width, plain)[:width]
