"""Connected components of a graph that no machine holds.

Alternating large-star and small-star (Kiveris et al., "Connected Components in MapReduce and
Beyond", 2014): each turn ties every node to the least one that it sees, until all of a component
are tied to its least node. A turn moves each edge twice and no turn makes more edges; turns are
about the logarithm of the longest way in a component, a few for copies, which hang on one text.
"""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from session import Refused, Stages

#: A way of two to the power of this has been tied together long before.
MOST_TURNS = 30


def components(stages: Stages, name: str, edges: DataFrame) -> tuple[DataFrame, int]:
    """For each node of `edges` (`left`, `right`) its `component`, which is the least node of it;
    and the number of turns that it took. A turn is a stage: one that ended is not done again.
    """
    edges, before = oriented(edges), None
    for turn in range(1, MOST_TURNS + 1):
        edges = stages.step(f"{name}/turn={turn}", lambda: small_star(large_star(edges)))
        now = state(edges)
        if now == before:
            nodes = edges.select(F.col("left").alias("rank"), F.col("right").alias("component"))
            roots = nodes.select(F.col("component").alias("rank"), "component").distinct()
            return nodes.union(roots), turn
        before = now
    raise Refused(
        f"components did not come to rest in {MOST_TURNS} turns, which no graph of copies takes: "
        f"look at {stages.folder.at(name)}"
    )


def oriented(edges: DataFrame) -> DataFrame:
    """Each edge once, the greater end on the left."""
    ends = edges.select(
        F.greatest("left", "right").alias("left"), F.least("left", "right").alias("right")
    )
    return ends.where("left > right").distinct()


def large_star(edges: DataFrame) -> DataFrame:
    """Ties the greater neighbours of each node to the least one, which may be itself."""
    both = edges.union(edges.select(F.col("right"), F.col("left"))).toDF("node", "other")
    least = both.groupBy("node").agg(F.least(F.min("other"), F.col("node")).alias("least"))
    greater = both.where("other > node").join(least, "node")
    return greater.select(F.col("other").alias("left"), F.col("least").alias("right")).distinct()


def small_star(edges: DataFrame) -> DataFrame:
    """Ties the lesser neighbours of each node, and itself, to the least one."""
    least = edges.groupBy("left").agg(F.min("right").alias("least"))
    lesser = edges.join(least, "left").where("right > least").select("right", "least")
    return lesser.union(least.select("left", "least")).toDF("left", "right").distinct()


def state(edges: DataFrame) -> tuple[int, int]:
    """The same for the same edges: how many, and the sum of their hashes."""
    hashed = F.sum(F.xxhash64("left", "right").cast("decimal(38,0)"))
    row = edges.agg(F.count("*"), hashed).first()
    return (row[0], int(row[1] or 0))
