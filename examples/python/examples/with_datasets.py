"""Cleans a data set of texts and writes it as Parquet."""

import sys

from datasets import load_dataset

from copydesk.integrations.datasets import Clean

source, target = sys.argv[1:]
texts = load_dataset("json", data_files=source, split="train")
step = Clean(tolerance="medium")
features = step.features(texts)
cleaned = texts.with_format("arrow").map(step, batched=True, features=features)
cleaned.to_parquet(target)
