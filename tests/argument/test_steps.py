"""Sentences, clauses, cues, parts: the steps before roles."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from natotui.argument.clauses import clauses
from natotui.argument.cues import Tokens, build, expand, fold, lexicon, scan
from natotui.argument.parts import LONGEST, parts
from natotui.argument.sentences import LONGEST as LONGEST_SENTENCE
from natotui.argument.sentences import sentences
from natotui.article.model import Article, Blocks


def article(*paragraphs: str, kind: str = "paragraph") -> Article:
    """An article of these paragraphs."""
    blocks, text = Blocks(), ""
    for each in paragraphs:
        text += "\n\n" if text else ""
        blocks.append(kind, len(text), len(text) + len(each))  # type: ignore[arg-type]
        text += each
    return Article(text, blocks)


def split(text: str) -> list[tuple[str, str]]:
    """The clauses of a text with their kinds."""
    made = article(text)
    return [(made.text[each.start:each.end], each.kind) for each in clauses(sentences(made), Tokens(made.text))]


@given(st.text(max_size=400))
def test_sentences_lie_in_order_and_hold_no_blanks_at_their_ends(text: str) -> None:
    made = article(text)
    at = 0
    for start, end, _ in sentences(made):
        assert at <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        at = end


@given(st.text(alphabet="abc ,.;ABut although because\n", max_size=300))
def test_clauses_cover_every_sentence(text: str) -> None:
    made = article(text)
    whole = list(sentences(made))
    cut = list(clauses(whole, Tokens(made.text)))
    for number, sentence in enumerate(whole):
        own = [each for each in cut if each.sentence == number]
        assert (own[0].start, own[-1].end) == (sentence.start, sentence.end)
        for before, after in pairwise(own):
            assert not made.text[before.end:after.start].strip()


def test_only_prose_has_sentences() -> None:
    blocks = Blocks()
    text = "A title. A heading. Some prose. Share this."
    blocks.append("title", 0, 8)
    blocks.append("heading", 9, 19, 2)
    blocks.append("paragraph", 20, 31)
    blocks.append("paragraph", 32, 43, furniture=True)
    made = Article(text, blocks)
    assert [made.text[start:end] for start, end, _ in sentences(made)] == ["Some prose."]


def test_text_without_full_stops_is_cut() -> None:
    made = article("word " * 2_000)
    found = list(sentences(made))
    assert len(found) > 5 and all(end - start <= LONGEST_SENTENCE for start, end, _ in found)


@pytest.mark.parametrize(("text", "kinds"), [
    ("Although the plan is popular with voters, it will cost far too much money.", ["concession", "reply"]),
    ("While many people like the idea, nobody has found a way to pay for it.", ["concession", "reply"]),
    ("The scheme is cheap to run, but it does not reach the people who need it.", ["turned", "reply"]),
    ("We should keep the library open because it is the only warm room in town.", ["main", "reason"]),
    ("The bill will pass in the end; however, it will not change very much at all.", ["turned", "reply"]),
    ("The town will keep its market, even if the square is noisy in the morning.", ["reply", "concession"]),
    ("The mayor opened the new bridge on Monday in front of a small crowd.", ["whole"]),
    ("True, but late.", ["whole"]),
])
def test_sentences_are_cut_where_roles_may_differ(text: str, kinds: list[str]) -> None:
    found = split(text)
    assert [kind for _, kind in found] == kinds
    assert " ".join(words for words, _ in found) == text


def test_a_turn_inside_a_quotation_or_brackets_is_no_cut() -> None:
    assert len(split("She said “I like the plan, but it costs too much for us” and left the room.")) == 1


@given(st.text(max_size=200))
def test_folding_keeps_lengths(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_tokens_point_at_their_words() -> None:
    text = "İstanbul’s café — 3.5 per cent, don’t"
    tokens = Tokens(text)
    assert [text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)] == \
        ["İstanbul’s", "café", "—", "3.5", "per", "cent", ",", "don’t"]
    assert tokens.words[-1] == "don't"


def test_phrases_stand_for_their_variants() -> None:
    assert expand("it is|'s true") == [("it", "is", "true"), ("it's", "true")]
    trie = build({"a": ["it is|'s true"], "b": ["is"]})
    assert [hit.category for hit in scan(trie, ["it", "is", "true"], 0, 3)] == ["a", "b"]
    assert scan(trie, ["it", "is", "true"], 0, 2) == [("b", 1, 2)]


def test_every_category_of_the_lexicon_has_a_reason() -> None:
    _, whys = lexicon()
    assert len(whys) > 40 and all(why and why[0].islower() and not why.endswith(".") for why in whys.values())


def test_a_long_article_comes_in_parts_that_cover_it() -> None:
    blocks, text = Blocks(), ""
    for chapter in range(6):
        heading = f"Chapter {chapter}"
        blocks.append("heading", len(text), len(text) + len(heading), 2)
        text += heading + "\n\n"
        for _ in range(40):
            paragraph = "This is a sentence of a long book. " * 20
            blocks.append("paragraph", len(text), len(text) + len(paragraph))
            text += paragraph + "\n\n"
    found = parts(Article(text, blocks))
    assert [part.label for part in found] == [f"Chapter {number}" for number in range(6)]
    assert found[0].start == 0 and found[-1].end == len(text)
    assert all(one.end == other.start for one, other in pairwise(found))
    assert all(part.end - part.start <= LONGEST for part in found)


def test_without_headings_parts_end_at_paragraphs() -> None:
    made = article(*["No chapters here, only words. " * 50] * 100)
    found = parts(made)
    starts = {block.start for block in made.blocks}
    assert len(found) > 2 and all(part.start in starts for part in found)
    assert all(part.end - part.start <= LONGEST for part in found)


def test_a_normal_article_is_one_part() -> None:
    assert len(parts(article("Short."))) == 1
