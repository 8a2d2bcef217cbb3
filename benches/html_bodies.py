#!/usr/bin/env python3
"""Bodies of articles found in pages of HTML, beside trafilatura and dom_smoothie.

    pip install trafilatura lxml_html_clean
    cargo build --release -p copydesk-tool --example copydesk --features html
    benches/html_bodies.py target/release/examples/copydesk

Two sets of pages, neither made for this project, are downloaded from PyPI with pip: those of the tests of newspaper4k, each with
its text, and those of the tests of trafilatura 0.4, each with passages that the text must have and must not have. Of the first,
precision, recall and F1 are those of scrapinghub's article-extraction-benchmark: rows of four words, counted per page; in scripts
without spaces each character is a word. What a page of a set has neither for text nor for passages is not counted.
"""
import ast
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from pathlib import Path

import trafilatura

NEWSPAPER = "newspaper4k==0.9.6"
TRAFILATURA = "trafilatura==0.4"
WORD = re.compile("[\u0e00-\u109f\u3040-\u9fff\uac00-\ud7af]|\\w+")
# A page whose text has fewer words is a test of something else.
FEWEST_WORDS = 30


def download(package, folder):
    """The folder of a package's source."""
    subprocess.run(
        [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:", "-d", folder, package],
        check=True,
    )
    name, version = package.split("==")
    with tarfile.open(next(Path(folder).glob(f"{name}-{version}*.tar.gz"))) as archive:
        archive.extractall(folder, filter="data")
    return next(path for path in Path(folder).glob(f"{name}-{version}") if path.is_dir())


def records(tool, arguments, pages):
    """What the tool prints, a record each."""
    run = subprocess.run([tool, *arguments, *map(str, pages)], capture_output=True, text=True)
    if run.returncode:
        sys.exit(run.stderr)
    return [json.loads(line) for line in run.stdout.split("\n") if line]


def cleaned(tool, reading, pages):
    """The text of each page's first article, with and without what is no paragraph."""
    found = {}
    for article in records(tool, ["clean", "--quiet", "--html", reading], pages):
        body = [article["description"] or "", *article["key_points"], *article["paragraphs"]]
        side = [article["headline"] or "", *(it["text"] for it in article["captions"] + article["notes"])]
        found.setdefault(article["source"], ("\n".join(body), "\n".join(side + body)))
    return [found.get(str(page), ("", "")) for page in pages]


def answers(tool, pages):
    """For each extractor the text of each page, without and with headline, captions and notes."""
    rendered = [record["text"] for record in records(tool, ["render", "--html", "article"], pages)]
    alone = [trafilatura.extract(page.read_bytes(), include_comments=False) or "" for page in pages]
    return {
        f"trafilatura {trafilatura.__version__}": [(text, text) for text in alone],
        "dom_smoothie": [(text.split("\n\n", 1)[-1], text) for text in rendered],
        "copydesk --html article": cleaned(tool, "article", pages),
        "copydesk --html page": cleaned(tool, "page", pages),
    }


def rows(text):
    words = WORD.findall(text.lower())
    return Counter(zip(*(words[at:] for at in range(4))))


def scores(golds, texts):
    right = wrong = missed = 0
    for gold, text in zip(golds, texts):
        gold, text = rows(gold), rows(text)
        hits = (gold & text).total()
        of_page = (gold | text).total() or 1
        right += hits / of_page
        wrong += (text.total() - hits) / of_page
        missed += (gold.total() - hits) / of_page
    return right / (right + wrong), right / (right + missed)


def newspaper(tool, folder):
    data = download(NEWSPAPER, folder) / "tests" / "data"
    golds = {page: data / "txt" / f"{page.stem}.txt" for page in sorted((data / "html").glob("*.html"))}
    golds = {page: gold.read_text() for page, gold in golds.items() if gold.exists()}
    golds = {page: gold for page, gold in golds.items() if len(WORD.findall(gold)) >= FEWEST_WORDS}
    assert len(golds) == 23, len(golds)
    print(f"\n{NEWSPAPER}: {len(golds)} pages")
    for name, texts in answers(tool, list(golds)).items():
        precision, recall = scores(golds.values(), [body for body, _ in texts])
        print(f"{name:<26} P {precision:.3f}  R {recall:.3f}  F1 {2 * precision * recall / (precision + recall):.3f}")


def asserted(test):
    """The passages of an assertion, each with whether the text must have it."""
    if isinstance(test, ast.BoolOp):
        return [passage for value in test.values for passage in asserted(value)]
    if isinstance(test, ast.Compare) and isinstance(test.left, ast.Constant) and isinstance(test.comparators[0], ast.Name):
        return [(test.left.value, isinstance(test.ops[0], ast.In))] if isinstance(test.left.value, str) else []
    return []


def passages(tests):
    """For each page of trafilatura's tests its passages."""
    tree, found, pages = ast.parse(tests.read_text()), {}, {}
    for statement in ast.walk(tree):
        if isinstance(statement, ast.Assign) and getattr(statement.targets[0], "id", "") == "MOCK_PAGES":
            pages = ast.literal_eval(statement.value)
    for function in (node for node in tree.body if isinstance(node, ast.FunctionDef)):
        page = None
        for statement in function.body:
            call = getattr(statement, "value", None)
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "load_mock_page":
                address = getattr(call.args[0], "value", None)
                page = None if call.keywords else pages.get(address)
            elif isinstance(statement, ast.Assert) and page:
                found.setdefault(page, []).extend(asserted(statement.test))
    return {page: some for page, some in found.items() if some}


def trafilatura_tests(tool, folder):
    tests = download(TRAFILATURA, folder) / "tests"
    wanted = {tests / "cache" / page: some for page, some in passages(tests / "unit_tests.py").items()}
    assert len(wanted) == 79, len(wanted)
    print(f"\n{TRAFILATURA}: {len(wanted)} pages")
    for name, texts in answers(tool, list(wanted)).items():
        texts = [" ".join(text.split()) for _, text in texts]
        count = Counter(
            (is_wanted, " ".join(passage.split()) in text)
            for some, text in zip(wanted.values(), texts)
            for passage, is_wanted in some
        )
        kept, lost, wrong = count[True, True], count[True, False], count[False, True]
        print(f"{name:<26} {kept} of {kept + lost} kept, {wrong} of {wrong + count[False, False]} wrongly kept  F1 {2 * kept / (2 * kept + lost + wrong):.3f}")


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        newspaper(sys.argv[1], folder)
        trafilatura_tests(sys.argv[1], folder)
