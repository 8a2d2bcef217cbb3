"""A class for `Dataset.map_batches` of Ray Data. Needs pyarrow, as Ray Data does."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from copydesk import Cleaner
from copydesk.integrations.arrow import clean_table

__all__ = ["Clean"]


class Clean:
    """A class for `dataset.map_batches(Clean, batch_format="pyarrow", compute=...)`: cleans the
    texts of `column`, and puts the articles of each row into the column `articles`.

    Ray starts one for each core, so each cleans on one; `threads` is another number. Options are
    those of `copydesk.Cleaner`, given as `fn_constructor_kwargs`.
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
