"""Runs the scripts and the tool, and reads what they wrote."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

HERE = Path(__file__).parent
SCRIPTS = HERE.parent
ROOT = SCRIPTS.parent.parent
sys.path.insert(0, str(SCRIPTS))

#: Small data: many partitions would be idle.
CONF = {
    "spark.sql.shuffle.partitions": "4",
    "spark.ui.enabled": "false",
    "spark.driver.memory": "1g",
    "spark.log.level": "ERROR",
}


def command(script, *args, master="local[2]", conf=None):
    """What runs a script."""
    settings = [part for item in (CONF | (conf or {})).items() for part in ("--conf", "=".join(item))]
    submit = Path(sys.executable).with_name("spark-submit")
    return [str(submit), "--master", master, *settings, str(SCRIPTS / script), *map(str, args)]


def environment():
    return os.environ | {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}


def run(script, *args, expect=0, **options):
    """Runs a script to its end, and gives what it said."""
    done = subprocess.run(
        command(script, *args, **options), env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == expect, done.stderr[-4000:]
    return done.stderr


def tool(*args, expect=0):
    """What the tool writes to standard output, a row for each line."""
    path = os.environ["COPYDESK_TOOL"]
    done = subprocess.run([path, *map(str, args)], capture_output=True, text=True, check=False)
    assert done.returncode == expect, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def rows(folder):
    """The rows of a folder of Parquet."""
    return pq.read_table(folder).to_pylist()


def write_lines(path, records):
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (it if isinstance(it, str) else json.dumps(it, ensure_ascii=False) for it in records)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def pytest_collection_modifyitems(config, items):
    if not config.getoption("-m"):
        slow = pytest.mark.skip(reason="slow: run.sh --all")
        for item in items:
            if "slow" in item.keywords:
                item.add_marker(slow)
