"""`dedup.py` keeps what `copydesk dedup` keeps."""

import json
import os
import signal
import subprocess
import time

import copydesk
import news
import pytest
from conftest import command, rows, run, tool, write_lines
from records import Fields, record_of

#: What a row of the answer says that the tool says too.
SAID = ("duplicate_of", "kind", "difference", "grounds", "version_of", "contains")


def by_id(found):
    """For each id what is said of it; absent fields are null."""
    return {str(row["id"]): {name: row.get(name) for name in SAID} for row in found}


def of_tool(file, *options):
    """The same of the tool."""
    found = by_id(tool("dedup", "--quiet", *options, file))
    for row in found.values():
        row["contains"] = row["contains"] and sorted(row["contains"])
    return found


def of_corpus(lines, stages, **options):
    """What one machine makes of the records with the common phrases of the cluster."""
    keys = [row["key"] for row in rows(stages / "common")]
    corpus = copydesk.Corpus(common_phrases=copydesk.CommonPhrases(keys), **options)
    names = []
    for line in lines:
        record = record_of(line.encode(), Fields())
        names.append(json.loads(record.name))
        corpus.add(record.name, record.text, date=record.date, source=record.source)
    originals = [it.duplicate_of and json.loads(it.duplicate_of.id) for it in corpus.resolve()]
    return dict(zip(names, originals, strict=True))


def kept(found):
    return {name for name, row in found.items() if row["duplicate_of"] is None}


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["--keep", "first"],
        ["--keep", "longest", "--fold-versions"],
        ["--keep", "earliest", "--min-coverage", "0.97"],
        [
            "--keep",
            "preferred",
            "--prefer",
            "https://www.sato.example/",
            "--prefer",
            "vane.example",
        ],
    ],
    ids=lambda options: "_".join(options).replace("/", ""),
)
def test_kept_ids_are_those_of_the_tool(tmp_path, options):
    file = write_lines(tmp_path / "in.jsonl", news.records(60, seed=1))
    run("dedup.py", "--out", tmp_path / "out", *options, file)
    found, wanted = by_id(rows(tmp_path / "out/answer")), of_tool(file, *options)
    assert kept(found) == kept(wanted)
    assert found == wanted
    counts = json.loads((tmp_path / "out/counts.json").read_text())
    assert (
        counts["records"] == len(wanted) and counts["kept"] == len(kept(wanted)) < len(wanted) - 50
    )
    assert {row["kind"] for row in found.values()} >= {
        None,
        "exact",
        "normalized",
        "truncated",
        "edited",
    }
    assert not (tmp_path / "out/_stages").exists()


def test_only_the_common_phrases_may_differ(tmp_path):
    """Articles that were cleaned, whose words are few and are many set phrases."""
    file = write_lines(tmp_path / "in.jsonl", news.records(40, seed=2))
    run("clean.py", "--out", tmp_path / "clean", file)
    articles = tmp_path / "clean/articles"
    run("dedup.py", "--out", tmp_path / "out", "--keep-stages", "--format", "parquet", articles)
    answer = {row["id"]: row["duplicate_of"] for row in rows(tmp_path / "out/answer")}
    lines = map(json.dumps, rows(articles))
    assert answer == of_corpus(lines, tmp_path / "out/_stages")
    # With the phrases that the tool learns, a text in fifty stays or goes otherwise.
    found, wanted = kept(by_id(rows(tmp_path / "out/answer"))), kept(of_tool(articles))
    assert len(found ^ wanted) * 25 <= len(answer)
    assert len(wanted) < len(answer) - 20


def test_a_malformed_record_is_counted(tmp_path):
    records = news.records(5, seed=3)
    file = write_lines(tmp_path / "in.jsonl", [*records, '{"id": 1', *records[:1]])
    said = run("dedup.py", "--out", tmp_path / "out", file, expect=1)
    assert "; 1 could not be read" in said
    (bad,) = rows(tmp_path / "out/malformed")
    assert (bad["line"], bad["raw"]) == (len(records) + 1, b'{"id": 1')


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (
            ["--keep", "preferred", "a"],
            "dedup.py: error: --keep preferred and --prefer go together",
        ),
        (
            ["--min-coverage", "2", "a"],
            "--min-coverage: must be a number from 0 to 1, such as 0.95",
        ),
        (["/nowhere/at/all.jsonl"], "dedup.py: the input cannot be read: [PATH_NOT_FOUND]"),
    ],
)
def test_mistakes_are_said(tmp_path, args, message):
    assert message in run("dedup.py", "--out", tmp_path / "out", *args, expect=2)


def test_a_driver_that_died_costs_a_stage(tmp_path):
    file = write_lines(tmp_path / "in.jsonl", news.records(40, seed=4))
    args = ("--keep-stages", "--out", tmp_path / "out", file)
    driver = subprocess.Popen(
        command("dedup.py", *args), stderr=subprocess.DEVNULL, start_new_session=True
    )
    reached = tmp_path / "out/_stages/ranked/_SUCCESS"
    while not reached.exists() and driver.poll() is None:
        time.sleep(0.05)
    os.killpg(driver.pid, signal.SIGKILL)
    assert driver.wait() == -signal.SIGKILL, "it was over before"
    before = {
        path: path.stat().st_mtime_ns for path in (tmp_path / "out/_stages").rglob("*/_SUCCESS")
    }
    said = run("dedup.py", *args)
    assert before and all(path.stat().st_mtime_ns == at for path, at in before.items())
    assert "\nread: " not in f"\n{said}" and "\nanswer: " in said
    answer = {row["id"]: row["duplicate_of"] for row in rows(tmp_path / "out/answer")}
    assert answer == of_corpus(file.open(), tmp_path / "out/_stages")
