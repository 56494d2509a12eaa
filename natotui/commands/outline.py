"""``natotui outline FILE...``: print what articles argue."""

from __future__ import annotations

import argparse


def run(options: argparse.Namespace) -> int:
    """Print the outlines in the format asked for."""
    import json

    from natotui.argument.analyse import analyse
    from natotui.article.load import load

    for source in options.files:
        article = load(source, format=options.format_in)
        outline = analyse(article, insist=options.argue)
        print(json.dumps({
            "article": {"source": article.source, "title": article.title, "text": article.text},
            "units": [{"id": u.id, "start": u.start, "end": u.end, "text": article.text[u.start:u.end], "role": u.role, "confidence": u.confidence, "themes": list(u.themes)} for u in outline.units],
            "themes": [{"id": t.id, "label": t.label, "units": t.units} for t in outline.themes],
            "relations": [{"source": r.source, "target": r.target, "type": r.type} for r in outline.relations]}))
    return 0
