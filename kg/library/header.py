"""Query files: ``queries/<kebab-name>.cypher``, a YAML header in ``//`` lines above the Cypher."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain
from operator import countOf
from pathlib import Path
from typing import Any

import yaml

from kg.errors import ContentError
from kg.files import files_in
from kg.library.parameters import PLAIN_TYPES, Parameter
from kg.library.suggest import hint

#: What a column may hold. ``sources`` is a list of source ids, ``value`` any single value.
COLUMN_TYPES = ("text", "integer", "number", "date", "boolean", "list", "sources", "id", "value")

#: Deeper than any header goes.
_DEPTH_LIMIT = 20

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_WORD = re.compile(r"[a-z][a-z0-9_]*")
_TEXTS = ("title", "description", "why", "topic")
_KEYS = (*_TEXTS, "parameters", "columns", "coverage", "key", "translations")
_PARAMETER_KEYS = ("type", "help", "default", "example", "one_of")
_COLUMN_KEYS = ("type", "help", "digits")
_TRANSLATED = ("title", "description", "coverage")
_PART_KEYS = {
    "parameters": _PARAMETER_KEYS,
    "columns": _COLUMN_KEYS,
    "translations": (*_TRANSLATED, "headings"),
}


@dataclass(frozen=True)
class Column:
    """What one column of the result holds. ``digits`` are decimals kept of a computed number."""

    name: str
    type: str
    help: str
    digits: int | None = None


@dataclass(frozen=True)
class Translation:
    """What a question says in another language; ``headings`` of columns, where the usual ones mislead."""

    title: str
    description: str
    coverage: str | None
    headings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class QueryFile:
    """One question of the library.

    Attributes:
        name: the file's name without ``.cypher``.
        title, description, why, topic: as in the header; ``why`` says why a journalist asks it.
        parameters, columns: by name, in the order of the header.
        coverage: what the answer can not tell, or None.
        key: columns that together tell the rows apart, where no id does.
        cypher: the text below the header.
        translations: by language; a page in one that is missing is in the language of the header.
        path: the file. ``first_line`` is the 1-based line in it on which ``cypher`` starts.
    """

    name: str
    title: str
    description: str
    why: str
    topic: str
    parameters: Mapping[str, Parameter]
    columns: Mapping[str, Column]
    coverage: str | None
    key: tuple[str, ...]
    translations: Mapping[str, Translation]
    cypher: str
    path: Path
    first_line: int

    def finish(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Tidy the rows that a store returned: lists of sources flat, sorted, each once; numbers rounded.

        Done here, because the engines round differently (see ``digits`` of :class:`Column`), and
        because a query can then collect lists of sources, each list once.

        Returns:
            The same rows, changed.

        Raises:
            ContentError: what the header calls sources is something else.
        """
        for name in self.source_columns:
            try:
                for row in rows:
                    value = row.get(name)
                    if isinstance(value, list) and not (len(value) == 1 and type(value[0]) is str):
                        row[name] = _tidy_sources(value)
            except TypeError as error:
                raise ContentError(
                    f"the column {name!r} is to hold ids of sources, and holds something else. Collect the "
                    "sources of a node or an edge, as in collect(DISTINCT a.sources); or give the column "
                    "another type.",
                    self.path,
                    self.first_line,
                ) from error
        for name, column in self.columns.items():
            if column.digits is not None:
                for row in rows:
                    if isinstance(row.get(name), float):
                        row[name] = round(row[name], column.digits)
        return rows

    @property
    def source_columns(self) -> tuple[str, ...]:
        """The columns that hold ids of sources: texts in lists, or in lists of lists."""
        return tuple([name for name, column in self.columns.items() if column.type == "sources"])

    @property
    def subject(self) -> str | None:
        """The parameter that the command line takes without a name: the first entity or required one."""
        entities = [name for name, each in self.parameters.items() if each.concepts]
        required = [name for name, each in self.parameters.items() if each.required]
        return next(iter(entities + required), None)


def _tidy_sources(value: list[Any]) -> list[str]:
    """The texts in lists of lists, sorted and each once; most are in no list, or each is in one.

    A hub cites tens of thousands. Lists cannot be in a set, nor be sorted among texts: so that these are
    texts alone need not be looked at one by one. A TypeError is raised where something else is among them.
    """
    with suppress(TypeError):
        lists = countOf(map(type, value), list)
        if lists in (0, len(value)):
            found = sorted(set(chain.from_iterable(value) if lists else value))
            if not found or type(found[0]) is str:
                return found
    return sorted(_flat(value))


def _flat(value: Iterable[Any]) -> set[str]:
    """The texts in lists of lists, however deep; a level at once, since a hub cites thousands."""
    found: set[Any] = set()
    level = list(value)
    while level:
        kinds = set(map(type, level))
        if kinds <= {list, tuple}:
            level = list(chain.from_iterable(level))
            continue
        lists = [each for each in level if isinstance(each, (list, tuple))] if kinds - {str} else []
        found.update(level if not lists else (each for each in level if not isinstance(each, (list, tuple))))
        level = list(chain.from_iterable(lists))
    found.discard(None)
    if not {str}.issuperset(map(type, found)):
        raise TypeError("no id of a source")
    return found


def find_files(folders: Sequence[Path]) -> dict[str, Path]:
    """Find the query files of several folders by name; a file in a later folder replaces an earlier one."""
    return {path.stem: path for folder in folders for path in files_in(folder, ".cypher")}


def read_query(path: Path) -> QueryFile:
    """Read one query file.

    Raises:
        ContentError: with file and line, for the first thing that is wrong with its header.
    """
    query, problems = examine(path)
    if problems:
        raise problems[0]
    assert query is not None
    return query


def examine(path: Path) -> tuple[QueryFile | None, list[ContentError]]:
    """Read one query file and list everything that is wrong with its header.

    Returns:
        The query, or None when the header is wrong; and the problems, the most telling first.
    """
    reader = _Header(path)
    query = reader.read()
    return (None if reader.problems else query), reader.problems


@dataclass
class _Header:
    """Reads one file, noting problems with their lines instead of stopping at the first."""

    path: Path
    problems: list[ContentError] = field(default_factory=list)
    lines: dict[tuple[str, ...], int] = field(default_factory=dict)

    def wrong(self, message: str, *at: str) -> None:
        """Note a problem at the line of the innermost known key of ``at``."""
        keys = tuple(at)
        while keys and keys not in self.lines:
            keys = keys[:-1]
        self.problems.append(ContentError(message, self.path, self.lines.get(keys, 1)))

    def read(self) -> QueryFile | None:
        if not _NAME.fullmatch(self.path.stem):
            self.wrong(f"the name {self.path.stem!r} is not in kebab-case (small letters, digits, hyphens).")
        try:
            text = self.path.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            self.wrong(f"cannot be read as UTF-8 text ({error}).")
            return None
        every = text.splitlines()
        count = next((i for i, line in enumerate(every) if not line.lstrip().startswith("//")), len(every))
        header = self._mapping([line.lstrip()[2:].removeprefix(" ") for line in every[:count]])
        cypher = "\n".join(every[count:]).strip("\n")
        blank = next((i for i, line in enumerate(every[count:]) if line.strip()), 0)
        if not cypher.strip():
            self.wrong("there is no Cypher below the header.")
        return None if header is None else self._query(header, cypher, count + blank + 1)

    def _mapping(self, lines: list[str]) -> dict[str, Any] | None:
        if not lines:
            self.wrong("no header; the file must start with '// title: ...' lines.")
            return None
        text = "\n".join(lines)
        loader = _Loader(text)
        try:
            if self._is_tangled(text):
                return None
            node = loader.get_single_node()
            self._note_lines(node, ())
            value = loader.construct_document(node)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            self.lines[()] = mark.line + 1 if mark else 1
            self.wrong(f"the header is not YAML: {getattr(error, 'problem', None) or error}.")
            return None
        finally:
            loader.dispose()
        if not isinstance(value, dict):
            self.wrong("the header must be a mapping of 'key: value' lines.")
            return None
        return value

    def _is_tangled(self, text: str) -> bool:
        """Note values that refer to others or lie deep within each other, on which readers of YAML fail."""
        depth = 0
        for event in yaml.parse(text, Loader=_Loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            refers = isinstance(event, yaml.AliasEvent)
            if refers or depth > _DEPTH_LIMIT:
                self.lines[()] = event.start_mark.line + 1 if event.start_mark else 1
                self.wrong("a value refers to another; write it out." if refers else "is nested too deep.")
                return True
        return False

    def _note_lines(self, node: yaml.Node | None, above: tuple[str, ...]) -> None:
        if not isinstance(node, yaml.MappingNode):
            return
        for key, value in node.value:
            here = (*above, str(key.value))
            twice = here in self.lines
            self.lines[here] = key.start_mark.line + 1
            if twice:
                self.wrong(f"{key.value!r} is given twice.", *here)
            self._note_lines(value, here)

    def _query(self, header: dict[str, Any], cypher: str, first_line: int) -> QueryFile:
        self._known(header, _KEYS)
        for name in _TEXTS:
            if not isinstance(header.get(name), str) or not header[name].strip():
                self.wrong(f"'{name}' is missing or is no text.", name)
        coverage = header.get("coverage")
        if coverage is not None and not isinstance(coverage, str):
            self.wrong("'coverage' is a sentence.", "coverage")
        parameters = {name: self._parameter(name, said) for name, said in self._named(header, "parameters")}
        columns = {name: self._column(name, said) for name, said in self._named(header, "columns")}
        if not columns:
            self.wrong("'columns' is missing; list every returned column with type and help.", "columns")
        title, description, why, topic = (str(header.get(name, "")).strip() for name in _TEXTS)
        return QueryFile(
            self.path.stem, title, description, why, topic, parameters, columns, coverage,
            self._key(header, columns), self._translations(header, columns), cypher, self.path, first_line,
        )  # fmt: skip

    def _translations(self, header: dict[str, Any], columns: Mapping[str, Column]) -> dict[str, Translation]:
        found = {}
        for language, said in self._named(header, "translations"):
            at = ("translations", language)
            for name in _TRANSLATED:
                if name in header and not isinstance(said.get(name), str):
                    self.wrong(f"'{name}' in {language!r} is missing or is no text.", *at, name)
                elif name in said and name not in header:
                    self.wrong(f"'{name}' in {language!r} says what the header does not.", *at, name)
            headings = said.get("headings", {})
            if not isinstance(headings, dict) or not all(isinstance(each, str) for each in headings.values()):
                self.wrong("'headings' must map columns to texts.", *at, "headings")
                continue
            for name in headings:
                if name not in columns:
                    self.wrong(
                        f"{name!r} is no column.{hint(str(name), columns)}", *at, "headings", str(name)
                    )
            title, description = (str(said.get(name, "")).strip() for name in _TRANSLATED[:2])
            found[language] = Translation(title, description, said.get("coverage"), headings)
        return found

    def _key(self, header: dict[str, Any], columns: Mapping[str, Column]) -> tuple[str, ...]:
        key = header.get("key", [])
        if not isinstance(key, list) or not all(isinstance(name, str) for name in key):
            self.wrong("'key' is a list of columns.", "key")
            return ()
        for name in key:
            if name not in columns:
                self.wrong(f"'key' names {name!r}, which is no column.{hint(name, columns)}", "key")
        return tuple(key)

    def _named(self, header: dict[str, Any], part: str) -> list[tuple[str, dict[str, Any]]]:
        """The entries of ``parameters``, ``columns`` or ``translations`` that are fit to be read further."""
        entries = header.get(part)
        if entries is None:
            return []
        if not isinstance(entries, dict):
            self.wrong(f"'{part}' must be a mapping of names.", part)
            return []
        known = _PART_KEYS[part]
        good = []
        for name, said in entries.items():
            if not isinstance(name, str) or not _WORD.fullmatch(name):
                self.wrong(f"{name!r} is not a name (small letters, digits, underscores).", part, str(name))
            elif not isinstance(said, dict):
                self.wrong(f"'{name}' must be a mapping with {known[0]} and {known[1]}.", part, name)
            else:
                self._known(said, known, part, name)
                if "help" in known and (not isinstance(said.get("help"), str) or not said["help"].strip()):
                    self.wrong(f"'{name}' has no help.", part, name)
                good.append((name, said))
        return good

    def _known(self, given: Mapping[Any, Any], known: Sequence[str], *at: str) -> None:
        for key, value in given.items():
            if key not in known:
                comma = " Text with a comma needs quotes around it." if value is None else ""
                self.wrong(f"unknown key {key!r}.{hint(str(key), known)}{comma}", *at, str(key))

    def _parameter(self, name: str, said: dict[str, Any]) -> Parameter:
        type_, concepts = self._type(name, said)
        one_of = said.get("one_of", [])
        if not isinstance(one_of, list) or not all(isinstance(option, str) for option in one_of):
            self.wrong("'one_of' is a list of texts.", "parameters", name, "one_of")
            one_of = []
        if (type_ == "choice") != bool(one_of):
            self.wrong(f"'{name}': 'one_of' goes with type choice, and choice needs it.", "parameters", name)
        parameter = Parameter(
            name, type_, str(said.get("help", "")), "default" not in said, said.get("default"),
            said.get("example"), tuple(one_of), concepts,
        )  # fmt: skip
        for which in ("default", "example"):
            problem = parameter.problem_with(which) if which in said else None
            if problem:
                self.wrong(f"the {which} of '{name}' does not fit: {problem}", "parameters", name, which)
        return parameter

    def _type(self, name: str, said: dict[str, Any]) -> tuple[str, tuple[str, ...]]:
        written = said.get("type")
        at = ("parameters", name, "type")
        if isinstance(written, str) and written.startswith("entity:"):
            concepts = tuple(part.strip() for part in written.removeprefix("entity:").split("|"))
            if not all(concepts):
                self.wrong(f"'{name}': write entity:<concept>, for instance entity:Person.", *at)
            return "entity", concepts
        if written not in PLAIN_TYPES:
            self.wrong(f"'{name}' has no known type.{hint(str(written), (*PLAIN_TYPES, 'entity:'))}", *at)
        return str(written), ()

    def _column(self, name: str, said: dict[str, Any]) -> Column:
        type_, digits = said.get("type"), said.get("digits")
        if type_ not in COLUMN_TYPES:
            options = hint(str(type_), COLUMN_TYPES)
            self.wrong(f"column '{name}' has no known type.{options}", "columns", name, "type")
        if digits is not None and (type_ != "number" or not isinstance(digits, int)):
            self.wrong(f"'{name}': 'digits' is a count of decimals of a number.", "columns", name, "digits")
        return Column(name, str(type_), str(said.get("help", "")), digits)


#: The parser in C where there is one: reading a library of forty files takes 20 ms instead of 300.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
