"""The gold outlines of seeds/ laid over the clauses that the engine sees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from natotui import resources
from natotui.argument import drafts as drafting
from natotui.argument import gold as golden
from natotui.argument.analyse import Reading, read
from natotui.argument.cues import Tokens
from natotui.argument.drafts import Draft
from natotui.argument.gold import GoldUnit
from natotui.argument.model import Part, Role
from natotui.argument.roles import LABELS
from natotui.article.model import Article


@dataclass(frozen=True)
class Document:
    """An article with its gold outline, read as far as features."""

    name: str
    subject: str
    article: Article
    gold: tuple[GoldUnit, ...]
    themes: dict[str, str]
    """Labels of the gold themes by their ids."""
    reading: Reading

    @cached_property
    def owners(self) -> list[GoldUnit | None]:
        """For each clause the gold unit that shares most with it."""
        found = []
        for clause in self.reading.clauses:
            best = max(self.gold, key=lambda unit: shared(unit, clause.start, clause.end))
            found.append(best if shared(best, clause.start, clause.end) else None)
        return found

    @cached_property
    def roles(self) -> list[Role]:
        """For each clause its gold role."""
        return [owner.role if owner else "background" for owner in self.owners]

    @cached_property
    def labels(self) -> list[int]:
        """For each clause the index of its gold role in ``LABELS``."""
        return [LABELS.index(plain(role)) for role in self.roles]

    @cached_property
    def drafts(self) -> list[Draft]:
        """The clauses joined by their gold roles, thesis apart."""
        even = [(1 / len(LABELS),) * len(LABELS)] * len(self.roles)
        return drafting.join(self.reading.clauses, even, self.roles)

    @cached_property
    def untitled(self) -> Document:
        """The same article as it reads where its title is not known: pasted text, a paragraph in a file of its own."""
        return replace(self, reading=_read(replace(self.article, title="", standfirst="")))


def nearest(drafts: Sequence[Draft], unit: GoldUnit) -> int:
    """Index of the draft that shares most with a gold unit."""
    return max(range(len(drafts)), key=lambda place: shared(unit, drafts[place].start, drafts[place].end))


def plain(role: Role) -> Role:
    """A role as ``roles.py`` knows it: a thesis is a claim that was chosen."""
    return "claim" if role == "thesis" else role


def shared(unit: GoldUnit, start: int, end: int) -> int:
    """Code points that a gold unit and a span share."""
    return max(0, min(unit.end, end) - max(unit.start, start))


def documents(folder: Path | None = None) -> list[Document]:
    """All articles of seeds/ that have a gold outline, sorted by subject and name."""
    return [document(path) for path in golden.outlines(folder or resources.folder("seeds"))]


def folds(docs: Sequence[Document], count: int) -> list[list[Document]]:
    """The articles in ``count`` groups that share no subject.

    The folders in ``resources.GENRES`` are no subjects: each text there has a question of its own, and they are spread.
    """
    subjects = sorted({doc.subject for doc in docs} - resources.GENRES.keys())
    made: list[list[Document]] = [[] for _ in range(count)]
    seen: Counter[str] = Counter()
    for doc in docs:
        if doc.subject in resources.GENRES:
            place = seen[doc.subject]
            seen[doc.subject] += 1
        else:
            place = subjects.index(doc.subject)
        made[place % count].append(doc)
    return [fold for fold in made if fold]


def document(outline: Path) -> Document:
    """One article with its gold outline.

    Raises:
        NatotuiError: the outline cannot be read or quotes words that the article does not have.
    """
    made = golden.read(outline)
    return Document(made.name, made.subject, made.article, made.units, dict(made.themes), _read(made.article))


def _read(article: Article) -> Reading:
    """The whole article as far as features, as one part."""
    return read(article, Part("", 0, len(article.text)), Tokens(article.text))
