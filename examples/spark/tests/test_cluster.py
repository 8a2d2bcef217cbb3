"""A master and two workers on this machine: one that is killed costs its tasks, not the run."""

import os
import re
import signal
import subprocess
import time
from pathlib import Path

import news
import pyspark
import pytest
from conftest import command, rows, run, write_lines

pytestmark = pytest.mark.slow

SPARK_CLASS = Path(pyspark.__file__).parent / "bin/spark-class"
HEAP = {"SPARK_DAEMON_MEMORY": "256m"}


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
            line, env=os.environ | HEAP, stdout=log, stderr=log, start_new_session=True
        )

    def add_worker(self, name):
        place = ("--work-dir", str(self.folder / name), "--host", "127.0.0.1", "--webui-port", "0")
        worker = self.start(
            name, "worker.Worker", "--cores", "1", "--memory", "1g", *place, self.url
        )
        self.workers.append(worker)
        self.wait_for(name, "Successfully registered with master")

    def wait_for(self, name, pattern):
        for _ in range(1200):
            if found := re.search(pattern, (self.folder / f"{name}.log").read_text()):
                return found.group(found.re.groups)
            time.sleep(0.1)
        raise AssertionError((self.folder / f"{name}.log").read_text()[-2000:])

    def kill(self, worker):
        """A worker with its executors and their workers of Python: a machine that lost power."""
        for process in [*descendants(worker.pid), worker.pid]:
            os.kill(process, signal.SIGKILL)
        worker.wait()

    def stop(self):
        for process in [*self.workers, self.master]:
            if process.poll() is None:
                self.kill(process)


def descendants(pid):
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [found for child in map(int, children) for found in [*descendants(child), child]]


@pytest.fixture
def cluster(tmp_path):
    made = Cluster(tmp_path)
    yield made
    made.stop()


CONF = {
    "spark.executor.memory": "512m",
    "spark.executor.cores": "1",
    "spark.driver.host": "127.0.0.1",
    # Many tasks, so that some are under way when a worker dies.
    "spark.sql.files.maxPartitionBytes": "16k",
    "spark.sql.files.openCostInBytes": "0",
    "spark.network.timeout": "60s",
    "spark.executor.heartbeatInterval": "5s",
}


def killed(cluster, script, args, is_time):
    """Runs a script, and kills a worker when it is time. Gives what the driver said."""
    line = command(script, *args, master=cluster.url, conf=CONF)
    driver = subprocess.Popen(line, stderr=subprocess.PIPE, text=True)
    while not is_time() and driver.poll() is None:
        time.sleep(0.02)
    assert driver.poll() is None, driver.stderr.read()[-3000:]
    cluster.kill(cluster.workers[0])
    said = driver.communicate()[1]
    assert driver.returncode == 0, said[-3000:]
    return said


def table(folder):
    return sorted(map(str, rows(folder)))


def test_a_worker_killed_in_the_map_stage(cluster, tmp_path):
    file = write_lines(tmp_path / "in.jsonl", news.records(150, seed=5))
    run("clean.py", "--out", tmp_path / "wanted", file)
    part_of_it = tmp_path / "out/_stages/cleaned/_temporary"
    is_time = lambda: part_of_it.exists() and any(part_of_it.rglob("part-*.parquet"))  # noqa: E731
    killed(cluster, "clean.py", ["--out", tmp_path / "out", file], is_time)
    for name in ("articles", "removals", "malformed"):
        assert table(tmp_path / "out" / name) == table(tmp_path / "wanted" / name)


@pytest.mark.parametrize("stage", ["read", "phrases"])
def test_a_worker_killed_in_the_search(cluster, tmp_path, stage):
    """While texts are read, and while what it shuffled is being fetched."""
    file = write_lines(tmp_path / "in.jsonl", news.records(60, seed=6))
    run("dedup.py", "--out", tmp_path / "wanted", file)
    part_of_it = tmp_path / f"out/_stages/{stage}/_temporary"
    killed(cluster, "dedup.py", ["--out", tmp_path / "out", file], part_of_it.exists)
    assert table(tmp_path / "out/answer") == table(tmp_path / "wanted/answer")
