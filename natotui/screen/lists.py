"""Lists of notes, of this article and of the whole library, and export from the reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from natotui.article.sanitise import sanitise_line
from natotui.errors import NatotuiError
from natotui.notes.model import PROOFREAD, Note, Placed
from natotui.screen.pick import Choice, PickScreen

if TYPE_CHECKING:
    from natotui.screen.reading import ReadingScreen

_FILTERS = ("kind", "tag", "theme", "role", "author", "status")
_MOST = 500


class Lists:
    """What ``i``, ``I`` and ``:export`` do."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen

    @property
    def handlers(self) -> dict[str, Callable[[], None]]:
        """Action id to what it does."""
        return {"notes": self.notes, "all-notes": self.all_notes}

    def notes(self) -> None:
        """The notes of this article, lost ones first."""
        placed = sorted(self.screen.notebook.placed, key=lambda each: (each.status != "lost", each.start))

        def find(typed: str) -> Sequence[Choice]:
            words, wanted = asked(typed)
            found = [each for each in placed if _fits(each, words, wanted) and _is_wanted(each, wanted)]
            return [self._choice(each.note, each.status, each.score) for each in found]

        def go(key: str | None) -> None:
            found = next((each for each in placed if each.note.id == key), None)
            if found is None:
                return
            if found.status == "lost":
                self.screen.say("its words are gone: go to the new ones (v selects), then :reattach", bad=True)
                self.screen.lost = found.note.id
            elif found.end > found.start:
                self.screen.jump((found.start, found.end))

        self._pick(f"Notes: {self.screen.state.article.title or self.screen.state.article.source}", find, go)

    def all_notes(self) -> None:
        """The notes of the whole library, found by the full text search; Enter opens the article."""
        library = self.screen.notebook.library

        def find(typed: str) -> Sequence[Choice]:
            words, wanted = asked(typed)
            without = "" if "kind" in wanted else PROOFREAD
            hits = library.search(" ".join(words), **wanted, without=without, limit=_MOST)
            return [self._choice(hit.note, hit.status, 1.0, hit.title) for hit in hits]

        def go(key: str | None) -> None:
            note = library.note(key) if key else None
            if note is not None:
                self.screen.app.desk.open_note(note)

        self._pick("Notes of the library", find, go)

    def _choice(self, note: Note, status: str, score: float, title: str = "") -> Choice:
        words = " ".join((note.body or note.anchor.quote).split())
        tags = "".join(f" #{tag}" for tag in note.tags)
        right = {"lost": "lost", "moved": f"moved {score:.0%}"}.get(status, "") or note.modified[:10]
        kind = f"{note.kind:<9} "
        detail = note.data.get("role") or note.data.get("relation") or note.data.get("label") or ""
        if note.kind in ("role", "relation", "rename-theme", "merge-theme", "theme"):
            words = f"{detail or note.data.get('theme', '')}: {words}"
        return Choice(
            note.id,
            sanitise_line(words + tags, 500),
            f"{sanitise_line(title, 30)}  {right}" if title else right,
            kind,
            "error" if status == "lost" else "text",
        )

    def _pick(self, title: str, find: Callable[[str], Sequence[Choice]], go: Callable[[str | None], None]) -> None:
        screen = PickScreen(
            title,
            find,
            self.screen.palette_in_use,
            self.screen.signs,
            "kind: tag: theme: role: author: status: narrow it",
            "no notes",
        )
        self.screen.app.push_screen(screen, go)

    def export(self, rest: str) -> None:
        """``:export FORMAT [FILE]``: write the outline and notes beside the article."""
        from natotui.commands.export import write_all
        from natotui.exchange import formats

        name, _, target = rest.strip().partition(" ")
        state = self.screen.state
        try:
            if not name:
                raise NatotuiError("which format", ", ".join(formats.FORMATS), "for example :export markdown notes.md")
            form = formats.find(name)
            document = formats.Document(
                state.article, state.outline, tuple(self.screen.notebook.placed), date.today().isoformat()
            )
            path = Path(target).expanduser() if target else Path(Path(state.article.source).stem + form.extension)
            dumped = form.dump(document)
            beside = [(path.with_suffix(ending), text) for ending, text in dumped.beside.items()]
            write_all([(path, dumped.text), *beside], [state.article.source], force=False)
        except NatotuiError as fault:
            self.screen.say(str(fault), bad=True)
            return
        lost = ", ".join(f"{count} {kind}" for kind, count in sorted(dumped.lost.items()))
        self.screen.say(f"written to {path}" + (f" (no place for {lost})" if lost else ""))


def asked(typed: str) -> tuple[list[str], dict[str, str]]:
    """Words, and properties like ``tag:money``, of what was typed."""
    words, wanted = [], {}
    for word in typed.split():
        name, colon, value = word.partition(":")
        if colon and name in _FILTERS:
            if value:
                wanted[name] = value
        else:
            words.append(word)
    return words, wanted


def _is_wanted(each: Placed, wanted: dict[str, str]) -> bool:
    """Marks of proofreading are no notes: they are listed where their kind is asked for."""
    return each.note.kind != PROOFREAD or ("kind" in wanted and PROOFREAD.startswith(wanted["kind"].lower()))


def _fits(each: Placed, words: Sequence[str], wanted: dict[str, str]) -> bool:
    note = each.note
    has = {
        "kind": note.kind,
        "tag": " ".join(note.tags),
        "theme": str(note.data.get("theme", "")),
        "role": str(note.data.get("role", "")),
        "author": note.author,
        "status": each.status,
    }
    text = f"{note.body} {note.anchor.quote} {' '.join(note.tags)} {note.kind}".lower()
    return all(word.lower() in text for word in words) and all(
        value.lower() in has[name].lower() for name, value in wanted.items()
    )
