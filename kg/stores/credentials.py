"""Finds user and password of a server: in the environment, in the system's keyring, or by asking.

Never in an address or an argument, which other users of the machine can read in the list of processes.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import NamedTuple

from kg.errors import StoreError, UsageError

#: Asks the person at the terminal for the password of a user at an address.
Ask = Callable[[str, str], str]

USER, PASSWORD = "KG_NEO4J_USER", "KG_NEO4J_PASSWORD"
#: The user that every Neo4j begins with.
_FIRST_USER = "neo4j"


class Credentials(NamedTuple):
    """Who logs in, and with what. Its text does not tell the password."""

    user: str
    password: str

    def __repr__(self) -> str:
        return f"Credentials(user={self.user!r})"


def find_credentials(address: str, ask: Ask | None = None) -> Credentials:
    """The credentials for a server.

    Args:
        address: as the user wrote it; the keyring knows the password by it.
        ask: how to ask for the password when it is found nowhere; None where nobody can be asked.

    Raises:
        StoreError: there is no password.
    """
    user = os.environ.get(USER) or _FIRST_USER
    password = os.environ.get(PASSWORD) or _from_keyring(address, user)
    if not password and ask is not None:
        password = ask(user, address)
    if not password:
        raise StoreError(
            f"{address}: there is no password for {user!r}. Put it into the environment as {PASSWORD} "
            f"(and another user into {USER}), or into the system's keyring: keyring set {address} {user}"
        )
    return Credentials(user, password)


def refuse_credentials(address: str) -> str:
    """Give back an address that holds neither user nor password.

    Raises:
        UsageError: it holds one, which the message does not repeat.
    """
    if "@" in address:  # also behind a / or # of a password, where nobody looks for a host
        raise UsageError(
            f"An address of a store holds no user or password, which others could read. Write what follows "
            f"the @ alone, and put the user into the environment as {USER} and the password as {PASSWORD}."
        )
    return address


def _from_keyring(address: str, user: str) -> str | None:
    """What the system's keyring holds; None where the package ``keyring`` or a keyring is missing."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return None
    try:
        return keyring.get_password(address, user)
    except KeyringError:
        return None
