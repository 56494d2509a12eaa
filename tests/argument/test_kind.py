"""Texts in which no claims are looked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from natotui import resources
from natotui.argument.analyse import analyse
from natotui.argument.cues import Tokens
from natotui.argument.kind import FAILED, kind_of, no_gaps, notice
from natotui.article.load import load

TEXTS = {
    "not English": [
        "Der Gemeinderat hat gestern beschlossen, das alte Schwimmbad zu schließen. Viele Bürger "
        "sind dagegen, weil die "
        "Kinder dann keinen Ort mehr haben, an dem sie schwimmen lernen können. Andere meinen, "
        "dass die Kosten zu hoch sind.",
        "Le conseil municipal a décidé hier de fermer la vieille piscine. Beaucoup d'habitants "
        "sont contre, parce que les "
        "enfants n'auront plus de lieu pour apprendre à nager. D'autres disent que les coûts sont trop élevés.",
        "El ayuntamiento decidió ayer cerrar la vieja piscina. Muchos vecinos están en contra "
        "porque los niños no tendrán "
        "dónde aprender a nadar, aunque otros dicen que los costes son demasiado altos para el pueblo."],
    "recipe": [
        "Ingredients\n\n- 200 g flour\n- 2 eggs\n- 100 g butter\n- 1 tsp salt\n- 1 cup "
        "milk\n\nPreheat the oven. Mix the flour "
        "and the salt in a bowl. Beat the eggs and stir them into the milk. Bake for twenty minutes and serve.",
        "# Grandmother's bread\n\n## You need\n\n- strong flour\n- a little yeast\n\n## How\n\n"
        "1. Put the flour in a big bowl, make a hollow and crumble the yeast into it.\n"
        "2. Add warm water and leave it for a quarter of an hour until it foams.\n"
        "3. Work everything together for ten minutes, cover it and let it rise until it has doubled.\n"
        "4. Shape a loaf, leave it again, and put it in the hot oven until it sounds hollow."],
    "list": [
        "Things to bring:\n\n- warm socks\n- a torch\n- two blankets\n- a map of the island\n- the "
        "keys of the boat\n- rope\n"
        "- a whistle\n- a tin of biscuits\n- matches in a dry box\n- something to read"],
    "verse": [
        "The tide goes out at six o'clock  \nand leaves the boats to lean,  \nand all along the harbour wall  \n"
        "the weed is brown and green.\n\nThe gulls come down to read the mud  \nthe way we read the news,  \n"
        "and nobody has told the tide  \nthat it can not refuse."],
    "code": ["```python\nimport sys\nfor line in sys.stdin:\n    print(line.strip()[::-1])\n```\n\nReverses lines.",
             "for (int i = 0; i < n; i++) { sum += a[i] * b[i]; if (sum > 9) { return f(sum); } } x = g(y) + [1];"],
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in TEXTS.items() for text in texts])
def test_other_texts_are_told_apart(tmp_path: Path, kind: str, text: str) -> None:
    path = tmp_path / "text.md"
    path.write_text(text, encoding="utf-8")
    outline = analyse(load(str(path)), packs=())
    assert outline.kind == kind and outline.units == ()


def test_no_bundled_article_is_taken_for_something_else() -> None:
    wrong = [path.name for path in sorted(resources.folder("seeds").glob("*/*.md"))
             if kind_of(article := load(str(path)), Tokens(article.text)) != "argument"]
    assert wrong == []


@pytest.mark.parametrize(("kind", "begins"), [
    ("recipe", "This reads like a recipe: no claims"), ("list", "This reads like a list: no claims"),
    ("table", "This reads like a table: no claims"), ("verse", "This reads like verse: no claims"),
    ("code", "This reads like code: no claims"), ("not English", "This is not English: no claims"),
    ("a letter", "This reads like a letter: no claims"), ("nothing to read", "There is nothing to read here."),
    (FAILED, "This text could not be analysed.")])
def test_each_kind_is_told_in_a_sentence(kind: str, begins: str) -> None:
    assert notice(kind).startswith(begins) and notice(kind).endswith(".")


def test_what_would_read_it_as_an_argument_is_named() -> None:
    assert notice("list", "L").endswith("Headings and paragraphs instead; L reads it as an argument.")
    assert notice("list").endswith("Headings and paragraphs instead.")
    assert no_gaps("list", "--argue") == "This reads like a list: no claims were looked for; --argue looks for them."


def test_reasons_in_a_list_are_no_recipe_whatever_they_are_about(tmp_path: Path) -> None:
    path = tmp_path / "text.md"
    path.write_text("Schools should teach children to cook.\n\n"
                    "- A child who can bake bread and fry an egg will eat better as an adult.\n"
                    "- Sauce from a jar holds more sugar and salt than parents think.\n"
                    "- Critics say that the oven and the pan belong at home, but many homes have neither.\n")
    article = load(str(path))
    assert kind_of(article, Tokens(article.text)) == "argument"


def test_insisting_looks_for_claims_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "text.md"
    path.write_text(TEXTS["not English"][0], encoding="utf-8")
    assert analyse(load(str(path)), packs=(), insist=True).units


def test_nothing_to_read() -> None:
    from natotui.article.model import Article, Blocks

    assert analyse(Article("", Blocks())).kind == "nothing to read"
