"""What annotators called their themes: cases to learn from how a theme is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from natotui.argument import themes
from natotui.argument.drafts import Draft
from natotui.argument.naming import WORD, Candidate, content
from natotui.argument.nouns import Columns
from natotui.argument.topics import TopicPack
from natotui.argument.train.choices import Case
from natotui.argument.train.corpus import Document, shared

COMMON, OFTEN = 5, 40
"""Themes that must be called by a word, or could be, before the word itself counts: none that belongs to one article
does."""


def naming_cases(docs: Sequence[Document], seen: Sequence[Sequence[Draft]], packs: Sequence[TopicPack]) -> list[Case]:
    """One case for each gold theme whose label shares a word with a candidate.

    Args:
        seen: the units of each article as an engine sees them that has not learned from it.
    """
    found = [each for doc, drafts in zip(docs, seen, strict=True) for each in _named(doc, drafts, packs)]
    called = Counter(name for options, best in found for name in options[best].features)
    offered = Counter(name for options, _ in found for each in options for name in each.features)
    counts = {name for name in offered
              if not name.startswith(WORD) or called[name] >= COMMON or offered[name] >= OFTEN}
    return [([{name: 1.0 for name in each.features if name in counts} for each in options], best)
            for options, best in found]


def _named(doc: Document, drafts: Sequence[Draft], packs: Sequence[TopicPack]) -> list[tuple[list[Candidate], int]]:
    """For each theme that can be named its candidates, of the right ones only the commonest, and that one's place."""
    found = []
    for label, options in candidates(doc, drafts, packs):
        right = [place for place, each in enumerate(options) if fits(label, each)]
        if right:
            best = max(right, key=lambda place: (len(options[place].places), -place))
            kept = [each for place, each in enumerate(options) if place == best or place not in right]
            found.append((kept, kept.index(options[best])))
    return found


def fits(label: str, candidate: Candidate) -> bool:
    """Whether a candidate shares a word with what annotators called the theme."""
    own = {name.removeprefix(WORD) for name in candidate.features if name.startswith(WORD)}
    return not own.isdisjoint(content(label))


def candidates(doc: Document, drafts: Sequence[Draft],
            packs: Sequence[TopicPack]) -> list[tuple[str, list[Candidate]]]:
    """Gold label and candidates of each gold theme, its units as the engine sees them."""
    owners = [max(doc.gold, key=lambda unit: shared(unit, draft.start, draft.end)) for draft in drafts]
    held = [(draft, owner.theme) for draft, owner in zip(drafts, owners, strict=True) if owner.theme]
    names = list(dict.fromkeys(theme for _, theme in held))
    if not names:
        return []
    tokens = doc.reading.tokens
    stretches = [themes.Stretch(*tokens.within(draft.start, draft.end), place, 0, draft.role)
                 for place, (draft, _) in enumerate(held)]
    found = themes.candidates(stretches, [names.index(theme) for _, theme in held], tokens,
                              Columns(tokens, doc.article.text), packs, themes.strands_of(stretches, tokens, packs)[0],
                              doc.article.title)
    return [(doc.themes[name], list(options)) for name, options in zip(names, found, strict=True)]
