"""What opens over the panes and closes again: the explanation, the prompt, the editor, the notes of the passage."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from rich.text import Text

from natotui.screen.actions import shown

if TYPE_CHECKING:
    from natotui.screen.editor import Editor
    from natotui.screen.prompt import Prompt
    from natotui.screen.reading import ReadingScreen

_ROOM_TO_OFFER = 16
"""Rows from which the explanation ends with what can be done about it: on a smaller screen the words need them."""
_SET_RIGHT = ("role", "relate", "supports", "attacks")
_ROOMY = 30
"""Rows from which the notes of the passage are shown under the outline."""


def remedy(keys: Mapping[str, tuple[str, ...]]) -> str:
    """The keys that set right what is explained; nothing where they were taken away."""
    role, *relates = (shown(keys[name][0]) if keys.get(name) else "" for name in _SET_RIGHT)
    parts = [f"{role} c e x r b  sets the role"] if role else []
    if all(relates):
        parts.append("{} {} / {}  relates it".format(*relates))
    return "Not right?  " + "     ".join(parts) if parts else ""


class Panels:
    """Opens and closes them; at most one takes the keys."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen
        self.prompt: Prompt | None = None
        self.editor: Editor | None = None
        self._told = False

    @property
    def typing(self) -> bool:
        """Whether keys go into a text."""
        return self.prompt is not None or self.editor is not None

    @property
    def open(self) -> bool:
        """Whether the explanation is open."""
        return bool(self.screen.panel.display)

    def toggle_why(self) -> None:
        """Explain the unit under the cursor, or close the explanation."""
        screen = self.screen
        if self.open:
            self.close()
        elif screen.state.unit is None:
            screen.say("no unit here: nothing was found in this sentence" if screen.state.analysed else "still reading")
        else:
            screen.panel.display = True
            self.follow()

    def tell(self, words: str) -> None:
        """Show what is too long for the status line, until the next key."""
        self._told = True
        self.screen.panel.update(Text(words, self.screen.palette_in_use["error"]))
        self.screen.panel.display = True

    def hush(self) -> None:
        """The next key has come: it was read."""
        if self._told:
            self.close()

    def follow(self) -> None:
        """The cursor moved: explain where it is now; show the notes there."""
        screen = self.screen
        if self.open and not self._told:
            from natotui.screen.why import explained

            unit = screen.state.unit
            if unit is None:
                self.close()
            else:
                text = Text()
                for words, style in explained(screen.state.article, screen.state.outline, unit, screen.signs):
                    text.append(words, screen.palette_in_use[style])
                if screen.size.height >= _ROOM_TO_OFFER:
                    text.append(f"\n{remedy(screen.keys)}", screen.palette_in_use["dim"])
                screen.panel.update(text)
        self._passage_notes()
        if screen.mode == "proofreading":
            screen.proofread.moved()

    def _passage_notes(self) -> None:
        screen = self.screen
        roomy = screen.size.height >= _ROOMY and bool(screen.side.display)
        here = (
            [
                each.note
                for each in screen.notebook.at(screen.state.cursor)
                if each.note.body or each.note.tags or each.note.kind in ("star", "question")
            ]
            if roomy
            else []
        )
        if not here:
            if screen.notes_box.display:
                screen.notes_box.display = False
            return
        text = Text()
        for note in here:
            text.append(f"{screen.signs.note} {note.kind}", screen.palette_in_use["note"])
            text.append("".join(f" #{tag}" for tag in note.tags), screen.palette_in_use["key"])
            text.append(f"  {note.author}\n", screen.palette_in_use["dim"])
            if note.body:
                text.append(note.body.rstrip() + "\n", screen.palette_in_use["text"])
        text.rstrip()
        screen.notes_box.update(text)
        screen.notes_box.display = True

    def close(self) -> None:
        """Close the explanation."""
        self._told = False
        if self.open:
            self.screen.panel.display = False

    def ask(self, sign: str, then: Callable[[str], None], suggestions: tuple[str, ...], value: str) -> None:
        """Open the prompt."""
        from natotui.screen.prompt import Prompt

        self.prompt = Prompt(sign, then, suggestions, value)
        self.screen.mount(self.prompt)

    def edit(self, heading: str, body: str, then: Callable[[str], None]) -> None:
        """Open the editor."""
        from natotui.screen.editor import Editor

        self.editor = Editor(heading, body, then)
        self.screen.mount(self.editor)

    def done(self) -> None:
        """The text was typed: the article has the keys again."""
        self.screen.set_focus(None)
        for part in (self.prompt, self.editor):
            if part is not None:
                # Off the screen first: what is removed has no styles left, and a frame in between would fail on it.
                part.display = False
                self.screen.call_after_refresh(part.remove)
        self.prompt = self.editor = None
