"""Ready-made steps for other libraries, one module for each. None of them is imported unless you
import its module, and each needs its library alone (and pyarrow where that says so).

`datatrove`, `datasets` (pyarrow), `polars`, `duckdb` (pyarrow), `ray` (pyarrow); `arrow` has what
those on pyarrow share.
"""

from __future__ import annotations

from collections.abc import Sequence

from copydesk import Article

__all__ = ["text_of"]


def text_of(articles: Sequence[Article]) -> str:
    """The canonical texts of a document's articles, two blank lines between them.

    >>> from copydesk import clean
    >>> text_of(clean("Mill reopens\\n\\nShare\\n\\nThe mill opened on Sunday.\\n"))
    'Mill reopens\\n\\nThe mill opened on Sunday.'
    """
    return "\n\n\n".join(map(str, articles))
