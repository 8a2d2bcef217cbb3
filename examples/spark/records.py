"""Records of JSON Lines and Parquet: what is compared of each, as `copydesk dedup` reads them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from session import Refused

#: How the ids of articles begin.
CONTENT_HASH = "xxh3:"


class Malformed(Exception):
    """A record that cannot be read. It is counted and written down, and the run goes on."""


def read_lines(session: SparkSession, paths: Sequence[str], kind: str) -> DataFrame:
    """The records as lines of JSON: `file`, `block` (where the part of the file begins that a task
    reads), `row` (rising within a block) and `line`.
    """
    try:
        if kind == "parquet":
            rows = session.read.parquet(*paths)
            line = F.to_json(F.struct("*"), {"ignoreNullFields": "false"}).cast("binary")
        else:
            rows = session.read.option("lineSep", "\n").text(list(paths))
            line = F.col("value").cast("binary")
        file = F.col("_metadata.file_path").alias("file")
        block = F.col("_metadata.file_block_start").alias("block")
        row = F.monotonically_increasing_id().alias("row")
        return rows.select(file, block, row, line.alias("line"))
    except Exception as error:
        reason = str(error).splitlines()[0]
        raise Refused(f"the input cannot be read: {reason}") from error


def bad_records(
    session: SparkSession, paths: Sequence[str], kind: str, read: DataFrame
) -> DataFrame:
    """The records of `read` that have a `problem`: `file`, `line` (of JSON Lines), `problem` and
    `raw`."""
    bad = read.where("problem is not null").select("file", "block", "row", "problem", "raw")
    if kind == "jsonl" and not bad.isEmpty():
        bad = bad.join(line_numbers(session, paths, bad), ["file", "row"], "left")
    else:
        bad = bad.withColumn("number", F.lit(None).cast("long"))
    return bad.select("file", F.col("number").alias("line"), "problem", "raw")


def line_numbers(session: SparkSession, paths: Sequence[str], bad: DataFrame) -> DataFrame:
    """The lines of bad records, counted in their files: `file`, `row` and `number`."""
    files = bad.select("file").distinct()
    lines = read_lines(session, paths, "jsonl").join(F.broadcast(files), "file")
    blocks = lines.groupBy("file", "block").agg(
        F.count("*").alias("lines"), F.min("row").alias("first")
    )
    blocks = blocks.select(
        "file",
        "block",
        "first",
        F.expr("sum(lines) over (partition by file order by block) - lines").alias("before"),
    )
    number = (F.col("before") + F.col("row") - F.col("first") + 1).alias("number")
    return bad.join(blocks, ["file", "block"]).select("file", "row", number)


@dataclass(frozen=True)
class Fields:
    """The names of a record's fields."""

    id: str = "id"
    text: str = "text"
    publisher: str | None = None
    published: str | None = None


@dataclass
class Record:
    """What is compared, and what the policies look at."""

    name: str | None
    text: str
    date: str | None
    source: str | None
    is_article: bool


def json_object(line: bytes) -> dict[str, Any]:
    """The object of a line. `NaN` and `Infinity` are read as null, as the tool reads them."""
    try:
        value = json.loads(line.decode("utf-8-sig"), parse_constant=lambda _: None)
    except UnicodeDecodeError as error:
        raise Malformed(f"no UTF-8 at byte {error.start}") from None
    except (ValueError, RecursionError) as error:
        raise Malformed(f"no JSON: {error}") from None
    if not isinstance(value, dict):
        raise Malformed(f"no JSON object, but {type(value).__name__}")
    return value


def text_of(record: dict[str, Any], field: str) -> str:
    """The text of a record."""
    if field not in record:
        raise Malformed(f"no field `{field}`; name the field with the text with --text-field")
    text = record[field]
    if not isinstance(text, str):
        raise Malformed(f"field `{field}` is {type(text).__name__}, not a string")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Malformed(f"field `{field}` has a lone surrogate") from None
    return text


def name_of(record: dict[str, Any], field: str) -> Any:
    """The id of a record, a string or a whole number; `None` where it has none."""
    value = record.get(field)
    if (
        value is None
        or isinstance(value, str)
        or isinstance(value, int)
        and not isinstance(value, bool)
    ):
        return value
    raise Malformed(f"field `{field}` is {type(value).__name__}, not a string or a whole number")


def written(value: Any) -> str:
    """As JSON, as the tool writes it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def record_of(line: bytes, fields: Fields) -> Record:
    """Reads a record with an id and a text, or an article that `clean` wrote."""
    found = json_object(line)
    name = name_of(found, fields.id)
    is_hash = isinstance(name, str) and name.startswith(CONTENT_HASH)
    has_text = fields.text in found and found[fields.text] is not None
    if not has_text and isinstance(found.get("paragraphs"), list):
        return article(found, name, fields)
    text = text_of(found, fields.text)
    about = found.get("metadata")
    if is_hash and isinstance(about, dict) and "source" in about:
        # A row of a corpus.
        found |= {name: about.get(name) for name in ("source", "dates", "record")}
        return article(found, name, fields)
    if is_hash and found.get("source") is not None:
        return article(found, name, fields)
    date = said(found, [fields.published] if fields.published else ["published", "date"])
    names = [fields.publisher] if fields.publisher else ["publisher", "source"]
    return Record(
        None if name is None else written(name), text, date, site(said(found, names)), False
    )


def article(found: dict[str, Any], name: Any, fields: Fields) -> Record:
    """An article: its document is its name, and says when and by whom it was published."""
    headline, body = found.get("headline"), found.get(fields.text)
    if not isinstance(body, str):
        paragraphs = [it for it in found["paragraphs"] if isinstance(it, str)]
        text = "\n\n".join([*([headline] if isinstance(headline, str) else []), *paragraphs])
    else:
        text = f"{headline}\n\n{body}" if isinstance(headline, str) and headline else body
    document = found.get("record")
    document = document if isinstance(document, dict) else {}
    both = {**found, **document}
    date = said(both, [fields.published]) if fields.published else None
    date = date or said(found, ["published"]) or said(document, ["published", "date"])
    source = said(both, [fields.publisher]) if fields.publisher else None
    source = site(source or said(found, ["publisher"]) or said(document, ["publisher", "source"]))
    url = found.get("source")
    source = source or (site(url) if isinstance(url, str) else None)
    document_name = url if isinstance(url, str | int) and not isinstance(url, bool) else name
    date = date or iso_date(found.get("dates"))
    return Record(
        None if document_name is None else written(document_name), text, date, source, True
    )


def said(record: dict[str, Any], names: Sequence[str]) -> str | None:
    """The first string that stands under one of these names."""
    return next((record[name] for name in names if isinstance(record.get(name), str)), None)


def site(name: str | None) -> str | None:
    """The host of a URL without `www.`, or the name itself."""
    if name is None or "://" not in name:
        return name
    host = name.split("://", 1)[1].split("/", 1)[0]
    return host.removeprefix("www.")


def iso_date(dates: Any) -> str | None:
    """The first date that is written as in ISO 8601: those in words could not be put in order."""
    dates = dates.splitlines() if isinstance(dates, str) else dates
    for date in dates if isinstance(dates, list) else []:
        date = date.strip() if isinstance(date, str) else ""
        form = "".join("0" if c in "0123456789" else c for c in date[:10])
        if form == "0000-00-00":
            return date
    return None
