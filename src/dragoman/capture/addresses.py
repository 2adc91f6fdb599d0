"""Host names → the internet addresses that may be connected to.

A page is fetched on somebody's behalf, perhaps because another page redirected there: ``http://169.254.169.254/`` or
``http://printer.local/`` must not be read by accident. Every host is resolved here, once, and the connection goes to
the address that was checked, so a name that resolves differently a moment later (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket

from dragoman.model import BadPage

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""IPv4 addresses as IPv6-only networks reach them (RFC 6052)."""

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


def resolve(host: str, port: int, *, allow_private: bool) -> list[str]:
    """The numeric addresses of ``host``, in the system's order of preference.

    Raises:
        BadPage: if the name does not resolve, or if any of its addresses is not on the public internet and
            ``allow_private`` is false.
    """
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise BadPage(f"the host {host} is not known") from error
    addresses = list(dict.fromkeys(str(answer[4][0]) for answer in answers))
    if not allow_private:
        for address in addresses:
            if not is_public(address):
                raise BadPage(f"{host} is a private or local address ({address}); --allow-private reads it")
    return addresses


def is_public(address: str) -> bool:
    """Whether a numeric address is on the public internet, seen through every wrapping of IPv4 in IPv6."""
    ip = _unwrap(ipaddress.ip_address(address.partition("%")[0]))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _unwrap(ip: IPAddress) -> IPAddress:
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    teredo = ip.teredo[1] if ip.teredo else None
    return ip.ipv4_mapped or ip.sixtofour or teredo or ip
