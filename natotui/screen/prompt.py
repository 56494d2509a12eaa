"""The one-line prompt at the foot of the screen: search, commands, tags."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Key, Resize
from textual.message import Message
from textual.suggester import SuggestFromList
from textual.widgets import Input, Label

_NAMES = {"#": "tags: ", ":": "command, 50% or a line: "}
"""What is asked, in words, where the sign alone would leave one to guess."""
_ROOM = 24
"""Cells for what is typed that the words must leave."""


class Prompt(Horizontal):
    """A sign, or what it stands for in words, and an input. Enter answers, Esc closes; earlier answers come back with
    the arrows."""

    DEFAULT_CSS = """
    Prompt { dock: bottom; height: 1; }
    Prompt Label { width: auto; }
    Prompt Input, Prompt Input:focus { border: none; height: 1; padding: 0; width: 1fr; background: transparent; }
    """
    _history: dict[str, list[str]] = {}  # noqa: RUF012  # shared on purpose: what was typed outlives the prompt

    class Answered(Message):
        """The person pressed Enter (``words``) or left (None)."""

        def __init__(self, words: str | None, then: Callable[[str], None]) -> None:
            super().__init__()
            self.words = words
            self.then = then

    def __init__(
        self, sign: str, then: Callable[[str], None], suggestions: Sequence[str] = (), value: str = ""
    ) -> None:
        super().__init__()
        self.sign = sign
        self.then = then
        self.suggestions = suggestions
        self.value = value
        self._recall = 0

    def compose(self) -> ComposeResult:
        """The sign, then the input."""
        yield Label(self.asked(self.app.size.width), markup=False)
        yield Input(
            self.value,
            suggester=SuggestFromList(self.suggestions, case_sensitive=False) if self.suggestions else None,
            select_on_focus=False,
        )

    def asked(self, width: int) -> str:
        """What stands before the input on a screen of ``width`` cells."""
        name = _NAMES.get(self.sign, self.sign)
        return name if len(name) + _ROOM <= width else self.sign

    def on_resize(self, _event: Resize) -> None:
        """More or less room for the words."""
        label, words = self.query_one(Label), self.asked(self.app.size.width)
        if label.content != words:
            label.update(words)

    def on_mount(self) -> None:
        """Type at once."""
        entry = self.query_one(Input)
        entry.cursor_blink = False
        entry.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer."""
        event.stop()
        history = self._history.setdefault(self.sign, [])
        if event.value and event.value not in history[-1:]:
            history.append(event.value)
        self.post_message(self.Answered(event.value, self.then))

    def on_key(self, event: Key) -> None:
        """Esc leaves; up and down recall."""
        history = self._history.get(self.sign, [])
        if event.key == "escape":
            self.post_message(self.Answered(None, self.then))
        elif event.key in ("up", "down") and history:
            self._recall = max(1, min(len(history), self._recall + (1 if event.key == "up" else -1)))
            self.query_one(Input).value = history[-self._recall]
            self.query_one(Input).action_end()
        else:
            return
        event.stop()
        event.prevent_default()
