"""The words of the status line and of the footer. Pure."""

from __future__ import annotations

from natotui.article.sanitise import sanitise_line
from natotui.screen.actions import ACTIONS, shown
from natotui.screen.bars import Part
from natotui.screen.signs import Signs
from natotui.screen.state import ReadingState
from natotui.signs import LOW


def minutes_left(state: ReadingState, words_per_minute: int) -> str:
    """Reading time from the cursor to the end of the text, in words. Six code points a word, blank included, is the
    usual measure of English prose; counting words anew at each key would cost a pass over the text."""
    left = max(0, len(state.article.text) - state.cursor[1]) / 6 / words_per_minute
    if left < 0.5:
        return "done" if left < 0.05 else "1 min left"
    return f"{round(left)} min left" if left < 90 else f"{left / 60:.1f} h left"


def left(state: ReadingState, theme: str, signs: Signs, words_per_minute: int, width: int) -> list[Part]:
    """Theme, role and confidence of the sentence, place, time left (of an article of which only the head has come,
    neither of the last two)."""
    dot = f" {signs.dot} "
    parts: list[Part] = [(" ", "status")]
    unit = state.unit
    if width >= 60 or not unit:
        title = theme or state.article.title or sanitise_line(state.article.source)
        parts += [(_clip(title, max(10, width - 44), signs), "status"), (dot, "status")]
    if unit is not None:
        low = unit.confidence < LOW
        role = unit.role + ("?" if low else "")
        parts.append(
            (
                f"{role} {unit.confidence:.0%}" if width >= 60 else f"{signs.role(unit.role)} {role}",
                "low" if low else unit.role,
            )
        )
        parts.append((dot, "status"))
    elif not state.analysed:
        parts += [("reading the argument", "footer"), (dot, "status")]
    if state.article.partial:  # how long it is will be known when the rest of it has come
        return parts[:-1]
    parts.append((f"{state.percent()}%", "status"))
    if width >= 50:
        parts += [(dot, "status"), (minutes_left(state, words_per_minute), "status")]
    return parts


def _clip(words: str, room: int, signs: Signs) -> str:
    return words if len(words) <= room else words[: room - 1].rstrip() + signs.ellipsis


def footer(keys: dict[str, tuple[str, ...]], pane: str, mode: str, width: int) -> list[Part]:
    """The keys that work in this pane and mode, the most wanted first, help always among them."""
    listed = sorted(
        (
            action
            for action in ACTIONS
            if action.label
            and pane in action.panes
            and keys.get(action.id)
            and (mode in action.modes or action.id == "help")
        ),
        key=lambda action: action.footer,
    )
    if width < 60 and mode == "reading":
        listed = [action for action in listed if action.id in ("help", "pane")]
    help_first = [action for action in listed if action.id == "help"]
    room = width - 1 - sum(len(shown(keys[a.id][0])) + len(a.label) + 3 for a in help_first)
    parts: list[Part] = [(" ", "footer")]
    for action in [*(a for a in listed if a.id != "help"), *help_first]:
        key = shown(keys[action.id][0])
        cells = len(key) + len(action.label) + 3
        if action.id != "help":
            if cells > room:
                continue
            room -= cells
        parts += [(key, "key"), (f" {action.label}  ", "footer")]
    return parts
