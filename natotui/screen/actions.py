"""The one table of actions: identity, keys, words. Bindings, footer, help, the palette of commands and the
README's table of keys are all made from it; nothing else names a key.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Group = Literal["Move", "Themes", "Arguments", "Find", "View", "Notes", "Outline", "Other"]
Mode = Literal["reading", "selecting", "relating", "proofreading"]
MODES: tuple[Mode, ...] = ("reading", "selecting", "relating", "proofreading")


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that a key does.

    ``keys`` are Textual's key names; ``label`` is the footer's word (empty: not in the footer); ``footer``
    orders the footer, lowest first; ``panes`` says in which pane's footer it stands: "article", "outline" or both.
    """

    id: str
    keys: tuple[str, ...]
    help: str
    group: Group
    label: str = ""
    footer: int = 99
    panes: tuple[str, ...] = ("article", "outline")
    modes: tuple[str, ...] = ("reading",)
    """In which of ``MODES`` the key works. A mode that has no action for a key leaves it to "reading", except
    "selecting", where a stray key would lose the selection."""


def _a(
    id: str,  # noqa: A002
    keys: str,
    help: str,  # noqa: A002
    group: Group,
    label: str = "",
    footer: int = 99,
    panes: str = "article outline",
    modes: str = "reading",
) -> Action:
    return Action(id, tuple(keys.split()), help, group, label, footer, tuple(panes.split()), tuple(modes.split()))


ACTIONS: tuple[Action, ...] = (
    _a("next", "j", "next sentence; in the outline, next line", "Move"),
    _a("previous", "k", "previous sentence; in the outline, previous line", "Move"),
    _a("down", "down", "one row down", "Move"),
    _a("up", "up", "one row up", "Move"),
    _a("page-down", "space pagedown", "one page down", "Move"),
    _a("page-up", "b pageup", "one page up", "Move"),
    _a("next-paragraph", "right_curly_bracket", "next paragraph", "Move"),
    _a("previous-paragraph", "left_curly_bracket", "previous paragraph", "Move"),
    _a("top", "g home", "to the top", "Move"),
    _a("end", "G end", "to the end", "Move"),
    _a("next-part", "right_square_bracket", "next chapter or heading", "Move"),
    _a("previous-part", "left_square_bracket", "previous chapter or heading", "Move"),
    _a("back", "less_than_sign", "back through the jumps", "Move"),
    _a("forward", "greater_than_sign", "forward through the jumps", "Move"),
    _a("set-mark", "m", "set a mark: m, then a letter", "Move"),
    _a("go-mark", "apostrophe", "go to a mark: ', then its letter", "Move"),
    _a("next-theme", "t", "next theme", "Themes", "theme", 1),
    _a("previous-theme", "T", "previous theme", "Themes"),
    *(_a(f"theme-{n}", str(n), f"theme {n}", "Themes") for n in range(1, 10)),
    _a("next-passage", "full_stop", "next passage of the same theme", "Themes"),
    _a("previous-passage", "comma", "previous passage of the same theme", "Themes"),
    _a("next-claim", "c", "next claim", "Arguments", "claim", 2),
    _a("previous-claim", "C", "previous claim", "Arguments"),
    _a("next-evidence", "e", "next evidence", "Arguments", "evidence", 4),
    _a("previous-evidence", "E", "previous evidence", "Arguments"),
    _a("next-counterpoint", "x", "next counterpoint", "Arguments", "counter", 3),
    _a("previous-counterpoint", "X", "previous counterpoint", "Arguments"),
    _a("next-rebuttal", "r", "next rebuttal", "Arguments"),
    _a("previous-rebuttal", "R", "previous rebuttal", "Arguments"),
    _a("why", "w", "why: what gave this unit its role", "Arguments", "why", 7, "article"),
    _a(
        "search",
        "slash",
        "find words (a regular expression if it is one; capitals only count when typed)",
        "Find",
        "find",
        9,
    ),
    _a("next-hit", "n", "next hit", "Find"),
    _a("previous-hit", "N", "previous hit", "Find"),
    _a("go", "enter", "outline: go to the words; article: go to the unit in the outline", "View", "go", 4, "outline"),
    _a("pane", "tab", "other pane", "View", "pane", 10),
    _a("outline", "o", "show or hide the outline", "View", "outline", 8, "article"),
    _a("undisturbed", "z", "read undisturbed: the text alone", "View"),
    _a("order", "O", "order of the outline: by theme, by argument, in reading order", "Outline", "order", 6, "outline"),
    _a("fold", "f", "fold or unfold this theme or claim", "Outline", "fold", 5, "outline"),
    _a("fold-all", "F", "fold or unfold all", "Outline"),
    _a("argue", "L", "look for an argument although the text does not read like one", "Outline"),
    _a("select", "v", "select: then j k sentences, w b words, h l characters", "Notes", "select", 11),
    _a("highlight", "h", "highlight the sentence; again takes it off", "Notes", "mark", 5, "article"),
    _a(
        "comment",
        "a",
        "comment the sentence or selection; again changes it",
        "Notes",
        "note",
        6,
        modes="reading selecting",
    ),
    _a("tag", "number_sign", "tag the sentence or selection", "Notes", modes="reading selecting"),
    _a("star", "asterisk", "star; again takes it off", "Notes", modes="reading selecting"),
    _a("question", "Q", "question: a comment that asks", "Notes", modes="reading selecting"),
    _a("delete-note", "d", "delete the notes here (u brings them back)", "Notes"),
    _a(
        "role",
        "l",
        "this is a ...: l, then t c e x r b (thesis, claim, evidence, counterpoint, rebuttal, "
        "background) or 0 (no unit)",
        "Notes",
        "role",
        14,
    ),
    _a(
        "relate",
        "s",
        "what it bears on: s, move, then + supports, - attacks, ~ undercuts",
        "Notes",
        "relate",
        15,
        modes="reading selecting",
    ),
    _a("set-theme", "M", "theme of this unit; on a theme in the outline: rename it, or merge it into another", "Notes"),
    _a("join", "J", "join this unit with the next", "Notes"),
    _a("proofread", "p", "proofread: the least certain units first", "Notes", "proofread", 16),
    _a("notes", "i", "list of notes of this article, filtered as you type", "Notes", "notes", 17),
    _a("all-notes", "I", "list of notes of the whole library", "Notes"),
    _a("undo", "u", "undo, without limit, also what was done last week", "Notes", "undo", 18),
    _a("redo", "U", "redo", "Notes"),
    _a("copy", "y", "copy the words", "Notes", modes="reading selecting"),
    _a("copy-quotation", "Y", "copy as a quotation with its source", "Notes", modes="reading selecting"),
    _a("selection-sentence", "j down", "one sentence more", "Notes", "sentence", 1, modes="selecting"),
    _a("selection-sentence-back", "k up", "one sentence less, or back", "Notes", modes="selecting"),
    _a("selection-word", "w", "one word more", "Notes", "word", 2, modes="selecting"),
    _a("selection-word-back", "b", "one word less, or back", "Notes", modes="selecting"),
    _a("selection-character", "l right", "one character more", "Notes", "character", 3, modes="selecting"),
    _a("selection-character-back", "h left", "one character less, or back", "Notes", modes="selecting"),
    _a("selection-swap", "o", "the other end moves", "Notes", "other end", 4, modes="selecting"),
    _a("selection-highlight", "enter H", "highlight what is selected", "Notes", "mark", 5, modes="selecting"),
    _a("selection-role", "r", "what is selected is a ...: r, then a role's key", "Notes", "role", 6, modes="selecting"),
    _a(
        "selection-split",
        "vertical_line",
        "split the unit where the selection begins",
        "Notes",
        "split",
        7,
        modes="selecting",
    ),
    _a("selection-cancel", "escape v q", "leave the selection", "Notes", "back", 8, modes="selecting"),
    _a("supports", "plus", "the marked unit supports this one", "Notes", "supports", 1, modes="relating"),
    _a("attacks", "minus", "the marked unit attacks this one", "Notes", "attacks", 2, modes="relating"),
    _a(
        "undercuts", "tilde", "the marked unit undercuts this one's relation", "Notes", "undercuts", 3, modes="relating"
    ),
    _a("relating-cancel", "escape", "leave it unrelated", "Notes", "back", 4, modes="relating"),
    _a("accept", "enter", "this is right; the next one", "Notes", "right", 1, modes="proofreading"),
    _a("skip", "space", "the next one, undecided", "Notes", "skip", 2, modes="proofreading"),
    _a("proofread-stop", "escape", "stop; p goes on from here another time", "Notes", "stop", 4, modes="proofreading"),
    _a("reload", "ctrl+r", "read the file again (the place is kept)", "Other"),
    _a("redraw", "ctrl+l", "draw the screen again", "Other"),
    _a("command", "colon", "commands; 50% or a line number goes there", "Other"),
    _a("palette", "ctrl+p", "all commands, searched as you type", "Other"),
    _a("next-colours", "P", "next palette", "Other"),
    _a("library", "B", "the library: other articles", "Other"),
    _a("help", "question_mark f1", "help: all keys", "Other", "help", 0),
    _a("cancel", "escape", "step back: close, deselect", "Other"),
    _a("suspend", "ctrl+z", "suspend; fg comes back", "Other"),
    _a("quit", "q ctrl+q", "quit", "Other", "quit", 30),
)

BY_ID: dict[str, Action] = {action.id: action for action in ACTIONS}

_SHOWN = {
    "right_curly_bracket": "}",
    "left_curly_bracket": "{",
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "apostrophe": "'",
    "full_stop": ".",
    "comma": ",",
    "slash": "/",
    "colon": ":",
    "question_mark": "?",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "enter": "Enter",
    "tab": "Tab",
    "escape": "Esc",
    "space": "Space",
    "home": "Home",
    "end": "End",
    "f1": "F1",
    "plus": "+",
    "minus": "-",
    "number_sign": "#",
    "exclamation_mark": "!",
    "asterisk": "*",
    "equals_sign": "=",
    "tilde": "~",
    "vertical_line": "|",
    "right_parenthesis": ")",
    "left_parenthesis": "(",
    "at": "@",
    "semicolon": ";",
    "underscore": "_",
}


def shown(key: str) -> str:
    """How a key is written for people: "}" for ``right_curly_bracket``, "^R" for ``ctrl+r``."""
    if key.startswith("ctrl+"):
        return "^" + key[5:].upper()
    return _SHOWN.get(key, key)


def keys_table(keymap: dict[str, tuple[str, ...]] | None = None) -> str:
    """The README's table of keys in Markdown, in the order of ``ACTIONS``."""
    lines = ["| keys | does |", "|---|---|"]
    for action in ACTIONS:
        keys = (keymap or {}).get(action.id, action.keys)
        if action.id.startswith("theme-") and action.id != "theme-1":
            continue
        written = "1 … 9" if action.id == "theme-1" else " ".join(shown(key) for key in keys)
        words = "theme by its number" if action.id == "theme-1" else action.help
        written = written.replace("|", "\\|")
        if "reading" not in action.modes:
            words += f" (while {action.modes[0]})"
        lines.append(f"| `{written}` | {words} |")
    return "\n".join(lines)
