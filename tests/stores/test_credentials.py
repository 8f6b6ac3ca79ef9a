"""Where user and password of a server come from, and that they go nowhere else."""

from __future__ import annotations

from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring

from kg.errors import StoreError
from kg.stores.credentials import Credentials, find_credentials

ADDRESS = "neo4j://localhost"


class Chest(KeyringBackend):
    """A keyring that lasts as long as the test."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self._held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self._held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._held[service, username] = password


@pytest.fixture(autouse=True)
def no_credentials(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Neither the environment nor a keyring of the machine knows anything."""
    for name in ("KG_NEO4J_USER", "KG_NEO4J_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())
    yield
    keyring.set_keyring(before)


def test_the_environment_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    keyring.set_keyring(Chest())
    keyring.set_password(ADDRESS, "editor", "from the keyring")
    monkeypatch.setenv("KG_NEO4J_USER", "editor")
    monkeypatch.setenv("KG_NEO4J_PASSWORD", "from the environment")
    assert tuple(find_credentials(ADDRESS)) == ("editor", "from the environment")


def test_the_keyring_knows_the_password_of_an_address_and_a_user(monkeypatch: pytest.MonkeyPatch) -> None:
    keyring.set_keyring(Chest())
    keyring.set_password(ADDRESS, "neo4j", "swordfish")
    assert tuple(find_credentials(ADDRESS)) == ("neo4j", "swordfish")
    monkeypatch.setenv("KG_NEO4J_USER", "editor")
    with pytest.raises(StoreError, match="editor"):
        find_credentials(ADDRESS)


def test_who_can_be_asked_is_asked_last() -> None:
    found = find_credentials(ADDRESS, lambda user, address: f"{user} at {address}")
    assert found.password == "neo4j at neo4j://localhost"


def test_without_a_password_it_is_told_where_to_put_it() -> None:
    with pytest.raises(StoreError, match=r"KG_NEO4J_PASSWORD.*keyring set neo4j://localhost neo4j"):
        find_credentials(ADDRESS)


def test_credentials_as_text_do_not_tell_the_password() -> None:
    assert "swordfish" not in f"{Credentials('neo4j', 'swordfish')!r} {Credentials('neo4j', 'swordfish')}"
