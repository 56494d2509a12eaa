"""Furniture: the text around an article that is not the article.

Conservative on purpose: a reader forgives a share link in the outline sooner than a paragraph that is missing
from it. Inside the body only exact boilerplate lines count; at the end, everything from the first heading-like
line that opens an author box, comments or a list of other articles.
"""

from __future__ import annotations

import re

from natotui.article.model import Blocks

TAIL = 65_536
"""Code points at the end of a text in which trailing furniture is looked for."""

_BODY_SHARE = 0.3  # the article itself is at least this share of the text before the trailing furniture

_TAIL_RE = re.compile(
    r"""^[ \t]*(?:\#+[ ]*)?(?:
        about[ ]the[ ](?:creator|authors?|writer|contributors?)(?:\(s\))?
      | author[ ]bio | author['’]s[ ]bio | about[ ]me
      | (?:\d[\d,]*[ ])?comments?(?:[ ]?\(\d[\d,]*\))? | (?:\d[\d,]*[ ])?responses?[ ]?\(\d[\d,]*\)
      | leave[ ]a[ ](?:comment|reply) | post[ ]a[ ]comment | join[ ]the[ ](?:discussion|conversation) | reader[ ]comments
      | (?:there[ ]are[ ])?no[ ]comments(?:[ ]yet)? | be[ ]the[ ]first[ ]to[ ](?:respond|comment)[^\n]{0,60}
      | related[ ](?:articles?|posts?|stories|reading|topics|content|links)
      | more[ ](?:from|by)[ ](?:this[ ]author|the[ ]author|the[ ]creator)
      | more[ ](?:stories|articles|posts|news)(?:[ ](?:from|by|like|on)[ ][^\n.]{1,50})?
      | you[ ](?:may|might)[ ](?:also[ ])?(?:like|enjoy|be[ ]interested[ ]in) | recommended(?:[ ](?:for[ ]you|reading|stories))?
      | read[ ](?:more|next)[ ](?:on|from|about)[ ][^\n.]{1,60} | read[ ]next | up[ ]next | keep[ ]reading | trending(?:[ ]now)?
      | most[ ](?:read|popular|viewed) | popular[ ](?:posts|stories) | latest[ ](?:news|stories|articles)
      | share[ ]this(?:[ ](?:article|story|post|page))? | share[ ](?:on|via)[ ][^\n.]{1,40} | follow[ ]us(?:[ ]on[ ][^\n.]{1,40})?
      | (?:subscribe|sign[ ]up)(?:[ ](?:now|today))?(?:[ ](?:to|for)[ ](?:our|the|my)[ ][^\n]{0,60}newsletters?[.!]?)?
      | (?:our[ ])?newsletters? | get[ ](?:our|the)[ ][^\n]{0,40}newsletter[^\n]{0,40} | filed[ ]under:?[^\n]{0,60}
    )[ \t]*[:.…]?[ \t]*$""", re.IGNORECASE | re.MULTILINE | re.VERBOSE)

_LINE_RE = re.compile(
    r"""(?: advertis(?:e)?ment | sponsored(?:[ ]content)? | story[ ]continues[ ]below(?:[ ]advertisement)?
      | article[ ]continues[ ]below(?:[ ]advertisement)? | continue[ ]reading(?:[ ]below)? | skip[ ]to[ ](?:main[ ])?content
      | skip[ ]advertisement | (?:read|see|watch|listen)[ ](?:more|also|next)[ ]?:[^\n]{0,160} | related[ ]?:[^\n]{0,160}
      | share[ ]this(?:[ ](?:article|story|post|page))? | share(?:[ ]on)?[ ](?:facebook|twitter|x|linkedin|whatsapp|email)
      | (?:share|tweet|email|print|save|copy[ ]link|facebook|twitter|whatsapp|linkedin|listen)(?:[ ]this(?:[ ]article)?)?
      | sign[ ]up[ ]for[ ](?:our|the)[ ][^\n]{0,60}newsletters?[.!]? | subscribe[ ]to[ ](?:our|the)[ ][^\n]{0,60}newsletters?[.!]?
      | (?:this|our)[ ](?:web)?site[ ]uses[ ]cookies[^\n]{0,120} | we[ ]use[ ]cookies[^\n]{0,160} | accept(?:[ ]all)?[ ]cookies
      | (?:copyright|©|\(c\))[ ]?(?:©|\(c\))?[ ]?(?:19|20)\d\d[^\n]{0,120} | ©[ ][^\n]{2,80} | all[ ]rights[ ]reserved\.?
      | \d+[ ]min(?:ute)?s?[ ]read | tags?[ ]?:[^\n]{0,120}
    )[ \t]*[.…]?""", re.IGNORECASE | re.VERBOSE)
_RULE_RE = re.compile(r"(?:[*_~=#·•—–-][ \t]*){3,}")
_LONGEST_LINE = 200


def is_boilerplate(line: str) -> bool:
    """Whether a line by itself is furniture wherever it stands ("Advertisement", "Read more: ...", a rule)."""
    if len(line) > _LONGEST_LINE:
        return False
    line = line.strip()
    return bool(_LINE_RE.fullmatch(line) or _RULE_RE.fullmatch(line))


def tail_start(text: str) -> int:
    """Offset where the trailing furniture begins; ``len(text)`` without any."""
    first = max(int(len(text) * _BODY_SHARE), len(text) - TAIL)
    match = _TAIL_RE.search(text, first) if first < len(text) else None
    while match is not None and not _at_line_start(text, match.start()):
        match = _TAIL_RE.search(text, match.end() + 1)
    return match.start() + len(match[0]) - len(match[0].lstrip()) if match else len(text)


def same_title(one: str, other: str) -> bool:
    """Whether two lines are the same title but for case, blanks and a final mark."""
    return bool(one) and _title_key(one) == _title_key(other)


def mark_tail(text: str, blocks: Blocks) -> None:
    """Mark the blocks of the trailing furniture of ``text``, if it has any."""
    start = tail_start(text)
    if start >= len(text) or not len(blocks):
        return
    first = blocks.at(start)
    if blocks[first].end <= start:
        first += 1
    if first < len(blocks) and _ends_article(blocks, first):
        blocks.mark_furniture(first)


def _ends_article(blocks: Blocks, first: int) -> bool:
    """A marker in mid-paragraph or before long prose chapters is no end: only a block's own start counts."""
    return first > 0 and any(not block.furniture and block.kind in ("paragraph", "quote", "item", "heading")
                             for block in (blocks[index] for index in range(max(0, first - 5), first)))


def _at_line_start(text: str, offset: int) -> bool:
    return offset == 0 or text[offset - 1] == "\n"


def _title_key(line: str) -> str:
    return re.sub(r"\W+", " ", line.casefold()).strip()
