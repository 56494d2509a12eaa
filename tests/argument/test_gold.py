"""Gold outlines: reading, validation, and what the shipped corpus promises."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from natotui import resources
from natotui.argument import gold, gold_table
from natotui.argument.agreement import markdown
from natotui.argument.gold_check import KINDS, LENGTHS, check, check_all, main
from natotui.article.load import load
from natotui.errors import NatotuiError

SEEDS = resources.folder("seeds")
ARTICLE = """---
kind: short
author: Mara Venn
licence: CC BY 4.0
---
# Keep the ferry

*It is slow. It is ours.*

Keep the ferry. Some say that it loses money. So does the road, and nobody asks the road to pay for itself at the gate
of every field that it passes on its way down to the water.

Because it sails in winter, the island has a school. There are forty children in it, and most of them cross twice a day.
Without the crossing their parents would move, as the parents of the next island did in the year when its boat was sold.
"""
OUTLINE = """title = "Keep the ferry"
standfirst = "It is slow. It is ours."
[[theme]]
id = "money"
label = "Money"
[[theme]]
id = "school"
label = "The school"
[[unit]]
id = "u1"
quote = "Keep the ferry."
role = "thesis"
theme = "money"
[[unit]]
id = "u2"
quote = "Some say that it loses money."
role = "counterpoint"
theme = "money"
attacks = "u1"
[[unit]]
id = "u3"
quote = "So does the road, and nobody asks the road to pay for itself at the gate of every field that it passes on its \
way down to the water."
role = "rebuttal"
theme = "money"
attacks = "u2"
[[unit]]
id = "u4"
quote = "Because it sails in winter,"
role = "evidence"
theme = "school"
supports = "u5"
[[unit]]
id = "u5"
quote = "the island has a school."
role = "claim"
theme = "school"
supports = "u1"
[[unit]]
id = "u6"
quote = "There are forty children in it, and most of them cross twice a day."
role = "background"
[[unit]]
id = "u7"
quote = "Without the crossing their parents would move, as the parents of the next island did in the year when its \
boat was sold."
role = "evidence"
also = "claim"
theme = "school"
supports = "u5"
"""


def write(folder: Path, outline: str = OUTLINE, article: str = ARTICLE, layer: str = "outline") -> Path:
    (folder / "ferry.md").write_text(article, encoding="utf-8")
    path = folder / f"ferry.{layer}.toml"
    path.write_text(outline, encoding="utf-8")
    return path


def test_a_sound_outline_has_no_problems(tmp_path: Path) -> None:
    assert check(write(tmp_path)) == []
    assert check(str(write(tmp_path, layer="second"))) == []


def test_units_lie_over_their_words_and_not_over_the_title(tmp_path: Path) -> None:
    layer = gold.read(write(tmp_path))
    quotes = [unit["quote"] for unit in tomllib.loads(OUTLINE)["unit"]]
    assert [layer.article.text[unit.start:unit.end] for unit in layer.units] == quotes
    first = layer.units[0]
    assert first.start > layer.article.text.index("It is ours")
    assert layer.by_id["u7"] == layer.units[-1]
    assert (layer.units[-1].also, layer.units[-1].target, layer.units[-1].supports) == ("claim", "u5", True)
    assert (layer.name, layer.subject, layer.themes[1]) == ("ferry", tmp_path.name, ("school", "The school"))


@pytest.mark.parametrize(("old", "new", "problem"), [
    ("it loses money.", "it loses cash.", "unit u2: not in the article"),
    ('quote = "the island has', 'quote = "island has', "no unit quotes 'the'"),
    ('role = "rebuttal"', 'role = "answer"', "role 'answer' is none of"),
    ('also = "claim"', 'also = "evidence"', "unit u7: also repeats the role"),
    ('attacks = "u2"', 'attacks = "u9"', "unit u3: attacks 'u9', which is no unit"),
    ('attacks = "u2"', 'attacks = "u1"', "unit u3: rebuttal that attacks u1, which is thesis"),
    ('attacks = "u2"', 'supports = "u2"', "unit u3: rebuttal that supports u2, which is counterpoint"),
    ('attacks = "u2"', 'attacks = "u2"\nsupports = "u2"', "unit u3: supports and attacks at once"),
    ('attacks = "u2"\n', "", "unit u3: rebuttal that bears on nothing"),
    ('supports = "u5"\n[[unit]]\nid = "u5"', 'attacks = "u5"\n[[unit]]\nid = "u5"', "u4: evidence that attacks"),
    ('theme = "school"\nsupports = "u1"', 'theme = "school"\nsupports = "u7"', "which is evidence"),
    ('theme = "school"\nsupports = "u1"', 'theme = "school"', "unit u5: claim that bears on nothing"),
    ('theme = "school"\nsupports = "u1"', 'theme = "school"\nsupports = "u6"', "which is background"),
    ('theme = "money"\nattacks = "u1"', 'attacks = "u1"', "unit u2: no theme"),
    ('theme = "money"\nattacks = "u1"', 'theme = "cash"\nattacks = "u1"', "unit u2: theme 'cash' is not defined"),
    ('label = "The school"', 'label = "The school"\n[[theme]]\nid = "sea"\nlabel = "Sea"', "theme sea: no unit has it"),
    ('id = "u6"', 'id = "u5"', "unit u5: the id is used 2 times"),
    ('id = "u6"\n', "", "no id"),
    ('role = "background"', 'role = "background"\nweight = "1"', "unknown field 'weight'"),
    ('role = "background"', 'role = "background"\ntheme = 3', "theme is not text"),
    ('title = "Keep the ferry"', 'title = "Sell the ferry"', "title 'Sell the ferry' is not the article's"),
    ('standfirst = "It is slow.', 'standfirst = "It is fast.', "standfirst"),
    ('title = "Keep the ferry"', 'title = "Keep the ferry"\nfurniture_from = "About"', "furniture_from is not in"),
    ('title = "Keep the ferry"', 'title = ["a"', "is not TOML"),
])
def test_each_fault_is_named(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert OUTLINE.count(old) >= 1
    found = check(write(tmp_path, OUTLINE.replace(old, new, 1)))
    assert any(problem in line for line in found), found
    assert all(line.startswith(str(tmp_path)) for line in found)


def test_cycles_are_named(tmp_path: Path) -> None:
    outline = OUTLINE.replace('supports = "u5"\n[[unit]]', 'supports = "u7"\n[[unit]]', 1)
    turned = outline[:outline.rindex("u5")] + 'u4"\n'
    assert any("lead back" in line and "u4 > u7 > u4" in line for line in check(write(tmp_path, turned)))


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    outline = OUTLINE.replace("loses money", "loses cash").replace('theme = "school"\nsupports = "u1"', 'theme = "x"')
    found = check(write(tmp_path, outline))
    assert sum("u2" in line for line in found) >= 1 and sum("u5" in line for line in found) == 2


def test_themes_are_counted(tmp_path: Path) -> None:
    more = "".join(f'[[theme]]\nid = "t{at}"\nlabel = "T"\n' for at in range(8))
    found = check(write(tmp_path, OUTLINE.replace("[[theme]]", more + "[[theme]]", 1)))
    assert any("10 themes" in line for line in found)


@pytest.mark.parametrize(("old", "new", "problem"), [
    ("kind: short", "kind: op-ed", "words; 500 to 1200 are allowed"),
    ("kind: short", "kind: ode", "kind 'ode'"),
    ("author: Mara Venn\n", "", "names no author"),
    ("CC BY 4.0", "all rights reserved", "licence"),
])
def test_the_article_is_looked_at_with_the_settled_layer(tmp_path: Path, old: str, new: str, problem: str) -> None:
    article = ARTICLE.replace(old, new)
    assert any(problem in line for line in check(write(tmp_path, article=article)))
    assert check(write(tmp_path, article=article, layer="second")) == []


def test_files_that_are_not_there(tmp_path: Path) -> None:
    assert "NAME.outline.toml" in check(tmp_path / "notes.toml")[0]
    path = write(tmp_path)
    (tmp_path / "ferry.md").unlink()
    assert "is missing" in check(path)[0]
    with pytest.raises(NatotuiError):
        gold.read(tmp_path / "away.outline.toml")


def test_an_article_without_an_outline_is_named(tmp_path: Path) -> None:
    (tmp_path / "sea").mkdir()
    path = write(tmp_path / "sea")
    assert check_all(tmp_path) == []
    path.unlink()
    assert [line for line in check_all(tmp_path) if "no ferry.outline.toml" in line]


def test_the_command_prints_every_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sound = str(write(tmp_path))
    assert main([sound]) == 0
    assert capsys.readouterr().out == "no problems\n"
    assert main([str(write(tmp_path, OUTLINE.replace("loses", "eats")))]) == 1
    assert len(capsys.readouterr().out.splitlines()) == 2


WORDS = st.lists(st.sampled_from(["tolls", "rise", "Nobody", "“asked”", "why", "zwölf", "🙂"]), min_size=1, max_size=6)


@given(st.lists(WORDS, min_size=1, max_size=12))
def test_located_quotes_are_verbatim_in_order_and_apart(sentences: list[list[str]]) -> None:
    quotes = [" ".join(words) + "." for words in sentences]
    article = load("-", stdin=("# Tolls\n\n" + " ".join(quotes)).encode(), format="markdown")
    at = 0
    for quote, span in zip(quotes, gold.locate(article, quotes), strict=True):
        assert span is not None and article.text[span[0]:span[1]] == quote and span[0] >= at
        at = span[1]


def test_the_shipped_corpus_has_no_problems() -> None:
    assert check_all(SEEDS) == []


@pytest.fixture(scope="module")
def corpus() -> list[gold.Gold]:
    return [gold.read(path) for path in gold.outlines(SEEDS)]


def test_the_shipped_corpus_is_large_and_varied(corpus: list[gold.Gold]) -> None:
    long = [layer for layer in corpus if 500 <= layer.article.words <= 1_200]
    assert len(long) >= 48
    assert len({layer.subject for layer in long}) >= 12
    assert len(gold.outlines(SEEDS, "second")) >= 24
    assert sum(not any(unit.role == "counterpoint" for unit in layer.units) for layer in long) >= 2
    assert sum(not any(unit.role == "counterpoint" for unit in layer.units) for layer in corpus) >= 3
    assert sum(not any(unit.role == "thesis" for unit in layer.units) for layer in long) >= 3
    assert {layer.article.metadata["kind"] for layer in corpus} == set(KINDS)
    assert set(LENGTHS) < set(KINDS)


def test_the_settled_layer_keeps_its_rules(corpus: list[gold.Gold]) -> None:
    """GUIDELINES.md, "Reasons for a counterpoint": the second readings are older than this rule."""
    wrong = [f"{layer.name} {unit.id}" for layer in corpus for unit in layer.units
             if unit.role == "evidence" and unit.target and layer.by_id[unit.target].role == "counterpoint"]
    assert wrong == []


def test_the_guidelines_quote_no_article(corpus: list[gold.Gold]) -> None:
    words = " ".join((SEEDS / "GUIDELINES.md").read_text(encoding="utf-8").split())
    quoted = [quote for quote in words.split('"')[1::2] if len(quote.split()) > 2]
    assert len(quoted) > 10
    assert [quote for quote in quoted for layer in corpus if quote in layer.article.text and "..." not in quote] == []


def test_the_readme_tells_what_is_there() -> None:
    readme = (SEEDS / "README.md").read_text(encoding="utf-8")
    table = readme.split("<!-- corpus: python -m natotui.argument.gold_table -->\n")[1].split("\n<!-- /corpus -->")[0]
    assert table == markdown(gold_table.rows(SEEDS))


def test_no_two_seeds_have_one_name() -> None:
    names = [path.name for path in gold.outlines(resources.folder("seeds"))]
    assert len(names) == len(set(names))
