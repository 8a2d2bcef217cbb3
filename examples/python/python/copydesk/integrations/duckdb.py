"""A function for SQL of DuckDB. Needs pyarrow."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from copydesk import Cleaner
from copydesk.integrations.arrow import ARTICLE, articles_array

__all__ = ["register"]


def register(
    connection: duckdb.DuckDBPyConnection,
    name: str = "copydesk_clean",
    cleaner: Cleaner | None = None,
) -> None:
    """Makes a function of SQL that takes a text and gives its articles, a list of structs.

    >>> connection = duckdb.connect()
    >>> register(connection)
    >>> text = "Mill reopens\\n\\nShare\\n\\nThe mill opened on Sunday.\\n"
    >>> connection.execute("SELECT copydesk_clean(?)[1].headline", [text]).fetchall()
    [('Mill reopens',)]
    """
    cleaner = cleaner or Cleaner()

    def articles(texts: pa.ChunkedArray) -> pa.Array:
        return articles_array(cleaner.clean_batch(texts))

    connection.create_function(
        name,
        articles,
        ["VARCHAR"],
        f"{_sql(ARTICLE)}[]",
        type="arrow",
        null_handling="special",
    )


def _sql(kind: pa.DataType) -> str:
    """The type as DuckDB writes it."""
    if pa.types.is_list(kind):
        return f"{_sql(kind.value_type)}[]"
    if pa.types.is_struct(kind):
        fields = [kind.field(at) for at in range(kind.num_fields)]
        return "STRUCT({})".format(", ".join(f'"{it.name}" {_sql(it.type)}' for it in fields))
    return {pa.string(): "VARCHAR", pa.uint32(): "UINTEGER", pa.uint64(): "UBIGINT"}[kind]
