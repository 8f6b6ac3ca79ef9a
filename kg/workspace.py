"""A project with its ledger and its graph: load records, build, ask. `kg.open()` gives one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self

from kg import entities
from kg.building import BuildReport, collector_paused, hand_over
from kg.given import at_most, by_name, files, seconds, several, text_of
from kg.graph import Changes, Node, why_behind
from kg.project import Project, builtin, find_project
from kg.results import Result
from kg.statements import Issue, Source

if TYPE_CHECKING:
    import networkx

    from kg.analysis import Analysis
    from kg.connections import Way
    from kg.dossier import Dossier
    from kg.extracting import Reading
    from kg.intake import FileReport, Intake, Progress, Withdrawn
    from kg.ledger import Ledger
    from kg.library import Library, Lookup
    from kg.loading import Loader, Reference
    from kg.names.compare import Comparer
    from kg.ontology import Ontology
    from kg.readers.articles import Allowed
    from kg.stores import Store, Version
    from kg.stores.credentials import Ask
    from kg.views import Network
    from kg.views.article import ArticlePage
    from kg.views.charts import ChartPage
    from kg.views.matrix import Matrix
    from kg.views.report import Report
    from kg.views.table import Table


class Workspace:
    """An open project. Use it in a ``with`` statement, or call :meth:`close`.

    Args:
        project: its folder.
        store: another store than the one that the project names.
        ask: how to ask for a server's password; None where nobody can be asked.
    """

    def __init__(self, project: Project, store: Store | None = None, ask: Ask | None = None) -> None:
        self.project, self._given, self._store, self._ask = project, store, store, ask
        self._names: tuple[Version | None, Lookup] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __reduce__(self) -> tuple[type[Workspace], tuple[Project, Store | None]]:
        """In another process, or as a copy, it is the same project, opened anew."""
        return Workspace, (Project(self.project.root, self.project.chosen_store), self._given)

    @cached_property
    def ontology(self) -> Ontology:
        """The concepts."""
        from kg.ontology import load_ontology

        self.project.fingerprint("schema")  # what is made by them from here on is told by it
        return load_ontology(self.project.content("schema"))

    @cached_property
    def ledger(self) -> Ledger:
        """The ledger; made when it is missing and something is loaded."""
        from kg.ledger import Ledger

        return Ledger.open(self.project.ledger_address)

    @property
    def store(self) -> Store:
        """The graph's store, with the newest graph, whoever built it: a terminal beside a notebook."""
        if self._store is None:
            from kg.stores import open_store

            address, path = self.project.store_address, self.project.graph_path
            self._store = open_store(address, path, self.ontology, self._ask)
        elif self._store.refresh():
            self._names = None
        return self._store

    @cached_property
    def library(self) -> Library:
        """The query library."""
        from kg.library import Library

        return Library(self.project.content("queries"), self.ontology)

    @cached_property
    def loaders(self) -> dict[str, Loader]:
        """Loaders by name."""
        from kg.loading import load_loaders

        self.project.fingerprint("loaders")  # likewise
        return load_loaders(self.project.content("loaders"))

    def close(self) -> None:
        """Let go of the graph; what changed is kept."""
        if self._store is not None:
            self._store.close()

    # Loading and building

    def load(
        self,
        paths: Path | str | Iterable[Path | str],
        kind: str | None = None,
        *,
        strict: bool = False,
        fetch: bool = False,
        progress: Progress = lambda _: None,
    ) -> list[FileReport]:
        """Load records and articles into the ledger, in one run; see :meth:`kg.intake.Intake.load`.

        Args:
            paths: one or several: files of records, articles, archives of articles, folders of these; ``-``
                is standard input; addresses of pages, as text.
            kind: of record; recognised from each file when None.
            strict: refuse the run when a single record is wrong.
            fetch: whether pages may be read from the internet.
            progress: called with the number of records and articles read so far.
        """
        from kg.readers.articles import is_address, is_public

        intake = self._intake(progress, is_public if fetch else None)
        named = [path if is_address(path) else Path(path) for path in files(paths)]
        with collector_paused():
            return intake.load(self._make_ledger, named, kind, strict=strict)

    def _make_ledger(self) -> Ledger:
        from kg.ledger import Ledger

        if "ledger" not in self.__dict__:  # an open one has pages in memory
            self.__dict__["ledger"] = Ledger.open(self.project.ledger_address, create=True)
        return self.ledger

    def load_bundled(self, *, strict: bool = False, progress: Progress = lambda _: None) -> list[FileReport]:
        """Load the records that come with `kg`."""
        return self.load(self.bundled_files, strict=strict, progress=progress)

    def withdraw(self, names: str | Sequence[str], progress: Progress = lambda _: None) -> list[Withdrawn]:
        """Make datasets say nothing any more, by their names; see :func:`kg.intake.withdraw`."""
        from kg.intake import dataset_name, withdraw

        datasets = several(names, "Names of data sets are texts")
        loaders = [each for each in self.loaders.values() if each.reference]
        kept = {dataset_name(self.project, builtin("data") / file) for each in loaders for file in each.files}
        return withdraw(self.ledger, self.project, datasets, kept, progress)

    @property
    def bundled_files(self) -> list[Path]:
        """The files of records that come with `kg`."""
        return [builtin("data") / name for loader in self.loaders.values() for name in loader.files]

    @cached_property
    def reference(self) -> Reference:
        """What loaders look up: concepts, regions, names of institutions."""
        from kg.extracting import read_gazetteer
        from kg.loading import Reference

        return Reference(self.ontology, read_gazetteer(self.project))

    @cached_property
    def reading(self) -> Reading:
        """What finds the facts of articles: made once, with the project's own words."""
        from kg.extracting import make_reading

        return make_reading(self.project, self.reference.gazetteer)

    def _intake(self, progress: Progress, pages: Allowed | None) -> Intake:
        from kg.intake import Intake

        content, reading = self.project.fingerprint("schema", "loaders"), lambda: self.reading
        return Intake(self.project, self.loaders, self.reference, content, reading, progress, pages)

    def build(self, *, rebuild: bool = False, progress: Progress = lambda _: None) -> BuildReport:
        """Bring the graph up to date with the ledger.

        Args:
            rebuild: make it from nothing, instead of changing what new records change.
            progress: called with the number of nodes and edges made so far.
        """
        self._holds()  # a server is reached, and a password asked for, before anybody waits for this build
        changes, changed = self._hand_over(self._holds, self.store.apply, progress, rebuild=rebuild)
        self._names = None
        return BuildReport(changes.build, changes.complete, changed, changes.there, self.store.schema)

    def export(self, take: Callable[[Changes, str], None], *, progress: Progress = lambda _: None) -> int:
        """Give the whole graph, as the ledger has it, to something that keeps it elsewhere.

        Args:
            take: called with all nodes and edges and with the name of the ledger.
            progress: called with the number of nodes and edges made so far.

        Returns:
            How many nodes and edges there were.
        """
        return self._hand_over(lambda: None, take, progress)[1]

    def _hand_over(
        self,
        holds: Callable[[], str | None],
        take: Callable[[Changes, str], None],
        progress: Progress,
        *,
        rebuild: bool = False,
    ) -> tuple[Changes, int]:
        made_from = self.ledger, self.ontology, self.project.fingerprint("schema")
        return hand_over(*made_from, holds, take, rebuild=rebuild, progress=progress)

    def _holds(self) -> str | None:
        """The mark of the build that the store holds, if it is of this ledger."""
        held = self.store.version()
        return held.build if held and held.ledger == self.ledger.name else None

    @property
    def behind(self) -> bool:
        """Whether :meth:`build` would change the graph."""
        return self.why_behind is not None

    @property
    def why_behind(self) -> Literal["rules", "records"] | None:
        """Why it would; see :func:`kg.graph.why_behind`."""
        with self.ledger.reading() as connection:
            return why_behind(connection, self._holds(), self.project.fingerprint("schema"))

    def issues(self, dataset: Path | str | None = None) -> list[Issue]:
        """Records set aside, and doubts, as of each last load; of a dataset, file or folder if named."""
        from kg.intake import issues

        return issues(self.ledger, self.project, None if dataset is None else str(dataset))

    # Asking

    @property
    def names(self) -> Lookup:
        """Finds entities by name, in the newest graph; on a server, in that of some seconds ago."""
        version = self.store.recent_version()
        if self._names is None or version not in (None, self._names[0]):
            self._names = version, entities.lookup(self)
        return self._names[1]

    @cached_property
    def comparer(self) -> Comparer:
        """What compares names: by the words of the language, and those that the project adds."""
        from kg.names.compare import Comparer
        from kg.names.rules import read_rules

        # The titles among built-in loaders are for questions, where "R." is no initial.
        folders = [folder for folder in self.project.content("loaders") if folder != builtin("loaders")]
        return Comparer(read_rules(folders))

    def query(self, name: str, /, **parameters: Any) -> Result:
        """Ask a question of the library.

        Args:
            name: such as ``who-signed-with-whom``; `kg query list` lists them.
            parameters: by name; names of entities are looked up.

        Raises:
            UsageError: there is no such question, or a parameter does not fit.
            NotFound, Ambiguous: a name matches nothing, or several.
        """
        question = self.library.get(name)
        bound = self.prepare(name, **parameters)
        rows = self.store.read(question.cypher, bound, plain=question.source_columns)
        return Result.of(rows, question=question, parameters=bound)

    def prepare(self, name: str, /, **parameters: Any) -> dict[str, Any]:
        """The parameters of a library query as they reach the store: typed, spelled, names as ids."""
        from kg.library import bind

        names = cache(lambda: self.names)  # a trip to the store, which not every question needs
        bound, spelled = bind(self.library.get(name), parameters, names), self.ontology.spelled
        return {key: spelled(key, value) if isinstance(value, str) else value for key, value in bound.items()}

    def cypher(
        self,
        text: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout: float = 30.0,
        limit: int | None = None,
    ) -> Result:
        """Ask in Cypher; see :meth:`kg.stores.Store.read`. Values belong in ``parameters``."""
        text, given = text_of(text, "Cypher is a text"), by_name(parameters)
        return Result.of(self.store.read(text, given, seconds(timeout), at_most(limit)), parameters=given)

    def find(self, name: str, concept: str | None = None) -> Node:
        """The node of a name or id; the id of a node that was merged leads to the one it was merged into.

        Raises:
            NotFound, Ambiguous: it matches nothing, or several.
        """
        return entities.find(self, name, concept)

    def entity(self, name: str, concept: str | None = None) -> Dossier:
        """Everything the ledger says about an entity: statements, sources, conflicts, edges.

        Args:
            name: or id.
            concept: what it is, where names are alike.
        """
        from kg.dossier import dossier

        return dossier(self, self.find(name, concept))

    def path(self, start: str, end: str, *, avoid: Sequence[str] = (), through: Sequence[str] = ()) -> Way:
        """How two entities hang together, hop by hop; see :func:`kg.connections.shortest`."""
        from kg.connections import shortest

        return shortest(self, start, end, avoid=avoid, through=through)

    def network(self, around: str | None = None, hops: int = 1) -> networkx.MultiDiGraph[str]:
        """The graph, or what lies around an entity, for networkx; see :func:`kg.connections.network`."""
        from kg.connections import network

        return network(self, around, hops)

    def view(self, around: str | Result | None = None, hops: int = 1, *, language: str = "en") -> Network:
        """A pyvis network, for notebooks or pages, of what lies around an entity or of what a query gave."""
        from kg.showing import answer_network, network_view

        if type(around) is Result:  # findings, which are results too, draw themselves
            return answer_network(self, around, language)
        return network_view(self, around, hops, language)  # type: ignore[arg-type]  # refuses the rest

    def timeline(self, name: str, *, language: str = "en") -> ChartPage:
        """What is recorded of a region, an institution or a person by date; see :mod:`kg.views.charts`."""
        from kg.showing import timeline_view

        return timeline_view(self, name, language)

    def offices(self, name: str, *, language: str = "en") -> ChartPage:
        """Who held which office when: of a person, an institution or a region's government."""
        from kg.showing import offices_view

        return offices_view(self, name, language)

    def map(self, within: str | None = None, *, language: str = "en") -> ChartPage:
        """Scores by region and year; ``within`` is the region to begin with."""
        from kg.showing import map_view

        return map_view(self, within, language)

    def slope(self, *, language: str = "en") -> ChartPage:
        """Scores before and after the first agreement, within one scale."""
        from kg.showing import slope_view

        return slope_view(self, language)

    def table(self, query: str, *, language: str = "en", **parameters: Any) -> Table:
        """The answer of a query, by its name in the library or in Cypher, as a table to sort and filter."""
        from kg.showing import ask, table_view

        return table_view(self, ask(self, query, parameters), language)

    def matrix(self, around: str | None = None, *, language: str = "en") -> Matrix:
        """Who signed with whom, counted: all of it, or what has to do with an entity."""
        from kg.showing import signing_matrix

        return signing_matrix(self, None if around is None else self.find(around), language)

    def report(self, name: str, *, language: str = "en") -> Report:
        """Everything known of an entity, with numbered sources, as a page that prints well."""
        from kg.showing import report_view

        return report_view(self, self.entity(name), language)

    def article(self, path: Path | str, *, language: str = "en") -> ArticlePage:
        """A file with an article as a page, every fact that is found marked; nothing is loaded."""
        from kg.showing import article_view

        return article_view(self, path, language)

    @property
    def analysis(self) -> Analysis:
        """What networkx finds in the graph: brokers, communities, pieces, ways."""
        from kg.analysis import Analysis

        return Analysis(self)

    def sources(self, ids: str | Iterable[str]) -> dict[str, Source]:
        """Sources by id, of one or of several."""
        return self.ledger.sources(several(ids, "Ids of sources are texts"))


def open_workspace(project: Project | None = None, ask: Ask | None = None) -> Workspace:
    """Open a project: the one given, or the one that the current folder belongs to."""
    return Workspace(project or find_project(), ask=ask)
