"""An http or https address → the capture of what answers there.

``fetch("https://example.org/talks", allow_private=False)``. Every hop of a redirect is checked like the first
(``addresses``), and every wait has an end. Proxies from the environment are not used: a proxy resolves names itself,
past the check.
"""

from __future__ import annotations

import time

import httpx

from dragoman.capture.addresses import resolve
from dragoman.capture.content import MAX_BYTES, too_large
from dragoman.model import BadPage, Capture

MAX_REDIRECTS = 5
TIMEOUT = httpx.Timeout(20.0, connect=10.0)
"""Seconds to connect, and between two pieces of an answer."""

DEADLINE = 90.0
"""Seconds for one answer as a whole, so that a trickle of bytes does not hold up a run."""

_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; Dragoman)",
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip",
}


def fetch(address: str, *, allow_private: bool) -> Capture:
    """Fetch a page, following at most ``MAX_REDIRECTS`` redirects.

    Raises:
        BadPage: if the address or one that it redirects to is refused, does not answer in time or answers with an
            error, or if the page is larger than ``MAX_BYTES``.
    """
    try:
        url = httpx.URL(address)
        for _ in range(MAX_REDIRECTS + 1):
            answer = _fetch_once(url, address, allow_private)
            if isinstance(answer, Capture):
                return answer
            url = answer
    except httpx.InvalidURL as error:
        raise BadPage(f"not an address: {error}") from error
    except httpx.TimeoutException as error:
        raise BadPage("did not answer in time") from error
    except httpx.HTTPError as error:
        raise BadPage(f"cannot be fetched: {error}") from error
    raise BadPage(f"redirects more than {MAX_REDIRECTS} times")


def _fetch_once(url: httpx.URL, origin: str, allow_private: bool) -> Capture | httpx.URL:
    """The page at ``url``, or where it redirects to."""
    if url.scheme not in {"http", "https"}:
        raise BadPage(f"redirects to {url}: only http and https addresses are read")
    host = url.raw_host.decode("ascii")
    port = url.port or (443 if url.scheme == "https" else 80)
    addresses = resolve(host, port, allow_private=allow_private)
    for address in addresses[:-1]:
        try:
            return _fetch_from(address, url, origin)
        except httpx.ConnectError:
            continue
    return _fetch_from(addresses[-1], url, origin)


def _fetch_from(address: str, url: httpx.URL, origin: str) -> Capture | httpx.URL:
    """Ask the machine at ``address`` for ``url``, with the certificate checked for the name in the ``url``."""
    headers = _HEADERS | {"Host": url.netloc.decode("ascii")}
    extensions = {"sni_hostname": url.raw_host.decode("ascii")}
    # A client for each hop: cookies are kept by numeric address here, and two hosts may share one.
    with (
        httpx.Client(trust_env=False, verify=httpx.create_ssl_context(), timeout=TIMEOUT) as client,
        client.stream("GET", url.copy_with(host=address), headers=headers, extensions=extensions) as response,
    ):
        if response.has_redirect_location:
            return url.join(response.headers["location"])
        if not response.is_success:
            raise BadPage(f"answered {response.status_code} {response.reason_phrase}".rstrip())
        media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        return Capture(
            content=_read_body(response),
            origin=origin,
            url=str(url.copy_with(fragment=None)),
            media_type=media_type or None,
            charset=response.charset_encoding,
        )


def _read_body(response: httpx.Response) -> bytes:
    end = time.monotonic() + DEADLINE
    body = bytearray()
    # What is packed with gzip stays so here: httpx takes the beginning of a truncated one for the whole.
    is_gzip = response.headers.get("content-encoding", "").strip().lower() in {"gzip", "x-gzip"}
    for chunk in response.iter_raw() if is_gzip else response.iter_bytes():
        body += chunk
        if len(body) > MAX_BYTES:
            raise BadPage(too_large())
        if time.monotonic() > end:
            raise BadPage(f"did not answer in time: more than {DEADLINE:.0f} s for one page")
    return bytes(body)
