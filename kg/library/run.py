"""The library as a whole: which queries there are, and their parameters made ready to run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from kg.cypher import CypherSyntaxError, tokenise
from kg.errors import ContentError, UsageError
from kg.given import text_of
from kg.library.header import QueryFile, examine, find_files, read_query
from kg.library.lint import Finding, lint_file
from kg.library.lookup import Lookup
from kg.library.suggest import hint
from kg.library.word_checks import lint_words, unsaid
from kg.library.words import FILE, LANGUAGES, Words, load_words
from kg.ontology import Ontology
from kg.ontology.hints import did_you_mean


class Library:
    """The queries of several folders; one in a later folder replaces one of the same name.

    Args:
        folders: with ``*.cypher`` files.
        ontology: what :meth:`lint` holds names against; without it they are not checked.
    """

    def __init__(self, folders: Sequence[Path], ontology: Ontology | None = None) -> None:
        self._folders, self._ontology = folders, ontology
        self._read: dict[str, QueryFile] = {}
        #: Query files by name; none has been read yet.
        self.paths = find_files(folders)

    @cached_property
    def queries(self) -> dict[str, QueryFile]:
        """All queries by name, in the order of topics and names.

        Raises:
            ContentError: a header is wrong; with file and line.
        """
        every = [self.get(name) for name in self.paths]
        return {query.name: query for query in sorted(every, key=lambda query: (query.topic, query.name))}

    def get(self, name: str) -> QueryFile:
        """One query by name; only its own file is read.

        Raises:
            UsageError: there is none of that name; the message names near misses.
            ContentError: its header is wrong.
        """
        text_of(name, "A query is given by its name")
        if name not in self.paths:
            near = did_you_mean(name, self.paths)
            raise UsageError(f"There is no query {name!r}.{near} `kg query list` lists all of them.")
        if name not in self._read:
            self._read[name] = read_query(self.paths[name])
        return self._read[name]

    def words(self, language: str) -> Words:
        """What pages in a language write above columns and for texts of the questions.

        Raises:
            ContentError: a ``words.yaml`` is wrong; with file and line.
        """
        return load_words(self._folders, language)

    def lint(self, *paths: Path) -> dict[Path, list[Finding]]:
        """Everything that is wrong with some files, by default all of the library and its words, by file."""
        found = {path: lint_file(path, self._ontology) for path in paths or self.paths.values()}
        sound = [query for path in self.paths.values() if (query := examine(path)[0])]
        wrong = {folder / FILE: lint_words(folder, sound) for folder in self._folders}
        if not any(wrong.values()):
            every = {language: self.words(language) for language in LANGUAGES}
            for query in (examine(path)[0] for path in found):
                if query:
                    found[query.path] += unsaid(query, every, self._ontology)
        return found if paths else found | {path: findings for path, findings in wrong.items() if findings}


def bind(
    query: QueryFile,
    given: Mapping[str, object],
    names: Callable[[], Lookup],
    today: Callable[[], date] | None = None,
) -> dict[str, Any]:
    """Make the parameters of a query ready for a store: typed, defaults filled in, names turned into ids.

    Args:
        query: whose parameters.
        given: values by name, as text or Python values.
        names: gives what finds entities by name; asked for where there is a name to look up.
        today: gives the day that ``today`` means; by default the local date.

    Returns:
        A value for every parameter that the query declares.

    Raises:
        ContentError: the Cypher uses one that the header does not declare.
        UsageError: a parameter is unknown, missing or malformed, or 'until' lies before 'since'.
        NotFound, Ambiguous: a name fits no entity, or several.
    """
    _expect_declared(query)
    for name in given:
        if name not in query.parameters:
            known = hint(name, query.parameters) or " It has no parameters."
            raise UsageError(f"'{query.name}' has no parameter {name!r}.{known}")
    missing = [each for name, each in query.parameters.items() if each.required and name not in given]
    if missing:
        wanted = "; ".join(f"'{each.name}' ({each.described}): {each.help}" for each in missing)
        raise UsageError(f"'{query.name}' needs {wanted}. `kg query show {query.name}` gives an example.")
    bound = {}
    for name, parameter in query.parameters.items():
        value = parameter.parse(given.get(name, parameter.default), today)
        is_name = parameter.concepts and value is not None
        bound[name] = names().find(value, parameter.concepts) if is_name else value
    _expect_time_between(bound.get("since"), bound.get("until"))
    return bound


def _expect_time_between(since: object, until: object) -> None:
    """Refuse a time that ends before it begins: its empty answer would read as if nothing were recorded."""
    if isinstance(since, date) and isinstance(until, date) and since > until:
        raise UsageError(f"'since' is {since} and 'until' {until}, before it. Is it the other way round?")


def _expect_declared(query: QueryFile) -> None:
    """Refuse Cypher with a parameter that nobody could give; a store knows neither file nor header."""
    for name, line in _used_in(query.cypher).items():
        if name not in query.parameters:
            better = hint(name, query.parameters)
            message = f"the header does not declare ${name}. Do it under 'parameters'.{better}"
            raise ContentError(message, query.path, query.first_line - 1 + line)


@lru_cache(maxsize=256)
def _used_in(cypher: str) -> dict[str, int]:
    """The parameters that Cypher uses, each with the line where it first does."""
    used: dict[str, int] = {}
    with suppress(CypherSyntaxError):  # the store says what is wrong with it
        for token in tokenise(cypher):
            if token.kind == "parameter":
                used.setdefault(token.text, token.line)
    return used
