"""The arguments of dedup.py alone."""

from __future__ import annotations

import argparse

from arguments import parser

EXAMPLES = """
examples:
  spark-submit dedup.py --out copies news/*.jsonl
  spark-submit dedup.py --out copies --format parquet --keep earliest clean/articles
  spark-submit dedup.py --out copies --keep preferred --prefer wire.example news/*.jsonl

OUT/answer has a row for each record: `id`, `duplicate_of` (null: it is kept), `kind`, `coverage`
and the other fields of `copydesk dedup`. OUT/malformed has the records that could not be read,
OUT/counts.json the counts. Run the same command again when a run was cut off: it
goes on with the stage it was in.

exit codes: 0 all good, 1 some records could not be read, 2 usage, input or output
"""


def arguments() -> argparse.Namespace:
    made = parser(
        "Finds the copies among articles, and says which to keep: `copydesk dedup` on a cluster.",
        EXAMPLES,
        'files and folders of records {"id", "text"}, or of articles that `clean` wrote; '
        "all are compared with all",
    )
    add = made.add_argument
    add(
        "--keep",
        choices=["most_complete", "first", "longest", "earliest", "preferred"],
        default="most_complete",
        help="which text of a story is kept (default: most_complete, the one that "
        "the others confirm most of)",
    )
    add(
        "--prefer",
        action="append",
        default=[],
        metavar="NAME",
        help="with --keep preferred: a publisher, the best one first; may be repeated",
    )
    add(
        "--fold-versions",
        action="store_true",
        help="keep one version of a story; the others go as its copies",
    )
    add(
        "--min-coverage",
        type=share,
        default=0.0,
        metavar="SHARE",
        help="the share of a text that must stand in the kept one for the text to go, 0 to 1 "
        "(default: 0)",
    )
    add(
        "--publisher-field",
        metavar="NAME",
        help="the field that says who published a text (default: publisher or source)",
    )
    add(
        "--published-field",
        metavar="NAME",
        help="the field that says when (default: published or date)",
    )
    parsed = made.parse_args()
    if (parsed.keep == "preferred") != bool(parsed.prefer):
        made.error("--keep preferred and --prefer go together")
    return parsed


def share(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError("must be a number from 0 to 1, such as 0.95")
    return value
