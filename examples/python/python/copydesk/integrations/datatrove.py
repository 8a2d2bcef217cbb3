"""Steps for pipelines of datatrove."""

from __future__ import annotations

import contextlib
from typing import Any

from datatrove.data import Document, DocumentsPipeline
from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.writers.disk_base import DiskWriter
from datatrove.utils.typeshelper import StatHints

from copydesk import Cleaned, Cleaner, Corpus
from copydesk.integrations import text_of

__all__ = ["Clean", "Dedup"]


class Clean(PipelineStep):
    """Replaces the text of each document by its canonical text, and keeps the articles as
    `metadata["articles"]`, in the shape of the library's JSON. Documents without an article are
    dropped.

    `exclusion_writer` gets each removal as a document: the text that was left out, with the fields
    of the removal and the document's id as metadata; and each dropped document, with `no_article`
    as its `filter_reason`. Options are those of `copydesk.Cleaner`.
    """

    type = "🧹 - CLEAN"
    name = "copydesk"

    def __init__(self, exclusion_writer: DiskWriter | None = None, **options: Any) -> None:
        super().__init__()
        self.exclusion_writer = exclusion_writer
        self.cleaner = Cleaner(**options)

    def run(
        self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1
    ) -> DocumentsPipeline:
        with self.exclusion_writer or contextlib.nullcontext() as writer:
            for document in data:
                self.stat_update(StatHints.total)
                with self.track_time():
                    cleaned = self.cleaner.clean_with_record(document.text)
                    self._count(cleaned)
                    excluded = self._excluded(document, cleaned) if writer else []
                for removal in excluded:
                    writer.write(removal, rank)
                if not cleaned.articles:
                    self.stat_update(StatHints.dropped, "dropped_no_article")
                    continue
                document.text = text_of(cleaned.articles)
                document.metadata["articles"] = [it.to_dict() for it in cleaned.articles]
                self.stat_update(StatHints.forwarded)
                self.update_doc_stats(document)
                yield document

    def _count(self, cleaned: Cleaned) -> None:
        for removal in cleaned.removals:
            self.stat_update(f"removed_{removal.reason}", unit="span")

    def _excluded(self, document: Document, cleaned: Cleaned) -> list[Document]:
        excluded = [
            Document(
                text=removal.text(document.text),
                id=f"{document.id}/removal/{at}",
                metadata={**removal.to_dict(), "document": document.id},
            )
            for at, removal in enumerate(cleaned.removals)
        ]
        if not cleaned.articles:
            metadata = {**document.metadata, "filter_reason": "no_article"}
            excluded.append(Document(document.text, document.id, document.media, metadata))
        return excluded


class Dedup(PipelineStep):
    """Drops copies of other documents. Those go to `exclusion_writer`, with the kept document and
    in what way they are its copy as `metadata["duplicate_of"]`.

    Copies are sought among all documents, so it is for a pipeline of one task, which holds its
    documents in memory. `date` and `source` name the metadata that `keep` may ask for. Options are
    those of `copydesk.Corpus`.
    """

    type = "🫂 - DEDUP"
    name = "copydesk"

    def __init__(
        self,
        exclusion_writer: DiskWriter | None = None,
        *,
        date: str = "date",
        source: str = "source",
        **options: Any,
    ) -> None:
        super().__init__()
        self.exclusion_writer = exclusion_writer
        self.date = date
        self.source = source
        self.options = options
        Corpus(**options)  # What cannot be used is said here, not in a task.

    def run(
        self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1
    ) -> DocumentsPipeline:
        if world_size != 1:
            raise ValueError(
                f"copies are sought among all documents, but there are {world_size} tasks: "
                "run this step in a pipeline of its own, with tasks=1"
            )
        corpus, documents = Corpus(**self.options), []
        for document in data:
            date, source = map(document.metadata.get, [self.date, self.source])
            corpus.add(document.id, document.text, date=date, source=source)
            documents.append(document)
        with self.track_time("batch"):
            resolved = corpus.resolve()
        with self.exclusion_writer or contextlib.nullcontext() as writer:
            for document, resolution in zip(documents, resolved):
                self.stat_update(StatHints.total, f"outcome_{resolution.outcome}")
                if resolution.duplicate_of is None:
                    self.stat_update(StatHints.forwarded)
                    self.update_doc_stats(document)
                    yield document
                    continue
                self.stat_update(StatHints.dropped)
                if writer:
                    document.metadata["duplicate_of"] = resolution.duplicate_of.to_dict()
                    writer.write(document, rank)
