"""Finds the copies among JSON Lines, in stages: kept documents in one folder, copies in another."""

import sys

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter

from copydesk.integrations.datatrove import DedupDecision, DedupFilter, DedupSignature

if __name__ == "__main__":  # Tasks are processes, which read this file again.
    source, target = sys.argv[1:]
    words, copies = f"{target}/words", f"{target}/decision"
    kept, gone = (
        JsonlWriter(f"{target}/{name}", compression=None) for name in ("kept", "copies")
    )
    stages = [
        ([JsonlReader(source), DedupSignature(words)], 4),
        ([DedupDecision(words, copies)], 1),
        ([JsonlReader(source), DedupFilter(copies, gone), kept], 4),
    ]
    for nth, (steps, tasks) in enumerate(stages, 1):
        LocalPipelineExecutor(steps, tasks=tasks, workers=2, logging_dir=f"{target}/logs/{nth}").run()
