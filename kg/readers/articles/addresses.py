"""Which addresses may be read: pages of the public internet, and nothing inside the network we are in."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from urllib.parse import SplitResult, quote, urlsplit

from kg.readers.articles.document import Unreadable

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

#: Says whether a machine may be connected to.
Allowed = Callable[[IPAddress], bool]

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_PORTS = {"http": 80, "https": 443}


def is_public(address: IPAddress) -> bool:
    """Whether an IP address is one of the public internet, and so is any IPv4 address inside it."""
    if isinstance(address, ipaddress.IPv6Address):
        inside = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in _NAT64 or int(address) >> 32 == 0:
            inside.append(ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF))
        if not all(is_public(each) for each in inside if each is not None):
            return False
        if address.ipv4_mapped is not None:
            return True
        if address.is_site_local:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def is_address(path: Path | str) -> bool:
    """Whether what was named is an address rather than a file: ``https://host/path``."""
    return isinstance(path, str) and _SCHEME.match(path) is not None


def checked(address: str) -> SplitResult:
    """Take an address apart.

    Returns:
        Its parts, with the host in ASCII and without blanks or letters beyond ASCII in the path.

    Raises:
        Unreadable: it is not an address of a page, or holds a user name or password.
    """
    remedy = "write it as https://host/path"
    try:
        parts = urlsplit(address.strip())
        host, port = parts.hostname or "", parts.port
        host = host if ":" in host else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise Unreadable("is not an address", remedy) from error
    if parts.scheme not in _PORTS or not host or port == 0 or any(c <= " " or c == "%" for c in host):
        raise Unreadable("is not an address of a page", remedy)
    if parts.username is not None or parts.password is not None:
        raise Unreadable("has a user name or password in it", "open it in a browser and save the page")
    shown_host = f"[{host}]" if ":" in host else host
    netloc = shown_host if port in (None, _PORTS[parts.scheme]) else f"{shown_host}:{port}"
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]|")
    return SplitResult(parts.scheme, netloc, path, query, "")


def port_of(parts: SplitResult) -> int:
    """The port that an address names, or that of its scheme."""
    return parts.port or _PORTS[parts.scheme]


def resolve(host: str, port: int, allowed: Allowed, seconds: float) -> list[IPAddress]:
    """The IP addresses of a host, in the order in which to try them.

    Args:
        host: a name or an IP address, in whatever notation the system understands.
        port: that will be connected to.
        allowed: refuses addresses; one that is refused is reason enough to refuse the host.
        seconds: to wait for an answer.

    Raises:
        Unreadable: there is no such host, or it is not allowed.
    """
    answers: list[IPAddress] = []

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
        except (OSError, UnicodeError):
            return
        answers.extend(ipaddress.ip_address(str(one[4][0])) for one in found)

    # The system's resolver knows no time limit.
    thread = Thread(target=ask, daemon=True)
    thread.start()
    thread.join(max(0.0, seconds))
    found = list(dict.fromkeys(answers))
    if not found:
        raise Unreadable(f"{host} cannot be found", "check the address, and whether you are online")
    for one in found:
        if not allowed(one):
            raise Unreadable(
                f"{host} is at {one}, which is not on the public internet",
                "open it in a browser and save the page, if you trust it",
            )
    return found
