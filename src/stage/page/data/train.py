#!/usr/bin/env python3
"""Train the weights that tell a page's story from the rest of the page.

  train.py FOLDER[=WEIGHT]... [--out weights.txt]      learn from all pages, write the weights
  train.py FOLDER[=WEIGHT]... --check 3                hold out each third of the sites in turn, print how the others do
  train.py FOLDER[=WEIGHT]... --headline               the same two of what makes a headline: writes headline.txt

A FOLDER holds labelled pages: `gold.jsonl` with one object {"id", "body"} a line, where `body` is the story's paragraphs, one a
line (with --headline also "title"), and any number of other `*.jsonl` files with {"id", "text"}: renderings of the same pages as text. WEIGHT (default 1) is
how much a page of the folder counts. A page's site is its id up to the first "_" after the last "/".

A line is of the story when most of its word 4-grams are in the body and were not yet used by a line above. A line counts by
its share of the body's words. Facts come from the crate itself (`cargo run --example page_facts`), so that what is learnt is
what is used. The learner is LightGBM (gradient boosted trees, G. Ke and others, NIPS 2017) with small trees; the weights are
hundredths of a logit, rounded. Needs Python 3.11, numpy and lightgbm.
"""
import argparse, hashlib, json, math, re, subprocess
from collections import Counter
from pathlib import Path

import lightgbm
import numpy as np

HERE = Path(__file__).resolve().parent
TREES, LEAVES, RATE = 120, 31, 0.12
ALL_SETTINGS = {"max_bin": 127, "seed": 1, "deterministic": True, "force_row_wise": True, "verbose": -1}
SETTINGS = ALL_SETTINGS | {
    "objective": "cross_entropy", "num_leaves": LEAVES, "learning_rate": RATE, "min_data_in_leaf": 60, "feature_fraction": 0.5,
    "bagging_fraction": 0.7, "bagging_freq": 1, "lambda_l2": 5,
}
# Ranking some twenty candidates a page: fewer pages than lines, so fewer trees that each go further.
HEADLINE_TREES = 200
HEADLINE_SETTINGS = ALL_SETTINGS | {
    "num_leaves": 8, "learning_rate": 0.1, "min_data_in_leaf": 40, "feature_fraction": 0.6, "lambda_l2": 3,
    "min_sum_hessian_in_leaf": 0.01,
}
SCALE = 100
# A line's share of its body's words, in percent: at least, at most.
LEAST, MOST = 0.05, 10
SHORTEST_BODY = 60
# The decoding of `path.rs`, for --check.
ENTER, PAUSE, BIAS, LIMIT = 600, 100, 30, 600


def tokens(text):
    return re.findall(r"\w+", text)


def shingles(words, n=4):
    if len(words) <= n:
        return Counter([tuple(words)] if words else [])
    return Counter(zip(*(words[i:] for i in range(n))))


def load_jsonl(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def labels(lines, body):
    """The share of each line's shingles that the body has, lines above it served first."""
    left, whole, found = shingles(tokens(body)), f" {' '.join(tokens(body))} ", []
    for line in lines:
        own = tokens(line)
        if len(own) < 4:
            found.append(float(bool(own) and f" {' '.join(own)} " in whole))
            continue
        own = shingles(own)
        hit = own & left
        found.append(hit.total() / own.total())
        if 2 * hit.total() > own.total():
            left -= hit
    return np.array(found)


def key(text):
    return " ".join(tokens(text.lower()))


def site(name):
    return re.split(r"[_]", name.split("/")[-1])[0].lower()


def pages_of(folder, weight):
    gold = {page["id"]: page for page in load_jsonl(folder / "gold.jsonl")}
    command = ["cargo", "run", "--quiet", "--release", "--features", "internal-training", "--example", "page_facts"]
    for rendering in sorted(folder.glob("*.jsonl")):
        if rendering.name == "gold.jsonl":
            continue
        done = subprocess.run(command, cwd=HERE, input=rendering.read_bytes(), stdout=subprocess.PIPE, check=True)
        head, *rows = [json.loads(line) for line in done.stdout.decode("utf-8").split("\n") if line]
        for row in rows:
            body = gold[row["id"]]["body"]
            near = [at for at, facts in enumerate(row["facts"]) if facts is not None]
            share = labels(row["lines"], body)
            words = np.array([len(tokens(line)) for line in row["lines"]])
            counts = np.clip(100 * words / max(SHORTEST_BODY, len(tokens(body))), LEAST, MOST) * weight
            yield head, {
                "title": key(gold[row["id"]].get("title") or ""), "weight": weight, "keys": [key(line) for line in row["lines"]],
                "measures": [(at, it) for at, it in enumerate(row["measures"]) if it is not None],
                "set": f"{folder.name} {rendering.stem}", "site": site(row["id"]), "body": body, "lines": row["lines"], "near": near,
                "facts": np.array([row["facts"][at] for at in near], dtype=np.int16).reshape(len(near), len(head["facts"])),
                "labels": share[near], "counts": counts[near],
            }


def fit(pages):
    facts = np.vstack([page["facts"] for page in pages]).astype(np.float32)
    data = lightgbm.Dataset(facts, np.concatenate([page["labels"] for page in pages]), weight=np.concatenate([page["counts"] for page in pages]))
    return lightgbm.train(SETTINGS, data, TREES)


def node_lines(node, names, depth=0):
    """A tree in the form of the weights file: a question and both answers, or a weight."""
    pad = "  " * depth
    if "leaf_value" in node:
        return [f"{pad}{round(SCALE * node['leaf_value'])}"]
    limit = math.floor(node["threshold"])
    here = round(SCALE * node["internal_value"])
    head = f"{pad}{names[node['split_feature']]} <= {limit} ({here})"
    return [head, *node_lines(node["left_child"], names, depth + 1), *node_lines(node["right_child"], names, depth + 1)]


def weights_text(model, names, of):
    trees = [tree["tree_structure"] for tree in model.dump_model()["tree_info"]]
    lines = [f"# Weights of {of}, in hundredths of a logit. README.md says how they are read and made.", ""]
    for number, tree in enumerate(trees, 1):
        lines += [f"tree {number}", *node_lines(tree, names, 1), ""]
    return "\n".join(lines)


def path(scores, words):
    """The lines that the decoding of `path.rs` keeps."""
    low = -(10**9)
    sums, back = [0, low, low], []
    for score, count in zip(scores, words):
        gain = max(-LIMIT, min(LIMIT, round((score + BIAS) * math.sqrt(max(count, 1)))))
        keep = max((sums[0] - ENTER, 0), (sums[1], 1), (sums[2], 2))
        pause = max((sums[1] - PAUSE, 1), (sums[2], 2))
        sums = [sums[0], keep[0] + gain, pause[0]]
        back.append((0, keep[1], pause[1]))
    state, kept = sums.index(max(sums)), []
    for step in reversed(back):
        kept.append(state == 1)
        state = step[state]
    return kept[::-1]


def is_held(page, part, parts):
    return int(hashlib.sha1(page["site"].encode()).hexdigest(), 16) % parts == part


def check(pages, parts):
    """Precision, recall and F1 of pages whose sites were held out, by set."""
    results = {}
    for part in range(parts):
        model = fit([page for page in pages if not is_held(page, part, parts)])
        for page in (page for page in pages if is_held(page, part, parts)):
            scores = np.full(len(page["lines"]), -10.0 * SCALE)
            if page["near"]:
                scores[page["near"]] = SCALE * model.predict(page["facts"].astype(np.float32), raw_score=True)
            kept = path(scores, [len(tokens(line)) for line in page["lines"]])
            gold = shingles(tokens(page["body"]))
            found = shingles(tokens("\n".join(line for line, keep in zip(page["lines"], kept) if keep)))
            hit = (gold & found).total()
            results.setdefault(page["set"], []).append((hit / found.total() if found else None, hit / max(1, gold.total())))
    rows = []
    for name, values in sorted(results.items()):
        precision = np.mean([value for value, _ in values if value is not None])
        recall = np.mean([value for _, value in values])
        rows.append((precision, recall, 2 * precision * recall / (precision + recall)))
        print(f"{name:30} P {precision:.3f} R {recall:.3f} F1 {rows[-1][2]:.3f}")
    print("{:30} P {:.3f} R {:.3f} F1 {:.3f}".format("mean", *np.mean(rows, axis=0)))


def fit_headline(pages):
    """Trees of the measures: the title against the page's other candidates and none of them (softmax)."""
    cases = []
    for page in pages:
        hit = np.array([page["keys"][at] == page["title"] for at, _ in page["measures"]], dtype=float)
        if page["title"] and hit.any():
            cases.append(([it for _, it in page["measures"]], hit / hit.sum(), page["weight"]))
    starts = np.cumsum([0, *(len(measures) for measures, _, _ in cases)])
    page_of = np.repeat(np.arange(len(cases)), np.diff(starts))
    wanted = np.concatenate([hit for _, hit, _ in cases])
    weight = np.array([weight for _, _, weight in cases])[page_of]

    def slopes(scores, _):
        most = np.maximum(np.maximum.reduceat(scores, starts[:-1]), 0)
        odds = np.exp(scores - most[page_of])
        share = odds / (np.add.reduceat(odds, starts[:-1]) + np.exp(-most))[page_of]
        return (share - wanted) * weight, np.maximum(share * (1 - share), 1e-4) * weight

    data = lightgbm.Dataset(np.vstack([measures for measures, _, _ in cases]).astype(np.float32), wanted)
    return lightgbm.train(HEADLINE_SETTINGS | {"objective": slopes}, data, HEADLINE_TREES)


def check_headline(pages, parts):
    """How often the best candidate is the title, where it stands in the page and its site was held out."""
    results = {}
    for part in range(parts):
        model = fit_headline([page for page in pages if not is_held(page, part, parts)])
        for page in pages:
            if is_held(page, part, parts) and page["title"] and page["title"] in page["keys"]:
                best = None
                if page["measures"]:
                    scores = model.predict(np.array([it for _, it in page["measures"]], dtype=np.float32))
                    best = page["keys"][page["measures"][int(np.argmax(scores))][0]]
                results.setdefault(page["set"], []).append(best == page["title"])
    for name, values in sorted(results.items()):
        print(f"{name:30} {np.mean(values):.3f} of {len(values)}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", metavar="FOLDER[=WEIGHT]")
    parser.add_argument("--out", type=Path, help="instead of weights.txt or headline.txt beside this script")
    parser.add_argument("--check", type=int, metavar="PARTS", help="hold out the sites of each part in turn; writes nothing")
    parser.add_argument("--headline", action="store_true", help="learn the weights of a headline's measures")
    args = parser.parse_args()
    pages, head = [], {}
    for folder in args.folders:
        name, _, weight = folder.partition("=")
        for head, page in pages_of(Path(name).resolve(), float(weight or 1)):
            pages.append(page)
    print(f"{len(pages)} renderings, {sum(len(page['near']) for page in pages)} lines near a text")
    if args.check:
        (check_headline if args.headline else check)(pages, args.check)
        return
    if args.headline:
        out, text = "headline.txt", weights_text(fit_headline(pages), head["measures"], "the measures of a headline")
    else:
        out, text = "weights.txt", weights_text(fit(pages), head["facts"], "the facts of a page's line")
    out = args.out or HERE / out
    out.write_text(text, encoding="utf-8")
    print(f"written: {out}")


if __name__ == "__main__":
    main()
