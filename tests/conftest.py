"""Settings that hold for all tests."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

import kg
from kg.candidates import renewed
from kg.graph import Edge, Node
from kg.project import LEDGER_VARIABLE
from kg.renewals import keep
from kg.stores import Rows
from kg.workspace import Workspace
from tests.servers_postgres import postgres

__all__ = ["bundled", "postgres"]

# Tests write where they say, whatever whoever runs them works on.
os.environ.pop(LEDGER_VARIABLE, None)

# Their assertions explain themselves, like those of test modules.
pytest.register_assert_rewrite("tests.stores.contract", "tests.stores.samples")

# How long an example takes says more about the machine than about the code. Every run tries others, but for
# continuous integration: it says the same of one commit each time, and is no place to find what is older.
settings.register_profile(
    "kg",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
    derandomize=bool(os.environ.get("CI")),
)
settings.load_profile("kg")

#: Marks of tests that use a server all of them share.
SERVERS = ("neo4j", "postgres")


@pytest.hookimpl(tryfirst=True)  # before the groups are read
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep tests that share a server in one process, likewise those of a file, for what they share.

    The ones with a server go first, since they take longest.
    """
    for item in items:
        server = next((name for name in SERVERS if item.get_closest_marker(name)), None)
        item.add_marker(pytest.mark.xdist_group(server or item.nodeid.partition("::")[0]))
    items.sort(key=lambda item: not any(map(item.get_closest_marker, SERVERS)))


def pytest_sessionfinish() -> None:
    """Leave the database that tests have shared, where one was."""
    if (servers := sys.modules.get("tests.servers_neo4j")) is not None:
        servers.leave()


#: Bytes of a parameter that are still told in the name of a test.
_SHORT = 40


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Tell no long bytes in names of tests: they may hold when they were packed, which differs by process."""
    return argname if isinstance(val, bytes) and len(val) > _SHORT else None


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A project with the bundled data, built, renewals linked. Tests share it, so they only read."""
    folder = tmp_path_factory.mktemp("bundled")
    with kg.open(folder) as workspace:
        workspace.load_bundled()
        workspace.build()
        keep(workspace, renewed(workspace))
    with kg.open(folder) as workspace:
        yield workspace


@pytest.fixture
def load(tmp_path: Path) -> Iterator[Callable[..., Workspace]]:
    """Load some agreements in place of those that were there, and build."""
    with kg.open(tmp_path) as workspace:

        def make(*records: dict[str, Any]) -> Workspace:
            file = tmp_path / "agreements.jsonl"
            named = [{**record, "id": f"invented-{place}"} for place, record in enumerate(records)]
            file.write_text("".join(json.dumps(record) + "\n" for record in named), "utf-8")
            workspace.load([file], strict=True)
            workspace.build()
            return workspace

        yield make


@pytest.fixture
def read_whole(bundled: Workspace, monkeypatch: pytest.MonkeyPatch) -> list[Node | Edge]:
    """The nodes and edges of the bundled data that are read whole from now on."""
    read, whole = bundled.store.read, []

    def counting(*given: Any, **more: Any) -> Rows:
        rows = read(*given, **more)
        whole.extend(each for row in rows.rows for each in row.values() if isinstance(each, Node | Edge))
        return rows

    monkeypatch.setattr(bundled.store, "read", counting)
    return whole
