"""Lint ``words.yaml``, and find what a question that is translated leaves in English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kg.cypher import CypherSyntaxError, Token, tokenise
from kg.errors import ContentError
from kg.library.header import QueryFile
from kg.library.lint import Finding
from kg.library.words import FILE, LANGUAGES, REST, Words, load_words
from kg.ontology import Label, Ontology, read_document
from kg.ontology.hints import near_misses

#: Of what Cypher has between quotes, people read words with blanks between them; the rest may be keys.
_READ = re.compile(r"[a-z]+ [a-z ]*[a-z]")


def lint_words(folder: Path, queries: Iterable[QueryFile]) -> list[Finding]:
    """Find what is wrong with the ``words.yaml`` of a folder: its form, and words that nothing has.

    Args:
        folder: of queries, with such a file or without.
        queries: all of the library. A word that nothing has is told of where one like it is there; any other
            may be for Cypher that is in no file.
    """
    path = folder / FILE
    if not path.is_file():
        return []
    try:
        every = {language: load_words([folder], language) for language in LANGUAGES}
        document = read_document(path)
    except ContentError as error:
        message = str(error).removeprefix(f"{path}:{error.line}: ").removeprefix(f"{path}: ")
        return [Finding(error.line or 1, 1, FILE, message.rstrip("."), "")]
    found = [
        Finding(document.lines[language,], 1, FILE, f"there are no pages in {language!r}", "en or id")
        for language in document.values
        if language not in LANGUAGES
    ]
    queries = list(queries)
    columns = {column for query in queries for column in query.columns}
    texts = {token.text.strip() for query in queries for token in _texts(query)}
    for language, words in every.items():
        wrong = [("headings", name, _meant(name, columns), "column") for name in words.headings]
        wrong += [("values", text, _meant(text.strip(REST), texts), "text") for text in words.values]
        for key, word, meant, what in wrong:
            if meant:
                line, why = document.lines[language, key, word], f"no question has a {what} {word!r}"
                found.append(Finding(line, 1, key, why, " or ".join(map(repr, meant))))
    return sorted(found)


def unsaid(
    query: QueryFile, every: Mapping[str, Words], ontology: Ontology | None = None
) -> Iterator[Finding]:
    """What a question is translated into, and has columns or texts for which that language has no words.

    Args:
        query: with or without translations.
        every: the words of the library, by language.
        ontology: whose properties have labels, for the columns named like them.
    """
    labels: dict[str, set[Label]] = {}
    for concept in [*ontology.nodes.values(), *ontology.edges.values()] if ontology else []:
        for prop in concept.properties.values():
            labels.setdefault(prop.name, set()).add(prop.label)
    labelled = {name for name, known in labels.items() if len(known) == 1}
    for language, translation in query.translations.items():
        words = every.get(language, Words())
        for column in query.columns:
            if not (column in words.headings or column in translation.headings or column in labelled):
                why = f"there is no heading in {language!r} for the column {column!r}"
                yield Finding(1, 1, "header", why, f"one below 'headings' of '{language}' in {FILE}")
        for token in _texts(query):
            if _READ.fullmatch(token.text) and words.value(token.text) == token.text:
                why = f"there are no words in {language!r} for this text"
                instead = f"what pages are to say below 'values' of '{language}' in {FILE}"
                line = query.first_line - 1 + token.line
                yield Finding(line, token.column, repr(token.text), why, instead)


def _texts(query: QueryFile) -> list[Token]:
    try:
        return [token for token in tokenise(query.cypher) if token.kind == "string"]
    except CypherSyntaxError:  # told of as such
        return []


def _meant(word: str, known: set[str]) -> tuple[str, ...]:
    """What was meant by a word that is not there; nothing where it is, or is made of one that is there."""
    near = () if word in known else near_misses(word, known)
    return () if any(each in word for each in near) else near
