"""What goes wrong with servers, done to real ones: nothing is lost or doubled, and it is told what to do."""

from __future__ import annotations

import logging
import os
import re
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.errors import QueryError, QueryTimeout, StoreError, UsageError
from kg.stores import Version, neo4j_server, neo4j_store, neo4j_writing, open_store
from kg.stores.memory import MemoryStore
from kg.stores.neo4j_store import Neo4jStore
from kg.stores.neo4j_transactions import GRAPH
from tests.forks import forked
from tests.servers_neo4j import OwnServer, driver, drop_schema, empty, own_server, require_neo4j
from tests.stores.freezing import Way, way_to
from tests.stores.samples import LEDGER, complete, crowd, filled, held, increment, node, ontology, small

pytestmark = pytest.mark.neo4j

Given = dict[str, str]


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> Given:
    """The server of all tests, emptied."""
    given = require_neo4j()
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    empty(given)
    return given


@pytest.fixture
def store(shared: Given) -> Iterator[Neo4jStore]:
    store = Neo4jStore(shared["KG_NEO4J_URI"], ontology())
    yield store
    store.close()


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnServer]:
    """A server to be stopped and killed, that gives little memory to a transaction."""
    with own_server(tmp_path_factory.mktemp("neo4j"), "db.memory.transaction.max=48m") as server:
        yield server


@pytest.fixture
def fragile(own: OwnServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Neo4jStore]:
    """A store on the server of our own."""
    for name, value in own.settings.items():
        monkeypatch.setenv(name, value)
    store = Neo4jStore(own.address, ontology())
    store.clear()
    yield store
    store.close()


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Ctrl-C reaches the test, also where tests run in processes that are to ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


#: Calls something in a second from now.
Later = Callable[[Callable[[], None]], threading.Timer]


@pytest.fixture
def later() -> Iterator[Later]:
    """Nothing of it happens once the test has ended: it would hit the next one."""
    timers: list[threading.Timer] = []

    def call_later(call: Callable[[], None]) -> threading.Timer:
        timers.append(timer := threading.Timer(1.0, call))
        timer.start()
        return timer

    yield call_later
    for timer in timers:
        timer.cancel()
        timer.join()


def endless(until: str) -> str:
    """A question that is answered, with 3, only when a node has a label that none has yet."""
    last = f"CASE WHEN EXISTS {{ (:{until}) }} THEN 3 ELSE 100000000000 END"
    return f"UNWIND range(1, {last}) AS x RETURN count(x % 7) AS n"


def disturbed(elements: Iterable[Any], *at: int, by: Callable[[], None]) -> Iterator[Any]:
    """Elements, and something that happens before some of them are given."""
    for number, element in enumerate(elements):
        if number in at:
            by()
        yield element


class TestARestart:
    """The server goes and comes back while a graph is filled."""

    @pytest.mark.slow
    @pytest.mark.parametrize(("way", "among"), [("stop", "nodes"), ("kill", "edges")])
    def test_a_build_goes_on_when_the_server_is_back(
        self, own: OwnServer, fragile: Neo4jStore, monkeypatch: pytest.MonkeyPatch, way: str, among: str
    ) -> None:
        def restart() -> None:
            getattr(own, way)()
            own.start()

        nodes, edges = crowd()
        monkeypatch.setattr(neo4j_writing, "BATCH", 1_000)
        monkeypatch.setattr(fragile._server, "retry", 300.0)  # a busy machine takes long to start a server
        changes = complete(nodes, edges)
        setattr(changes, among, disturbed(getattr(changes, among), 10_000, by=restart))
        fragile.apply(changes, LEDGER)
        assert held(fragile.snapshot()) == held([*nodes, *edges])
        assert fragile.version() == Version(LEDGER, "1")

    @pytest.mark.slow
    def test_a_server_that_stays_away_is_told_and_the_next_build_makes_it_good(
        self, own: OwnServer, fragile: Neo4jStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(fragile._server, "retry", 3.0)
        monkeypatch.setattr(neo4j_writing, "BATCH", 1_000)
        nodes, edges = crowd()
        changes = replace(complete(nodes, edges), content="this state")
        changes.nodes = disturbed(nodes, 10_000, by=own.kill)
        with pytest.raises(StoreError, match="no Neo4j answers there"):
            fragile.apply(changes, LEDGER)
        own.start()
        assert fragile.version() is None, "it must be filled again"
        with pytest.raises(StoreError, match="kg build"):
            fragile.read("RETURN 1 AS a")
        again = replace(complete(nodes, edges), content="this state")
        fragile.apply(again, LEDGER)
        assert 0 < again.there < len(nodes)
        assert held(fragile.snapshot()) == held([*nodes, *edges])


class TestMemory:
    """The server gives a transaction little memory."""

    def test_a_transaction_that_is_too_big_is_made_in_parts(self, fragile: Neo4jStore) -> None:
        nodes = [node(f"person-{i}", notes=f"{i} " * 4_000) for i in range(3_000)]
        fragile.apply(complete(nodes), LEDGER)
        assert held(fragile.snapshot()) == held(nodes)
        changed = [each._replace(properties=each.properties | {"name": "Changed"}) for each in nodes]
        fragile.apply(increment(changed), LEDGER)
        assert held(fragile.snapshot()) == held(changed)
        assert fragile.version() == Version(LEDGER, "2")

    def test_a_node_that_is_too_big_is_told_with_the_setting(self, fragile: Neo4jStore) -> None:
        filled(fragile)
        with pytest.raises(StoreError, match=r"db\.memory\.transaction\.max"):
            fragile.apply(increment([node("person-3", aliases=["x" * 100] * 400_000)]), LEDGER)
        assert fragile.version() is None
        assert len(held(filled(fragile).snapshot())) == 9

    def test_a_query_that_is_too_big_is_told(self, fragile: Neo4jStore) -> None:
        filled(fragile)
        query = "UNWIND range(1, 3000000) AS x RETURN collect(x + 0.5) AS numbers"
        with pytest.raises(QueryError, match="more memory than the server allows"):
            fragile.read(query)


class TestTheAddress:
    """It is wrong, or what is there does not answer as it should."""

    def test_a_wrong_password_is_told_and_never_repeated(
        self, shared: Given, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        monkeypatch.setenv("KG_NEO4J_PASSWORD", "wrong-swordfish")
        caplog.set_level(logging.DEBUG)
        store = Neo4jStore(shared["KG_NEO4J_URI"], ontology())
        with pytest.raises(StoreError, match=r"password.*KG_NEO4J_PASSWORD.*keyring") as caught:
            store.version()
        error: BaseException | None = caught.value
        while error is not None:
            assert "swordfish" not in repr(error) + str(error)
            error = error.__cause__ or error.__context__
        assert caplog.records
        assert "swordfish" not in caplog.text

    def test_the_right_password_is_in_no_log(
        self, store: Neo4jStore, shared: Given, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        filled(store)
        assert "user_agent" in caplog.text
        assert shared["KG_NEO4J_PASSWORD"] not in caplog.text

    def test_the_server_is_told_who_asks(self, store: Neo4jStore, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.DEBUG)
        store.version()
        assert "kg/0." in caplog.text

    @pytest.mark.parametrize("scheme", ["neo4j+s", "bolt+s", "bolt+ssc"])
    def test_encryption_that_the_server_lacks_is_told(self, shared: Given, scheme: str) -> None:
        host = shared["KG_NEO4J_URI"].partition("://")[2]
        store = Neo4jStore(f"{scheme}://{host}", ontology())
        with pytest.raises(StoreError, match="no encrypted connection"):
            store.version()

    def test_the_scheme_for_clusters_works_with_one_server_too(self, shared: Given) -> None:
        host = shared["KG_NEO4J_URI"].partition("://")[2]
        store = Neo4jStore(f"neo4j://{host}/neo4j", ontology())
        assert len(held(filled(store).snapshot())) == 9
        store.close()

    def test_a_database_that_is_not_there_is_named(self, shared: Given) -> None:
        store = Neo4jStore(f"{shared['KG_NEO4J_URI']}/elsewhere", ontology())
        with pytest.raises(StoreError, match="no database 'elsewhere'"):
            store.version()

    @pytest.mark.parametrize(
        "address",
        [
            *("http://localhost:7474", "neo4j:localhost", "graph.kgl", "postgresql://localhost"),
            *("bolt://localhost:abc", "bolt://[::1"),
        ],
    )
    def test_what_is_no_address_of_a_store_is_refused(self, address: str) -> None:
        with pytest.raises(UsageError, match="neo4j://"):
            open_store(address, Path("unused"), ontology())

    @pytest.mark.parametrize(
        "address", ["neo4j://me:swordfish@localhost", "bolt://localhost?password=swordfish"]
    )
    def test_an_address_with_a_password_is_refused_without_repeating_it(self, address: str) -> None:
        with pytest.raises(UsageError, match="environment") as caught:
            open_store(address, Path("unused"), ontology())
        assert "swordfish" not in str(caught.value)

    def test_where_nothing_listens_it_is_told_at_once(self, shared: Given) -> None:
        began = time.monotonic()
        with socket.socket() as deaf:
            deaf.bind(("127.0.0.1", 0))  # so that nobody else listens there either
            address = f"bolt://127.0.0.1:{deaf.getsockname()[1]}"
            with pytest.raises(StoreError, match="no Neo4j answers there"):
                Neo4jStore(address, ontology()).apply(complete(), LEDGER)
        assert time.monotonic() - began < neo4j_server._RETRY / 2

    @pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
    def test_what_accepts_and_says_nothing_is_given_up(
        self, shared: Given, monkeypatch: pytest.MonkeyPatch, scheme: str
    ) -> None:
        monkeypatch.setattr(neo4j_server, "_HELLO", 2.0)
        with socket.create_server(("127.0.0.1", 0)) as silent:
            address = f"{scheme}://127.0.0.1:{silent.getsockname()[1]}"
            began = time.monotonic()
            with pytest.raises(StoreError, match="says nothing"):
                Neo4jStore(address, ontology()).version()
        assert time.monotonic() - began < 30


class TestAServerThatHangs:
    """It has said hello, and then says nothing more."""

    @pytest.fixture
    def way(self, shared: Given) -> Iterator[Way]:
        with way_to(shared["KG_NEO4J_URI"]) as way:
            yield way

    @pytest.fixture
    def distant(self, way: Way, store: Neo4jStore, monkeypatch: pytest.MonkeyPatch) -> Iterator[Neo4jStore]:
        """A store that goes this way. It trusts its connection: to open another has a limit of its own."""
        monkeypatch.setattr(neo4j_server, "_IDLE", 60.0)
        filled(store)
        distant = Neo4jStore(way.address, ontology())
        assert distant.read("RETURN 1 AS a").rows == [{"a": 1}]
        yield distant
        distant.close()

    def test_it_is_hung_up_on_and_asked_anew(self, way: Way, distant: Neo4jStore) -> None:
        way.frozen.set()
        began = time.monotonic()
        with pytest.raises(QueryTimeout, match=r"longer than 0\.5 s"):
            distant.read("RETURN 1 AS a", timeout=0.5)
        assert time.monotonic() - began < 30
        way.frozen.clear()
        assert distant.read("RETURN 2 AS a").rows == [{"a": 2}]

    def test_it_is_hung_up_on_before_the_question_too(
        self, way: Way, distant: Neo4jStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(neo4j_store, "_SEEN_FOR", -1.0)  # it is asked whether there is a graph
        way.frozen.set()
        with pytest.raises(QueryTimeout, match=r"longer than 0\.5 s"):
            distant.read("RETURN 1 AS a", timeout=0.5)

    def test_in_the_midst_of_an_answer_it_is_hung_up_on(
        self, way: Way, distant: Neo4jStore, later: Later
    ) -> None:
        later(way.frozen.set)
        with pytest.raises(QueryTimeout, match=r"longer than 2 s"):
            distant.read("UNWIND range(1, 100000000) AS x RETURN x", timeout=2)

    @pytest.mark.usefixtures("interruptible")
    @pytest.mark.parametrize("seen_for", [5.0, -1.0], ids=["question", "whether there is a graph"])
    def test_whoever_waits_can_stop_it(
        self,
        way: Way,
        distant: Neo4jStore,
        later: Later,
        monkeypatch: pytest.MonkeyPatch,
        seen_for: float,
    ) -> None:
        monkeypatch.setattr(neo4j_store, "_SEEN_FOR", seen_for)
        way.frozen.set()
        began = time.monotonic()
        with pytest.raises(KeyboardInterrupt):  # noqa: PT012 - whenever it comes
            later(lambda: os.kill(os.getpid(), signal.SIGINT))
            distant.read("RETURN 1 AS a", timeout=60)
        assert time.monotonic() - began < 30
        way.frozen.clear()
        assert distant.read("RETURN 2 AS a").rows == [{"a": 2}]

    def test_a_question_that_another_hung_up_on_is_asked_anew(self, store: Neo4jStore, later: Later) -> None:
        filled(store)

        def hang_up() -> None:
            with driver(require_neo4j()) as bare:
                bare.execute_query("CREATE (:HungUp)")
            store._server.close()

        later(hang_up)
        assert store.read(endless(until="HungUp"), timeout=60).rows == [{"n": 3}]
        assert store._server.closed == 1

    @pytest.mark.parametrize("hung_up", [False, True], ids=["by an administrator", "as another hung up"])
    def test_a_question_that_the_server_ended(self, store: Neo4jStore, *, hung_up: bool) -> None:
        """It does so too when a connection goes, and may say it before that is noticed."""
        filled(store)
        question = endless(until="Ended")
        asked = "SHOW TRANSACTIONS YIELD transactionId AS id, currentQuery AS asked "
        wanted = "WHERE asked = $question RETURN collect(id)"
        over = threading.Event()

        def end() -> list[str]:
            with driver(require_neo4j()) as bare:
                while not over.is_set():
                    if ended := bare.execute_query(asked + wanted, question=question).records[0][0]:
                        bare.execute_query("CREATE (:Ended)")
                        store._server.closed += hung_up
                        bare.execute_query("TERMINATE TRANSACTIONS $ended", ended=ended)
                        return list(ended)
            return []

        with ThreadPoolExecutor(1) as administrator:
            ended = administrator.submit(end)
            try:
                if hung_up:
                    assert store.read(question, timeout=60).rows == [{"n": 3}]
                else:
                    with pytest.raises(StoreError, match=r"ended this on the server\. Run the same command"):
                        store.read(question, timeout=60)
            finally:
                over.set()
        assert len(ended.result()) == 1

    def test_what_the_driver_stumbles_over_while_another_hangs_up_is_no_fault_of_the_question(
        self, store: Neo4jStore
    ) -> None:
        server = store._server

        def stumble() -> None:
            server.close()
            raise BufferError("as the driver does when its buffer changes")

        with pytest.raises(StoreError, match="hung up"), server.explained(), server.session():
            stumble()
        with pytest.raises(BufferError), server.explained(), server.session():
            raise BufferError("nobody hung up")

    @pytest.mark.usefixtures("interruptible")
    def test_a_build_can_be_stopped(self, way: Way, store: Neo4jStore, later: Later) -> None:
        distant = Neo4jStore(way.address, ontology())
        nodes, edges = crowd()
        changes = complete(nodes, edges)

        frozen: list[float] = []

        def freeze() -> None:
            way.frozen.set()
            later(lambda: os.kill(os.getpid(), signal.SIGINT))
            frozen.append(time.monotonic())

        changes.edges = disturbed(edges, 0, by=freeze)
        with pytest.raises(KeyboardInterrupt):
            distant.apply(changes, LEDGER)
        assert time.monotonic() - frozen[0] < 30
        way.frozen.clear()
        distant.apply(complete(*small()), LEDGER)
        assert held(store.snapshot()) == held([*small()[0], *small()[1]])
        distant.close()


@pytest.mark.slow
def test_a_server_whose_disk_is_full_is_said_to_have_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its home lies on a disk of a few megabytes."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(tmp_path)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root on Linux can mount a small disk")
    try:
        with own_server(tmp_path, "db.tx_log.preallocate=false") as server:
            for name, value in server.settings.items():
                monkeypatch.setenv(name, value)
            store = Neo4jStore(server.address, ontology())
            with suppress(OSError), (tmp_path / "rest").open("wb", buffering=0) as rest:
                while True:
                    rest.write(bytes(1 << 16))
            nodes = [node(f"person-{number}", name="x" * 200) for number in range(5_000)]
            with pytest.raises(StoreError, match=r"the server failed.*Is its disk full\?"):
                store.apply(complete(nodes, []), LEDGER)
            store.close()
    finally:
        subprocess.run(["umount", "-l", str(tmp_path)], check=True)


class TestOthersInTheDatabase:
    """Another application, or another kg, uses the same database."""

    def test_nodes_of_another_application_survive_all_that_we_do(
        self, store: Neo4jStore, shared: Given
    ) -> None:
        theirs = (
            "CREATE (a:Person {id: 'person-1', name: 'Theirs'})-[:SIGNED {id: 'signed-1'}]->"
            "(:Agreement {id: 'agreement-1'}), (:Person {id: 'person-1', name: 'Twin'}), (:Thing {x: 1})"
        )
        look = (
            "MATCH (n) WHERE NOT n:KgNode AND NOT n:KgGraph OPTIONAL MATCH (n)-[r]->(m) "
            "RETURN elementId(n) AS id, labels(n), properties(n), elementId(r), properties(r) ORDER BY id"
        )
        with driver(shared) as bare:
            bare.execute_query(theirs)
            before = [record.values() for record in bare.execute_query(look).records]
            nodes, edges = small()
            for step in (
                lambda: filled(store),
                lambda: store.apply(
                    increment([node("person-1")], gone_edges=[("signed-1", "SIGNED")]), LEDGER
                ),
                lambda: store.apply(increment(gone=["person-1"]), LEDGER),
                lambda: store.apply(complete(nodes, edges, build="3"), LEDGER),
            ):
                step()
                assert [record.values() for record in bare.execute_query(look).records] == before
            assert held(store.snapshot()) == held([*nodes, *edges])
            oracle = MemoryStore()
            assert store.schema() == filled(oracle).schema()
            store.clear()
            assert [record.values() for record in bare.execute_query(look).records] == before
            bare.execute_query("MATCH (n) DETACH DELETE n")

    def test_constraints_that_are_there_under_other_names_are_enough(
        self, store: Neo4jStore, shared: Given
    ) -> None:
        drop_schema(shared)
        with driver(shared) as bare:
            for named, label in (("theirs", "KgNode"), ("also_theirs", "Person")):
                bare.execute_query(f"CREATE CONSTRAINT {named} FOR (n:{label}) REQUIRE n.id IS UNIQUE")
            bare.execute_query("CREATE INDEX their_index FOR (n:Agreement) ON (n.id)")
            filled(store)
            names = {record[0] for record in bare.execute_query("SHOW INDEXES YIELD name").records}
        assert {"theirs", "also_theirs", "their_index", "kg_institution_id"} <= names
        assert not {"kg_kgnode_id", "kg_person_id", "kg_agreement_id"} & names
        assert [check.remedy for check in store.checks()] == [""] * 3
        assert len(held(store.snapshot())) == 9
        drop_schema(shared)

    @pytest.mark.parametrize(
        ("name", "theirs", "told"),
        [
            ("kg_person_id", "CREATE INDEX {} FOR (n:Thing) ON (n.x)", r"range index on Thing\(x\)"),
            ("kg_person_id", "CREATE TEXT INDEX {} FOR (n:Person) ON (n.id)", r"text index on Person\(id\)"),
            ("kg_kgnode_id", "CREATE INDEX {} FOR (n:Thing) ON (n.x)", r"range index on Thing\(x\)"),
            (
                "kg_signed_id",
                "CREATE CONSTRAINT {} FOR (n:Thing) REQUIRE (n.x, n.y) IS UNIQUE",
                r"constraint on Thing\(x, y\)",
            ),
            (
                "kg_holds_id",
                "CREATE FULLTEXT INDEX {} FOR (n:Thing|Tool) ON EACH [n.x]",
                r"fulltext index on Thing\|Tool\(x\)",
            ),
        ],
    )
    def test_a_name_that_another_has_taken_is_told_and_left_to_it(
        self, store: Neo4jStore, shared: Given, name: str, theirs: str, told: str
    ) -> None:
        drop_schema(shared)
        with driver(shared) as bare:
            bare.execute_query(theirs.format(name))
            look = "SHOW INDEXES YIELD name, labelsOrTypes, properties, type WHERE name = $name RETURN *"
            before = bare.execute_query(look, name=name).records
            for fill in (lambda: filled(store), lambda: store.apply(increment(), LEDGER)):
                with pytest.raises(StoreError, match=rf"{name}, but a {told} .*drop.*kg build"):
                    fill()
            assert bare.execute_query(look, name=name).records == before
            assert bare.execute_query("MATCH (n) RETURN n").records == []
            drop_schema(shared)
            filled(store)
            assert [check.remedy for check in store.checks()] == [""] * 3
            for each in ("CONSTRAINT", "INDEX"):
                bare.execute_query(f"DROP {each} {name} IF EXISTS")
            bare.execute_query(theirs.format(name))
        (remedy,) = [check.remedy for check in store.checks() if check.remedy]
        assert re.search(rf"{name}, but a {told} .*drop.*kg build", remedy)
        drop_schema(shared)

    def test_an_index_where_the_constraint_must_be_is_told(self, store: Neo4jStore, shared: Given) -> None:
        drop_schema(shared)
        with driver(shared) as bare:
            bare.execute_query("CREATE INDEX in_the_way FOR (n:KgNode) ON (n.id)")
        with pytest.raises(StoreError, match=r"index .*KgNode.*dropped"):
            filled(store)
        drop_schema(shared)

    def test_of_two_who_fill_one_database_the_first_is_told(self, store: Neo4jStore, shared: Given) -> None:
        other = Neo4jStore(shared["KG_NEO4J_URI"], ontology())
        nodes, edges = crowd()
        changes = complete(nodes, edges)
        changes.edges = disturbed(edges, 0, by=lambda: other.apply(complete(*small()), "another ledger"))
        with pytest.raises(StoreError, match="another kg has begun to fill this graph"):
            store.apply(changes, LEDGER)
        assert held(store.snapshot()) == held([*small()[0], *small()[1]])
        assert store.version() == Version("another ledger", "1")
        other.close()

    def test_who_signs_while_the_first_waits_for_its_turn_is_seen(
        self, store: Neo4jStore, shared: Given, later: Later
    ) -> None:
        nodes, edges = crowd()
        with driver(shared) as bare, bare.session() as session:
            waiting: list[threading.Timer] = []

            def sign() -> None:
                theirs = session.begin_transaction()
                theirs.run(f"MATCH {GRAPH} SET g.writer = 'another'").consume()
                waiting.append(later(theirs.commit))

            changes = complete(nodes, edges)
            changes.edges = disturbed(edges, len(edges) - 1, by=sign)
            with pytest.raises(StoreError, match="another kg has begun to fill this graph"):
                store.apply(changes, LEDGER)
            waiting[0].join()  # it is told while the other's commit is still being answered

    @pytest.mark.parametrize("size", [1, 30_000], ids=["small", "large"])
    def test_a_graph_that_another_filled_meanwhile_is_not_changed(
        self, store: Neo4jStore, shared: Given, size: int
    ) -> None:
        filled(store)
        other = Neo4jStore(shared["KG_NEO4J_URI"], ontology())
        other.apply(complete([node("person-9")], build="9"), "another ledger")
        changes = increment([node(f"person-{i}") for i in range(size)])
        changes.base = "1"
        with pytest.raises(StoreError, match="another kg has changed this graph meanwhile"):
            store.apply(changes, LEDGER)
        assert other.version() == Version("another ledger", "9")
        assert held(other.snapshot()) == held([node("person-9")])
        other.close()

    def test_a_change_of_what_the_graph_is_is_made(self, store: Neo4jStore) -> None:
        filled(store)
        changes = increment([node("person-9")])
        changes.base = "1"
        store.apply(changes, LEDGER)
        assert store.version() == Version(LEDGER, "2")
        assert "person-9" in held(store.snapshot())

    def test_who_asks_is_told_soon_that_another_fills_the_graph(
        self, store: Neo4jStore, shared: Given, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(neo4j_store, "_SEEN_FOR", 0.2)
        assert filled(store).read("RETURN 1 AS a").rows == [{"a": 1}]
        other = Neo4jStore(shared["KG_NEO4J_URI"], ontology())
        nodes, edges = small()
        refused = []

        def ask() -> None:
            time.sleep(0.3)
            with pytest.raises(StoreError, match="being filled") as caught:
                store.read("RETURN 1 AS a")
            refused.append(caught.value)

        changes = complete(nodes, edges)
        changes.edges = disturbed(edges, 0, by=ask)
        other.apply(changes, LEDGER)
        assert len(refused) == 1
        assert store.read("RETURN 1 AS a").rows == [{"a": 1}]
        other.close()

    def test_somebody_elses_lock_is_waited_for(self, store: Neo4jStore, shared: Given, later: Later) -> None:
        filled(store)
        waiting: list[threading.Timer] = []
        with driver(shared) as bare, bare.session() as session:
            theirs = session.begin_transaction()
            theirs.run("MATCH (n:Person {id: 'person-1'}) SET n.name = 'Theirs'").consume()
            began = time.monotonic()
            changes = increment([node("person-1", name="Ours")])
            changes.nodes = disturbed(changes.nodes, 0, by=lambda: waiting.append(later(theirs.commit)))
            store.apply(changes, LEDGER)
            waiting[0].join()  # it goes on while the other's commit is still being answered
        assert time.monotonic() - began > 0.5
        assert held(store.snapshot())["person-1"] == node("person-1", name="Ours")


def test_forks_ask_on_connections_of_their_own(store: Neo4jStore) -> None:
    """As a pool of processes of a notebook does: on those of the process that was forked, all would hang."""
    store.apply(complete(*small()), LEDGER)

    def ask() -> list[int]:
        query = "UNWIND range(1, 500) AS n RETURN n + $first AS n"
        return [store.read(query, {"first": first}).rows[-1]["n"] for first in range(20)]

    assert forked(ask, 4) == [[500 + first for first in range(20)]] * 4
    assert ask() == [500 + first for first in range(20)]
