"""The one error that natotui raises for people: what went wrong, where, and what to do."""

from __future__ import annotations


class NatotuiError(Exception):
    """A fault that the person can mend.

    Args:
        title: what failed, in a few words ("cannot read").
        message: the sentence that names the file or the setting.
        hint: what to do next; may be empty.

    Before the screen opens it is printed as one line on standard error and ends the program with
    exit code 2; inside, it is shown on the status line.
    """

    def __init__(self, title: str, message: str, hint: str = "") -> None:
        super().__init__(title, message, hint)
        self.title = title
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        line = f"{self.title}: {self.message}"
        return f"{line}. {self.hint}" if self.hint else line
