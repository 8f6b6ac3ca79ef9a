"""Fetches a page. Whom it talks to is decided here, not by a resolver asked twice, a redirect or a proxy.

The name of a host is looked up once; its address is checked and then connected to, so that a name that
answers differently the second time gains nothing. `urllib.request` and httpx look names up by themselves
and follow redirects by rules of their own; `http.client` leaves both to us, and needs nothing installed.
Proxies of the environment are not used: behind one, nobody could tell where a name leads.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import time
import zlib
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import PurePosixPath
from threading import Timer
from urllib.parse import SplitResult, urljoin

from kg.readers.articles.addresses import Allowed, IPAddress, checked, is_public, port_of, resolve
from kg.readers.articles.document import Limits, Unreadable, too_large

_REDIRECTS = (301, 302, 303, 307, 308)
_CHUNK = 65_536
#: Kinds of content that a server names -> the suffix that such a file would have.
_SUFFIXES = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt"}
_SAVE = "open it in a browser and save the page"
_LATER = "try again later, or " + _SAVE


@dataclass(frozen=True)
class Page:
    """What a server gave.

    Attributes:
        data: the bytes, unpacked when they were compressed for the transport.
        address: where they came from in the end.
        charset: that the server named.
        suffix: that such a file would have; empty when it cannot be told.
    """

    data: bytes
    address: str
    charset: str | None
    suffix: str


def fetch(address: str, limits: Limits, allowed: Allowed = is_public) -> Page:
    """Read a page from an address, following redirects.

    Args:
        address: of http or https.
        limits: of size, time and number of redirects.
        allowed: says which machines may be asked; for every redirect anew.

    Raises:
        Unreadable: it may not or cannot be read; says why.
    """
    deadline = time.monotonic() + limits.seconds
    parts = checked(address)
    for _ in range(limits.redirects + 1):
        answer = _ask(parts, limits, allowed, deadline)
        if isinstance(answer, Page):
            return answer
        try:
            target = urljoin(parts.geturl(), answer)
        except ValueError as error:
            raise Unreadable("leads to something that is not an address", _SAVE) from error
        parts = checked(target)
    raise Unreadable(f"leads from one address to the next more than {limits.redirects} times", _SAVE)


def _ask(parts: SplitResult, limits: Limits, allowed: Allowed, deadline: float) -> Page | str:
    """A page, or where it has moved to."""
    connection = _Connection(parts, allowed, deadline)
    # A server that sends a byte now and then keeps every single wait short: this ends them all.
    timer = Timer(max(0.0, deadline - time.monotonic()), connection.cut)
    timer.daemon = True
    timer.start()
    try:
        answer = _answer(connection, parts, limits)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise (_too_slow(limits) if time.monotonic() >= deadline else _failed(error)) from error
    except Unreadable as error:
        if time.monotonic() >= deadline:
            raise _too_slow(limits) from error
        raise
    finally:
        timer.cancel()
        connection.close()
    if time.monotonic() >= deadline:
        raise _too_slow(limits)  # a body that was cut off looks like one that ended
    return answer


def _answer(connection: http.client.HTTPConnection, parts: SplitResult, limits: Limits) -> Page | str:
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    headers = _HEADERS | {"Host": parts.netloc, "User-Agent": _user_agent()}
    connection.request("GET", path, headers=headers)
    with connection.getresponse() as response:
        if response.status in _REDIRECTS and (target := response.getheader("Location")):
            return target
        _check_status(response)
        return _page(response, parts, limits)


_HEADERS = {
    "Accept": "text/html, application/xhtml+xml, application/pdf;q=0.9, */*;q=0.5",
    "Accept-Encoding": "gzip, identity",
    "Accept-Language": "id, en;q=0.5",
    "Connection": "close",
}


def _user_agent() -> str:
    try:
        return f"kg/{version('kg-newsroom')}"
    except PackageNotFoundError:  # in a checkout that was not installed
        return "kg"


class _Connection(http.client.HTTPConnection):
    """Connects to an address that was checked, and to no other."""

    def __init__(self, parts: SplitResult, allowed: Allowed, deadline: float) -> None:
        super().__init__(parts.hostname or "", port_of(parts))
        self._tls = parts.scheme == "https"
        self._allowed = allowed
        self._deadline = deadline
        # The base class lets go of the socket while an answer is still being read.
        self._reached: socket.socket | None = None

    def connect(self) -> None:
        """Look the host up, check what is found, and connect to that."""
        left = self._deadline - time.monotonic()
        self.sock = self._reached = self._reach(resolve(self.host, self.port, self._allowed, left))
        if self._tls:
            tls = ssl.create_default_context().wrap_socket(
                self.sock, server_hostname=self.host, do_handshake_on_connect=False
            )
            self.sock = self._reached = tls
            tls.do_handshake()

    def _reach(self, addresses: list[IPAddress]) -> socket.socket:
        failure: OSError = TimeoutError()
        for address in addresses:
            left = self._deadline - time.monotonic()
            if left <= 0:
                break
            try:
                return socket.create_connection((str(address), self.port), timeout=left)
            except OSError as error:
                failure = error
        raise failure

    def cut(self) -> None:
        """End whatever is being waited for: the time is over."""
        if self._reached is not None:
            with suppress(OSError):  # it may have ended by itself
                self._reached.shutdown(socket.SHUT_RDWR)


def _check_status(response: http.client.HTTPResponse) -> None:
    status, says = response.status, f"the server answers {response.status} {response.reason[:100]}".strip()
    if status == 200:
        return
    if status in (404, 410):
        raise Unreadable(says, "check the address, or look for the page at web.archive.org")
    if status in (401, 402, 403, 451):
        raise Unreadable(says, f"the page is not for everybody: {_SAVE}")
    raise Unreadable(says, _LATER)


def _page(response: http.client.HTTPResponse, parts: SplitResult, limits: Limits) -> Page:
    encoding = (response.getheader("Content-Encoding") or "identity").strip().lower()
    if encoding not in ("identity", "gzip", "x-gzip"):
        raise Unreadable("is compressed in a way that was not asked for", _SAVE)
    length = response.getheader("Content-Length") or ""
    if length.isascii() and length.isdecimal() and len(length) < 20 and int(length) > limits.page:
        raise too_large(limits.page)
    data = _body(response, limits.page, packed=encoding != "identity")
    kind = response.headers.get_content_type()
    suffix = _SUFFIXES.get(kind) or PurePosixPath(parts.path).suffix
    return Page(data, parts.geturl(), response.headers.get_content_charset(), suffix)


def _body(response: http.client.HTTPResponse, limit: int, *, packed: bool) -> bytes:
    """The body, unpacked as it comes so that no more than the limit ever exists."""
    unpack = zlib.decompressobj(16 + zlib.MAX_WBITS) if packed else None
    pieces: list[bytes] = []
    received = total = 0
    while chunk := response.read(_CHUNK):
        received += len(chunk)
        if unpack is not None:
            try:
                chunk = unpack.decompress(chunk, limit - total + 1)
            except zlib.error as error:
                raise Unreadable("is damaged", _LATER) from error
        total += len(chunk)
        if max(received, total) > limit:
            raise too_large(limit)
        pieces.append(chunk)
    if response.length or (unpack is not None and not unpack.eof):
        raise Unreadable("ends too early", _LATER)
    return b"".join(pieces)


def _too_slow(limits: Limits) -> Unreadable:
    return Unreadable(f"took more than {limits.seconds:g} seconds", _LATER)


def _failed(error: Exception) -> Unreadable:
    if isinstance(error, ssl.SSLCertVerificationError):
        return Unreadable(f"its certificate is not valid ({error.verify_message})", _SAVE)
    if isinstance(error, TimeoutError):
        return Unreadable("does not answer", _LATER)
    if isinstance(error, http.client.IncompleteRead):
        return Unreadable("ends too early", _LATER)
    what = getattr(error, "strerror", None) or type(error).__name__
    return Unreadable(f"cannot be read ({what})", _LATER)
