"""Cleans scraped texts on a cluster: see README.md, or --help."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from pyspark.sql.pandas.types import from_arrow_schema

import copydesk
import records
from arguments import parser
from copydesk.integrations.arrow import ARTICLE
from session import GOOD, SOME_FAILED, opened, run_main, start

Batches = Iterator[pa.RecordBatch]

EXAMPLES = """
examples:
  spark-submit clean.py --out clean pages/*.jsonl
  spark-submit clean.py --out clean --format parquet --text-field body crawl/
  spark-submit clean.py --out clean --option tolerance=medium --option input_kind=page pages/*.jsonl

OUT/articles has a row for each article, in the columns that `copydesk clean --to parquet` writes;
OUT/removals a row for each removal; OUT/malformed the records that could not be read;
OUT/counts.json the counts. Run the same command again when a run was cut off: what was cleaned is
not cleaned again.

exit codes: 0 all good, 1 some records could not be read, 2 usage, input or output
"""

#: The columns of an article that its table has: the paragraphs are the parts of `text`.
FIELDS = [field for field in ARTICLE if field.name != "paragraphs"]
#: Spark has no unsigned numbers.
SIGNED = {pa.uint32(): pa.int64(), pa.uint64(): pa.int64()}


def signed(kind: pa.DataType) -> pa.DataType:
    if pa.types.is_struct(kind):
        return pa.struct(
            [(kind.field(at).name, signed(kind.field(at).type)) for at in range(kind.num_fields)]
        )
    if pa.types.is_list(kind):
        return pa.list_(signed(kind.value_type))
    return SIGNED.get(kind, kind)


TABLE_ARTICLE = pa.struct(
    [("text", pa.string()), *((field.name, signed(field.type)) for field in FIELDS)]
)
REMOVAL = pa.struct(
    [
        ("line", pa.int64()),
        ("reason", pa.string()),
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("text", pa.string()),
        ("removal", pa.string()),
    ]
)
CLEANED = pa.schema(
    [
        ("file", pa.string()),
        ("block", pa.int64()),
        ("row", pa.int64()),
        ("problem", pa.string()),
        ("raw", pa.binary()),
        ("source", pa.string()),
        ("record", pa.string()),
        ("articles", pa.list_(TABLE_ARTICLE)),
        ("removals", pa.list_(REMOVAL)),
    ]
)


def cleaner(options: dict[str, Any], fields: records.Fields) -> Callable[[Batches], Batches]:
    """Cleans `file`, `block`, `row` and `line`; what cannot be read says why."""

    def clean(batches: Batches) -> Batches:
        one = copydesk.Cleaner(**options)
        for batch in batches:
            rows = [cleaned(one, row, fields) for row in batch.to_pylist() if row["line"].strip()]
            yield pa.RecordBatch.from_pylist(rows, CLEANED)

    return clean


def cleaned(one: copydesk.Cleaner, row: dict[str, Any], fields: records.Fields) -> dict[str, Any]:
    """One record."""
    line = row.pop("line").rstrip()
    try:
        found = records.json_object(line)
        text, name = records.text_of(found, fields.text), records.name_of(found, fields.id)
    except records.Malformed as problem:
        return {**row, "problem": str(problem), "raw": line[:1000]}
    rest = {key: value for key, value in found.items() if key not in (fields.text, fields.id)}
    answer = one.clean_with_record(text)
    return {
        **row,
        "source": str(name) if name is not None else f"{row['file']}:{row['block']}:{row['row']}",
        "record": records.written(rest) if rest else None,
        "articles": [{**it.to_dict(), "text": str(it)} for it in answer.articles],
        "removals": [removal(it, text) for it in answer.removals],
    }


def removal(it: copydesk.Removal, text: str) -> dict[str, Any]:
    start, end = it.span.bytes
    return {
        "line": it.line,
        "reason": it.reason,
        "start": start,
        "end": end,
        "text": it.text(text),
        "removal": it.to_json(),
    }


def arguments() -> argparse.Namespace:
    made = parser(
        "Cleans scraped texts into canonical articles, with all that was left out: "
        "`copydesk clean` on a cluster.",
        EXAMPLES,
        'files and folders of records {"id", "text", ...}',
    )
    made.add_argument(
        "--option",
        action="append",
        default=[],
        type=option,
        metavar="NAME=VALUE",
        help="an option of copydesk.Cleaner, its value as JSON or as it stands; may be repeated",
    )
    parsed = made.parse_args()
    try:
        copydesk.Cleaner(**dict(parsed.option))
    except (ValueError, TypeError) as error:
        made.error(f"--option: {error}")
    return parsed


def option(text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"{text!r} must be NAME=VALUE, such as tolerance=medium")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


def counts_of(documents: DataFrame) -> dict[str, Any]:
    """How many documents, articles, and removals for each reason."""
    good = documents.where("problem is null")
    row = good.agg(
        F.count("*"),
        F.coalesce(F.sum(F.size("articles")), F.lit(0)),
        F.count_if(F.size("articles") == 0),
    ).first()
    reasons = (
        good.select(F.explode("removals.reason").alias("reason"))
        .groupBy("reason")
        .count()
        .orderBy("reason")
    )
    return {
        "documents": row[0],
        "articles": row[1],
        "documents_without_article": row[2],
        "malformed": documents.where("problem is not null").count(),
        "removals": {reason: count for reason, count in reasons.collect()},
    }


def main() -> int:
    said = arguments()
    started = time.monotonic()
    session = start("copydesk clean")
    out, stages = opened(session, said)
    fields = records.Fields(said.id_field, said.text_field)
    clean = cleaner(dict(said.option), fields)
    schema = from_arrow_schema(CLEANED)
    read = lambda: records.read_lines(session, said.inputs, said.format)  # noqa: E731
    documents = stages.step("cleaned", lambda: read().mapInArrow(clean, schema))

    articles = documents.select("source", "record", F.explode("articles").alias("article"))
    columns = [F.col(f"article.{name}") for name in ["text", *(field.name for field in FIELDS)]]
    articles.select(*columns, "source", "record").write.mode("overwrite").parquet(
        out.at("articles")
    )
    removals = documents.select("source", F.explode("removals").alias("removal"))
    removals.select("source", "removal.*").write.mode("overwrite").parquet(out.at("removals"))
    bad = records.bad_records(session, said.inputs, said.format, documents)
    bad.coalesce(1).write.mode("overwrite").parquet(out.at("malformed"))

    counts = counts_of(documents) | {"seconds": round(time.monotonic() - started, 1)}
    out.write_json("counts.json", counts)
    if not said.keep_stages:
        stages.folder.delete("")
    print(
        f"{counts['documents']} documents: {counts['articles']} articles, "
        f"{counts['documents_without_article']} without one; "
        f"{counts['malformed']} could not be read",
        file=sys.stderr,
    )
    return SOME_FAILED if counts["malformed"] else GOOD


if __name__ == "__main__":
    run_main(main)
