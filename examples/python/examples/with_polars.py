"""Cleans the texts of JSON Lines: one row of Parquet for each article."""

import sys

import polars as pl

from copydesk.integrations.polars import clean

source, target = sys.argv[1:]
texts = pl.scan_ndjson(source).select(source="id", article=clean("text"))
articles = texts.explode("article").drop_nulls("article")
articles.select("source", pl.col("article").struct.unnest()).collect().write_parquet(target)
