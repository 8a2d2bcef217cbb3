"""A class for `Dataset.map_batches` of Ray Data. Needs pyarrow, as Ray Data does."""

from __future__ import annotations

from copydesk.integrations.arrow import TableStep

__all__ = ["Clean"]


class Clean(TableStep):
    """A class for `dataset.map_batches(Clean, batch_format="pyarrow", compute=...)`: cleans the
    texts of `column`, and puts the articles of each row into the column `articles`.

    Ray starts one for each core, so each cleans on one; `threads` is another number. Options are
    those of `copydesk.Cleaner`, given as `fn_constructor_kwargs`.
    """
