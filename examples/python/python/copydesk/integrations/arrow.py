"""Articles as Arrow. Needs pyarrow.

>>> text = "Mill reopens\\n\\nShare\\n\\nThe mill opened on Sunday.\\n"
>>> table = pa.table({"id": [1], "text": [text]})
>>> cleaned = clean_table(Cleaner(), table)
>>> cleaned["text"][0].as_py()
'Mill reopens\\n\\nThe mill opened on Sunday.'
>>> cleaned["articles"][0][0]["headline"].as_py()
'Mill reopens'
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa

from copydesk import Article, Cleaner
from copydesk.integrations import text_of

__all__ = ["ARTICLE", "ARTICLES", "TableStep", "articles_array", "clean_table"]

_TEXTS = pa.list_(pa.string())

#: The fields of an article, as in the library's JSON: the same ones for every article, so that
#: parts of a data set fit together.
ARTICLE = pa.struct(
    {
        "id": pa.string(),
        "headline": pa.string(),
        "headline_count": pa.uint32(),
        "alternative_headlines": _TEXTS,
        "description": pa.string(),
        "key_points": _TEXTS,
        "byline": pa.string(),
        "authors": _TEXTS,
        "dateline": pa.string(),
        "dates": _TEXTS,
        "sections": _TEXTS,
        "captions": pa.list_(
            pa.struct({"text": pa.string(), "credit": pa.string(), "count": pa.uint32()})
        ),
        "paragraphs": _TEXTS,
        "notes": pa.list_(pa.struct({"kind": pa.string(), "text": pa.string()})),
        "keywords": _TEXTS,
        "related": _TEXTS,
        "span": pa.struct({"start": pa.uint64(), "end": pa.uint64()}),
    }
)

#: The articles of a document.
ARTICLES = pa.list_(ARTICLE)


def articles_array(answer: Iterable[Sequence[Article]]) -> pa.ListArray:
    """What `Cleaner.clean_batch` gives, as an array of `ARTICLES`."""
    return pa.array([[it.to_dict() for it in articles] for articles in answer], ARTICLES)


def clean_table(
    cleaner: Cleaner,
    table: pa.Table,
    *,
    column: str = "text",
    articles: str = "articles",
    threads: int | None = None,
) -> pa.Table:
    """A table with the texts of `column` cleaned, and a column with the articles of each row."""
    answer = cleaner.clean_batch(table, column=column, threads=threads)
    place = table.column_names.index(column)
    texts = pa.array(map(text_of, answer), table.schema.field(column).type)
    table = table.set_column(place, column, texts)
    if articles in table.column_names:
        table = table.drop_columns([articles])
    return table.append_column(articles, articles_array(answer))


class TableStep:
    """A function that cleans the texts of `column` of a table, and puts the articles of each row
    into the column `articles`, on `threads` cores. Options are those of `copydesk.Cleaner`.
    """

    def __init__(
        self,
        column: str = "text",
        articles: str = "articles",
        threads: int | None = 1,
        **options: Any,
    ) -> None:
        self.column = column
        self.articles = articles
        self.threads = threads
        self.cleaner = Cleaner(**options)

    def __call__(self, table: pa.Table) -> pa.Table:
        return clean_table(
            self.cleaner,
            table,
            column=self.column,
            articles=self.articles,
            threads=self.threads,
        )
