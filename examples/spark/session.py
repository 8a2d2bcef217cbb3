"""The session of a run, its stages as Parquet, and small files beside them."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pyspark.sql import DataFrame, SparkSession

#: Exit codes, as of the tool: all good, some records failed, usage or I/O.
GOOD, SOME_FAILED, NO_RUN = 0, 1, 2


class Refused(Exception):
    """What a user can mend. The message says what was wrong, where, and what to do."""


def start(name: str) -> SparkSession:
    """The session, with what the steps count on. What `spark-submit --conf` says goes first."""
    builder = SparkSession.builder.appName(name)
    session = builder.getOrCreate()
    settings = {
        # A key of millions of texts is split among tasks, and small partitions are put together.
        "spark.sql.adaptive.enabled": "true",
        "spark.sql.adaptive.skewJoin.enabled": "true",
        # Keys are joined without sorting them, where a part of them fits a task's memory.
        "spark.sql.adaptive.maxShuffledHashJoinLocalMapThreshold": "64m",
        # Lists are collected in memory; from the 128th on, the default, they would be sorted.
        "spark.sql.objectHashAggregate.sortBased.fallbackThreshold": "16384",
        # When a machine dies, what it shuffled is made again. Spark from 4.2 on compares the two,
        # and gives up where they differ. Here they do in the order of lists, which none asks for.
        "spark.sql.shuffle.orderIndependentChecksum.enabled": "false",
        "spark.sql.shuffle.orderIndependentChecksum.enableFullRetryOnMismatch": "false",
        # A batch of 10,000 texts, the default, takes 100 MB beside the heap.
        "spark.sql.execution.arrow.maxRecordsPerBatch": "1000",
        "spark.sql.parquet.compression.codec": "zstd",
    }
    said = {key for key, _ in session.sparkContext.getConf().getAll()}
    for key, value in settings.items():
        if key not in said:
            session.conf.set(key, value)
    for module in Path(__file__).parent.glob("*.py"):
        session.sparkContext.addPyFile(str(module))
    return session


class Folder:
    """A folder on any file system that Spark can write to."""

    def __init__(self, session: SparkSession, path: str) -> None:
        self.session, self.path = session, path.rstrip("/")
        jvm, hadoop = session._jvm, session._jsc.hadoopConfiguration()
        self._path = jvm.org.apache.hadoop.fs.Path
        self._files = self._path(self.path).getFileSystem(hadoop)

    def at(self, name: str) -> str:
        return f"{self.path}/{name}"

    def has(self, name: str) -> bool:
        return self._files.exists(self._path(self.at(name)))

    def delete(self, name: str) -> None:
        self._files.delete(self._path(self.at(name)), True)

    def read_json(self, name: str) -> Any:
        stream = self._files.open(self._path(self.at(name)))
        try:
            return json.loads(bytes(stream.readAllBytes()))
        finally:
            stream.close()

    def write_json(self, name: str, value: Any) -> None:
        """Written whole or not at all: a file of another name first."""
        part, whole = self._path(self.at(f".{name}.part")), self._path(self.at(name))
        stream = self._files.create(part, True)
        try:
            stream.write(
                bytearray(json.dumps(value, indent=1, ensure_ascii=False).encode() + b"\n")
            )
        finally:
            stream.close()
        self._files.delete(whole, False)
        self._files.rename(part, whole)


class Stages:
    """Steps whose answers are Parquet. One that ended is not done again, so that a driver that died
    costs the step that it was in; executors that die cost their tasks, which Spark does again.
    """

    def __init__(self, folder: Folder, run: dict[str, Any]) -> None:
        self.folder, self.seconds = folder, {}
        # As it is read back: JSON has no tuples.
        run = json.loads(json.dumps(run))
        session = folder.session
        if folder.has("run.json"):
            before = folder.read_json("run.json")
            if before != run:
                differing = sorted(key for key in run if run[key] != before.get(key))
                raise Refused(
                    f"{folder.path} holds the stages of another run ({', '.join(differing)} "
                    f"differ): delete it, or name another folder with --stages"
                )
        else:
            folder.write_json("run.json", run)
        self.session = session

    def step(self, name: str, make: Callable[[], DataFrame]) -> DataFrame:
        """What `make` gives, from the folder where it is there already."""
        path = self.folder.at(name)
        if not self.folder.has(f"{name}/_SUCCESS"):
            # Stages that it needs come first, with names and times of their own.
            made = make()
            started = time.monotonic()
            self.session.sparkContext.setJobDescription(name)
            made.write.mode("overwrite").parquet(path)
            self.seconds[name] = round(time.monotonic() - started, 1)
            print(f"{name}: {self.seconds[name]} s", file=sys.stderr, flush=True)
        return self.session.read.parquet(path)


def opened(session: SparkSession, said: argparse.Namespace) -> tuple[Folder, Stages]:
    """The folder of the answer, where none is yet, and the stages of the run that was asked for."""
    out = Folder(session, said.out)
    if out.has("counts.json"):
        raise Refused(
            f"{said.out} has an answer already: delete it, or name another folder with --out"
        )
    run = {key: value for key, value in vars(said).items() if key not in ("stages", "keep_stages")}
    return out, Stages(Folder(session, said.stages or out.at("_stages")), run)


def run_main(main: Callable[[], int]) -> None:
    """Ends with the exit code; what a user can mend is said in one line."""
    try:
        code = main()
    except Refused as refused:
        print(f"{Path(sys.argv[0]).name}: {refused}", file=sys.stderr)
        code = NO_RUN
    sys.exit(code)
