"""Weights of words, and the sums of packed lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from natotui.argument import roles
from natotui.argument.cues import Tokens
from natotui.argument.features import Row
from natotui.argument.packed import COLUMNS, LIMITS, NOTHING, pack, unpack
from natotui.argument.wording import Wording, counted, lexical

LINES = st.lists(st.tuples(*[st.integers(-2_000, 2_000)] * COLUMNS), max_size=120)


@given(LINES)
def test_sums_of_packed_lines_are_sums_of_columns(lines: list[tuple[int, ...]]) -> None:
    total = sum(map(pack, lines), NOTHING)
    assert unpack(total) == tuple(sum(line[place] for line in lines) for place in range(COLUMNS))


def test_columns_hold_their_limits() -> None:
    for line in ([LIMITS[0], LIMITS[1]] * COLUMNS)[:COLUMNS], ([LIMITS[1], LIMITS[0]] * COLUMNS)[:COLUMNS]:
        assert unpack(pack(line) + NOTHING) == tuple(line)


@given(st.lists(st.sampled_from(["but", "it", "is", "not", "so", "x"]), max_size=30))
def test_reading_finds_the_words_and_pairs_that_training_counts(words: list[str]) -> None:
    features = {"word:but": (1, 2, 3, 4, 5), "word:is": (7, 0, 0, 0, -1), "word:it is": (0, -3, 0, 0, 9),
                "deny": (1,) * 5}
    slow = [sum(features[name][place] * times for name, times in counted(words).items() if name in features)
            for place in range(COLUMNS)]
    assert list(unpack(sum(filter(None, Wording(features).lines(words)), NOTHING))) == slow


def test_scores_are_the_sums_of_the_weights() -> None:
    weights = roles.model()
    words = Tokens("but it is true that some people say this is not fair").words
    row = Row({"bias": 1.0, "but@0": 1.0, "opens:but": 1.0, "no such": 1.0}, [], frozenset(), words=words, form="long")
    names = {**row.values, **{f"long.{name}": 1.0 for name in row.values if not lexical(name)}, **counted(words)}
    slow = [sum(weights.features[name][place] * times for name, times in names.items() if name in weights.features)
            for place in range(COLUMNS)]
    assert [round(score * roles.UNIT) for score in roles.emissions([row], weights)[0]] == slow
