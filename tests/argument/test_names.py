"""What themes are called."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from natotui import resources
from natotui.argument import naming, roles
from natotui.argument.analyse import analyse
from natotui.argument.cues import Tokens
from natotui.argument.labels import Name, dealt
from natotui.argument.naming import WORD, Candidate, Span, content
from natotui.argument.nouns import Columns
from natotui.argument.topics import load_packs
from natotui.article.load import read_bytes


def columns(text: str) -> tuple[Tokens, Columns]:
    tokens = Tokens(text)
    return tokens, Columns(tokens, text)


def label(text: str, word: str) -> str:
    tokens, made = columns(text)
    roots = made.roots
    root = roots[tokens.words.index(word)]
    return made.label([at for at, each in enumerate(roots) if each == root])


@pytest.mark.parametrize(("text", "word", "wanted"), [
    ("A cost is a cost. The costs grow.", "cost", "Costs"),
    ("They fear the minimum wage. Nobody says so.", "wage", "Minimum wage"),
    ("External pressures grow.", "pressures", "External pressures"),
    ("The state spends money.", "money", "Money"),
    ("The board's view is old. The board's view is theirs.", "board's", "Board"),
    ("Food banks open. All food banks are full.", "food", "Food banks"),
    ("They invest in the investment. An investment pays.", "invest", "Investment"),
])
def test_how_a_label_is_written(text: str, word: str, wanted: str) -> None:
    assert label(text, word) == wanted


@pytest.mark.parametrize("word", ["he's", "I'd", "they'll", "don't", "we've"])
def test_short_forms_name_nothing(word: str) -> None:
    assert content(f"{word} {word}") == []


def own(text: str, *units: tuple[str, int, roles.Role], title: str = "") -> dict[int, list[Candidate]]:
    tokens, made = columns(text)
    spans = []
    for words, group, role in units:
        start = text.index(words)
        spans.append(Span(*tokens.within(start, start + len(words)), group, role))
    return naming.own(spans, tokens, made, title)


def test_what_a_word_is_to_its_group() -> None:
    found = own("Trams cost little. Riders like trams. Buses need drivers.",
                ("Trams cost little.", 0, "claim"), ("Riders like trams.", 0, "evidence"),
                ("Buses need drivers.", 1, "evidence"), title="Trams or buses")
    by_word = {each.features[0]: set(each.features) for each in found[0]}
    assert {"in.claim", "in.first", "lead", "title", "n1", "total1", "share3"} <= by_word[WORD + "tram"]
    assert "in.claim" not in by_word[WORD + "rider"]
    assert {WORD + "bus", WORD + "driver"} & {each.features[0] for each in found[1]}


def test_a_strand_names_what_its_word_names() -> None:
    word = Candidate("spend", "", (WORD + "spending", "n3"))
    shown = Candidate("money", "Defense spending", ("strand", "different1", WORD + "defense", WORD + "spending"))
    hidden = Candidate("money", "Defense spending", ("strand", "different0", WORD + "defense", WORD + "spending"))
    weights = {"n3": 2.0, "strand": -1.0}
    assert naming.chances([word, shown], weights)[1] > naming.chances([word, shown], weights)[0]
    assert naming.chances([word, hidden], weights)[1] < naming.chances([word, hidden], weights)[0]


@given(st.lists(st.lists(st.sampled_from(["n0", "n1", "lead", "title", "-ity", "unknown"]), max_size=4), max_size=8))
def test_chances_of_words_add_up(features: list[list[str]]) -> None:
    group = [Candidate(f"{place}", "", (WORD + "x", *each)) for place, each in enumerate(features)]
    chances = naming.chances(group, {"n0": -1.0, "n1": 0.5, "lead": 1.0, "title": 0.2, "-ity": 3.0})
    assert all(chance > 0 for chance in chances)
    assert sum(chances) == pytest.approx(1.0 if group else 0.0)


def name(ident: str, words: str, weight: float) -> Name:
    return Name(ident, weight, lambda: words)


def test_no_two_themes_share_a_word_if_others_will_do() -> None:
    offers = [[name("a", "School money", 0.9)], [name("b", "Money", 0.8), name("c", "Taxes", 0.1)]]
    assert [each.label for each in dealt(offers) if each] == ["School money", "Taxes"]


def test_a_shared_word_is_better_than_no_name() -> None:
    offers = [[name("a", "School money", 0.9)], [name("b", "Money", 0.8)], [name("c", "money", 0.7)]]
    assert [each and each.label for each in dealt(offers)] == ["School money", "Money", None]


@given(st.text(alphabet=string.ascii_letters + " .'’-,?\n", max_size=400))
def test_any_text_gets_labels_once_each(text: str) -> None:
    packs, _ = load_packs([resources.topics()])
    outline = analyse(read_bytes(f"So: {text}".encode(), source="t.txt"), packs=packs, insist=True)
    labels = [theme.label for theme in outline.themes]
    assert all(label.strip() for label in labels)
    assert len({label.lower() for label in labels}) == len(labels)
