"""The data at the top of a Markdown file: ``---`` with plain ``key: value`` lines, ``+++`` with TOML."""

from __future__ import annotations

import re

_FENCE_RE = re.compile(r"\s*(---|\+\+\+)[ \t]*\n")
_PAIR_RE = re.compile(r"([A-Za-z_][\w .\-]{0,59}?)[ \t]*:(?:[ \t]+(.*))?$")
_LONGEST = 65_536
_SAME = {"author": "byline", "authors": "byline", "subtitle": "standfirst", "description": "standfirst",
         "summary": "standfirst", "abstract": "standfirst", "source": "url", "link": "url", "lang": "language"}


def split(text: str) -> tuple[dict[str, str], int]:
    """The front matter of ``text`` and the offset where the article begins ({} and 0 without any).

    Keys are lower case; author, subtitle, description, source and lang come under the names that an article
    uses (byline, standfirst, url, language) unless those are given as well.
    """
    fence = _FENCE_RE.match(text)
    if fence is None:
        return {}, 0
    end = re.compile(rf"^{re.escape(fence[1])}[ \t]*$", re.MULTILINE).search(text, fence.end(), fence.end() + _LONGEST)
    if end is None:
        return {}, 0
    body = text[fence.end():end.start()]
    pairs = _toml(body) if fence[1] == "+++" else _pairs(body)
    if not pairs and body.strip():
        return {}, 0  # two rules around prose are no front matter
    for key, name in _SAME.items():
        if key in pairs:
            pairs.setdefault(name, pairs.pop(key))
    return pairs, end.end()


def _toml(body: str) -> dict[str, str]:
    import tomllib

    try:
        data = tomllib.loads(body)
    except (ValueError, RecursionError):
        return {}
    return {key.lower(): _words(value) for key, value in data.items() if not isinstance(value, dict)}


def _words(value: object) -> str:
    return ", ".join(str(part) for part in value) if isinstance(value, list) else str(value)


def _pairs(body: str) -> dict[str, str]:
    pairs: dict[str, str] = {}
    key = ""
    for line in body.split("\n"):
        match = _PAIR_RE.match(line)
        if match:
            key = match[1].lower()
            pairs[key] = _unquoted(match[2] or "")
        elif key and line[:1] in (" ", "\t", "-") and line.strip():
            more = _unquoted(line.strip().removeprefix("- "))
            listed = line.strip().startswith("- ") and pairs[key]
            pairs[key] = (pairs[key].lstrip("|>-") + (", " if listed else " ") + more).strip()
        elif line.strip() and not line.startswith("#"):
            return {}
    return {name: value for name, value in pairs.items() if value}


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    if value.startswith("[") and value.endswith("]"):
        return ", ".join(part.strip().strip("\"'") for part in value[1:-1].split(","))
    return value
