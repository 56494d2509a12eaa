"""Markdown from words that must not act as Markdown."""

from __future__ import annotations

import re

from natotui.exchange.words import one_line

# All of these may be escaped with a backslash in CommonMark. The last six mean something to pandoc only.
_ACTS = re.compile(r"([\\`*_\[\]<>#|~&${}^@])")
_NUMBER = re.compile(r"^(\s*\d+)([.)])", re.MULTILINE)


def escape(text: str) -> str:
    """``text`` on one line, shown by a Markdown reader as it stands."""
    return _ACTS.sub(r"\\\1", one_line(text))


def paragraph(text: str) -> str:
    """``text`` with its line breaks, shown as it stands: nothing in it begins a list, heading or rule."""
    lines = [escape(line) for line in text.strip().splitlines()]
    return "\\\n".join(_quiet(line) if line else "" for line in lines).replace("\\\n\\\n", "\n\n")


def _quiet(line: str) -> str:
    """A line whose first character cannot open a block."""
    numbered = _NUMBER.sub(r"\1\\\2", line)
    return "\\" + numbered if numbered[:1] in "-+=!:" and numbered else numbered


def quote(text: str) -> str:
    """``text`` as a block quotation."""
    return "\n".join(f"> {line}" if line else ">" for line in paragraph(text).splitlines())


def yaml(value: str) -> str:
    """``value`` as a double-quoted YAML scalar."""
    import json

    return json.dumps(one_line(value), ensure_ascii=False)
