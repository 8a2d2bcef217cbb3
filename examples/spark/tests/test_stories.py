"""The first look at stories, on samples of phrases as they are among many texts."""

import random
from itertools import count

from stories import MOST_LISTED, first_look, tied

STRANGERS, PHRASES, OF_EACH = 2000, 200, 19


def sample_of_many_texts():
    """Phrases of strangers, of which each is in some 200 texts; a story with 60 copies that has as
    many of them, and a few of its own; a story with 300 copies. Gives the sample and both stories.
    """
    draw = random.Random(3)
    docs, keys = count(), count(PHRASES)
    of_strangers = lambda: draw.sample(range(PHRASES), OF_EACH)  # noqa: E731
    own, of_many = ([next(keys) for _ in range(size)] for size in (5, 12))
    story = {next(docs): own + of_strangers() for _ in range(60)}
    large = {next(docs): of_many + [next(keys) for _ in range(4)] for _ in range(300)}
    strangers = {next(docs): of_strangers() for _ in range(STRANGERS)}
    texts = story | large | strangers
    return [(doc, key) for doc, keys in texts.items() for key in keys], set(story), set(large)


def test_a_story_is_found_among_phrases_of_strangers(spark):
    listed, story, large = sample_of_many_texts()
    sample = spark.createDataFrame(listed, "doc long, key long")
    by_all = {row.left: row.right for row in tied(sample).collect()}
    ties = {row.left: row.right for row in first_look(sample).collect()}
    assert len(large) > MOST_LISTED > len(story)
    # By all phrases its texts have too little in common.
    assert not by_all.keys() & story
    # All hang on one, and none on a stranger.
    for texts in (story, large):
        found = {left: right for left, right in ties.items() if left in texts}
        assert len(found) == len(texts) - 1
        assert {*found.values()} == texts - found.keys()
    # What other texts have by chance stays as it was.
    assert {left: ties[left] for left in ties.keys() - story} == by_all
