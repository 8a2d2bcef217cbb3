"""An expression for Polars."""

from __future__ import annotations

import polars as pl

from copydesk import Cleaner

__all__ = ["ARTICLE", "ARTICLES", "clean"]

_TEXTS = pl.List(pl.String)

#: The fields of an article, as in the library's JSON.
ARTICLE = pl.Struct(
    {
        "id": pl.String,
        "headline": pl.String,
        "headline_count": pl.UInt32,
        "alternative_headlines": _TEXTS,
        "description": pl.String,
        "key_points": _TEXTS,
        "byline": pl.String,
        "authors": _TEXTS,
        "dateline": pl.String,
        "dates": _TEXTS,
        "sections": _TEXTS,
        "captions": pl.List(
            pl.Struct({"text": pl.String, "credit": pl.String, "count": pl.UInt32})
        ),
        "paragraphs": _TEXTS,
        "notes": pl.List(pl.Struct({"kind": pl.String, "text": pl.String})),
        "keywords": _TEXTS,
        "related": _TEXTS,
        "span": pl.Struct({"start": pl.UInt64, "end": pl.UInt64}),
    }
)

#: The articles of a document.
ARTICLES = pl.List(ARTICLE)


def clean(texts: str | pl.Expr, cleaner: Cleaner | None = None) -> pl.Expr:
    """The articles of each text, as a list of structs: `explode` gives one row for each article,
    `.struct.unnest()` one column for each field. The texts are not copied.

    >>> text = "Mill reopens\\n\\nShare\\n\\nThe mill opened on Sunday.\\n"
    >>> frame = pl.DataFrame({"text": [text]})
    >>> articles = frame.select(article=clean("text")).explode("article").unnest("article")
    >>> articles["headline"].to_list()
    ['Mill reopens']
    """
    cleaner = cleaner or Cleaner()
    expression = pl.col(texts) if isinstance(texts, str) else texts

    def articles(series: pl.Series) -> pl.Series:
        answer = cleaner.clean_batch(series)
        rows = [[it.to_dict() for it in articles] for articles in answer]
        return pl.Series(series.name, rows, ARTICLES)

    return expression.map_batches(articles, return_dtype=ARTICLES, is_elementwise=True)
