"""Furniture: the text around an article that is not the article.

Conservative on purpose: a reader forgives a share link in the outline sooner than a paragraph that is missing.
Inside the body only exact boilerplate lines count; at the end, everything from the first line that opens an
author box, comments or a list of other articles.
"""

from __future__ import annotations

import re

from natotui.article.model import PROSE, Blocks

TAIL = 65_536
"""Code points at the end of a text in which trailing furniture is looked for."""

_BODY_SHARE = 0.4  # the article itself is at least this share of the text before the trailing furniture
_LONGEST_LINE = 200
_PROSE = 90  # code points: a paragraph that long is prose
_MOST_PROSE = 1  # paragraphs of prose after a weak marker: with more, the article goes on

_OPENS_TAIL = r"""
    about[ ]the[ ](?:creator|authors?|writer|contributors?) | author[ ]bio | author['’]s[ ]bio
  | (?:\d[\d,]*[ ])?comments?(?:[ ]?\(\d[\d,]*\))? | (?:\d[\d,]*[ ])?responses?[ ]?\(\d[\d,]*\)
  | leave[ ]a[ ](?:comment|reply) | post[ ]a[ ]comment | reader[ ]comments
  | join[ ]the[ ](?:discussion|conversation) | (?:there[ ]are[ ])?no[ ]comments(?:[ ]yet)?
  | be[ ]the[ ]first[ ]to[ ](?:respond|comment)[^\n]{0,60}
  | related[ ](?:articles?|posts?|stories|topics|content|links)
  | more[ ](?:from|by)[ ](?:this|the)[ ](?:author|creator)"""
_MAY_OPEN_TAIL = r"""
    more[ ](?:stories|articles|posts)(?:[ ](?:from|by|like|on)[ ][^\n.]{1,50})?
  | you[ ](?:may|might)[ ](?:also[ ])?(?:like|enjoy|be[ ]interested[ ]in)
  | recommended(?:[ ](?:for[ ]you|reading|stories))? | related[ ]reading
  | read[ ](?:more|next)[ ](?:on|from|about)[ ][^\n.]{1,60} | read[ ]next | up[ ]next | keep[ ]reading
  | trending(?:[ ]now)? | most[ ](?:read|popular|viewed) | popular[ ](?:posts|stories)
  | latest[ ](?:news|stories|articles) | share[ ]this(?:[ ](?:article|story|post|page))?
  | share[ ](?:on|via)[ ][^\n.]{1,40} | follow[ ]us(?:[ ]on[ ][^\n.]{1,40})?
  | (?:subscribe|sign[ ]up)(?:[ ](?:now|today))?(?:[ ](?:to|for)[ ](?:our|the|my)[ ][^\n]{0,60}newsletters?[.!]?)?
  | (?:our[ ])?newsletters? | get[ ](?:our|the)[ ][^\n]{0,40}newsletter[^\n]{0,40}"""
_TAIL_RE = re.compile(rf"^[ \t]*(?:(?P<strong>{_OPENS_TAIL})|(?:{_MAY_OPEN_TAIL}))[ \t]*[:.…]?[ \t]*$",
                      re.IGNORECASE | re.MULTILINE | re.VERBOSE)
_LINE_RE = re.compile(
    r"""(?: advertise?ment | sponsored[ ]content | skip[ ]advertisement | skip[ ]to[ ](?:main[ ])?content
      | (?:story|article)[ ]continues[ ]below(?:[ ]advertisement)? | continue[ ]reading(?:[ ]below)?
      | (?:read|see|watch|listen)[ ](?:more|also|next)[ ]?:[^\n]{0,160} | related[ ]?:[^\n]{0,160}
      | share[ ]this(?:[ ](?:article|story|post|page))? | (?:tweet|email|print)[ ]this(?:[ ]article)?
      | share[ ](?:on|via)[ ](?:facebook|twitter|x|linkedin|whatsapp|e?mail) | copy[ ]link
      | sign[ ]up[ ]for[ ](?:our|the)[ ][^\n]{0,60}newsletters?[.!]?
      | subscribe[ ]to[ ](?:our|the)[ ][^\n]{0,60}newsletters?[.!]?
      | (?:(?:this|our)[ ](?:web)?site[ ]uses|we[ ]use)[ ]cookies[ ](?:to|on|for|and)[ ][^\n]{0,140}
      | accept(?:[ ]all)?[ ]cookies | (?:copyright|©|\(c\))[ ]?(?:©|\(c\))?[ ]?(?:19|20)\d\d[^\n]{0,120}
      | ©[ ][^\n]{2,80} | all[ ]rights[ ]reserved\.? | \d+[ ]min(?:ute)?s?[ ]read
    )[ \t]*[.…]?""", re.IGNORECASE | re.VERBOSE)
_RULE_RE = re.compile(r"(?:[*_~=#·•—–-][ \t]*){3,}")


def is_boilerplate(line: str) -> bool:
    """Whether a line by itself is furniture wherever it stands ("Advertisement", "Read more: ...", a rule)."""
    if len(line) > _LONGEST_LINE:
        return False
    line = line.strip()
    return bool(_LINE_RE.fullmatch(line)) or is_rule(line)


def is_rule(line: str) -> bool:
    """Whether a line is only ornament: "* * *", "----"."""
    return _RULE_RE.fullmatch(line) is not None


def same_title(one: str, other: str) -> bool:
    """Whether two lines are the same title but for case, blanks and marks."""
    return bool(one) and _title_key(one) == _title_key(other) != ""


def mark_tail(text: str, blocks: Blocks) -> None:
    """Mark the blocks of the trailing furniture of ``text``, if it has any."""
    for match in _TAIL_RE.finditer(text, max(int(len(text) * _BODY_SHARE), len(text) - TAIL)):
        first = blocks.at(match.start()) if len(blocks) else 0
        if first < len(blocks) and blocks[first].end <= match.start():
            first += 1
        if first and first < len(blocks) and _has_body(blocks, first) and (match["strong"]
                                                                           or _is_over(blocks, first)):
            blocks.mark_furniture(first)
            return


def _has_body(blocks: Blocks, first: int) -> bool:
    return any(block.kind in PROSE and not block.furniture for block in blocks[max(0, first - 8):first])


def _is_over(blocks: Blocks, first: int) -> bool:
    """Whether hardly any prose follows."""
    prose = 0
    for index in range(first + 1, len(blocks)):
        block = blocks[index]
        prose += block.kind in PROSE and block.end - block.start >= _PROSE
        if prose > _MOST_PROSE:
            return False
    return True


def _title_key(line: str) -> str:
    return re.sub(r"\W+", " ", line.casefold()).strip()
