"""Cleans the texts of JSON Lines on all cores of a cluster and writes Parquet."""

import sys

import ray

from copydesk.integrations.ray import Clean

source, target = sys.argv[1:]
texts = ray.data.read_json(source)
cores = ray.data.ActorPoolStrategy(min_size=1, max_size=64)
cleaned = texts.map_batches(Clean, batch_format="pyarrow", compute=cores)
cleaned.write_parquet(target)
