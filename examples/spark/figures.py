"""What a run took, stage by stage, from its event log.

    spark-submit --conf spark.eventLog.enabled=true --conf spark.eventLog.dir=file:///tmp/events \\
      --conf spark.eventLog.compress=false --conf spark.eventLog.rolling.enabled=false dedup.py ...
    python3 figures.py /tmp/events/local-* 20000

With a number of documents all is said per document.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict

COLUMNS = ("task s", "JVM CPU s", "shuffled", "read", "written", "spilled")


def figures(lines):
    """For each step of the run the sums over its tasks; and the most memory of a Python worker's
    and a JVM's process that the log knows."""
    step_of, steps = {}, defaultdict(lambda: [0.0] * len(COLUMNS))
    for line in lines:
        event = json.loads(line)
        if event["Event"] == "SparkListenerJobStart":
            name = event.get("Properties", {}).get("spark.job.description", "-").split("/turn=")[0]
            step_of |= dict.fromkeys(event["Stage IDs"], name)
        elif event["Event"] == "SparkListenerTaskEnd" and "Task Metrics" in event:
            metrics = event["Task Metrics"]
            row = steps[step_of.get(event["Stage ID"], "-")]
            row[0] += metrics["Executor Run Time"] / 1e3
            row[1] += metrics["Executor CPU Time"] / 1e9
            row[2] += metrics["Shuffle Write Metrics"]["Shuffle Bytes Written"]
            row[3] += metrics["Input Metrics"]["Bytes Read"]
            row[4] += metrics["Output Metrics"]["Bytes Written"]
            row[5] += metrics["Disk Bytes Spilled"]
    return steps


def main() -> None:
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    documents = int(sys.argv[2]) if len(sys.argv) == 3 else 1
    with open(sys.argv[1], encoding="utf-8") as lines:
        steps = figures(lines)
    steps["all"] = [sum(row[at] for row in steps.values()) for at in range(len(COLUMNS))]
    print("| step | " + " | ".join(COLUMNS) + " |")
    print("|---" * (len(COLUMNS) + 1) + "|")
    for name, row in steps.items():
        cells = [
            f"{value / documents * 1e3:.2f} ms"
            if at < 2 and documents > 1
            else f"{value / documents:,.0f}"
            for at, value in enumerate(row)
        ]
        print(f"| {name} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
