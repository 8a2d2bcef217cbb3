"""One story with very many copies, and one paragraph in every text: work grows with the texts, not
with their pairs."""

import json
import random

import news
import pytest
from conftest import rows, run, tool, write_lines

pytestmark = pytest.mark.slow

SYLLABLES = (
    "ba be bo da de do ka ke ko la le lo ma me mo na ne no ra re ro sa se so ta te to".split()
)


def other_story(draw):
    """A story of invented words: it shares no phrases with others by chance, as those of few words
    do, which is another kind of skew."""
    word = lambda: "".join(draw.choice(SYLLABLES) for _ in range(3))  # noqa: E731
    sentences = (" ".join(word() for _ in range(12)).capitalize() + "." for _ in range(12))
    return " ".join(sentences)


def skewed(copies, others, seed):
    """A story that many print, in other words here and there, and other stories; all with one
    paragraph in common."""
    draw = random.Random(seed)
    wire = "\n\n".join(news.story(draw) for _ in range(2))
    texts = [news.copy_of(news.copy_of(wire, draw), draw) for _ in range(copies)]
    texts += [other_story(draw) for _ in range(others)]
    draw.shuffle(texts)
    return [
        {"id": f"s{at}", "text": f"{text}\n\n{news.BOILERPLATE}"} for at, text in enumerate(texts)
    ]


def counts(tmp_path, name, copies, others):
    records = skewed(copies, others, seed=7)
    file = write_lines(tmp_path / f"{name}.jsonl", records)
    run("dedup.py", "--out", tmp_path / name, file)
    kept = {row["id"] for row in rows(tmp_path / name / "answer") if row["duplicate_of"] is None}
    wanted = {row["id"] for row in tool("dedup", "--quiet", file) if row["duplicate_of"] is None}
    assert kept == wanted
    assert len(kept) < len(records) - copies * 0.9
    return json.loads((tmp_path / name / "counts.json").read_text())


@pytest.mark.parametrize(("copies", "others"), [(1000, 500), (4000, 2000)])
def test_pairs_grow_with_the_texts(tmp_path, copies, others):
    """Pairs that are compared, not seconds: those depend on the machine. Each text has three
    leaders at most; all with all would be 1,000 pairs a text and more."""
    found = counts(tmp_path, "skewed", copies, others)
    assert found["compared"] < found["records"] * 4


def test_a_story_with_20000_copies(tmp_path):
    found = counts(tmp_path, "wire", 20_000, 2000)
    assert found["compared"] < found["records"] * 4
