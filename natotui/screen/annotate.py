"""The keys that add notes to words: highlight, comment, tag, star, question, delete, undo, copy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from time import strftime
from typing import TYPE_CHECKING

from natotui.errors import NatotuiError
from natotui.notes.model import MARKS, NoteKind, clean_tags

if TYPE_CHECKING:
    from natotui.notes.journal import Turned
    from natotui.notes.model import Placed
    from natotui.screen.notebook import Notebook
    from natotui.screen.reading import ReadingScreen


class Annotate:
    """Marks what is selected, or the sentence under the cursor."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen

    @property
    def handlers(self) -> dict[str, Callable[[], None]]:
        """Action id to what it does."""
        kept: dict[str, Callable[[], None]] = {
            "highlight": self.highlight,
            "selection-highlight": self.highlight,
            "comment": self.comment,
            "star": partial(self.toggle, "star"),
            "question": partial(self.comment, "question"),
            "tag": self.tag,
            "delete-note": self.delete,
            "undo": self.undo,
            "redo": self.redo,
        }
        return {
            **{name: partial(self.guarded, act) for name, act in kept.items()},
            "copy": self.copy,
            "copy-quotation": partial(self.copy, "citation"),
        }

    @property
    def notebook(self) -> Notebook:
        """The notes of the article that is open."""
        return self.screen.notebook

    def guarded(self, act: Callable[[], None]) -> None:
        """Do it; what the library refuses is said, and nothing is shown as saved."""
        try:
            act()
        except NatotuiError as fault:
            self.screen.say(f"NOT saved: {fault}", bad=True)

    def saved(self, words: str) -> None:
        """The change is committed: show it everywhere, and say so; or that it lasts only as long as this session."""
        self.screen.selecting.cancel()
        self.screen.show_notes()
        if self.notebook.library.keeps or self.notebook.sidecar is not None:
            self.screen.say(f"{words}, saved {strftime('%H:%M')}")
        else:
            self.screen.say(f"{words}, NOT kept when you quit", bad=True)

    def highlight(self) -> None:
        """Highlight, or take the highlight off."""
        self.toggle("highlight")

    def toggle(self, kind: NoteKind) -> None:
        """Add a mark of this kind; over words that have it, take it off.

        A highlight takes the place of those within it, unless they say more than that they are there.
        """
        span = self.screen.selecting.span
        if span[0] >= span[1]:
            self.screen.say("nothing to mark here")
            return
        old = self.notebook.exact(span, kind)
        if old is not None:
            self.notebook.delete([old])
            self.saved(f"{kind} taken off")
        else:
            within = [
                each
                for each in self.notebook.at(span, ("highlight",))
                if kind == "highlight" and span[0] <= each.start and each.end <= span[1]
                if not each.note.tags and not each.note.body
            ]
            self.notebook.add(kind, span, data=self._said(span), instead_of=within)
            self.saved({"highlight": "highlighted", "star": "starred"}[kind])

    def _said(self, span: tuple[int, int]) -> dict[str, str]:
        """What the outline says of these words, for the filters of the list."""
        unit = self.screen.state.unit_at(span[0])
        if unit is None:
            return {}
        labels = {theme.id: theme.label for theme in self.screen.state.outline.themes}
        return {"role": unit.role, **({"theme": labels.get(unit.themes[0], "")} if unit.themes else {})}

    def comment(self, kind: NoteKind = "comment") -> None:
        """Open the editor; on words that have a comment, with it."""
        span = self.screen.selecting.span
        if span[0] >= span[1]:
            self.screen.say("no words here to comment on")
            return
        old = self.notebook.same(span, kind)
        words = " ".join(self.screen.state.article.text[span[0] : span[1]].split())
        self.screen.edit(
            f"{kind} on “{words}”",
            old.note.body if old else "",
            lambda body: self.guarded(lambda: self._write(kind, span, body)),
        )

    def _write(self, kind: NoteKind, span: tuple[int, int], body: str) -> None:
        old = self.notebook.same(span, kind)
        if not body.strip() and kind == "comment":
            if old is not None:
                self.notebook.delete([old])
                self.saved("comment deleted")
            return
        if old is not None:
            self.notebook.change(old.note, body=body)
        else:
            self.notebook.add(kind, span, body, data=self._said(span))
        self.saved("comment" if kind == "comment" else "question")

    def tag(self) -> None:
        """Ask for tags; those in use are suggested, those that are there can be changed."""
        span = self.screen.selecting.span
        if span[0] >= span[1]:
            self.screen.say("no words here to tag")
            return
        here = [each for each in self.notebook.at(span) if each.start <= span[0] and each.end >= span[1]]
        old = next((each for each in here if each.note.tags), here[0] if here else None)
        value = " ".join(old.note.tags) + " " if old and old.note.tags else ""
        known = self.notebook.library.tags()
        suggestions = tuple(value + tag for tag in known if tag not in value.split())

        def put(words: str) -> None:
            tags = clean_tags(words.replace(",", " ").split())
            if tags == (old.note.tags if old is not None else ()):
                self.screen.selecting.cancel()
                self.screen.say("the tags are as they were" if tags else "there are no tags here")
                return
            if old is not None:
                self.notebook.change(old.note, tags=tags)
            elif tags:
                self.notebook.add("highlight", span, tags=tags, data=self._said(span))
            self.saved("tags: " + " ".join(tags) if tags else "tags taken off")

        self.screen.ask("#", lambda words: self.guarded(lambda: put(words)), suggestions, value)

    def delete(self) -> None:
        """Delete the notes of the sentence."""
        here = self.notebook.at(self.screen.selecting.span, MARKS)
        if not here:
            self.screen.say("no note here")
            return
        self.notebook.delete(here)
        self.saved(
            "note deleted (u brings it back)" if len(here) == 1 else f"{len(here)} notes deleted (u brings them back)"
        )

    def reattach(self) -> None:
        """``:reattach``: the lost note that was chosen in the list gets the selected words."""
        if not self.screen.lost:
            self.screen.say("choose a lost note in the list first (i)", bad=True)
            return
        self.notebook.reattach(self.screen.lost, self.screen.selecting.span)
        self.screen.lost = ""
        self.saved("attached")

    def undo(self) -> None:
        """Undo the last step on this article, and go where it was."""
        before = self.notebook.placed
        self._show_turned(self.notebook.undo(), before, "undone", "nothing to undo")

    def redo(self) -> None:
        """Redo, and go there."""
        before = self.notebook.placed
        self._show_turned(self.notebook.redo(), before, "done again", "nothing to redo")

    def _show_turned(self, turned: Turned | None, before: Sequence[Placed], ending: str, nothing: str) -> None:
        """What was turned back or forth: said in words, and brought under the cursor if it is elsewhere."""
        from natotui.screen import undoing

        self.screen.show_notes()
        if turned is None:
            self.screen.say(nothing)
            return
        span = undoing.place(turned, self.notebook.placed, before)
        start, end = self.screen.state.cursor
        if span is not None and not (span[0] < end and start < span[1]):
            self.screen.jump(span)
        self.screen.say(undoing.said(turned, ending, self.screen.signs.ellipsis))

    def copy(self, style: str = "plain") -> None:
        """``y``, ``Y`` and ``:copy STYLE``: the words go to the terminal's clipboard, and, since many terminals take
        none, to a file."""
        from natotui.exchange import copy
        from natotui.screen.clipboard import kept

        article, span = self.screen.state.article, self.screen.selecting.span
        if style not in copy.STYLES:
            self.screen.say("copy as " + ", ".join(copy.STYLES), bad=True)
            return
        words = copy.words(article, *span, style)
        self.screen.app.copy_to_clipboard(words)
        path = kept(words)
        self.screen.selecting.cancel()
        where = f"; also in {path}" if path else ""
        self.screen.say(f"sent to the terminal's clipboard{where}")
