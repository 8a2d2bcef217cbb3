"""Which phrases are common: in many different stories. A corpus on one machine tells stories apart
one text after another; here each text is tied to one that shares the most of a sample of its
phrases, and stories are what hangs on one text.

A phrase counts the stories that it is in, not the texts: a wire story with 20,000 copies is one
story, a newsletter line is in as many stories as texts.
"""

from __future__ import annotations

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F
from pyspark.sql.pandas.types import to_arrow_schema
from pyspark.sql.types import _parse_datatype_string as schema_of

import texts
from session import Stages

# The numbers of the library's first look (`src/corpus/stories.rs`), where their reasons stand.
COMMON_STORIES, COPIES_PER_STORY, MOST_LISTED = 24, 8, 128
SAME_STORY_SIXTEENTHS, LEAST_SAMPLED = 5, 4
#: Keys have 48 bits; one in four is in the sample.
SAMPLE = 1 << 46
#: Ways to the text that a story hangs on are halved each time.
MOST_HALVINGS = 30


def most_distinctive(texts: str) -> Column:
    """The most stories that a phrase in so many texts can be in and tell something."""
    return F.greatest(F.lit(COMMON_STORIES), F.floor(F.col(texts) / COPIES_PER_STORY))


def common_phrases(stages: Stages, unique: DataFrame) -> DataFrame:
    """The keys of common phrases. `unique` has texts (`doc`, `copies`, `prepared`, `keys`)."""
    sample = stages.step("stories/sample", lambda: sampled(unique))
    first = roots(stages, first_look(sample), "first")
    many = stages.step("stories/many", lambda: in_many(sample, first))
    rest = sample.join(many, "key", "left_anti")
    ties = stages.step("stories/ties", lambda: of_same_facts(tied(rest), unique))
    stories = roots(stages, ties, "second")
    return stages.step("common", lambda: counted(unique, stories))


def first_look(sample: DataFrame) -> DataFrame:
    """Ties by the phrases of few texts, and by all of them for texts that have no such tie: where
    texts are many, most phrases are strangers' too, but a story may have very many copies."""
    counts = sample.groupBy("key").agg(F.count("*").alias("texts"))
    few = counts.where(F.col("texts") <= MOST_LISTED)
    by_few = tied(sample.join(few, "key", "left_semi"))
    return by_few.union(tied(sample).join(by_few.select("left"), "left", "left_anti"))


def sampled(unique: DataFrame) -> DataFrame:
    """`doc`, and each `key` of it that is in the sample."""
    return unique.select("doc", F.explode(F.filter("keys", lambda key: key < SAMPLE)).alias("key"))


def tied(sample: DataFrame) -> DataFrame:
    """Texts (`left`) with one (`right`) that has enough of the sample too: the one with the most.
    One text stands for each phrase, so that the work is linear however many have it.

    Which one is drawn by lot, one lot for all phrases: of a phrase that is in many copies of a
    story and a few other texts, it is one of the story's, most often the same one; and there are no
    circles of ties. The longest one would be a stranger's for most phrases.
    """
    counts = sample.groupBy("key").agg(F.count("*").alias("texts"))
    sizes = sample.groupBy("doc").agg(F.count("*").cast("int").alias("size"))
    listed = sample.join(counts.where("texts > 1"), "key").select("key", "doc").join(sizes, "doc")
    # No two texts draw the same lot.
    lot = F.xxhash64("doc")
    first = listed.groupBy("key").agg(
        F.min_by("doc", lot).alias("right"), F.min_by("size", lot).alias("other")
    )
    pairs = (
        listed.join(first, "key")
        .where("doc != right")
        .groupBy(F.col("doc").alias("left"), "right", "size", "other")
        .agg(F.count("*").alias("shared"))
    )
    least = F.greatest(F.least("size", "other"), F.lit(LEAST_SAMPLED))
    enough = pairs.where(F.col("shared") * 16 >= least * SAME_STORY_SIXTEENTHS)
    most = F.max(F.struct("shared", "right")).alias("most")
    return enough.groupBy("left").agg(most).select("left", "most.right", "most.shared")


def of_same_facts(ties: DataFrame, unique: DataFrame) -> DataFrame:
    """Those ties whose texts do not contradict each other."""
    text = unique.select("doc", "prepared")
    pairs = ties.join(text.toDF("left", "left_text"), "left").join(
        text.toDF("right", "right_text"), "right"
    )
    pairs = pairs.select("left", "right", "shared", "left_text", "right_text")
    schema = schema_of(texts.SAME_FACTS)
    return pairs.mapInArrow(texts.same_facts(to_arrow_schema(schema)), schema)


def roots(stages: Stages, ties: DataFrame, name: str) -> DataFrame:
    """For each tied text (`doc`) the one that its `story` hangs on."""
    ways = stages.step(
        f"stories/{name}/turn=0",
        lambda: ties.select(F.col("left").alias("doc"), F.col("right").alias("story")),
    )
    for turn in range(1, MOST_HALVINGS + 1):
        on = ways.toDF("story", "next")
        if ways.join(on, "story", "left_semi").isEmpty():
            break
        jumped = ways.join(on, "story", "left").select(
            "doc", F.coalesce("next", "story").alias("story")
        )
        ways = stages.step(f"stories/{name}/turn={turn}", lambda: jumped)
    return ways


def labelled(listed: DataFrame, stories: DataFrame) -> DataFrame:
    """Each `key` with the stories that it is in, each once."""
    story = F.coalesce("story", "doc").alias("story")
    return listed.join(stories, "doc", "left").select("key", story).distinct()


def in_many(sample: DataFrame, stories: DataFrame) -> DataFrame:
    """Sampled phrases of so many stories that they tell nothing in a first look."""
    counts = (
        sample.groupBy("key")
        .agg(F.count("*").alias("texts"))
        .where(F.col("texts") > COMMON_STORIES)
    )
    in_stories = (
        labelled(sample.join(counts, "key", "left_semi"), stories)
        .groupBy("key")
        .agg(F.count("*").alias("stories"))
    )
    most = F.least(most_distinctive("texts"), F.lit(MOST_LISTED - 1))
    return in_stories.join(counts, "key").where(F.col("stories") > most).select("key")


def counted(unique: DataFrame, stories: DataFrame) -> DataFrame:
    """The phrases that are in too many stories for the texts that have them."""
    listed = unique.select("doc", "copies", F.explode("keys").alias("key"))
    counts = listed.groupBy("key").agg(F.count("*").alias("unique"), F.sum("copies").alias("texts"))
    # Fewer texts than that are no more stories.
    counts = counts.where(F.col("unique") > COMMON_STORIES).select("key", "texts")
    in_stories = (
        labelled(listed.join(counts, "key", "left_semi"), stories)
        .groupBy("key")
        .agg(F.count("*").alias("stories"))
    )
    return (
        in_stories.join(counts, "key")
        .where(F.col("stories") > most_distinctive("texts"))
        .select("key")
    )
