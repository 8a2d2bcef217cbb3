"""Finds the copies among articles, on a cluster: see README.md, or --help."""

from __future__ import annotations

import argparse
import functools
import sys
import time
from typing import Any

from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from pyspark.sql.pandas.types import to_arrow_schema
from pyspark.sql.types import _parse_datatype_string as schema_of

import records
import texts
from components import components
from dedup_arguments import arguments
from session import GOOD, SOME_FAILED, opened, run_main, start
from stories import common_phrases

# The numbers of the library (`src/corpus/kept.rs`), where their reasons stand: the share of the
# smaller text's phrases that two must share to be compared, the least phrases and the most times as
# many, and the texts that are listed for one phrase.
OVERLAP_PERCENT, LEAST_PHRASES, MOST_TIMES, MOST_LISTED = 18, 6, 40, 256
#: Texts that stand for the phrases of one text, of which it may be a copy.
MOST_LEADERS = 3
#: Rounds in which kept texts are compared: two or three, by all that was measured.
MOST_ROUNDS = 8


class Search:
    """The stages of one run. Each is a method that gives what it wrote."""

    def __init__(self, said: argparse.Namespace) -> None:
        self.said, self.session = said, start("copydesk dedup")
        self.out, self.stages = opened(self.session, said)
        self.keep: Any = [records.site(name) for name in said.prefer] or said.keep

    @functools.cached_property
    def read(self) -> DataFrame:
        """All records, those that could not be read among them."""
        said = self.said
        fields = records.Fields(
            said.id_field, said.text_field, said.publisher_field, said.published_field
        )
        # What comes first is a matter of places, which Spark knows.
        keep = None if self.keep == "first" else self.keep
        schema = schema_of(texts.READ)
        read = texts.reader(fields, keep, to_arrow_schema(schema))
        lines = lambda: records.read_lines(self.session, said.inputs, said.format)  # noqa: E731
        return self.stages.step("read", lambda: lines().mapInArrow(read, schema))

    @functools.cached_property
    def malformed(self) -> DataFrame:
        bad = records.bad_records(self.session, self.said.inputs, self.said.format, self.read)
        return self.stages.step("malformed", lambda: bad.coalesce(1))

    @functools.cached_property
    def texts(self) -> DataFrame:
        good = self.read.where("problem is null").drop("problem", "raw")
        return good.withColumnRenamed("row", "doc")

    def order(self) -> list[str]:
        """What texts are sorted by beside what others confirm of them."""
        return ["file", "block", "doc"] if self.keep == "first" else ["sort_key", "doc"]

    @functools.cached_property
    def equal(self) -> DataFrame:
        """Texts (`doc`) with the words of a better one (`first`)."""
        words = ["equality_key", F.xxhash64("keys").alias("keys_hash")]
        order = F.struct(*self.order())
        listed = self.texts.select("doc", "content", *words, order.alias("order"))
        best = listed.groupBy("equality_key", "keys_hash").agg(
            F.min(F.struct("order", "doc", "content")).alias("best"), F.count("*").alias("copies")
        )
        # Most texts are alone.
        pairs = listed.join(best.where("copies > 1"), ["equality_key", "keys_hash"])
        is_exact = (F.col("content") == F.col("best.content")).alias("is_exact")
        pairs = pairs.select("doc", F.col("best.doc").alias("first"), is_exact, "copies")
        return self.stages.step("equal", lambda: pairs)

    @functools.cached_property
    def unique(self) -> DataFrame:
        """One text of each set with the same words, and how many there are (`copies`)."""
        copies = self.equal.where("doc = first").select("doc", "copies")
        gone = self.equal.where("doc != first").select("doc")
        unique = self.texts.join(gone, "doc", "left_anti").join(copies, "doc", "left")
        columns = ["doc", *self.order(), "copies", "member", "prepared", "keys"]
        return self.stages.step(
            "unique", lambda: unique.fillna(1, ["copies"]).select(*dict.fromkeys(columns))
        )

    @functools.cached_property
    def common(self) -> DataFrame:
        return common_phrases(self.stages, self.unique)

    @functools.cached_property
    def phrases(self) -> DataFrame:
        """For each text the phrases that others have too (`shared`), those of them that are
        `common`, and whether one is of more texts than are listed (`is_crowded`)."""
        listed = self.unique.select("doc", "copies", F.explode("keys").alias("key"))
        counts = listed.groupBy("key").agg(F.sum("copies").alias("texts")).where("texts > 1")
        is_common = self.common.withColumn("is_common", F.lit(True))
        known = counts.join(is_common, "key", "left").fillna(False, ["is_common"])
        # Most phrases are of one text alone, and end here.
        found = listed.select("doc", "key").join(known, "key").groupBy("doc")
        found = found.agg(
            F.collect_list(F.expr("case when not is_common then key end")).alias("shared"),
            F.collect_list(F.expr("case when is_common then key end")).alias("common"),
            F.max((F.col("texts") > MOST_LISTED) & ~F.col("is_common")).alias("is_crowded"),
        )
        return self.stages.step("phrases", lambda: found)

    @functools.cached_property
    def ranked(self) -> DataFrame:
        """The texts in the order of the policy: `rank` rises with it. How many phrases of each are
        not common is `distinctive`, and how many of these others have is `confirmed`."""
        size = lambda column: F.coalesce(F.array_size(column), F.lit(0))  # noqa: E731
        found = self.unique.join(self.phrases, "doc", "left")
        found = found.withColumn("confirmed", size("shared"))
        confirmed = [F.desc("confirmed")] if self.keep == "most_complete" else []
        # Only what it hangs on is put in order: texts are heavy.
        order = found.select("confirmed", *self.order()).orderBy(*confirmed, *self.order())
        ranks = order.select("doc", F.monotonically_increasing_id().alias("rank"))
        distinctive = (size("keys") - size("common")).alias("distinctive")
        columns = ["confirmed", distinctive, "is_crowded", "shared", "common", "prepared"]
        return self.stages.step(
            "ranked", lambda: found.join(ranks, "doc").select("rank", "doc", "member", *columns)
        )

    def enough(self, pairs: DataFrame) -> DataFrame:
        """Pairs (`left`, `right`, their distinctive phrases `left_size` and `right_size`, and how
        many are `shared`) that are to be compared."""
        least, most = F.least("left_size", "right_size"), F.greatest("left_size", "right_size")
        return pairs.where(
            (least >= LEAST_PHRASES)
            & (F.col("shared") * 100 >= least * OVERLAP_PERCENT)
            & (most <= least * MOST_TIMES)
        )

    def listed(self) -> DataFrame:
        return self.ranked.select("rank", "distinctive", F.explode("shared").alias("key"))

    @functools.cached_property
    def leaders(self) -> DataFrame:
        """First round: one text, the best that has it, stands for each phrase; each text is
        compared with those that stand for most of its own. That is linear however many
        copies a story has.
        """
        listed = self.listed()
        best = listed.groupBy("key").agg(
            F.min("rank").alias("right"), F.min_by("distinctive", "rank").alias("right_size")
        )
        pairs = listed.join(best, "key").where("rank != right")
        pairs = pairs.groupBy(
            F.col("rank").alias("left"),
            "right",
            F.col("distinctive").alias("left_size"),
            "right_size",
        ).agg(F.count("*").alias("shared"))
        nearest = F.expr(
            "row_number() over (partition by left "
            "order by shared / least(left_size, right_size) desc, right)"
        )
        pairs = self.enough(pairs).withColumn("nth", nearest).where(F.col("nth") <= MOST_LEADERS)
        return self.stages.step("leaders", lambda: self.compared(pairs))

    @functools.cached_property
    def others(self) -> DataFrame:
        """Second round: texts that are no copies of their leaders are compared with one another."""
        listed = self.listed().join(
            self.leaders.where("is_copy").select(F.col("left").alias("rank")), "rank", "left_anti"
        )
        return self.stages.step("others", lambda: self.compared(self.pairs(listed, self.leaders)))

    def pairs(self, listed: DataFrame, known: DataFrame) -> DataFrame:
        """Pairs of texts that share enough, but for those that are known: of each phrase the first
        texts with each of the others, as a corpus lists them."""
        nth = F.expr("row_number() over (partition by key order by rank)")
        first = listed.withColumn("nth", nth).where(F.col("nth") <= MOST_LISTED).drop("nth")
        first = first.toDF(*(f"right_{name}" for name in first.columns))
        on = (F.col("key") == F.col("right_key")) & (F.col("rank") > F.col("right_rank"))
        pairs = (
            listed.join(first, on)
            .groupBy(
                F.col("rank").alias("left"),
                F.col("right_rank").alias("right"),
                F.col("distinctive").alias("left_size"),
                F.col("right_distinctive").alias("right_size"),
            )
            .agg(F.count("*").alias("shared"))
        )
        return self.enough(pairs).join(
            known.select("left", "right"), ["left", "right"], "left_anti"
        )

    def compared(self, pairs: DataFrame) -> DataFrame:
        """The verdicts on pairs (`left`, `right`)."""
        text = self.ranked.select("rank", "prepared", "common")
        both = pairs.select("left", "right")
        for side in ("left", "right"):
            both = both.join(text.toDF(side, f"{side}_text", f"{side}_common"), side)
        both = both.select(
            "left", "right", "left_text", "right_text", "left_common", "right_common"
        )
        schema = schema_of(texts.COMPARED)
        return both.mapInArrow(texts.comparer(to_arrow_schema(schema)), schema)

    def resolved(self, verdicts: DataFrame, nth: int) -> DataFrame:
        """What becomes of the texts that have a verdict: of each component on its own."""
        nodes, turns = components(self.stages, f"components/round={nth}", verdicts)
        print(f"components of round {nth}: at rest after {turns} turns", file=sys.stderr)
        member = self.ranked.select("rank", "confirmed", F.col("member").alias("bytes"))
        members = nodes.join(member, "rank").select(
            "component", "rank", F.lit(None).cast("long").alias("other"), "confirmed", "bytes"
        )
        pairs = verdicts.withColumnRenamed("left", "rank").join(nodes, "rank")
        pairs = pairs.select(
            "component",
            "rank",
            F.col("right").alias("other"),
            F.lit(0).alias("confirmed"),
            F.col("verdict").alias("bytes"),
        )
        rows = (
            members.union(pairs)
            .repartition("component")
            .sortWithinPartitions("component", F.col("other").isNotNull(), "rank", "other")
        )
        keep = self.keep
        options = {
            "keep": keep,
            "fold_versions": self.said.fold_versions,
            "min_coverage": self.said.min_coverage,
        }
        schema = schema_of(texts.RESOLVED)
        resolve = texts.resolver(options, to_arrow_schema(schema))
        return self.stages.step(f"resolved/round={nth}", lambda: rows.mapInArrow(resolve, schema))

    @functools.cached_property
    def decided(self) -> tuple[DataFrame, DataFrame]:
        """The verdicts, and what becomes of the texts that have one. Resolves, and compares the
        kept texts with one another, in turns, until all of them that share enough were compared.
        """
        verdicts = self.leaders.union(self.others)
        gone = self.leaders.where("is_copy").select(F.col("left").alias("rank"))
        crowded = self.ranked.where("is_crowded").select("rank")
        for nth in range(1, MOST_ROUNDS + 1):
            resolved = self.resolved(verdicts, nth)
            # Texts that were not listed so far, because they were gone or others came first.
            missed = gone.union(crowded)
            gone = resolved.where("original is not null").select("rank")
            kept = self.listed().join(gone, "rank", "left_anti")
            keys = kept.join(missed, "rank", "left_semi").select("key").distinct()
            pairs = self.pairs(kept.join(keys, "key", "left_semi"), verdicts)
            more = self.stages.step(f"more/round={nth}", lambda: self.compared(pairs))  # noqa: B023
            if more.isEmpty():
                return verdicts, resolved
            verdicts = verdicts.union(more)
        print(f"some kept texts were not compared in {MOST_ROUNDS} rounds", file=sys.stderr)
        return verdicts, resolved

    def answer(self) -> DataFrame:
        """A row for each record."""
        _, resolved = self.decided
        names = self.texts.select("doc", "name", "file")
        docs = self.ranked.select("rank", "doc")
        found = docs.join(resolved, "rank", "left")
        for column in ("original", "version"):
            found = found.join(docs.toDF(column, f"{column}_doc"), column, "left")
        found = found.drop("rank", "original", "version")
        held = found.select("doc", F.explode("contains").alias("rank")).join(
            docs.toDF("rank", "held"), "rank"
        )
        held = held.join(names.select(F.col("doc").alias("held"), "name"), "held")
        held = held.groupBy("doc").agg(F.sort_array(F.collect_list("name")).alias("contains"))
        found = found.drop("contains").join(held, "doc", "left")
        equal = self.equal.where("doc != first").select("doc", "first", "is_exact")
        firsts = found.drop("contains", "version_doc").withColumnRenamed("doc", "first")
        same = {
            "similarity": 1.0,
            "difference": "none",
            "coverage": 1.0,
            "original_coverage": 1.0,
            "grounds": "same_words",
        }
        goes = F.col("original_doc").isNotNull() & ~F.col("folded")
        of_equal = equal.join(firsts, "first").select(
            "doc",
            F.coalesce("original_doc", "first").alias("original_doc"),
            F.when(goes, F.col("kind"))
            .otherwise(F.when(F.col("is_exact"), "exact").otherwise("normalized"))
            .alias("kind"),
            *(
                F.when(goes, F.col(name))
                .otherwise(F.lit(value).cast("float" if isinstance(value, float) else "string"))
                .alias(name)
                for name, value in same.items()
            ),
        )
        found = found.unionByName(of_equal, allowMissingColumns=True)
        rows = names.join(found, "doc")
        for column, name in (("original_doc", "duplicate_of"), ("version_doc", "version_of")):
            rows = rows.join(
                names.select(F.col("doc").alias(column), F.col("name").alias(name)), column, "left"
            )
        columns = [
            "kind",
            "difference",
            "similarity",
            "coverage",
            "original_coverage",
            "grounds",
            "version_of",
            "contains",
        ]
        return rows.select(F.col("name").alias("id"), "file", "duplicate_of", *columns)


def main() -> int:
    said = arguments()
    started = time.monotonic()
    search = Search(said)
    out = search.out
    search.stages.step("answer", search.answer).write.mode("overwrite").parquet(out.at("answer"))
    search.malformed.write.mode("overwrite").parquet(out.at("malformed"))
    answer = search.session.read.parquet(out.at("answer"))
    copies = answer.where("duplicate_of is not null").count()
    counts = {
        "records": answer.count(),
        "copies": copies,
        "malformed": search.malformed.count(),
        "common_phrases": search.common.count(),
        "compared": search.decided[0].count(),
        "seconds": round(time.monotonic() - started, 1),
        "seconds_of_stages": search.stages.seconds,
    }
    counts["kept"] = counts["records"] - copies
    out.write_json("counts.json", counts)
    if not said.keep_stages:
        search.stages.folder.delete("")
    print(
        f"{counts['records']} records: {counts['kept']} kept, {copies} copies; "
        f"{counts['malformed']} could not be read",
        file=sys.stderr,
    )
    return SOME_FAILED if counts["malformed"] else GOOD


if __name__ == "__main__":
    run_main(main)
