"""Cleans the texts of JSON Lines in SQL: one row of Parquet for each article."""

import sys

import duckdb

from copydesk.integrations.duckdb import register

source, target = sys.argv[1:]
connection = duckdb.connect()
register(connection)
articles = "SELECT id AS source, unnest(copydesk_clean(text)) AS article FROM read_json($1)"
rows = f"SELECT source, unnest(article) FROM ({articles})"
connection.sql(rows, params=[source]).write_parquet(target)
