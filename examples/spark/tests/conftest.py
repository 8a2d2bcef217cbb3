"""Runs the scripts and the tool, and reads what they wrote."""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from pyspark.sql import SparkSession

HERE = Path(__file__).parent
SCRIPTS = HERE.parent
ROOT = SCRIPTS.parent.parent
sys.path.insert(0, str(SCRIPTS))

import session  # noqa: E402

# The worker of Python is that of the tests, and all speak on the loopback.
os.environ |= {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}

#: Small data: many partitions would be idle.
CONF = {
    "spark.sql.shuffle.partitions": "4",
    "spark.ui.enabled": "false",
    "spark.driver.memory": "2g",
    "spark.log.level": "ERROR",
    # Most of the time of a short run is the compiler's.
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
    "spark.executor.extraJavaOptions": "-XX:TieredStopAtLevel=1",
}


def command(script, *args, master="local[2]", conf=None):
    """What runs a script."""
    settings = [
        part for item in (CONF | (conf or {})).items() for part in ("--conf", "=".join(item))
    ]
    submit = Path(sys.executable).with_name("spark-submit")
    return [str(submit), "--master", master, *settings, str(SCRIPTS / script), *map(str, args)]


def started():
    """The session of the tests: one for all, since a JVM takes long to start."""
    builder = SparkSession.builder.master("local[2]")
    for key, value in CONF.items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


@pytest.fixture
def spark():
    return started()


def run(script, *args, expect=0):
    """Runs a script to its end in the session of the tests, and gives what it said."""
    started()
    said = io.StringIO()
    module = importlib.import_module(script.removesuffix(".py"))
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stderr(said):
        patch.setattr(sys, "argv", [script, *map(str, args)])
        with pytest.raises(SystemExit) as ended:
            session.run_main(module.main)
    assert ended.value.code == expect, said.getvalue()
    return said.getvalue()


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
