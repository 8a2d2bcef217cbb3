"""`clean.py` gives what `copydesk clean` gives, row by row."""

import json
import shutil

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import ROOT, rows, run, tool, write_lines

PAGE = (
    "Ferry to run again\n\nShare\n\nFerry to run again\n\n"
    "The ferry to Oakmouth will run again on Monday, the office said.\n"
)


@pytest.fixture(scope="module")
def records():
    dump = (ROOT / "examples/data/dump.txt").read_text()
    news = [
        json.loads(line)
        for file in sorted((ROOT / "examples/data/news").iterdir())
        for line in file.open()
    ]
    return [
        {"id": "page", "text": PAGE, "url": "https://gazette.example/1", "n": [1, None]},
        {"id": 7, "text": dump},
        {"id": "empty", "text": ""},
        {
            "id": "other",
            "text": "Мост открыт\n\nMill reopens\u00a0\n\nThe mill “opened” on Sunday.\r\n",
        },
        *news,
    ]


def sorted_rows(table):
    return sorted(table, key=lambda row: json.dumps(row, sort_keys=True, default=str))


def by_tool(tmp_path, file, *options):
    """The articles of the tool as rows of Parquet, and its removals."""
    tool("clean", "--quiet", "--to", "parquet", "--out", tmp_path / "tool", *options, file)
    articles = rows(next((tmp_path / "tool").glob("*.parquet")))
    removals = tmp_path / "tool-removals.jsonl"
    tool("clean", "--quiet", "--removals", removals, *options, file)
    return articles, [json.loads(line) for line in removals.open()]


def rows_as_of_the_tool(tmp_path, file, *options):
    """The articles and removals of a run, `out`, which are those of the tool."""
    articles, removals = by_tool(tmp_path, file, *options)
    found = rows(tmp_path / "out/articles")
    assert set(found[0]) <= set(articles[0])
    wanted = [{name: row[name] for name in found[0]} for row in articles]
    for row in [*found, *wanted]:
        row["record"] = row["record"] and json.loads(row["record"])
    assert sorted_rows(found) == sorted_rows(wanted)

    left_out = rows(tmp_path / "out/removals")
    assert left_out and len(left_out) == len(removals)

    def key(row):
        return (str(row["source"]), row["span"]["start"], row["span"]["end"], row["reason"])

    mine = [{"source": row["source"], **json.loads(row["removal"])} for row in left_out]
    assert sorted(map(key, mine)) == sorted(map(key, removals))
    return found, removals


@pytest.mark.parametrize(("flag", "value"), [("tolerance", None), ("tolerance", "high")])
def test_rows_are_those_of_the_tool(tmp_path, records, flag, value):
    file = write_lines(tmp_path / "in.jsonl", records)
    said = [] if value is None else ["--option", f"{flag}={value}"]
    run("clean.py", "--out", tmp_path / "out", *said, file)
    options = [] if value is None else [f"--{flag}", value]
    found, removals = rows_as_of_the_tool(tmp_path, file, *options)
    assert len(found) > len(records)
    counts = json.loads((tmp_path / "out/counts.json").read_text())
    assert (counts["documents"], counts["articles"], counts["malformed"]) == (
        len(records),
        len(found),
        0,
    )
    assert sum(counts["removals"].values()) == len(removals)
    assert not (tmp_path / "out/_stages").exists()


def test_parquet_in_gives_the_same(tmp_path, records):
    records = [{"id": str(it["id"]), "text": it["text"]} for it in records]
    run("clean.py", "--out", tmp_path / "a", write_lines(tmp_path / "in.jsonl", records))
    pq.write_table(pa.Table.from_pylist(records), tmp_path / "in.parquet")
    run("clean.py", "--out", tmp_path / "b", "--format", "parquet", tmp_path / "in.parquet")
    for name in ("articles", "removals"):
        assert sorted_rows(rows(tmp_path / "a" / name)) == sorted_rows(rows(tmp_path / "b" / name))


def test_a_malformed_record_is_counted_and_written_down(tmp_path):
    good = {"id": "page", "text": PAGE}
    lines = [
        good,
        '{"id": 1, "text": ',
        "",
        '{"id": 2}',
        '{"id": 3, "text": 4}',
        "[1]",
        '{"id": [], "text": "a"}',
        good,
    ]
    file = write_lines(tmp_path / "in/a.jsonl", lines)
    with file.open("ab") as more:
        more.write(b'{"id": 9, "text": "\xff"}\n')
    shutil.copy(write_lines(tmp_path / "one.jsonl", ["{", good]), tmp_path / "in/b.jsonl")
    said = run("clean.py", "--out", tmp_path / "out", tmp_path / "in", expect=1)
    assert (
        "10 documents" not in said
        and "3 documents: 3 articles, 0 without one; 7 could not be read" in said
    )
    bad = {
        (row["file"].rsplit("/", 1)[1], row["line"]): row
        for row in rows(tmp_path / "out/malformed")
    }
    assert {place: row["problem"].split(":")[0] for place, row in bad.items()} == {
        ("a.jsonl", 2): "no JSON",
        ("a.jsonl", 4): "no field `text`; name the field with the text with --text-field",
        ("a.jsonl", 5): "field `text` is int, not a string",
        ("a.jsonl", 6): "no JSON object, but list",
        ("a.jsonl", 7): "field `id` is list, not a string or a whole number",
        ("a.jsonl", 9): "no UTF-8 at byte 19",
        ("b.jsonl", 1): "no JSON",
    }
    assert bad["a.jsonl", 2]["raw"] == b'{"id": 1, "text":'
    assert json.loads((tmp_path / "out/counts.json").read_text())["malformed"] == 7


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--option", "tolerance=lots", "a"], "clean.py: error: --option: "),
        (
            ["--option", "tolerance", "a"],
            "'tolerance' must be NAME=VALUE, such as tolerance=medium",
        ),
        (["/nowhere/at/all.jsonl"], "clean.py: the input cannot be read: [PATH_NOT_FOUND]"),
    ],
)
def test_mistakes_are_said(tmp_path, args, message):
    assert message in run("clean.py", "--out", tmp_path / "out", *args, expect=2)


def test_an_answer_is_not_written_over(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/counts.json").write_text("{}")
    said = run("clean.py", "--out", tmp_path / "out", tmp_path, expect=2)
    assert (
        f"clean.py: {tmp_path}/out has an answer already: delete it, "
        "or name another folder with --out" in said
    )
