"""An Article to its Outline: sentences, clauses, features, roles, relations, themes, each a pure step."""
