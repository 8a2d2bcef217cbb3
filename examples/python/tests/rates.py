"""How fast `clean_batch` is with the texts of JSON Lines, on one core and on two, and what memory a
batch takes beside its texts:

    python3 tests/rates.py FILE.jsonl

Needs Linux. Seconds are of the clock, so that they say something on a machine without other work;
`a core` is by the seconds of the processor.
"""

import json
import statistics
import sys
import time
from pathlib import Path

from copydesk import Cleaner

RUNS = 5


def memory(what):
    """Bytes of this process: `VmRSS`, or `VmHWM`, the most since `clear_refs`."""
    status = Path("/proc/self/status").read_text()
    return int(status.split(f"{what}:")[1].split()[0]) * 1024


def main():
    before = memory("VmRSS")
    with open(sys.argv[1], encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    size = sum(len(text.encode()) for text in texts)
    held = memory("VmRSS")
    print(f"{len(texts)} texts, {size / 1e6:.1f} MB, {(held - before) / 1e6:.1f} MB in memory")
    cleaner = Cleaner()
    for threads in (1, 2):
        walls, cores, grown = [], [], []
        for _ in range(RUNS):
            held = memory("VmRSS")
            Path("/proc/self/clear_refs").write_text("5")
            wall, core = time.monotonic(), time.process_time()
            answer = cleaner.clean_batch(texts, threads=threads)
            walls.append(size / 1e6 / (time.monotonic() - wall))
            cores.append(size / 1e6 / (time.process_time() - core))
            # What an earlier batch left is taken again, so that the first one says most.
            grown.append((memory("VmHWM") - held) / 1e6)
            del answer
        print(
            f"threads={threads}: {statistics.median(walls):.1f} MB/s, "
            f"{statistics.median(cores):.1f} MB/s a core, {max(grown):.1f} MB more at most"
        )


if __name__ == "__main__":
    main()
