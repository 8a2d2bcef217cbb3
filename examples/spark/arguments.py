"""The arguments that both scripts take."""

from __future__ import annotations

import argparse


def parser(description: str, examples: str, inputs: str) -> argparse.ArgumentParser:
    """A parser of them; `inputs` says what the files hold. A script adds its own."""
    made = argparse.ArgumentParser(
        description=description,
        epilog=examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = made.add_argument
    add("inputs", nargs="+", metavar="INPUT", help=inputs)
    add(
        "--out",
        required=True,
        metavar="FOLDER",
        help="where the answer goes; must not be there, or be of the same run, cut off",
    )
    add(
        "--format",
        choices=["jsonl", "parquet"],
        default="jsonl",
        help="of the inputs (default: jsonl, plain or gzip)",
    )
    add("--id-field", default="id", metavar="NAME", help="the field with the id (default: id)")
    add(
        "--text-field",
        default="text",
        metavar="NAME",
        help="the field with the text (default: text)",
    )
    add(
        "--stages",
        metavar="FOLDER",
        help="where stages go, on a file system that all workers see (default: OUT/_stages)",
    )
    add("--keep-stages", action="store_true", help="leave the stages where they are at the end")
    return made
