"""A function for `Dataset.map` of datasets. Needs pyarrow, as datasets does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa
from datasets import Dataset, Features

from copydesk.integrations import text_of
from copydesk.integrations.arrow import ARTICLES, TableStep

__all__ = ["Clean"]


class Clean(TableStep):
    """A function for `map`: cleans the texts of `column`, and puts the articles of each row into
    the column `articles`. Equal ones have equal fingerprints, so that the cache of datasets works.

        step = Clean()
        dataset.map(step, batched=True, features=step.features(dataset))

    Of `dataset.with_format("arrow")` the texts are read where they lie. Each process of `num_proc`
    cleans on `threads` cores. Options are those of `copydesk.Cleaner`.
    """

    def __call__(self, batch: Mapping[str, Any] | pa.Table) -> dict[str, Any] | pa.Table:
        if isinstance(batch, pa.Table):
            return super().__call__(batch)
        answer = self.cleaner.clean_batch(batch[self.column], threads=self.threads)
        return {
            self.column: [text_of(articles) for articles in answer],
            self.articles: [[it.to_dict() for it in articles] for articles in answer],
        }

    def features(self, dataset: Dataset) -> Features:
        """The features of the data set that comes out, for `map(..., features=...)`: without them
        datasets takes the types of its first batch, which may have no article."""
        articles = Features.from_arrow_schema(pa.schema({self.articles: ARTICLES}))
        return Features({**dataset.features, **articles})
