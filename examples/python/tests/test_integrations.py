"""Steps for other libraries, with the libraries themselves: each is skipped where it is missing.
`tests/integrations.sh` installs all of them."""

import importlib
import json
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from copydesk import Cleaner, Corpus
from copydesk.integrations import text_of

EXAMPLES = Path(__file__).parent.parent / "examples"
WIDE = "Café opens\n\nShare\n\nThe café at the pier opened on Friday.\n"


@pytest.fixture
def rows(ferry):
    return [{"id": "a", "text": ferry}, {"id": "b", "text": WIDE}, {"id": "c", "text": " "}]


@pytest.fixture
def source(rows, tmp_path):
    path = tmp_path / "source" / "texts.jsonl"
    path.parent.mkdir()
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


@pytest.fixture
def wanted(rows):
    """The articles of each row, as dicts."""
    return [[it.to_dict() for it in articles_of(row["text"])] for row in rows]


def articles_of(text):
    return Cleaner().clean(text)


def needs(*libraries):
    for library in libraries:
        pytest.importorskip(library, reason=f"{library} is not installed")


def run(example, *arguments):
    command = [sys.executable, str(EXAMPLES / example), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr


def read_jsonl(folder):
    paths = sorted(folder.glob("*.jsonl"))
    return [json.loads(line) for path in paths for line in path.read_text().splitlines()]


def test_datatrove_step(rows, wanted, tmp_path):
    needs("datatrove")
    from datatrove.data import Document
    from datatrove.pipeline.writers import JsonlWriter

    from copydesk.integrations.datatrove import Clean

    step = Clean(JsonlWriter(str(tmp_path), compression=None))
    step = pickle.loads(pickle.dumps(step))
    documents = list(step(Document(row["text"], row["id"], metadata={"n": 1}) for row in rows))
    assert [it.id for it in documents] == ["a", "b"]
    assert [it.text for it in documents] == [text_of(articles_of(row["text"])) for row in rows[:2]]
    assert [it.metadata for it in documents] == [{"n": 1, "articles": it} for it in wanted[:2]]
    removed = {it["id"]: it for it in read_jsonl(tmp_path)}
    assert {key: it["text"] for key, it in removed.items()} == {
        "a/removal/0": "The ferry at the pier in Oakmouth. (AFP Photo/LENA MARSH)",
        "a/removal/1": "TT",
        "a/removal/2": "Ferry to run again on Monday",
        "b/removal/0": "Share",
        "c": " ",
    }
    assert removed["b/removal/0"]["metadata"]["reason"] == "share"
    assert removed["b/removal/0"]["metadata"]["document"] == "b"
    assert removed["c"]["metadata"]["filter_reason"] == "no_article"
    assert step.stats["dropped_no_article"].total == 1
    assert step.stats["removed_share"].total == 1


def test_datatrove_step_without_a_writer(rows):
    needs("datatrove")
    from datatrove.data import Document

    from copydesk.integrations.datatrove import Clean

    text = WIDE.replace("Share", "Read by 40 people")
    documents = list(Clean(extra_artifacts=["Read by {n} people"])([Document(text, "b")]))
    assert documents[0].text == text_of(articles_of(WIDE))


def test_datatrove_dedup_step(tmp_path):
    needs("datatrove")
    from datatrove.data import Document
    from datatrove.pipeline.writers import JsonlWriter

    from copydesk import OptionError
    from copydesk.integrations.datatrove import Dedup

    story = WIDE.replace("Friday", "Friday after repairs that cost 40,000 euros, the owner said")
    texts = {
        "a": f"OAKMOUTH, May 3 (Reuters) - {story}",
        "b": story,
        "c": story.replace("40,000", "65,000"),
    }
    days = {"a": "2024-05-04", "b": "2024-05-03", "c": "2024-05-03"}
    documents = [Document(texts[key], key, metadata={"day": days[key]}) for key in texts]
    step = Dedup(JsonlWriter(str(tmp_path), compression=None), keep="earliest", date="day")
    assert [it.id for it in step(documents)] == ["b", "c"]
    (copy,) = read_jsonl(tmp_path)
    assert (copy["id"], copy["metadata"]["duplicate_of"]["id"]) == ("a", "b")
    assert step.stats["dropped"].total == 1
    with pytest.raises(ValueError, match="there are 2 tasks: take DedupSignature"):
        list(step(documents, 0, 2))
    with pytest.raises(OptionError, match="option `keep` is 'best'"):
        Dedup(keep="best")


def test_datatrove_dedup_in_stages(tmp_path):
    """Four tasks, of which one has no documents, and copies in files of other tasks."""
    needs("datatrove")
    stories = [f"{WIDE}The owner of house {at} said that it cost {at + 40},000 euros." for at in range(9)]
    texts = [*stories, *map(str.upper, stories[:4]), *(f"OAKMOUTH (Reuters) - {it}" for it in stories[2:])]
    rows = [{"id": f"d{at}", "text": text} for at, text in enumerate(texts)]
    source = tmp_path / "source"
    source.mkdir()
    for at in range(3):
        lines = "".join(json.dumps(row) + "\n" for row in rows[at * 7 : at * 7 + 7])
        (source / f"{at}.jsonl").write_text(lines)
    corpus = Corpus()
    for row in rows:
        corpus.add(row["id"], row["text"])
    wanted = {
        row["id"]: it.duplicate_of and it.duplicate_of.to_dict()
        for row, it in zip(rows, corpus.resolve(), strict=True)
    }
    run("dedup_with_datatrove.py", source, tmp_path / "out")
    found = {it["id"]: None for it in read_jsonl(tmp_path / "out/kept")}
    found |= {it["id"]: it["metadata"]["duplicate_of"] for it in read_jsonl(tmp_path / "out/copies")}
    assert found == wanted
    assert len(wanted) == 20 and list(wanted.values()).count(None) == 9


def test_datatrove_stages_must_fit_one_another(tmp_path):
    needs("datatrove")
    from datatrove.data import Document

    from copydesk.integrations.datatrove import DedupDecision, DedupFilter, DedupSignature

    words, copies = str(tmp_path / "words"), str(tmp_path / "copies")
    documents = [Document(WIDE, "a"), Document(WIDE.upper(), "b")]
    DedupSignature(words).run(documents, 1, 2)
    with pytest.raises(ValueError, match=r"\['00000-of-00001', '00001-of-00002'\] are missing or too many"):
        DedupDecision(words, copies).run()
    DedupSignature(words).run([], 0, 2)
    with pytest.raises(ValueError, match="one task decides on all documents, but there are 2"):
        DedupDecision(words, copies).run(None, 0, 2)
    DedupDecision(words, copies).run()
    assert [it.id for it in DedupFilter(copies).run(documents, 1, 2)] == ["a"]
    with pytest.raises(ValueError, match="argument 2 is longer"):
        list(DedupFilter(copies).run(documents[:1], 1, 2))
    with pytest.raises(FileNotFoundError):
        list(DedupFilter(copies).run(documents, 0, 1))


def test_datatrove_example(source, tmp_path, wanted):
    needs("datatrove")
    run("with_datatrove.py", source.parent, tmp_path / "out")
    cleaned = read_jsonl(tmp_path / "out" / "clean")
    assert [it["metadata"]["articles"] for it in cleaned] == wanted[:2]
    assert len(read_jsonl(tmp_path / "out" / "removed")) == 5


@pytest.mark.parametrize("form", [None, "arrow"])
def test_datasets_function(rows, wanted, form):
    needs("datasets", "pyarrow")
    import datasets

    from copydesk.integrations.datasets import Clean

    given = datasets.Dataset.from_list(rows[::-1]).with_format(form)
    step = Clean()
    # The first batch has no article, and so nothing that says of what type articles are.
    cleaned = given.map(step, batched=True, batch_size=1, features=step.features(given))
    cleaned = cleaned.with_format(None)
    assert cleaned["text"][:] == [text_of(articles_of(row["text"])) for row in rows[::-1]]
    assert cleaned["articles"][:] == wanted[::-1]
    assert cleaned["id"][:] == ["c", "b", "a"]


def test_datasets_function_is_known_to_the_cache():
    needs("datasets", "pyarrow")
    from datasets.fingerprint import Hasher

    from copydesk.integrations.datasets import Clean

    assert Hasher.hash(Clean(tolerance="high")) == Hasher.hash(Clean(tolerance="high"))
    assert Hasher.hash(Clean(tolerance="high")) != Hasher.hash(Clean())


def test_datasets_example(source, tmp_path, wanted):
    needs("datasets", "pyarrow")
    import pyarrow.parquet

    run("with_datasets.py", source, tmp_path / "clean.parquet")
    rows = pyarrow.parquet.read_table(tmp_path / "clean.parquet").to_pylist()
    assert [row["articles"] for row in rows] == wanted


def test_polars_expression(rows, wanted):
    needs("polars")
    import polars as pl

    from copydesk.integrations.polars import ARTICLES, clean

    frame = pl.DataFrame([*rows, {"id": "d", "text": None}])
    cleaned = frame.lazy().select("id", articles=clean(pl.col("text"))).collect()
    assert cleaned.schema["articles"] == ARTICLES
    assert cleaned["articles"].to_list() == [*wanted, []]


def test_polars_example(source, tmp_path, wanted):
    needs("polars")
    import polars as pl

    run("with_polars.py", source, tmp_path / "clean.parquet")
    rows = pl.read_parquet(tmp_path / "clean.parquet").to_dicts()
    assert rows == [{"source": key, **it[0]} for key, it in zip("ab", wanted)]


def test_duckdb_function(rows, wanted):
    needs("duckdb", "pyarrow")
    import duckdb
    import pyarrow as pa

    from copydesk.integrations.duckdb import register

    connection = duckdb.connect()
    register(connection, "cleaned", Cleaner())
    table = pa.Table.from_pylist([*rows, {"id": "d", "text": None}])
    answer = connection.from_arrow(table).project("cleaned(text)").fetchall()
    assert [it for (it,) in answer] == [*wanted, []]


def test_duckdb_example(source, tmp_path, wanted):
    needs("duckdb", "pyarrow")
    import duckdb

    run("with_duckdb.py", source, tmp_path / "clean.parquet")
    rows = duckdb.read_parquet(str(tmp_path / "clean.parquet"))
    rows = [dict(zip(rows.columns, row)) for row in rows.fetchall()]
    assert rows == [{"source": key, **it[0]} for key, it in zip("ab", wanted)]


def test_ray_example(source, tmp_path, wanted):
    needs("ray", "pyarrow")
    import pyarrow.parquet

    run("with_ray.py", source, tmp_path / "out")
    rows = pyarrow.parquet.read_table(tmp_path / "out").sort_by("id").to_pylist()
    assert [row["articles"] for row in rows] == wanted


def test_tables_keep_their_other_columns(rows, wanted):
    needs("pyarrow")
    import pyarrow as pa

    from copydesk.integrations.arrow import clean_table

    table = pa.Table.from_pylist([{"articles": 1, "body": row["text"], "n": 2} for row in rows])
    cleaned = clean_table(Cleaner(), table, column="body")
    assert cleaned.column_names == ["body", "n", "articles"]
    assert cleaned["articles"].to_pylist() == wanted


@pytest.mark.parametrize(
    ("module", "libraries"),
    [
        ("copydesk.integrations", []),
        ("copydesk.integrations.arrow", ["pyarrow"]),
        ("copydesk.integrations.polars", ["polars"]),
        ("copydesk.integrations.duckdb", ["duckdb", "pyarrow"]),
    ],
)
def test_examples_of_docstrings(module, libraries):
    needs(*libraries)
    import doctest

    answer = doctest.testmod(importlib.import_module(module))
    assert answer.attempted > 1 and answer.failed == 0
