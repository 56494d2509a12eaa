"""The keys in use: the table's own, with the person's changes, checked as a whole. Knows nothing of Textual."""

from __future__ import annotations

import re
from difflib import get_close_matches

from natotui.config import NEAR
from natotui.screen.actions import ACTIONS, BY_ID, MODES, Action, shown

_NAMED = frozenset(
    [
        "up",
        "down",
        "left",
        "right",
        "enter",
        "tab",
        "escape",
        "space",
        "home",
        "end",
        "pageup",
        "pagedown",
        "insert",
        "delete",
        "backspace",
        "right_curly_bracket",
        "left_curly_bracket",
        "right_square_bracket",
        "left_square_bracket",
        "less_than_sign",
        "greater_than_sign",
        "apostrophe",
        "full_stop",
        "comma",
        "slash",
        "colon",
        "semicolon",
        "question_mark",
        "plus",
        "minus",
        "number_sign",
        "exclamation_mark",
        "asterisk",
        "equals_sign",
        "at",
        "dollar_sign",
        "percent_sign",
        "circumflex_accent",
        "ampersand",
        "left_parenthesis",
        "right_parenthesis",
        "underscore",
        "quotation_mark",
        "backslash",
        "vertical_line",
        "tilde",
        "grave_accent",
    ]
)
_SPELLED = {
    "}": "right_curly_bracket",
    "{": "left_curly_bracket",
    "]": "right_square_bracket",
    "[": "left_square_bracket",
    "<": "less_than_sign",
    ">": "greater_than_sign",
    "'": "apostrophe",
    ".": "full_stop",
    "/": "slash",
    ":": "colon",
    ";": "semicolon",
    "?": "question_mark",
    "+": "plus",
    "-": "minus",
    "#": "number_sign",
    "!": "exclamation_mark",
    "*": "asterisk",
    "=": "equals_sign",
    "@": "at",
    "$": "dollar_sign",
    "%": "percent_sign",
    "^": "circumflex_accent",
    "&": "ampersand",
    "(": "left_parenthesis",
    ")": "right_parenthesis",
    "_": "underscore",
    '"': "quotation_mark",
    "\\": "backslash",
    "|": "vertical_line",
    "~": "tilde",
    "`": "grave_accent",
}
_LOST = {
    "ctrl+i": "Tab",
    "ctrl+m": "Enter",
    "ctrl+j": "Enter",
    "ctrl+h": "Backspace",
    "ctrl+left_square_bracket": "Esc",
    "ctrl+enter": "Enter",
    "shift+enter": "Enter",
}
"""Keys that a terminal cannot tell from others."""

Keymap = dict[str, dict[str, str]]
"""Mode to key name to action id."""


def merged(own: dict[str, tuple[str, ...]]) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """Keys by action, with the person's changes laid over the table's, and all problems found.

    An action that a problem touches keeps its default. A key that the person gives to one action is taken from
    the action that has it by default, and it is a problem if that has none left (an empty list of keys says that this
    is meant); two of the person's own that clash are a problem. Quit never loses its last key.
    """
    problems: list[str] = []
    wanted: dict[str, tuple[str, ...]] = {}
    for action, keys in own.items():
        if action not in BY_ID:
            near = get_close_matches(action, BY_ID, 1, NEAR)
            problems.append(f"keys.{action[:60]}: no such action" + (f"; did you mean {near[0]}?" if near else ""))
            continue
        named = [_SPELLED.get(key, key) for key in keys]
        faults = [fault for key in named if (fault := _fault(key)) is not None]
        problems += [f"keys.{action}: {fault}" for fault in faults]
        if not faults:
            wanted[action] = tuple(named)
    taken: dict[tuple[str, str], str] = {}
    for action, keys in list(wanted.items()):
        for place in [(mode, key) for mode in BY_ID[action].modes for key in keys]:
            if taken.setdefault(place, action) != action:
                problems.append(f"keys.{action}: {place[1]} is already given to {taken[place]}")
                wanted.pop(action, None)
    taken = {(mode, key): each for each, keys in wanted.items() for mode in BY_ID[each].modes for key in keys}
    result = {
        action.id: wanted.get(
            action.id, tuple(key for key in action.keys if not any((mode, key) in taken for mode in action.modes))
        )
        for action in ACTIONS
    }
    problems += [_robbed(action, taken) for action in ACTIONS
                 if action.keys and not result[action.id] and action.id not in wanted and action.id != "quit"]
    if not result["quit"]:
        problems.append("keys: quit has no key left; it keeps ctrl+q")
        result["quit"] = ("ctrl+q",)
        for action_id, keys in result.items():
            if action_id != "quit":
                result[action_id] = tuple(key for key in keys if key != "ctrl+q")
    return result, problems


def _robbed(action: Action, taken: dict[tuple[str, str], str]) -> str:
    """The problem of an action whose only keys the person gave to others."""
    places = [(taken[mode, key], key) for key in action.keys for mode in action.modes if (mode, key) in taken]
    given = ", ".join(dict.fromkeys(f"keys.{other}: takes {shown(key)}" for other, key in places))
    return f"{given}, and {action.id} has no key left; give it one, or [] if that is meant"


def by_key(keys: dict[str, tuple[str, ...]]) -> Keymap:
    """The same, by mode and key."""
    return {
        mode: {key: action.id for action in ACTIONS if mode in action.modes for key in keys[action.id]}
        for mode in MODES
    }


def _fault(key: str) -> str | None:
    if key in _LOST:
        return f"{key} reaches the program as {_LOST[key]}; choose another"
    name = key.removeprefix("ctrl+").removeprefix("shift+") if "+" in key else key
    if (
        (len(name) == 1 and (name.isalnum() or not name.isascii()))
        or name in _NAMED
        or re.fullmatch(r"f([1-9]|1[0-2])", name)
    ):
        return None
    near = get_close_matches(name, _NAMED, 1)
    return f"{key[:40]!r} is no key" + (f"; did you mean {near[0]}?" if near else "")
