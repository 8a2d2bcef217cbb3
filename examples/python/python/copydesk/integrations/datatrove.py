"""Steps for pipelines of datatrove."""

from __future__ import annotations

import contextlib
import itertools
import json
import struct
from collections.abc import Iterable, Iterator
from typing import Any

from datatrove.data import Document, DocumentsPipeline
from datatrove.io import DataFolderLike, get_datafolder
from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.writers.disk_base import DiskWriter
from datatrove.utils.typeshelper import StatHints

from copydesk import Cleaned, Cleaner, Corpus, Prepared, Preparer, Resolution
from copydesk.integrations import text_of

__all__ = ["Clean", "Dedup", "DedupDecision", "DedupFilter", "DedupSignature"]


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


class _Divided(PipelineStep):
    """Forwards documents that are no copies. Copies go to `exclusion_writer`, with the kept
    document and in what way they are its copy as `metadata["duplicate_of"]`."""

    type = "🫂 - DEDUP"
    exclusion_writer: DiskWriter | None

    def _divided(
        self, documents: Iterable[Document], duplicates: Iterator[dict[str, Any] | None], rank: int
    ) -> DocumentsPipeline:
        """`duplicates` has for each document what it is a copy of, or `None`."""
        with self.exclusion_writer or contextlib.nullcontext() as writer:
            # It is an error when there are more of one than of the other.
            for document, duplicate_of in zip(documents, duplicates, strict=True):
                self.stat_update(StatHints.total)
                if duplicate_of is None:
                    self.stat_update(StatHints.forwarded)
                    self.update_doc_stats(document)
                    yield document
                    continue
                self.stat_update(StatHints.dropped)
                if writer:
                    document.metadata["duplicate_of"] = duplicate_of
                    writer.write(document, rank)


class Dedup(_Divided):
    """Drops copies of other documents. Those go to `exclusion_writer`, with the kept document and
    in what way they are its copy as `metadata["duplicate_of"]`.

    Copies are sought among all documents, so it is for a pipeline of one task, which holds its
    documents in memory. For more tasks there are stages: `DedupSignature`, `DedupDecision`,
    `DedupFilter`. `date` and `source` name the metadata that `keep` may ask for. Options are those
    of `copydesk.Corpus`.
    """

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
                "take DedupSignature, DedupDecision and DedupFilter, or tasks=1"
            )
        preparer, corpus, documents = Preparer(), Corpus(**self.options), []
        for document in data:
            corpus.add_prepared(_prepared(preparer, document, self.date, self.source))
            documents.append(document)
        with self.track_time("batch"):
            duplicates = map(_duplicate_of, corpus.resolve())
        yield from self._divided(documents, duplicates, rank)


def _prepared(preparer: Preparer, document: Document, date: str, source: str) -> Prepared:
    about = document.metadata
    return preparer.prepare(
        document.id, document.text, date=about.get(date), source=about.get(source)
    )


def _duplicate_of(resolution: Resolution) -> dict[str, Any] | None:
    return resolution.duplicate_of and resolution.duplicate_of.to_dict()


class DedupSignature(PipelineStep):
    """First stage of the search for copies, in any number of tasks: reads the words of each
    document, and writes them to a file for each task. Forwards nothing.

    `date` and `source` name the metadata that the policy of the decision may ask for.
    """

    type = "🫂 - DEDUP"
    name = "copydesk, stage 1"

    def __init__(
        self, output_folder: DataFolderLike, *, date: str = "date", source: str = "source"
    ) -> None:
        super().__init__()
        self.output_folder = get_datafolder(output_folder)
        self.date = date
        self.source = source

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> None:
        preparer = Preparer()
        with self.output_folder.open(_file_of(rank, world_size), "wb") as file:
            for document in data:
                self.stat_update(StatHints.total)
                with self.track_time():
                    text = _prepared(preparer, document, self.date, self.source).to_bytes()
                    file.write(LENGTH.pack(len(text)) + text)


class DedupDecision(PipelineStep):
    """Second stage, in one task: brings together what all tasks of the first one wrote, and says
    for each of them which of its documents are copies, of what.

    It holds the words of all documents, some 5 kB for each. Options are those of
    `copydesk.Corpus`, and so is the answer: documents are taken in the order of tasks.
    """

    type = "🫂 - DEDUP"
    name = "copydesk, stage 2"

    def __init__(
        self, input_folder: DataFolderLike, output_folder: DataFolderLike, **options: Any
    ) -> None:
        super().__init__()
        self.input_folder = get_datafolder(input_folder)
        self.output_folder = get_datafolder(output_folder)
        self.options = options
        Corpus(**options)

    def run(self, data: DocumentsPipeline = None, rank: int = 0, world_size: int = 1) -> None:
        if world_size != 1:
            raise ValueError(f"one task decides on all documents, but there are {world_size}")
        names = sorted(self.input_folder.list_files())
        wanted = [_file_of(task, len(names)) for task in range(len(names))]
        if names != wanted:
            raise ValueError(
                f"{self.input_folder.path} does not have a file for each task of one "
                f"DedupSignature: {sorted({*names} ^ {*wanted})} are missing or too many"
            )
        corpus, sizes = Corpus(**self.options), dict.fromkeys(names, 0)
        for name in names:
            with self.input_folder.open(name, "rb") as file, self.track_time():
                while length := file.read(LENGTH.size):
                    text = file.read(*LENGTH.unpack(length))
                    corpus.add_prepared(Prepared.from_bytes(text))
                    sizes[name] += 1
        with self.track_time("batch"):
            resolved = iter(corpus.resolve())
        for name, size in sizes.items():
            with self.output_folder.open(name, "wt") as file:
                for resolution in itertools.islice(resolved, size):
                    self.stat_update(StatHints.total, f"outcome_{resolution.outcome}")
                    file.write(json.dumps(_duplicate_of(resolution)) + "\n")


class DedupFilter(_Divided):
    """Third stage, in as many tasks as the first one had, on the same documents: drops copies.
    Those go to `exclusion_writer`, with the kept document and in what way they are its copy as
    `metadata["duplicate_of"]`.
    """

    name = "copydesk, stage 3"

    def __init__(
        self, input_folder: DataFolderLike, exclusion_writer: DiskWriter | None = None
    ) -> None:
        super().__init__()
        self.input_folder = get_datafolder(input_folder)
        self.exclusion_writer = exclusion_writer

    def run(
        self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1
    ) -> DocumentsPipeline:
        with self.input_folder.open(_file_of(rank, world_size), "rt") as file:
            yield from self._divided(data, map(json.loads, file), rank)


#: Before each text, how many bytes it has.
LENGTH = struct.Struct("<I")


def _file_of(task: int, tasks: int) -> str:
    return f"{task:05}-of-{tasks:05}"
