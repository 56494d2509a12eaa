"""Article -> Outline: sentences, clauses, features, roles, thesis, themes, relations, each a step of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from natotui.argument import corrections as correcting
from natotui.argument import drafts as drafting
from natotui.argument import features, relations, roles, themes, thesis, why
from natotui.argument.clauses import Clause, clauses
from natotui.argument.corrections import Correction
from natotui.argument.cues import Tokens
from natotui.argument.drafts import Draft
from natotui.argument.kind import kind_of
from natotui.argument.model import Cue, Outline, Part, Relation, RelationType, Theme, Unit
from natotui.argument.parts import parts, prefix
from natotui.argument.roles import Model
from natotui.argument.sentences import sentences
from natotui.argument.topics import TopicPack, standard_packs
from natotui.article.model import Article

__all__ = ["Correction", "analyse", "analyse_part", "parts"]


@dataclass(frozen=True)
class Reading:
    """One part of an article as far as features: what later steps work on."""

    tokens: Tokens
    clauses: list[Clause]
    rows: list[features.Row]


def analyse(article: Article, *, packs: Sequence[TopicPack] | None = None,
            corrections: Sequence[Correction] = (), weights: Model | None = None,
            insist: bool = False) -> Outline:
    """What ``article`` argues. Pure: the same article, packs and corrections give the same outline.

    Args:
        packs: theme packs; None takes the shipped ones and the person's own.
        corrections: what the person set right; everything around them is worked out anew.
        weights: another model than the shipped one (evaluation does this).
    """
    pieces = parts(article)
    made = [analyse_part(article, part, packs=packs, corrections=corrections, weights=weights, insist=insist)
            for part in pieces]
    if len(made) == 1:
        return made[0]
    kinds = [each.kind for each in made if each.units]
    return Outline(
        units=tuple(unit for each in made for unit in each.units),
        relations=tuple(relation for each in made for relation in each.relations),
        themes=tuple(theme for each in made for theme in each.themes),
        parts=tuple(replace(part, themes=tuple(theme.id for theme in each.themes))
                    for part, each in zip(pieces, made, strict=True)),
        kind=kinds[0] if kinds else made[0].kind, engine=made[0].engine,
        topics=tuple(dict.fromkeys(name for each in made for name in each.topics)))


def analyse_part(article: Article, part: Part, *, packs: Sequence[TopicPack] | None = None,
                 corrections: Sequence[Correction] = (), weights: Model | None = None,
                 insist: bool = False) -> Outline:
    """The outline of one of ``parts(article)``, with the ids that it has in the whole outline."""
    weights = weights or roles.model()
    tokens = Tokens(article.text, part.start, part.end)
    kind = kind_of(article, tokens)
    own = [each for each in corrections if part.start <= each.start < part.end]
    if kind != "argument" and not insist and not any(each.kind == "add" for each in own):
        return Outline(kind=kind, engine=weights.engine)
    reading = read(article, part, tokens)
    units = correcting.apply(first_units(reading, weights), own)
    return _outline(article, part, units, reading, standard_packs() if packs is None else packs, weights)


def read(article: Article, part: Part, tokens: Tokens) -> Reading:
    """Sentences, clauses and their features."""
    found = list(clauses(sentences(article, part.start, part.end), tokens))
    scene = features.setting(article, part.start, part.end)
    return Reading(tokens, found, features.rows(article, found, tokens, scene))


def first_units(reading: Reading, weights: Model) -> list[Draft]:
    """The units and their roles as the engine alone sees them."""
    chances = roles.probabilities(reading.rows, reading.clauses, weights)
    drafts = drafting.join(reading.clauses, chances, roles.choose(chances, weights))
    return with_thesis(drafts, reading.rows, weights)


def with_thesis(units: list[Draft], rows: Sequence[features.Row], weights: Model) -> list[Draft]:
    """The drafts with one or two made the thesis where one is likely enough; a single paragraph always has one."""
    step = weights.steps["thesis"]
    side = [index for index, unit in enumerate(units) if unit.role in thesis.SIDE]
    if side and len({unit.block for unit in units}) == 1:
        best = max(side, key=lambda index: (units[index].chances[0], -index))
        return [replace(unit, role="thesis") if index == best else
                replace(unit, role=roles.likeliest(unit.chances, weights, ("claim", "rebuttal")))
                if unit.role == "claim" else unit for index, unit in enumerate(units)]
    chances = [(index, thesis.chance_of(index, units, rows, step)) for index in side]
    for index in thesis.choose(chances, step):
        units[index] = replace(units[index], role="thesis")
    return units


def _outline(article: Article, part: Part, units: list[Draft], reading: Reading,
             packs: Sequence[TopicPack], weights: Model) -> Outline:
    """Ids, themes, relations and cues for the settled units."""
    head = prefix(article, part)
    heading_of, headings = features.headings(article, part.start, part.end)
    blocks = _paragraphs(units, article)
    stretches = [themes.Stretch(*reading.tokens.within(unit.start, unit.end), blocks[unit.block],
                                heading_of.get(unit.block, 0), unit.role) for unit in units]
    named, places, fits = themes.assign(stretches, reading.tokens, article.text, packs,
                                        weights.steps["names"], article.title, headings)
    named, places = _renamed(units, named, places)
    links = _links(units, reading, weights)
    members: list[list[str]] = [[] for _ in named]
    made = [Unit(f"{head}u{index + 1}", unit.start, unit.end, unit.role, round(drafting.confidence(unit), 3),
                 (head + named[places[index]][0],), _cues(unit, reading, weights), _speaker(unit, reading, article),
                 drafting.runner_up(unit)) for index, unit in enumerate(units)]
    for unit, place in zip(made, places, strict=True):
        members[place].append(unit.id)
    return Outline(
        units=tuple(made),
        relations=tuple(Relation(made[source].id, made[target].id, kind, round(share, 3))
                        for source, target, kind, share in links),
        themes=tuple(Theme(head + name, label, tuple(own)) for (name, label), own in zip(named, members, strict=True)),
        engine=weights.engine, topics=fits)


def _paragraphs(units: Sequence[Draft], article: Article) -> dict[int, int]:
    """Number of the paragraph of each block; items of a list belong to what introduces them."""
    numbers: dict[int, int] = {}
    for block in sorted({unit.block for unit in units}):
        joined = article.blocks[block].kind == "item" and block - 1 in numbers
        numbers[block] = numbers[block - 1] if joined else len(set(numbers.values()))
    return numbers


def _renamed(units: Sequence[Draft], named: list[tuple[str, str]],
             places: list[int]) -> tuple[list[tuple[str, str]], list[int]]:
    """Themes with the labels that the person gave; a theme left without units goes."""
    labels = [label for _, label in named]
    for index, unit in enumerate(units):
        if unit.theme:
            if unit.theme not in labels:
                labels.append(unit.theme)
                taken = {name for name, _ in named}
                name = themes.slug(unit.theme)
                named = [*named, (name if name not in taken else f"{name}-{len(named)}", unit.theme)]
            places[index] = labels.index(unit.theme)
    used = sorted(set(places))
    return [named[index] for index in used], [used.index(index) for index in places]


def _links(units: Sequence[Draft], reading: Reading, weights: Model) -> list[tuple[int, int, RelationType, float]]:
    nodes = relations.nodes(units, reading.rows)
    forced = {}
    for index, unit in enumerate(units):
        target = correcting.covering(units, *unit.target) if unit.target else None
        if target is not None and target != index:
            forced[index] = (target, unit.relation)
    return relations.link(nodes, weights.steps["relations"], forced)


def _cues(unit: Draft, reading: Reading, weights: Model) -> tuple[Cue, ...]:
    if unit.settled:
        return (Cue(unit.start, unit.start, "you said so"),)
    return why.cues([reading.rows[index] for index in unit.clauses], unit.role, reading.tokens, weights, unit.start)


def _speaker(unit: Draft, reading: Reading, article: Article) -> str:
    """The words that name who says it; empty for the author's own."""
    for index in unit.clauses:
        span = reading.rows[index].speaker
        if span is not None:
            return article.text[reading.tokens.starts[span[0]]:reading.tokens.ends[span[1] - 1]]
    return ""
