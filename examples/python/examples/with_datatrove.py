"""Cleans the texts of JSON Lines: articles in one folder, what was left out in another."""

import sys

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter

from copydesk.integrations.datatrove import Clean

if __name__ == "__main__":  # Tasks are processes, which read this file again.
    source, target = sys.argv[1:]
    removed = JsonlWriter(f"{target}/removed", compression=None)
    clean = JsonlWriter(f"{target}/clean", compression=None)
    steps = [JsonlReader(source), Clean(removed), clean]
    LocalPipelineExecutor(steps, logging_dir=f"{target}/logs").run()
