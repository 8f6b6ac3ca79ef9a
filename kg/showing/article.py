"""The page of an article that is still a file: what would be read from it, in its place."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError, UsageError

if TYPE_CHECKING:
    from kg.extracting import Found
    from kg.readers.articles import BadDocument, Document
    from kg.views.article import ArticlePage
    from kg.workspace import Workspace


def article_view(workspace: Workspace, path: Path | str, language: str) -> ArticlePage:
    """The page of an article, read with the words of a project.

    Args:
        workspace: the project, which is not changed; the article need not be loaded.
        path: of one article.
        language: of everything but the article, ``en`` or ``id``.

    Raises:
        InputError: the article cannot be read.
        UsageError: it is an address, or there are no articles or several at that place.
    """
    from kg.readers.articles import BadDocument, read_documents
    from kg.views.article import ArticlePage

    documents = list(islice(read_documents([path]), 2))
    if len(documents) != 1:
        number = "several articles" if documents else "no article"
        raise UsageError(f"{path} holds {number}. Name the file of one.")
    found = _found(workspace, documents[0])
    if isinstance(found, BadDocument):
        raise InputError(f"{found.name} {found.reason}; {found.remedy}.")
    return ArticlePage(found.text, found.facts, language=language)


def _found(workspace: Workspace, document: Document | BadDocument) -> Found | BadDocument:
    """What an article says, under the name that it has or would have in the ledger."""
    from kg.extracting import facts_of
    from kg.intake import dataset_name
    from kg.readers.articles import Document

    if not isinstance(document, Document):
        return document
    name = dataset_name(workspace.project, document.name)
    return facts_of(workspace.reading, replace(document, name=name))
