"""Turns scraped news text into canonical articles and says what it left out and why.

>>> from copydesk import clean
>>> page = "Mill reopens\\n\\nShare\\n\\nThe mill at Oakmouth opened again on Sunday.\\n"
>>> article = clean(page)[0]
>>> article.headline, article.paragraphs
('Mill reopens', ('The mill at Oakmouth opened again on Sunday.',))

`Cleaner` takes options, whole batches, and gives the record of what was left out. Ready-made steps
for datatrove, datasets, Polars, DuckDB and Ray Data are in `copydesk.integrations`.
"""

from copydesk._copydesk import (
    Alteration,
    Argument,
    Article,
    Block,
    Caption,
    Cleaned,
    Cleaner,
    CommonPhrases,
    Corpus,
    Doubt,
    Kept,
    Lesson,
    Match,
    Member,
    NearMiss,
    Note,
    OptionError,
    Original,
    PairComparer,
    Prepared,
    Preparer,
    Reference,
    Removal,
    Resolution,
    Span,
    Verdict,
    __version__,
    candidate_keys,
    resolve_component,
    verdict,
)

__all__ = [
    "Alteration",
    "Argument",
    "Article",
    "Block",
    "Caption",
    "Cleaned",
    "Cleaner",
    "CommonPhrases",
    "Corpus",
    "Doubt",
    "Kept",
    "Lesson",
    "Match",
    "Member",
    "NearMiss",
    "Note",
    "OptionError",
    "Original",
    "PairComparer",
    "Prepared",
    "Preparer",
    "Reference",
    "Removal",
    "Resolution",
    "Span",
    "Verdict",
    "__version__",
    "candidate_keys",
    "clean",
    "resolve_component",
    "verdict",
]


def clean(text: str) -> list[Article]:
    """The articles of a scraped text, with default options. Never fails.

    For other options, many texts, or the record of what was left out, make a `Cleaner`.

    >>> clean("Mill reopens\\n\\nThe mill at Oakmouth opened again on Sunday.\\n")[0].headline
    'Mill reopens'
    """
    return Cleaner().clean(text)
