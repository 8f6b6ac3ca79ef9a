"""Addresses: real servers on this machine, well-behaved and hostile ones. All articles are invented."""

from __future__ import annotations

import gzip
import ipaddress
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from kg.readers.articles import BadDocument, Document, Limits, fetching, read_documents
from kg.readers.articles.addresses import Allowed, IPAddress, checked, is_public, resolve
from kg.readers.articles.document import Unreadable
from tests.readers.articles.samples import LEDE, MORE, page, pdf

#: Sends bytes to a client, given what the client asked.
Serve = Callable[[socket.socket, bytes], None]


def anywhere(_address: IPAddress) -> bool:
    """Lets tests ask servers of this machine."""
    return True


@contextmanager
def server(serve: Serve, context: ssl.SSLContext | None = None) -> Iterator[int]:
    """A server that answers every connection in a thread of its own; gives its port."""
    listening = socket.create_server(("127.0.0.1", 0))

    def answer(client: socket.socket) -> None:
        with suppress(OSError), client:
            client.settimeout(10)
            tls = context.wrap_socket(client, server_side=True) if context else client
            with suppress(OSError), tls:
                serve(tls, tls.recv(65_536))

    def listen() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=answer, args=(listening.accept()[0],), daemon=True).start()

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(5)


def answer(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    """An answer of HTTP as a whole."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "Connection: close", "", ""]
    return "\r\n".join(lines).encode() + body


def sending(content: bytes) -> Serve:
    """Always the same answer."""
    return lambda client, _: client.sendall(content)


def read_one(
    address: str, limits: Limits | None = None, allowed: Allowed = anywhere
) -> Document | BadDocument:
    """What an address holds."""
    (found,) = read_documents([address], fetch=True, limits=limits or Limits(), allowed=allowed)
    assert found.name == address
    return found


def refused(address: str, limits: Limits | None = None, allowed: Allowed = anywhere) -> str:
    """Why an address cannot be read."""
    found = read_one(address, limits, allowed)
    assert isinstance(found, BadDocument), found
    assert found.remedy
    return found.reason


def test_a_page_is_read_and_says_where_it_came_from() -> None:
    asked: list[bytes] = []

    def serve(client: socket.socket, request: bytes) -> None:
        asked.append(request)
        client.sendall(answer(page().encode(), "Content-Type: text/html"))

    with server(serve) as port:
        document = read_one(f"http://localhost:{port}/berita satu?x=é#bagian")
    assert isinstance(document, Document)
    assert document.text.endswith(f"{LEDE}\n\n{MORE}")
    assert document.url == f"http://localhost:{port}/berita%20satu?x=%C3%A9"
    lines = asked[0].decode().split("\r\n")
    assert lines[0] == "GET /berita%20satu?x=%C3%A9 HTTP/1.1"
    assert any(line.startswith("User-Agent: kg/") for line in lines)
    assert f"Host: localhost:{port}" in lines


def test_what_a_server_says_of_encoding_and_kind_counts() -> None:
    body = "<p>“Nota” – Šiauliai</p>".encode("cp1257")
    with server(sending(answer(body, "Content-Type: text/html; charset=windows-1257"))) as port:
        document = read_one(f"http://127.0.0.1:{port}/")
    assert isinstance(document, Document)
    assert document.text == "“Nota” – Šiauliai"
    with server(sending(answer(pdf(["Siaran pers"])))) as port:
        document = read_one(f"http://127.0.0.1:{port}/x")
    assert isinstance(document, Document)
    assert (document.media, document.url) == ("pdf", f"http://127.0.0.1:{port}/x")


def test_a_page_may_name_another_address_of_its_own_host_only() -> None:
    for canonical, expected in (("/1", "/1"), ("https://lain.example/2", "/a")):
        body = page(head=f'<link rel="canonical" href="{canonical}">').encode()
        with server(sending(answer(body))) as port:
            document = read_one(f"http://localhost:{port}/a")
        assert isinstance(document, Document)
        assert document.url == f"http://localhost:{port}{expected}"


def test_redirects_are_followed_five_times() -> None:
    def serve(client: socket.socket, request: bytes) -> None:
        left = int(request.split()[1].lstrip(b"/"))
        moved = answer(b"", f"Location: {left - 1}", status="302 Found")
        client.sendall(moved if left else answer(page().encode()))

    with server(serve) as port:
        document = read_one(f"http://localhost:{port}/5")
        assert isinstance(document, Document)
        assert document.url == f"http://localhost:{port}/0"
        assert "more than 5 times" in refused(f"http://localhost:{port}/6")


HOSTILE = [
    "http://127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://0/",
    "http://localhost/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://169.254.169.254/latest/meta-data/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://100.64.0.1/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://[fe80::1]/",
    "http://[fc00::1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[::127.0.0.1]/",
]


@pytest.mark.parametrize("address", HOSTILE)
def test_machines_inside_are_not_asked(address: str) -> None:
    assert "not on the public internet" in refused(address, allowed=is_public)


@pytest.mark.parametrize(
    "target", [*HOSTILE, "file:///etc/passwd", "ftp://contoh.example/", "http://a@localhost/", "http://["]
)
def test_nor_when_a_redirect_leads_there(target: str) -> None:
    """The first server is let through, as if it stood on the public internet."""
    asked: list[IPAddress] = []

    def first_only(address: IPAddress) -> bool:
        asked.append(address)
        return len(asked) == 1

    with server(sending(answer(b"", f"Location: {target}", status="302 Found"))) as port:
        found = read_one(f"http://127.0.0.1:{port}/", allowed=first_only)
    assert isinstance(found, BadDocument)
    assert all(not is_public(address) for address in asked)


def test_a_name_that_leads_inside_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """As is one of several addresses of which a single one is inside."""

    def answers(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(2, 1, 6, "", (ip, 80)) for ip in ("93.184.215.14", "127.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", answers)
    assert "127.0.0.1, which is not on the public internet" in refused(
        "http://dalam.contoh.example/", allowed=is_public
    )


def test_the_address_that_was_checked_is_the_one_that_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name is looked up once, so that another answer the second time (DNS rebinding) gains nothing."""
    looked_up: list[str] = []

    def answers(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        looked_up.append(host)
        return [(2, 1, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(fetching.socket, "create_connection", _connect_plainly)
    monkeypatch.setattr(socket, "getaddrinfo", answers)
    with server(sending(answer(page().encode()))) as port:
        assert isinstance(read_one(f"http://berganti.contoh.example:{port}/"), Document)
    assert looked_up == ["berganti.contoh.example"]


def _connect_plainly(address: tuple[str, int], timeout: float) -> socket.socket:
    """Connects to an IP address without a look-up, which the test counts."""
    assert ipaddress.ip_address(address[0])
    made = socket.socket()
    made.settimeout(timeout)
    made.connect(address)
    return made


def test_proxies_of_the_environment_are_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    with server(sending(answer(page().encode()))) as port:
        assert isinstance(read_one(f"http://127.0.0.1:{port}/"), Document)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://siti:rahasia@contoh.example/", "password"),
        ("http://siti@contoh.example/", "password"),
        ("http:///berita", "not an address of a page"),
        ("http://contoh.example:99999/", "not an address"),
        ("http://contoh.example:0/", "not an address of a page"),
        ("http://[::1%25eth0]/", "not an address"),
        ("http://a b.example/", "not an address"),
        ("http://" + "a" * 70 + ".example/", "not an address"),
    ],
)
def test_odd_addresses_are_refused_without_asking_anybody(address: str, words: str) -> None:
    assert words in refused(address, allowed=is_public)


def test_line_ends_in_an_address_make_no_further_request() -> None:
    parts = checked("http://contoh.example/a\r\nHost: dalam\r\n?b=\tc d")
    assert not set(parts.geturl()) & set("\r\n\t ")
    with pytest.raises(Unreadable):
        checked("http://contoh.example\u2100/")


def test_a_host_that_is_not_there_says_so() -> None:
    with pytest.raises(Unreadable, match="cannot be found"):
        resolve("tidak-ada.invalid", 80, anywhere, 10)


def test_a_host_that_refuses_says_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert "refused" in refused(f"http://127.0.0.1:{port}/")


def drip(client: socket.socket, _: bytes) -> None:
    client.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    with suppress(OSError):
        for _second in range(100):
            client.sendall(b"x")
            time.sleep(0.1)


def drip_headers(client: socket.socket, _: bytes) -> None:
    with suppress(OSError):
        for byte in b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 100:
            client.sendall(bytes([byte]))
            time.sleep(0.1)


def go_on(client: socket.socket, _: bytes) -> None:
    with suppress(OSError):
        while True:
            client.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")


@pytest.mark.parametrize("serve", [lambda *_: time.sleep(30), drip, drip_headers, go_on])
def test_a_server_that_takes_its_time_is_left(serve: Serve) -> None:
    with server(serve) as port:
        start = time.monotonic()
        assert "took more than 0.5 seconds" in refused(f"http://127.0.0.1:{port}/", Limits(seconds=0.5))
        assert time.monotonic() - start < 8


def test_redirects_share_one_time_limit() -> None:
    def serve(client: socket.socket, _: bytes) -> None:
        time.sleep(0.3)
        client.sendall(answer(b"", "Location: /", status="301 Moved"))

    with server(serve) as port:
        assert "took more than" in refused(f"http://127.0.0.1:{port}/", Limits(seconds=0.8))


LARGE = b"<p>" + b"x" * 200_000


@pytest.mark.parametrize(
    "content",
    [
        answer(LARGE),
        b"HTTP/1.1 200 OK\r\n\r\n" + LARGE,
        b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
        answer(gzip.compress(LARGE * 100), "Content-Encoding: gzip"),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n30d43\r\n" + LARGE + b"\r\n0\r\n\r\n",
    ],
    ids=["announced", "not announced", "claimed", "bomb", "chunked"],
)
def test_a_page_larger_than_is_read_is_refused(content: bytes) -> None:
    with server(sending(content)) as port:
        assert "larger than 100,000 bytes" in refused(f"http://127.0.0.1:{port}/", Limits(page=100_000))


def test_a_compressed_page_is_unpacked() -> None:
    with server(sending(answer(gzip.compress(page().encode()), "Content-Encoding: gzip"))) as port:
        assert isinstance(read_one(f"http://127.0.0.1:{port}/"), Document)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (answer(b"", status="404 Not Found"), "404 Not Found"),
        (answer(b"", status="403 Forbidden"), "403"),
        (answer(b"", status="503 Busy"), "503"),
        (answer(b"", status="302 Found"), "302"),
        (answer(b"x" * 99, "Content-Encoding: gzip"), "damaged"),
        (answer(gzip.compress(LARGE)[:-20], "Content-Encoding: gzip"), "ends too early"),
        (answer(b"x", "Content-Encoding: br"), "not asked for"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<p>x", "ends too early"),
        (b"SSH-2.0-OpenSSH\r\n", "cannot be read"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500 + b"\r\n", "cannot be read"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 99_999, "cannot be read"),
        (b"", "cannot be read"),
        (answer(b"\x89PNG\r\n\x1a\n", "Content-Type: image/png"), "picture"),
        (answer(b"", "Content-Type: text/html"), "empty"),
    ],
)
def test_what_a_server_does_wrong_is_told(content: bytes, words: str) -> None:
    with server(sending(content)) as port:
        assert words in refused(f"http://127.0.0.1:{port}/")


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        "/CN=localhost",
        "-days",
        "2",
    ]
    try:
        subprocess.run([*command, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("openssl, which makes certificates, is not installed")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with server(sending(answer(page().encode())), context) as port:
        assert "certificate" in refused(f"https://localhost:{port}/")
    with server(sending(answer(page().encode()))) as port:
        assert "cannot be read" in refused(f"https://localhost:{port}/")


def test_a_page_over_tls_is_read_under_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        "/CN=localhost",
        "-days",
        "2",
    ]
    names = ["-addext", "subjectAltName=DNS:localhost"]
    try:
        subprocess.run(
            [*command, *names, "-keyout", key, "-out", certificate], check=True, capture_output=True
        )
    except FileNotFoundError:
        pytest.skip("openssl, which makes certificates, is not installed")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with server(sending(answer(page().encode())), context) as port:
        assert isinstance(read_one(f"https://localhost:{port}/"), Document)
        assert "certificate" in refused(f"https://127.0.0.1:{port}/")
