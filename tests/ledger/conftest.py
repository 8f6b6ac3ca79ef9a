"""Empty places for ledgers: what is claimed of the ledger holds in a file and on a server alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from urllib.parse import quote

import pytest

from kg.project import LEDGER_VARIABLE
from tests.servers_postgres import Server

#: Gives an address at which there is nothing yet, and another one each time.
NewAddress = Callable[[], Path | str]

BOTH = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(scope="session", params=BOTH)
def new_address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> NewAddress:
    """Files, or schemas of one database."""
    numbers = count()
    if request.param == "sqlite":
        folder = tmp_path_factory.mktemp("ledgers")
        return lambda: folder / f"{next(numbers)}.sqlite"
    server: Server = request.getfixturevalue("postgres")
    database = server.new_database()

    def new_schema() -> str:
        name = f"ledger_{next(numbers)}"
        with server.connected(database) as connection:
            connection.exec_driver_sql(f"CREATE SCHEMA {name}")
        return f"{database}?options={quote(f'-c search_path={name}')}"

    return new_schema


@pytest.fixture
def address(new_address: NewAddress) -> Path | str:
    """A place for one ledger."""
    return new_address()


@pytest.fixture
def project(address: Path | str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a project whose ledger is at such a place."""
    monkeypatch.setenv(LEDGER_VARIABLE, str(address))
    return tmp_path


@pytest.fixture
def database(postgres: Server) -> Iterator[str]:
    """The address of an empty database of a PostgreSQL server."""
    made = postgres.new_database()
    yield made
    postgres.drop(made)
