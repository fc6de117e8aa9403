"""Which addresses may be asked, and connections that lead nowhere else.

A host is asked only where the settings name it. A name is looked up once for each connection,
and the connection goes to what was found, so that a name which leads to this machine or a
network of its own (DNS rebinding) is refused and cannot change in between. An address in figures
may be private where the settings name it: then its owner means it.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit

import httpcore

from index.fetching.offers import FetchError

STEP = 30.0  # seconds for one step of a connection
PORTS = {"http": 80, "https": 443}

Options = Iterable[Any] | None


class Hosts:
    """The hosts that the settings name."""

    def __init__(self, named: Iterable[str]) -> None:
        self._named = frozenset(host.lower() for host in named)

    def check(self, address: str) -> SplitResult:
        """Take an address apart; raises FetchError where it may not be asked."""
        try:
            parts = urlsplit(address)
            host, port = (parts.hostname or "").lower(), parts.port or PORTS.get(parts.scheme, 0)
        except ValueError as error:
            raise FetchError(f"{say_address(address)} is not an address") from error
        if parts.scheme not in PORTS or not host or "@" in parts.netloc:
            raise FetchError(f"{say_address(address)} is not an address of the web (https://…)")
        if parts.scheme == "http" and not _is_in_figures(host):
            raise FetchError(
                f"{say_address(address)} is not encrypted: only https:// addresses are asked"
            )
        usual = port == PORTS[parts.scheme]
        if not ((usual and host in self._named) or f"{_bracketed(host)}:{port}" in self._named):
            raise FetchError(
                f"{say_address(address)} is on a host that is not named in FETCH_HOSTS, and is "
                f"not asked"
            )
        return parts


def say_address(address: str) -> str:
    """An address as it may be shown: in one line, without characters that print nothing, not too
    long.
    """
    plain = "".join(character if character.isprintable() else "?" for character in address)
    return plain if len(plain) <= 200 else plain[:199] + "…"


def joined(page: str, link: str) -> str:
    """Where a link of a page leads; a link that is none stays as it is, and is refused when it
    is asked for.
    """
    try:
        return urljoin(page, link)
    except ValueError:
        return link


def _is_in_figures(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def addresses_of(host: str, port: int) -> list[str]:
    """Where a host is, as numbers; raises httpcore.ConnectError where it is nowhere, or on a
    private network.
    """
    if _is_in_figures(host):
        return [host]
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(f"the name {host} was not found") from error
    numbers = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not numbers or not all(map(_is_public, numbers)):
        raise PrivateAddressError(f"the name {host} leads to a private address, and is not asked")
    return numbers


def _is_public(number: str) -> bool:
    place = ipaddress.ip_address(number.partition("%")[0])
    mapped = getattr(place, "ipv4_mapped", None)
    return (mapped or place).is_global and not (mapped or place).is_multicast


class PrivateAddressError(httpcore.ConnectError):
    """A name leads to this machine or to a network of its own."""


class Network(httpcore.NetworkBackend):
    """Connects to public addresses, and lets no reading last beyond `until`, however slowly it
    drips.
    """

    def __init__(self) -> None:
        self._network = httpcore.SyncBackend()
        self.until = float("inf")  # time.monotonic() when the request now in hand must have ended

    def connect_tcp(  # noqa: PLR0913, PLR0917 - as the library calls it
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Options = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address that answers."""
        *others, last = addresses_of(host, port)
        for number in others:
            try:
                return self._connected(number, port, timeout)
            except httpcore.ConnectError:
                continue
        return self._connected(last, port, timeout)

    def _connected(self, number: str, port: int, timeout: float | None) -> httpcore.NetworkStream:
        return _Bounded(self._network.connect_tcp(number, port, self.left(timeout)), self)

    def left(self, timeout: float | None) -> float:
        """Seconds that a step may take; raises httpcore.ReadTimeout where none are left."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("it takes too long")
        return min(STEP if timeout is None else timeout, left)


class _Bounded(httpcore.NetworkStream):
    """A connection whose every step keeps to the time that is left."""

    def __init__(self, stream: httpcore.NetworkStream, network: Network) -> None:
        self._stream = stream
        self._network = network

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._network.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._network.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        return _Bounded(
            self._stream.start_tls(ssl_context, server_hostname, self._network.left(timeout)),
            self._network,
        )

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - the library's
        return self._stream.get_extra_info(info)
