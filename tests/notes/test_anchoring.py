"""Words are found again, said to have moved, or honestly lost."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from notes_edits import chosen_spans, edit, sentences, texts
from notes_help import TEXT

from natotui.notes import likeness
from natotui.notes.anchoring import Found, Lost, Moved, anchor, find, find_all
from natotui.notes.model import CONTEXT, Anchor
from natotui.notes.seeking import FLOOR


def marked(words: str, text: str = TEXT, nth: int = 0) -> Anchor:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return anchor(text, start, start + len(words), "old")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200), st.data())
def test_an_anchor_is_found_in_its_own_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    mark = anchor(text, start, end, "same")
    assert mark.quote == text[start:end]
    assert text[:start].endswith(mark.prefix)
    assert text[end:].startswith(mark.suffix)
    assert max(len(mark.prefix), len(mark.suffix)) <= CONTEXT
    assert find(mark, text, "same") == (Found(start, end) if mark.quote else Found(start, start))
    assert Anchor.from_dict(mark.as_dict()) == mark


@given(st.text(max_size=80), st.text(max_size=80), st.data())
def test_any_outcome_lies_in_the_text(old: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    outcome = find(anchor(old, start, end, "old"), new, "new")
    assert 0.0 <= outcome.score <= 1.0
    if isinstance(outcome, Lost):
        assert 0 <= outcome.near <= len(new)
    else:
        assert 0 <= outcome.start <= outcome.end <= len(new)
        if isinstance(outcome, Found):
            assert new[outcome.start:outcome.end] == old[start:end]


def test_a_span_outside_the_text_is_refused() -> None:
    for start, end in ((-1, 2), (3, 2), (0, 4)):
        with pytest.raises(ValueError, match="does not lie"):
            anchor("abc", start, end)


def test_a_changed_text_before_it_only_shifts() -> None:
    mark = marked("buses are more flexible")
    new = "A new beginning. 🚌 " + TEXT
    start = new.index("buses are")
    assert find(mark, new, "new") == Found(start, start + 23)


@pytest.mark.parametrize("nth", [0, 1])
def test_context_decides_between_equal_quotes(nth: int) -> None:
    mark = marked("Trams lower the cost per ride", nth=nth)
    assert mark.repeats == 1
    new = TEXT.replace("The council wants to close the night bus. ", "")
    places = [place for place in range(len(new)) if new.startswith(mark.quote, place)]
    outcome = find(mark, new, "new")
    assert isinstance(outcome, Found)
    assert outcome.start == places[nth]


def test_the_twin_does_not_take_the_place_of_words_that_went() -> None:
    mark = marked("Trams lower the cost per ride")
    new = TEXT.replace("Trams lower the cost per ride in Lyon. ", "")
    assert isinstance(find(mark, new, "new"), Lost)


def test_position_decides_where_nothing_else_does() -> None:
    old = "row\n" * 100
    mark = anchor(old, 200, 203, "old")
    outcome = find(mark, old + "end", "new")
    assert isinstance(outcome, Found)
    assert outcome.start == 200


@pytest.mark.parametrize(("new_words", "expected"), [
    ("buses are more flexable", "buses are more flexable"),
    ("buses are far more flexible", "buses are far more flexible"),
    ("the buses are much more flexible", "the buses are much more flexible"),
    ("buses are flexible", "buses are flexible"),
])
def test_changed_words_have_moved_and_say_how_sure(new_words: str, expected: str) -> None:
    mark = marked("buses are more flexible")
    new = TEXT.replace("buses are more flexible", new_words)
    outcome = find(mark, new, "new")
    assert isinstance(outcome, Moved)
    assert FLOOR <= outcome.score < 1
    assert expected.endswith(new[outcome.start:outcome.end])
    assert new[outcome.start:outcome.end].startswith("buses")


def test_a_sentence_that_went_elsewhere_has_moved() -> None:
    sentence = "Yet the few who do have no other way home: nurses, bakers, cleaners."
    mark = marked(sentence)
    new = TEXT.replace(sentence + " ", "") + " " + sentence
    outcome = find(mark, new, "new")
    assert isinstance(outcome, Moved)
    assert new[outcome.start:outcome.end] == sentence


@pytest.mark.parametrize("new", ["", "x", "Nothing of this is left, and all words are others."])
def test_words_that_went_are_lost_and_say_where_they_were(new: str) -> None:
    mark = marked("buses are more flexible")
    outcome = find(mark, new, "new")
    assert isinstance(outcome, Lost)
    assert 0 <= outcome.near <= len(new)


def test_half_replaced_words_are_lost_where_hypothesis_would_take_them() -> None:
    old = "Buses are flexible. In the end flexibility is xxxxxx and that is what counts."
    start = old.index("flexibility is xxxxxx")
    mark = Anchor(start, start + 21, "flexibility is xxxxxx")
    assert isinstance(find(mark, TEXT + " Even flexibility is one of many goods.", "new"), Lost)


def test_other_scripts() -> None:
    old = ("議会は夜行バスを廃止したい。乗る人は少ないという。"
           "しかし看護師やパン屋には他に帰る手段がない。市民に聞くべきだった。")
    start = old.index("しかし")
    mark = anchor(old, start, start + 23, "old")
    new = "はじめに。" + old.replace("他に帰る手段", "ほかに帰宅する手段")
    outcome = find(mark, new, "new")
    assert isinstance(outcome, Moved)
    assert new[outcome.start:outcome.end].startswith("しかし看護師")


def test_the_score_falls_as_the_text_drifts() -> None:
    chance = random.Random(7)
    old = texts()[0]
    start, end = max(sentences(old), key=lambda span: span[1] - span[0])
    mark = anchor(old, start, end, "old")
    scores = []
    letters = list(old)
    order = chance.sample(range(start, end), end - start)
    for step in range(8):
        for place in order[step * len(order) // 10:(step + 1) * len(order) // 10]:
            letters[place] = chance.choice("qxzjkvw")
        scores.append(find(mark, "".join(letters), "new").score)
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > 0.9
    assert isinstance(find(mark, "".join(letters), "new"), Lost)


def test_no_wrong_place_above_the_floor_in_10_000_trials() -> None:
    chance, pool = random.Random(20260101), texts()
    done = wrong = put = alive = 0
    while done < 10_000:
        old, other = chance.sample(pool, 2)
        spans = chosen_spans(old, 100, chance)
        edited = edit(old, other, chance.choice((3, 10, 30, 60)), chance)
        marks = [anchor(old, start, end, "old") for start, end in spans]
        for (start, end), outcome in zip(spans, find_all(marks, edited.text, "new"), strict=True):
            done += 1
            alive += edited.true_span(start, end)[2] >= 0.5
            if not isinstance(outcome, Lost):
                put += 1
                wrong += edited.judge(start, end, outcome.start, outcome.end)[0] == "wrong"
    assert wrong == 0
    assert put > 0.85 * alive, "the floor is not bought with lost notes"


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 40))
def test_all_at_once_is_never_worse_than_one_by_one(seed: int, count: int) -> None:
    chance, pool = random.Random(seed), texts()[-8:]
    old, other = chance.sample(pool, 2)
    spans = chosen_spans(old, 10, chance)
    new = edit(old, other, count, chance).text
    marks = [anchor(old, start, end, "old") for start, end in spans]
    for mark, together in zip(marks, find_all(marks, new, "new"), strict=True):
        alone = find(mark, new, "new")
        assert isinstance(together, Lost) == isinstance(alone, Lost) or abs(together.score - alone.score) < 0.05


@given(st.text(max_size=70), st.text(max_size=70))
def test_our_distance_is_rapidfuzz_s(one: str, other: str) -> None:
    levenshtein = pytest.importorskip("rapidfuzz.distance").Levenshtein
    assert likeness.distance(one, other) == levenshtein.distance(one, other)


def test_without_rapidfuzz_the_outcome_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    chance, pool = random.Random(3), texts()
    old = pool[0]
    marks = [anchor(old, start, end, "old") for start, end in chosen_spans(old, 60, chance)]
    new = edit(old, pool[1], 25, chance).text
    before = find_all(marks, new, "new")
    monkeypatch.setattr(likeness, "_distance", lambda: likeness.distance)
    assert find_all(marks, new, "new") == before


@pytest.mark.parametrize("broken", [
    {}, {"start": 0, "end": 1}, {"start": 2, "end": 1, "quote": "a"}, {"start": True, "end": 1, "quote": "a"},
    {"start": 0, "end": 1, "quote": 3}, {"start": 0, "end": 1, "quote": "a", "prefix": None},
    {"start": 0, "end": 1, "quote": "a", "repeats": "many"}, [], None])
def test_broken_anchors_are_refused(broken: object) -> None:
    with pytest.raises(ValueError, match="anchor"):
        Anchor.from_dict(broken)  # type: ignore[arg-type]
