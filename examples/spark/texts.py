"""What workers of Python do, on Arrow: read texts, compare pairs, resolve components.

Everything else of the search is joins and counts of numbers, which stay in Spark.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any

import pyarrow as pa

import copydesk
from records import Fields, Malformed, record_of, written

Batches = Iterator[pa.RecordBatch]

READ = (
    "file string, block long, row long, name string, problem string, raw binary, prepared binary, "
    "member binary, sort_key binary, equality_key long, content binary, keys array<long>"
)


def signed(key: int) -> int:
    """Spark has no unsigned numbers."""
    return key - (1 << 64) if key >= 1 << 63 else key


def plain(name: str) -> str:
    """A name without the quotes of JSON."""
    value = json.loads(name)
    return value if isinstance(value, str) else name


def batch_of(rows: list[dict[str, Any]], schema: pa.Schema) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist(rows, schema)


def reader(fields: Fields, keep: Any, schema: pa.Schema) -> Callable[[Batches], Batches]:
    """Reads `file`, `block`, `row` and `line` into what is compared, or what is wrong with it."""

    def read(batches: Batches) -> Batches:
        preparer = copydesk.Preparer()
        document: tuple[Any, ...] = ()
        nth = 0
        for batch in batches:
            rows = []
            for row in batch.to_pylist():
                line = row.pop("line").rstrip()
                if not line:
                    continue
                try:
                    record = record_of(line, fields)
                except Malformed as problem:
                    rows.append({**row, "problem": str(problem), "raw": line[:1000]})
                    continue
                name = record.name or written(f"{row['file']}:{row['block']}:{row['row']}")
                if record.is_article:
                    # The articles of a document stand one after another.
                    here = (row["file"], name)
                    document, nth = (here, nth + 1) if here == document else (here, 1)
                    if nth > 1:
                        name = '"{}#{}"'.format(name.strip('"'), nth)
                text = preparer.prepare(name, record.text, date=record.date, source=record.source)
                member = copydesk.Member(text)
                rows.append(
                    {
                        **row,
                        "name": plain(name),
                        "prepared": text.to_bytes(),
                        "member": member.to_bytes(),
                        "sort_key": member.sort_key(keep),
                        "equality_key": signed(text.equality_key),
                        "content": hashlib.md5(
                            record.text.strip().encode(), usedforsecurity=False
                        ).digest(),
                        "keys": text.candidate_keys(),
                    }
                )
            yield batch_of(rows, schema)

    return read


SAME_FACTS = "left long, right long, shared long"


def same_facts(schema: pa.Schema) -> Callable[[Batches], Batches]:
    """Keeps the pairs of texts whose facts do not contradict each other."""

    def keep(batches: Batches) -> Batches:
        for batch in batches:
            rows = []
            for row in batch.to_pylist():
                left, right = (
                    copydesk.Prepared.from_bytes(row.pop(f"{side}_text"))
                    for side in ("left", "right")
                )
                if not left.has_other_facts(right):
                    rows.append(row)
            yield batch_of(rows, schema)

    return keep


COMPARED = "left long, right long, verdict binary, is_copy boolean"


def comparer(schema: pa.Schema) -> Callable[[Batches], Batches]:
    """Compares the texts of pairs. `*_common` are those phrases of a text that are common."""

    def compare(batches: Batches) -> Batches:
        for batch in batches:
            rows = batch.to_pylist()
            common = {
                key for row in rows for side in ("left", "right") for key in row[f"{side}_common"]
            }
            # Many pairs have a text in common.
            texts = {row[side]: row[f"{side}_text"] for row in rows for side in ("left", "right")}
            texts = {rank: copydesk.Prepared.from_bytes(text) for rank, text in texts.items()}
            pairs = [(texts[row["left"]], texts[row["right"]]) for row in rows]
            verdicts = copydesk.PairComparer(copydesk.CommonPhrases(list(common))).compare(pairs)
            found = [
                {
                    "left": row["left"],
                    "right": row["right"],
                    "verdict": verdict.to_bytes(),
                    "is_copy": verdict.is_copy,
                }
                for row, verdict in zip(rows, verdicts, strict=True)
                if verdict.is_candidate
            ]
            yield batch_of(found, schema)

    return compare


RESOLVED = (
    "rank long, original long, version long, contains array<long>, similarity float, kind string, "
    "difference string, coverage float, original_coverage float, grounds string, folded boolean"
)


def resolver(options: dict[str, Any], schema: pa.Schema) -> Callable[[Batches], Batches]:
    """Resolves components, of which all rows come one after another: first the members, by rank,
    then the pairs (`other` is set)."""

    def rows_of(batches: Batches) -> Iterable[dict[str, Any]]:
        for batch in batches:
            yield from batch.to_pylist()

    def resolve(batches: Batches) -> Batches:
        answer: list[dict[str, Any]] = []
        for _, rows in groupby(rows_of(batches), key=lambda row: row["component"]):
            answer += resolved(list(rows), options)
            if len(answer) >= 1000:
                yield batch_of(answer, schema)
                answer = []
        yield batch_of(answer, schema)

    return resolve


def resolved(rows: list[dict[str, Any]], options: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What becomes of the texts of a component."""
    members = [row for row in rows if row["other"] is None]
    ranks = [row["rank"] for row in members]
    place = {rank: at for at, rank in enumerate(ranks)}
    texts = [
        copydesk.Member.from_bytes(row["bytes"]).with_confirmed_keys(row["confirmed"])
        for row in members
    ]
    pairs = [
        (place[row["rank"]], place[row["other"]], copydesk.Verdict.from_bytes(row["bytes"]))
        for row in rows[len(members) :]
    ]
    answer = copydesk.resolve_component(texts, pairs, **options)
    # Of a version that was folded, texts with its words are still copies by their words.
    apart = copydesk.resolve_component(texts, pairs, **options | {"fold_versions": False})
    for rank, found, unfolded in zip(ranks, answer, apart, strict=True):
        row = {"rank": rank, "contains": [ranks[held.place] for held in found.contains]}
        row["folded"] = unfolded.duplicate_of is None
        if found.version_of:
            row["version"] = ranks[found.version_of.place]
        if found.duplicate_of:
            match = found.duplicate_of.found
            fields = (
                "similarity",
                "kind",
                "difference",
                "coverage",
                "original_coverage",
                "grounds",
            )
            row |= {"original": ranks[found.duplicate_of.place]}
            row |= {name: getattr(match, name) for name in fields}
        yield row
