"""Fetching, from a server on this machine: the only addresses that the tests ask for."""

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from dragoman.capture import Address, capture, content, web
from dragoman.model import BadPage, Capture

PAGE = b"<html><body><p>Envoys met in Bamako on Friday.</p></body></html>"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        match self.path.split("/")[1:]:
            case ["page"]:
                self.answer(200, PAGE, {"Content-Type": "text/html; charset=iso-8859-2"})
            case ["host"]:
                self.answer(200, b"asked for " + self.headers["Host"].encode())
            case ["packed"]:
                self.answer(200, gzip.compress(PAGE), {"Content-Encoding": "gzip"})
            case ["unpacked"]:
                self.answer(200, PAGE, {"Content-Encoding": "gzip"})
            case ["cut"]:
                self.answer(200, gzip.compress(PAGE)[:-12], {"Content-Encoding": "gzip"})
            case ["gone"]:
                self.answer(404, b"Gone")
            case ["hops", left]:
                self.answer(302, b"", {"Location": f"/hops/{int(left) - 1}" if int(left) else "/page"})
            case ["to", "file"]:
                self.answer(302, b"", {"Location": "file:///etc/hosts"})
            case ["to", "elsewhere"]:
                self.answer(302, b"", {"Location": "http://localhost:1/"})
            case ["drip"]:
                self.send_response(200)
                self.end_headers()
                for _ in range(50):
                    self.wfile.write(b"a")
                    time.sleep(0.05)
            case ["stall"]:
                time.sleep(1)

    def answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args) -> None:
        """Keep the test's output clean."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        running.daemon_threads = True
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


def fetched(address: str) -> Capture:
    return capture(Address(address), allow_private=True)


def test_a_page_comes_with_what_the_server_says_of_it(server: str) -> None:
    assert fetched(f"{server}/page#talks") == Capture(
        PAGE, origin=f"{server}/page#talks", url=f"{server}/page", media_type="text/html", charset="iso-8859-2"
    )


def test_this_machine_is_refused_unless_allowed(server: str) -> None:
    with pytest.raises(BadPage, match="private or local address"):
        capture(Address(f"{server}/page"))


def test_the_server_is_asked_by_its_name_at_the_address_that_was_checked(server: str) -> None:
    port = server.rpartition(":")[2]
    assert fetched(f"http://LocalHost:{port}/host").content == f"asked for localhost:{port}".encode()


def test_a_name_that_resolves_anew_elsewhere_gains_nothing(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(web, "resolve", lambda host, *_args, **_options: asked.append(host) or ["127.0.0.1"])
    port = server.rpartition(":")[2]
    assert fetched(f"http://rebound.invalid:{port}/page").content == PAGE
    assert asked == ["rebound.invalid"]


def test_the_next_address_is_tried_where_one_does_not_answer(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "resolve", lambda *_args, **_options: ["127.9.9.9", "127.0.0.1"])
    assert fetched(f"{server}/page").content == PAGE


def test_gzip_on_the_way_is_undone(server: str) -> None:
    assert fetched(f"{server}/packed").content == PAGE
    assert fetched(f"{server}/unpacked").content == PAGE  # called so by its server, and no gzip


def test_redirects_are_followed_to_the_page_and_its_own_address(server: str) -> None:
    page = fetched(f"{server}/hops/{web.MAX_REDIRECTS - 1}")
    assert (page.content, page.url) == (PAGE, f"{server}/page")


def test_every_hop_is_checked(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    allowed = web.resolve("127.0.0.1", 80, allow_private=True)

    def only_the_first(host: str, port: int, *, allow_private: bool) -> list[str]:
        return allowed if host == "127.0.0.1" else real(host, port, allow_private=allow_private)

    real = web.resolve
    monkeypatch.setattr(web, "resolve", only_the_first)
    with pytest.raises(BadPage, match="localhost is a private or local address"):
        capture(Address(f"{server}/to/elsewhere"))


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("gone", "answered 404 Not Found"),
        (f"hops/{web.MAX_REDIRECTS}", "redirects more than"),
        ("to/file", "only http and https"),
        ("cut", "truncated gzip"),
        ("nothing", "cannot be fetched"),
    ],
)
def test_what_cannot_be_fetched_is_a_bad_page(server: str, path: str, reason: str) -> None:
    with pytest.raises(BadPage, match=reason):
        fetched(f"{server}/{path}")


def test_a_closed_port_is_a_bad_page() -> None:
    with pytest.raises(BadPage, match="cannot be fetched"):
        fetched("http://127.0.0.1:1/")


def test_a_page_over_the_limit_is_cut_off(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "MAX_BYTES", len(PAGE) - 1)
    with pytest.raises(BadPage, match="larger than"):
        fetched(f"{server}/page")


def test_a_server_that_stalls_is_left(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "TIMEOUT", httpx.Timeout(0.1))
    with pytest.raises(BadPage, match="did not answer in time"):
        fetched(f"{server}/stall")


def test_a_server_that_drips_is_left_at_the_deadline(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "DEADLINE", 0.1)
    with pytest.raises(BadPage, match="did not answer in time"):
        fetched(f"{server}/drip")


def test_the_limits_bear_the_largest_page_that_must_be_read() -> None:
    assert content.MAX_BYTES >= 50 * 10**6
