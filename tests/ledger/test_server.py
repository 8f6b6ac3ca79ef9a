"""What can be wrong with a server, and what the user is told. No message holds a password."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import sqlalchemy as sa

import kg
from kg.errors import ContentError, LedgerError, UsageError
from kg.ledger import Ledger, tables
from kg.project import LEDGER_VARIABLE, Project
from tests.forks import forked
from tests.ledger.killing import ROOT
from tests.ledger.samples import dump, fill, load, values
from tests.servers_postgres import Server

pytestmark = pytest.mark.postgres

#: What must not be seen anywhere.
SECRET = "correct-horse-battery"


def refused(address: str, *words: str, create: bool = True) -> str:
    """The ledger cannot be opened, and the message has these words and no secret."""
    with pytest.raises(LedgerError) as caught:
        Ledger.open(address, create=create)
    message = str(caught.value)
    assert message.startswith(address.partition("?")[0])
    assert SECRET not in message
    for word in words:
        assert word in message
    return message


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def test_a_server_that_does_not_run(postgres: Server) -> None:
    refused(f"postgresql+psycopg://kg@127.0.0.1:{free_port()}/x", "cannot be reached", "Is it running")


def test_a_server_that_accepts_and_says_nothing(postgres: Server) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        port = silent.getsockname()[1]
        refused(f"postgresql+psycopg://kg@127.0.0.1:{port}/x?connect_timeout=2", "cannot be reached")


def test_a_wrong_password(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", SECRET)
    refused(database, "refuses to let you in", "~/.pgpass", "PGPASSWORD")


def test_no_password(database: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "none"))
    refused(database, "refuses to let you in", "~/.pgpass", "PGPASSWORD")


def test_a_database_that_is_missing(postgres: Server) -> None:
    address = sa.make_url(postgres.uri).set(database="nowhere").render_as_string()
    refused(address, "no such database", "createdb")


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("sslmode=require", ("no encrypted connection", "SSL was required")),
        ("sslmode=verify-full&sslrootcert=/nowhere/root.crt", ("no encrypted connection", "root.crt")),
        ("sslmode=foo", ("a setting of the address cannot be used", "foo")),
    ],
)
def test_settings_by_which_no_connection_comes_about(
    database: str, setting: str, words: tuple[str, ...]
) -> None:
    told = refused(f"{database}?{setting}", *words)
    assert "createdb" not in told
    assert "host and port" not in told


def test_a_schema_that_is_missing(database: str) -> None:
    refused(f"{database}?options=-csearch_path%3Dnowhere", "the schema is not there", "CREATE SCHEMA")


def test_a_host_that_is_not_known() -> None:
    told = refused(
        "postgresql+psycopg://kg@nowhere.invalid/x", "cannot be reached", "are host and port right"
    )
    assert "was being written" not in told


@pytest.mark.parametrize(
    ("sql", "back", "words"),
    [
        ("ROLE kg_few CONNECTION LIMIT 0", None, ("too many connections", "Try again later")),
        ("ROLE kg_few NOLOGIN", None, ("not permitted", "share-a-ledger.md")),
        (
            "DATABASE {} ALLOW_CONNECTIONS false",
            "DATABASE {} ALLOW_CONNECTIONS true",
            ("no connections now",),
        ),
    ],
)
def test_a_server_that_lets_nobody_in_does_not_ask_for_a_password(
    postgres: Server,
    database: str,
    monkeypatch: pytest.MonkeyPatch,
    sql: str,
    back: str | None,
    words: tuple[str, ...],
) -> None:
    name = sa.make_url(database).database
    postgres.execute(f"CREATE ROLE kg_few LOGIN PASSWORD '{SECRET}'")
    try:
        postgres.execute(f"ALTER {sql.format(name)}")
        with monkeypatch.context() as patch:
            patch.setenv("PGPASSWORD", SECRET)
            told = refused(sa.make_url(database).set(username="kg_few").render_as_string(), *words)
        assert "~/.pgpass" not in told
    finally:
        if back is not None:
            postgres.execute(f"ALTER {back.format(name)}")
        postgres.execute("DROP ROLE kg_few")


def test_a_database_without_a_ledger_is_one_to_fill(database: str) -> None:
    refused(database, "no ledger yet", "kg load", create=False)
    assert values(fill(database)) == {("a.jsonl", "one"), ("a.jsonl", "two")}


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE statements (entity text)",
        "CREATE VIEW everything AS SELECT 1",
        "CREATE TABLE meta (version integer)",
        "CREATE TABLE meta (key text, value text); INSERT INTO meta VALUES ('version', '2')",
    ],
)
def test_a_database_of_somebody_else(postgres: Server, database: str, sql: str) -> None:
    with postgres.connected(database) as connection:
        connection.exec_driver_sql(sql)
    for create in (False, True):
        refused(database, "a database, but not a ledger", "Name an empty database", create=create)


def test_a_newer_ledger(postgres: Server, database: str) -> None:
    fill(database)
    with postgres.connected(database) as connection:
        newer = {"value": str(tables.VERSION + 1)}
        connection.execute(sa.update(tables.meta).where(tables.meta.c.key == "version").values(newer))
    refused(database, "made by a newer kg", "Install a newer kg")


def test_an_encoding_that_lacks_letters(postgres: Server) -> None:
    postgres.execute("DROP DATABASE IF EXISTS kg_test_latin WITH (FORCE)")  # of a run that was killed
    postgres.execute(
        "CREATE DATABASE kg_test_latin ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0"
    )
    try:
        address = sa.make_url(postgres.uri).set(database="kg_test_latin").render_as_string()
        refused(address, "LATIN1", "--encoding=UTF8")
    finally:
        postgres.execute("DROP DATABASE kg_test_latin")


@pytest.fixture
def reader(postgres: Server, database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A ledger as somebody has it who may only read."""
    fill(database)
    with postgres.connected(database) as connection:
        connection.exec_driver_sql(f"CREATE ROLE kg_reader LOGIN PASSWORD '{SECRET}'")
        connection.exec_driver_sql("GRANT SELECT ON ALL TABLES IN SCHEMA public TO kg_reader")
    monkeypatch.setenv("PGPASSWORD", SECRET)
    yield sa.make_url(database).set(username="kg_reader").render_as_string()
    monkeypatch.delenv("PGPASSWORD")
    with postgres.connected(database) as connection:
        connection.exec_driver_sql("DROP OWNED BY kg_reader")
        connection.exec_driver_sql("DROP ROLE kg_reader")


def test_who_may_only_read_reads_and_is_refused_to_write(reader: str) -> None:
    ledger = Ledger.open(reader)
    assert values(ledger) == {("a.jsonl", "one"), ("a.jsonl", "two")}
    for write in (lambda: load(ledger, {"b.jsonl": ["three"]}), ledger.building().__enter__):
        with pytest.raises(LedgerError, match="not permitted") as caught:
            write()
        assert SECRET not in str(caught.value)
    ledger.engine.dispose()


def as_version_3(database: str, server: Server) -> None:
    """Make a ledger of the version with which servers began: of these, all else is as it was."""
    since = (
        tables.texts,
        tables.source_texts,
        tables.judged_facts,
        tables.weighed,
        tables.homes,
        tables.anchors,
    )
    with server.connected(database) as connection:
        for index in tables.sources.indexes:
            index.drop(connection)
        for table in since:
            table.drop(connection)
        connection.execute(sa.update(tables.meta).where(tables.meta.c.key == "version").values(value="3"))


def test_an_older_ledger_on_a_server_is_brought_up_to_date_by_whoever_may_write_it(
    postgres: Server, database: str, reader: str
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PGPASSWORD")
        before = dump(database)
        as_version_3(database, postgres)
    told = refused(reader, "older kg (ledger version 3)", "not permitted", "may write it run any kg command")
    assert SECRET not in told
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PGPASSWORD")
        assert values(Ledger.open(database)) == {("a.jsonl", "one"), ("a.jsonl", "two")}
        assert dump(database) == before
    assert values(Ledger.open(reader)) == {("a.jsonl", "one"), ("a.jsonl", "two")}


def test_the_server_s_disk_is_full(postgres: Server, database: str) -> None:
    """The tables lie on a disk of a few megabytes."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as at_last:
        folder = Path(name)
        command = ["mount", "-t", "tmpfs", "-o", "size=16m,mode=777", "tmpfs", str(folder)]
        if (
            shutil.which("mount") is None
            or subprocess.run(command, capture_output=True, check=False).returncode
        ):
            pytest.skip("only root on Linux can mount a small disk")
        at_last.callback(subprocess.run, ["umount", "-l", str(folder)], check=True)
        shutil.chown(folder, "postgres", "postgres")
        postgres.execute(f"CREATE TABLESPACE kg_small LOCATION '{folder}'")
        at_last.callback(postgres.execute, "DROP TABLESPACE kg_small")
        of_ours = sa.make_url(database).database
        at_last.callback(postgres.execute, f"DROP DATABASE {of_ours} WITH (FORCE)")
        postgres.execute(f"ALTER DATABASE {of_ours} SET default_tablespace = kg_small")
        ledger = fill(database)
        at_last.callback(ledger.engine.dispose)
        before = dump(database)
        with pytest.raises(LedgerError, match=r"the server's disk is full\. Nothing was changed"):
            load(ledger, {"b.jsonl": [f"{number:06}" * 20 for number in range(60_000)]})
        assert dump(database) == before
        load(ledger, {"b.jsonl": ["three"]})
        assert ("b.jsonl", "three") in values(ledger)


# Addresses


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql+psycopg://kg:{SECRET}@127.0.0.1/x",
        f"postgresql+psycopg://kg:{SECRET}/1@127.0.0.1/x",
        f"postgresql+psycopg://kg:{SECRET}#1@127.0.0.1/x",
        f"postgresql+psycopg:/kg:{SECRET}@127.0.0.1/x",
        f"postgresql+psycopg://127.0.0.1/x?password={SECRET}",
        f"postgresql+psycopg://127.0.0.1/x?connect_timeout=3&pasword={SECRET}",
    ],
)
def test_a_password_in_an_address_is_refused_and_not_repeated(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UsageError, match=r"~/\.pgpass") as caught:
        Ledger.open(address)
    assert SECRET not in str(caught.value)
    (tmp_path / "kg.toml").write_text(f'[project]\nledger = "{address}"\n')
    with pytest.raises(ContentError, match=r"kg\.toml: .*~/\.pgpass") as in_file, kg.open(tmp_path) as opened:
        opened.issues()
    assert SECRET not in str(in_file.value)


@pytest.mark.parametrize(
    "address",
    [
        "mysql://host/x",
        "postgresql://host/x",
        "postgresql+psycopg://h:port/x",
        "postgresql+psycopg:/host/x",
        "postgresql+psycopg:host/x",
        "postgresql+psycopg//host/x",
    ],
)
def test_an_address_of_something_else_is_refused_and_taken_for_no_file(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(LEDGER_VARIABLE, address)
    for place in (address, Project(tmp_path).ledger_address):
        with pytest.raises(UsageError, match=r"postgresql\+psycopg://host/database"):
            Ledger.open(place, create=True)
    assert not list(tmp_path.iterdir())


def test_the_ledger_is_where_kg_toml_says_unless_the_environment_says_otherwise(
    tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kg.toml").write_text(f'[project]\nledger = "{database}"\n')
    fill(database)
    with kg.open(tmp_path) as opened:
        assert opened.ledger.address == database
        assert [info.name for info in opened.ledger.datasets()] == ["a.jsonl"]
    monkeypatch.setenv(LEDGER_VARIABLE, str(tmp_path / "mine.sqlite"))
    with (
        kg.open(tmp_path) as opened,
        pytest.raises(LedgerError, match=r"mine\.sqlite: there is no ledger yet"),
    ):
        opened.issues()


WITHOUT_DRIVER = """
import sys
sys.modules["psycopg"] = None
from kg.cli.main import main
sys.exit(main(["ledger", "copy", "postgresql+psycopg://host/x", "y.sqlite"]))
"""


def test_without_the_driver_the_user_is_told_what_to_install() -> None:
    command = [sys.executable, "-c", WITHOUT_DRIVER]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "pip install 'kg-newsroom[postgres]'" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_fork_asks_on_a_connection_of_its_own(database: str) -> None:
    """On one and the same, two processes read each other's answers."""
    ledger = fill(database)

    def place() -> int:
        with ledger.reading() as connection:
            return int(connection.scalar(sa.text("SELECT pg_backend_pid()")))

    here = place()
    places = forked(place, 3)
    assert len({here, *places}) == 4
    assert place() == here
