"""The editor of a comment: several lines at the foot of the pane. Enter saves."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Key
from textual.message import Message
from textual.widgets import Label, TextArea

_FOOT = "Enter saves   ^O new line   Esc leaves"


class CommentArea(TextArea):
    """A text area whose editor sees Enter and Esc first."""

    async def _on_key(self, event: Key) -> None:
        editor = next((node for node in self.ancestors if isinstance(node, Editor)), None)
        if editor is not None and editor.take(event):
            event.stop()
            event.prevent_default()
            return
        await super()._on_key(event)


class Editor(Vertical):
    """What the comment is on, its text, and the keys that end it."""

    DEFAULT_CSS = """
    Editor { dock: bottom; height: 9; }
    Editor Label { height: 1; width: 100%; text-wrap: nowrap; text-overflow: ellipsis; color: $text-muted; }
    Editor TextArea, Editor TextArea:focus { height: 1fr; border: none; padding: 0 1; }
    """

    class Closed(Message):
        """The comment is done (``body``), or was left (None)."""

        def __init__(self, body: str | None, then: Callable[[str], None]) -> None:
            super().__init__()
            self.body, self.then = body, then

    def __init__(self, heading: str, body: str, then: Callable[[str], None]) -> None:
        super().__init__()
        self.heading, self.body, self.then = heading, body, then
        self._asked = False

    def compose(self) -> ComposeResult:
        """Heading, text, keys."""
        yield Label(" " + self.heading, markup=False)
        yield CommentArea(self.body, soft_wrap=True, show_line_numbers=False, highlight_cursor_line=False)
        yield Label(" " + _FOOT, id="foot", markup=False)

    def on_mount(self) -> None:
        """Type at once, at the end of what is there."""
        area = self.query_one(TextArea)
        area.cursor_blink = False
        area.focus()
        area.move_cursor(area.document.end)

    def save(self) -> None:
        """Done."""
        self.post_message(self.Closed(self.query_one(TextArea).text, self.then))

    def new_line(self) -> None:
        """A line break in the text."""
        self.query_one(TextArea).insert("\n")

    def _leave(self) -> None:
        changed = self.query_one(TextArea).text.strip() != self.body.strip()
        if changed and not self._asked:
            self._asked = True
            self.query_one("#foot", Label).update(" Not saved. Esc again throws it away, Enter saves it")
        else:
            self.post_message(self.Closed(None, self.then))

    def take(self, event: Key) -> bool:
        """Keys that the editor wants before the text sees them; whether this was one."""
        if event.key == "enter":
            self.save()
        elif event.key in ("ctrl+o", "alt+enter"):
            self.new_line()
        elif event.key == "escape":
            self._leave()
        else:
            if self._asked:
                self._asked = False
                self.query_one("#foot", Label).update(" " + _FOOT)
            return False
        return True
