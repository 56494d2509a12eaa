"""Signs of the roles and states: one character each, with an ASCII twin for terminals without UTF-8."""

from __future__ import annotations

import locale
import os
from dataclasses import dataclass

from natotui.signs import SIGNS


@dataclass(frozen=True)
class Signs:
    """The signs in use: Unicode, or ASCII."""

    ascii: bool = False

    def role(self, role: str) -> str:
        """The sign of a role, one cell wide."""
        return SIGNS[role][self.ascii]

    @property
    def bar(self) -> str:
        """The cursor's mark in the gutter."""
        return "|" if self.ascii else "▌"

    @property
    def note(self) -> str:
        """The words have a note."""
        return "n" if self.ascii else "✎"

    @property
    def marked(self) -> str:
        """The marked line of a list."""
        return ">" if self.ascii else "▸"

    @property
    def rule(self) -> str:
        """What a rule is made of."""
        return "-" if self.ascii else "─"

    @property
    def ellipsis(self) -> str:
        """What was cut off."""
        return "~" if self.ascii else "…"

    @property
    def dot(self) -> str:
        """Between the parts of the status line."""
        return "-" if self.ascii else "·"


def detect() -> Signs:
    """ASCII where the locale cannot encode the signs, or ``NATOTUI_ASCII`` asks for it."""
    if os.environ.get("NATOTUI_ASCII"):
        return Signs(ascii=True)
    named = os.environ.get("LC_ALL") or os.environ.get("LC_CTYPE") or os.environ.get("LANG") or ""
    encoding = named or locale.getencoding()
    return Signs(ascii="utf" not in encoding.lower() and os.environ.get("TERM") != "linux-utf8")
