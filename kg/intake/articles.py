"""Articles on their way into the ledger: each document is a dataset, its text kept beside its records."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from kg.extract.records import Doubt, Records, Vocabulary, to_records, to_source
from kg.intake.recording import Recorder
from kg.intake.reports import FileReport, dataset_name
from kg.ledger import WITHDRAWN, Ledger, Writer
from kg.loading import Reference, SourceRecord
from kg.readers import Row
from kg.readers.articles import BadDocument, Document, is_address, is_public, read_documents
from kg.readers.base import excerpt
from kg.statements import Said, Source, SourceText, source_id

if TYPE_CHECKING:
    from kg.extracting import Reading
    from kg.intake.intake import Intake

#: What is read as articles, by the ends of names; inside archives and mails contents tell.
ARTICLE_SUFFIXES = (
    ".html", ".htm", ".xhtml", ".mht", ".mhtml", ".pdf", ".docx", ".txt", ".eml", ".zip",
)  # fmt: skip

#: The kind of record that a report names.
KIND = "article"


class ArticleFile:
    """A file with an article, or with several: an archive, a mail with annexes. Or a page, by its address.

    Args:
        intake: that loads it.
        path: of the file, or the address as text.

    Raises:
        InputError: there is no such file.
        UsageError: it is an address, and the intake may not read pages.
    """

    def __init__(self, intake: Intake, path: Path | str) -> None:
        self.path = path
        self.dataset = dataset_name(intake.project, path)
        self._intake = intake
        pages = intake.pages
        # A missing file is refused here.
        self._documents: Iterable[Document | BadDocument] = read_documents(
            [path], fetch=pages is not None, allowed=pages or is_public
        )
        if is_address(path):  # fetched before the ledger is locked, however long the other side takes
            self._documents = list(self._documents)

    def load(self, ledger: Ledger, run: Writer, *, strict: bool) -> Iterator[FileReport]:
        """Load its articles within a run, but for those that were loaded before just as they are."""
        reading = self._intake.open_reading()
        if not strict and (report := self._unchanged(ledger, self.dataset, self._content(), reading)):
            self._intake.have_read(1)
            yield report
            return
        for found in self._documents:
            if isinstance(found, BadDocument):
                report = self._refused(ledger, run, found)
            else:
                report = self._loaded(ledger, run, found, reading, strict=strict)
            if strict:
                report.check_strict()
            self._intake.have_read(1)
            yield report

    def _content(self) -> str:
        """A hash of what the file holds; of a page, and of one that cannot be read, the documents tell."""
        if is_address(self.path) or not Path(self.path).is_file():  # a pipe would keep waiting who opens it
            return ""
        try:
            with Path(self.path).open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError:
            return ""

    def _unchanged(self, ledger: Ledger, dataset: str, content: str, reading: Reading) -> FileReport | None:
        """What the last load of a document gave, when neither it nor what reads it changed since.

        A mail that is unchanged has the same annexes, which were loaded with it.
        """
        known = self._intake.known_records(ledger)
        if dataset not in known or ledger.checksum(dataset) != self._checksum(content, reading):
            return None
        issues = tuple(ledger.issues(dataset))
        if any(issue.severity == "error" and issue.line is None for issue in issues):
            return None  # meanwhile it could not be read at all, and now it is as it was before
        return FileReport(self._shown(dataset), dataset, KIND, known[dataset], issues=issues, unchanged=True)

    def _checksum(self, content: str, reading: Reading) -> str:
        parts = (content, reading.method, reading.fingerprint, self._intake.fingerprint)
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def _shown(self, dataset: str) -> str:
        return str(self.path) + dataset.removeprefix(self.dataset)

    def _refused(self, ledger: Ledger, run: Writer, bad: BadDocument) -> FileReport:
        """Note that a document cannot be read; what was read of it earlier stays."""
        dataset = dataset_name(self._intake.project, bad.name)
        recorder = Recorder(dataset, bad.name, self._intake.reference)
        recorder.note(None, None, bad.reason, bad.remedy)
        if dataset not in self._intake.known_records(ledger):
            run.replace(dataset, WITHDRAWN, ())
        run.set_issues(dataset, recorder.issues)
        return FileReport(bad.name, dataset, KIND, 0, issues=tuple(recorder.issues))

    def _loaded(
        self, ledger: Ledger, run: Writer, document: Document, reading: Reading, *, strict: bool
    ) -> FileReport:
        dataset = dataset_name(self._intake.project, document.name)
        if not strict and (report := self._unchanged(ledger, dataset, document.checksum, reading)):
            return report
        found = reading.facts(document)
        if isinstance(found, BadDocument):
            return self._refused(ledger, run, found)
        source = _checked(to_source(asdict(document), found.source, dataset), dataset)
        records = to_records(found.as_dict(), source, self._intake.vocabulary)
        recorder = Recorder(dataset, document.name, self._intake.reference)
        said = [*self._said(recorder, records, reading.method, document), _text_of(document, source)]
        counts = run.replace(dataset, self._checksum(document.checksum, reading), said)
        _note_doubts(recorder, records.doubts, document.text)
        run.set_issues(dataset, recorder.issues)
        return FileReport(document.name, dataset, KIND, *counts, tuple(recorder.issues))

    def _said(self, recorder: Recorder, records: Records, method: str, document: Document) -> Iterator[Said]:
        for kind, made in records.by_kind().items():
            for record, confidence in made:
                spans = record["evidence"]
                line = _line(document.text, spans[0]["start"]) if spans else 1
                row = Row(line, record, flat=False)
                loader, within = self._intake.loaders[kind], f"{kind}/"
                said = recorder.say(loader, row, method=method, within=within, confidence=confidence)
                if said is not None:
                    yield said


def vocabulary_of(reference: Reference, standing: frozenset[str] = frozenset()) -> Vocabulary:
    """What records may say, by the ontology and the gazetteer.

    Args:
        reference: both of them.
        standing: words that stand with an office that is not held.
    """
    concepts = {**reference.ontology.nodes, **reference.ontology.edges}
    allowed = {
        f"{name}.{prop.name}": tuple(prop.one_of)
        for name, concept in concepts.items()
        for prop in concept.properties.values()
        if prop.one_of
    }
    return Vocabulary(allowed, reference.gazetteer.kind_of, reference.gazetteer.agrees, standing)


def _checked(source: dict[str, Any], name: str) -> dict[str, Any]:
    """A source without what records refuse: an address that is none, a day that is not in the calendar."""
    try:
        return SourceRecord.model_validate(source).model_dump()
    except ValidationError as error:
        wrong = {str(each["loc"][0]) for each in error.errors() if each["loc"]}
        known = {field: value for field, value in source.items() if field not in wrong}
        return _checked(known if wrong & source.keys() else {"title": name[-300:]}, name)


def _text_of(document: Document, source: dict[str, Any]) -> Said:
    """The text, by which evidence is shown; also of an article in which nothing was found."""
    id = source_id(source["url"], source["outlet"], source["title"], source["published"])
    known = Source(id, **source)
    return Said(
        [], [known], (SourceText(id, document.text, document.name, document.media, document.checksum),)
    )


def _note_doubts(recorder: Recorder, doubts: list[Doubt], text: str) -> None:
    for doubt in doubts:
        line = None if doubt.at is None else _line(text, doubt.at)
        shown = "" if line is None else excerpt(text.split("\n")[line - 1])
        recorder.note(line, doubt.field or None, doubt.reason, doubt.remedy, shown, "warning")


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
