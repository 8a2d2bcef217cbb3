"""A master and two workers on this machine: one that is killed costs its tasks, not the run."""

import contextlib
import glob
import json
import os
import re
import signal
import subprocess
import time
from pathlib import Path

import news
import pyspark
import pytest
from conftest import command, rows, write_lines
from test_clean import PAGE, rows_as_of_the_tool
from test_dedup import by_id, of_tool

pytestmark = pytest.mark.slow

SPARK_CLASS = Path(pyspark.__file__).parent / "bin/spark-class"
#: On a busy machine a process may get no processor for a minute: nobody is taken for dead by the
#: clock. One that was killed is known by its connections.
PATIENCE = 600
SMALL = {
    "SPARK_DAEMON_MEMORY": "256m",
    "SPARK_DAEMON_JAVA_OPTS": f"-XX:TieredStopAtLevel=1 -Dspark.worker.timeout={PATIENCE} "
    f"-Dspark.network.timeout={PATIENCE}s",
}


class Cluster:
    def __init__(self, folder):
        self.folder, self.workers = folder, []
        self.master = self.start(
            "master", "master.Master", "--host", "127.0.0.1", "--port", "0", "--webui-port", "0"
        )
        self.url = self.wait_for("master", r"Starting Spark master at (spark://\S+)")
        for name in ("one", "two"):
            self.add_worker(name)

    def start(self, name, which, *args):
        log = (self.folder / f"{name}.log").open("w")
        line = [str(SPARK_CLASS), f"org.apache.spark.deploy.{which}", *args]
        return subprocess.Popen(
            line, env=os.environ | SMALL, stdout=log, stderr=log, start_new_session=True
        )

    def add_worker(self, name):
        place = ("--work-dir", str(self.folder / name), "--host", "127.0.0.1", "--webui-port", "0")
        worker = self.start(
            name, "worker.Worker", "--cores", "1", "--memory", "1g", *place, self.url
        )
        self.workers.append(worker)
        self.wait_for(name, "Successfully registered with master")

    def wait_for(self, name, pattern):
        for _ in range(PATIENCE * 10):
            if found := re.search(pattern, (self.folder / f"{name}.log").read_text()):
                return found.group(found.re.groups)
            time.sleep(0.1)
        raise AssertionError((self.folder / f"{name}.log").read_text()[-2000:])

    def kill(self, worker):
        """A worker with its executors and their workers of Python: a machine that lost power.
        The worker goes first, or it would replace an executor that died."""
        for process in [worker.pid, *descendants(worker.pid)]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        worker.wait()

    def stop(self):
        for process in [*self.workers, self.master]:
            if process.poll() is None:
                self.kill(process)


def descendants(pid):
    """The processes that any thread of a process began, and theirs."""
    found = []
    for children in glob.glob(f"/proc/{pid}/task/*/children"):
        # Threads and processes may end meanwhile.
        with contextlib.suppress(OSError):
            for child in map(int, Path(children).read_text().split()):
                found += [*descendants(child), child]
    return found


@pytest.fixture
def cluster(tmp_path):
    made = Cluster(tmp_path)
    yield made
    made.stop()


CONF = {
    "spark.executor.memory": "512m",
    "spark.executor.cores": "1",
    # Work begins when both executors are there.
    "spark.cores.max": "2",
    "spark.scheduler.minRegisteredResourcesRatio": "1.0",
    "spark.scheduler.maxRegisteredResourcesWaitingTime": f"{PATIENCE}s",
    "spark.driver.host": "127.0.0.1",
    # Many tasks, so that some are under way and some to come when a worker dies.
    "spark.sql.files.maxPartitionBytes": "16k",
    "spark.sql.files.openCostInBytes": "0",
    "spark.sql.shuffle.partitions": "8",
    "spark.sql.adaptive.coalescePartitions.enabled": "false",
    # What a machine shuffled is gone with it, as its disks would be.
    "spark.shuffle.readHostLocalDisk": "false",
    "spark.shuffle.io.retryWait": "1s",
    "spark.network.timeout": f"{PATIENCE}s",
    "spark.executor.heartbeatInterval": "5s",
    "spark.eventLog.enabled": "true",
    "spark.eventLog.compress": "false",
    "spark.eventLog.rolling.enabled": "false",
}


def killed(cluster, script, out, stage, file):
    """Runs a script, and kills a worker when the first task of a stage writes its rows. Gives what
    the driver's log of events says."""
    log = cluster.folder / "events"
    log.mkdir()
    line = command(
        script,
        *("--out", out, file),
        master=cluster.url,
        conf=CONF | {"spark.eventLog.dir": log.as_uri()},
    )
    driver = subprocess.Popen(line, stderr=subprocess.PIPE, text=True)
    rows_of_tasks = f"{out}/_stages/{stage}/_temporary/**/part-*.parquet"
    while not glob.glob(rows_of_tasks, recursive=True) and driver.poll() is None:
        time.sleep(0.01)
    assert driver.poll() is None, driver.stderr.read()[-3000:]
    cluster.kill(cluster.workers[0])
    said = driver.communicate()[1]
    assert driver.returncode == 0, said[-3000:]
    (events,) = log.glob("app-*")
    told = [json.loads(line) for line in events.open(encoding="utf-8")]
    # What follows is the end of the executors that are left, of which the log may tell.
    end = next(at for at, it in enumerate(told) if it["Event"] == "SparkListenerApplicationEnd")
    return told[:end]


def of(events, name):
    return [event for event in events if event["Event"] == f"SparkListener{name}"]


def test_a_worker_killed_in_the_map_stage(cluster, tmp_path):
    records = [it | {"text": f"{PAGE}\n{it['text']}"} for it in news.records(150, seed=5)]
    file = write_lines(tmp_path / "in.jsonl", records)
    events = killed(cluster, "clean.py", tmp_path / "out", "cleaned", file)
    rows_as_of_the_tool(tmp_path, file)
    assert len(of(events, "ExecutorAdded")) == 2 and len(of(events, "ExecutorRemoved")) == 1


def test_a_worker_killed_in_the_shuffle(cluster, tmp_path):
    """While what it shuffled is being fetched: that is made again."""
    file = write_lines(tmp_path / "in.jsonl", news.records(60, seed=1))
    events = killed(cluster, "dedup.py", tmp_path / "out", "phrases", file)
    assert by_id(rows(tmp_path / "out/answer")) == of_tool(file)
    assert len(of(events, "ExecutorAdded")) == 2 and len(of(events, "ExecutorRemoved")) == 1
    assert any(it["Stage Info"]["Stage Attempt ID"] > 0 for it in of(events, "StageSubmitted"))
