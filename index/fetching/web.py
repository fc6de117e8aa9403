"""Asks hosts for pages and files: one at a time, with a pause, as robots.txt allows, within bounds.

No cookies, no packed answers (a few bytes may unpack to gigabytes), no proxy, no password. An
address that leads on to another is followed where that may be asked as well.
"""

import hashlib
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import certifi
import httpcore

from index.fetching.addresses import Hosts, Network, PrivateAddressError, joined, say_address
from index.fetching.offers import UNKNOWN, FetchError, Stamp, StoppedError
from index.fetching.settings import FetchSettings

NAME = "inspection-assistant"
LARGEST_FILE = 100 * 2**20  # bytes; what reading allows as well
LARGEST_PAGE = 5 * 2**20
LARGEST_ROBOTS = 500 * 2**10
LARGEST_RUN = 5 * 2**30
MOST_REDIRECTS = 5
TRIES = 3  # of one address, where waiting may help
SILENCE = 30.0  # seconds without a byte
LONGEST = 180.0  # seconds for one answer
# seconds that a host may ask us to wait; for longer, somebody comes back later
LONGEST_WAIT = 300.0
MOST_AWAY = 3  # addresses in a row at which nobody answers; then it is the network, or the site

_TIMEOUTS = {"connect": SILENCE / 2, "read": SILENCE, "write": SILENCE, "pool": SILENCE}
_REDIRECTS = {301, 302, 303, 307, 308}
_GONE = {
    404: "is not there (404)",
    410: "has been taken down (410)",
    401: "asks for a password (401)",
    403: "is refused to us (403)",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """A page as text, or a file that was written down: then `hash` is that of its bytes."""

    stamp: Stamp
    text: str = ""
    hash: str = ""
    # whether the host said how long it is, so that a cut one would be noticed
    has_length: bool = False


class _LaterError(Exception):
    """Waiting may help: for how many seconds, and why."""

    def __init__(self, reason: str, seconds: float | None = None) -> None:
        super().__init__(reason)
        self.seconds = seconds


Take = Callable[["_Response"], Answer]


class Web:
    """The hosts that the settings name."""

    def __init__(
        self, settings: FetchSettings, wait: Callable[[float], object] = time.sleep
    ) -> None:
        """`wait` is given the seconds of each pause."""
        self._hosts = Hosts(settings.hosts)
        self._network = Network()
        self._pool = httpcore.ConnectionPool(
            _trusted(), max_connections=2, keepalive_expiry=20, network_backend=self._network
        )
        self._delay = settings.delay
        self._ends = time.monotonic() + 60 * settings.minutes
        self._minutes = settings.minutes
        self._wait = wait
        self._robots: dict[str, RobotFileParser] = {}
        self._last_end = float("-inf")
        self._away = 0
        self._left = LARGEST_RUN

    def page(self, address: str, known: Stamp = UNKNOWN) -> Answer | None:
        """A page as text; None where it is as it was known.

        Raises FetchError where it cannot be had, StoppedError where nothing more can.
        """
        return self._ask(
            address,
            known,
            lambda response: _as_text(self._bytes(response, LARGEST_PAGE, address), response),
        )

    def file(self, address: str, to: Path, known: Stamp = UNKNOWN) -> Answer | None:
        """A file, written to a path; None where it is as it was known. Raises as `page` does,
        and OSError.
        """
        return self._ask(address, known, lambda response: self._written(response, to, address))

    def close(self) -> None:
        """Let go of connections."""
        self._pool.close()

    # ---- one address

    def _ask(
        self, address: str, known: Stamp, take: "Take", *, heeds_robots: bool = True
    ) -> Answer | None:
        for tried in range(1, TRIES + 1):
            try:
                answer = self._once(address, known, take, heeds_robots)
            except _LaterError as later:
                self._before_another_try(address, later, tried)
            else:
                self._away = 0
                return answer
        raise AssertionError  # the last try raises

    def _before_another_try(self, address: str, later: _LaterError, tried: int) -> None:
        """Wait, or raise FetchError where that was the last try."""
        seconds = later.seconds if later.seconds is not None else max(self._delay, 0.1) * 2**tried
        if seconds > LONGEST_WAIT:
            minutes = -(-seconds // 60)
            raise StoppedError(
                f"{say_address(address)} asks to come back in {minutes:.0f} minutes: type the "
                f"same command then"
            )
        if tried == TRIES:
            self._count_away(address, later)
            raise FetchError(f"{say_address(address)} {later} ({TRIES} tries): try again later")
        self._wait(seconds)

    def _count_away(self, address: str, later: _LaterError) -> None:
        self._away += isinstance(later.__cause__, httpcore.NetworkError | httpcore.TimeoutException)
        if self._away >= MOST_AWAY:
            host = urlsplit(address).netloc
            raise StoppedError(
                f"{say_address(host)} {later}, and neither did {MOST_AWAY - 1} addresses before "
                f"it: see whether this machine has "
                "a network, and type the same command again. What was fetched is kept"
            )

    def _once(self, address: str, known: Stamp, take: "Take", heeds_robots: bool) -> Answer | None:  # noqa: FBT001
        with self._open(address, known, heeds_robots) as response:
            if response.status == HTTPStatus.NOT_MODIFIED and known != UNKNOWN:
                return None
            return take(response)

    @contextmanager
    def _open(self, address: str, known: Stamp, heeds_robots: bool) -> Iterator["_Response"]:
        """Ask for an address, and for what it leads on to."""
        first, here = address, address
        for _ in range(MOST_REDIRECTS + 1):
            self._hosts.check(here)
            if heeds_robots:
                self._check_robots(here)
            with self._requested(here, known) as response:
                onward = (
                    response.headers.get("location", "") if response.status in _REDIRECTS else ""
                )
                if not onward:
                    yield response
                    return
            here = joined(here, onward)
            self._check_onward(first, here)
        raise FetchError(
            f"{say_address(first)} leads on and on ({MOST_REDIRECTS} times), and is not followed"
        )

    def _check_onward(self, first: str, onward: str) -> None:
        try:
            self._hosts.check(onward)
        except FetchError as error:
            raise FetchError(
                f"{say_address(first)} leads on to another address, and {error}"
            ) from error

    @contextmanager
    def _requested(self, address: str, known: Stamp) -> Iterator["_Response"]:
        self._pause()
        self._network.until = min(time.monotonic() + LONGEST, self._ends)
        try:
            headers, bounds = _headers(address, known), {"timeout": _TIMEOUTS}
            with self._pool.stream(
                "GET", _ascii(address), headers=headers, extensions=bounds
            ) as got:
                yield _Response(got)
        except PrivateAddressError as error:
            raise FetchError(f"{say_address(address)}: {error}") from error
        except httpcore.TimeoutException as error:
            raise _LaterError("does not answer in time") from error
        except httpcore.RemoteProtocolError as error:
            raise _LaterError("breaks off before its end") from error
        except httpcore.NetworkError as error:
            raise _LaterError(
                f"does not answer ({error})" if str(error) else "does not answer"
            ) from error
        except (httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
            raise FetchError(f"{say_address(address)} cannot be asked ({error})") from error
        finally:
            self._last_end = time.monotonic()

    def _pause(self) -> None:
        """Wait until the next request may be sent; raises StoppedError where the time is used
        up.
        """
        now = time.monotonic()
        if now >= self._ends:
            raise StoppedError(
                f"{self._minutes} minutes have passed (FETCH_MINUTES): type the same command to "
                f"go on"
            )
        if self._last_end + self._delay > now:
            self._wait(self._last_end + self._delay - now)

    # ---- robots.txt

    def _check_robots(self, address: str) -> None:
        parts = urlsplit(address)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            self._robots[origin] = self._read_robots(f"{origin}/robots.txt")
        robots = self._robots[origin]
        if not robots.can_fetch(NAME, address):
            raise FetchError(
                f"{say_address(address)} is not to be asked by programs, says the robots.txt of "
                f"its host: save it in a browser"
            )

    def _read_robots(self, address: str) -> RobotFileParser:
        """What a host lets programs ask. One that has no such file allows all; raises
        StoppedError where it cannot say.
        """
        try:
            answer = self._ask(
                address,
                UNKNOWN,
                lambda response: self._rules(response, address),
                heeds_robots=False,
            )
        except FetchError as error:
            raise StoppedError(
                f"{error}. Until it can be read, nothing else is asked of that host"
            ) from error
        robots = RobotFileParser(address)
        robots.parse(answer.text.splitlines() if answer else [])
        self._delay = max(self._delay, min(float(robots.crawl_delay(NAME) or 0), LONGEST_WAIT))
        return robots

    def _rules(self, response: "_Response", address: str) -> Answer:
        if 400 <= response.status < 500 and response.status != HTTPStatus.TOO_MANY_REQUESTS:
            return Answer(UNKNOWN)
        return _as_text(self._bytes(response, LARGEST_ROBOTS, address), response)

    # ---- what comes

    def _bytes(self, response: "_Response", most: int, address: str) -> bytes:
        return b"".join(self._pieces(response, most, address))

    def _written(self, response: "_Response", to: Path, address: str) -> Answer:
        digest = hashlib.sha256()
        with to.open("wb") as file:
            for piece in self._pieces(response, LARGEST_FILE, address):
                digest.update(piece)
                file.write(piece)
        return Answer(
            response.stamp, hash=digest.hexdigest(), has_length="content-length" in response.headers
        )

    def _pieces(self, response: "_Response", most: int, address: str) -> Iterator[bytes]:
        _check_status(address, response)
        if response.headers.get("content-encoding", "identity").lower() not in {"", "identity"}:
            raise FetchError(
                f"{say_address(address)} comes packed although it was asked for as it is, and is "
                f"not unpacked"
            )
        taken = 0
        for piece in response.pieces:
            taken += len(piece)
            self._left -= len(piece)
            if taken > most:
                raise FetchError(
                    f"{say_address(address)} is larger than {most // 2**20 or 1} MB, and is not "
                    f"taken"
                )
            if self._left < 0:
                raise StoppedError(
                    f"{LARGEST_RUN // 2**30} GB have come in this run: type the same command to "
                    f"go on"
                )
            yield piece


class _Response:
    """An answer as it comes: status, headers with names in lower case, and the pieces of its
    body.
    """

    def __init__(self, response: httpcore.Response) -> None:
        self.status: int = response.status
        self.headers: Mapping[str, str] = {
            name.decode("latin-1").lower(): value.decode("latin-1")
            for name, value in response.headers
        }
        self.pieces: Iterator[bytes] = response.iter_stream()

    @property
    def stamp(self) -> Stamp:
        return Stamp(
            self.headers.get("etag", "")[:500], self.headers.get("last-modified", "")[:100]
        )


def _check_status(address: str, response: _Response) -> None:
    status = response.status
    if status == HTTPStatus.OK:
        return
    if status in {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}:
        raise _LaterError(
            f"asks us to wait ({status})", _seconds_of(response.headers.get("retry-after", ""))
        )
    if status >= 500:
        raise _LaterError(f"has a fault of its own ({status})")
    raise FetchError(f"{say_address(address)} {_GONE.get(status, f'answers with {status}')}")


def _seconds_of(retry_after: str) -> float | None:
    """The seconds that a host asks us to wait, given as a number or as a time; None where it
    does not say.
    """
    if retry_after.strip().isdecimal():
        return float(retry_after.strip()[:9])
    try:
        then = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    return max(0.0, (then - datetime.now(UTC)).total_seconds())


def _headers(address: str, known: Stamp) -> list[tuple[bytes | str, bytes | str]]:
    asked = {
        "Host": urlsplit(address).netloc,
        "User-Agent": (
            f"{NAME}/{_version()} (reads public inspection reports; one request at a time)"
        ),
        "Accept": "text/html, application/pdf, application/xml;q=0.9, */*;q=0.5",
        "Accept-Encoding": "identity",
    }
    conditions = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return [(name, value) for name, value in (asked | conditions).items() if value]


def _version() -> str:
    try:
        return version(NAME)
    except PackageNotFoundError:  # run from its folder, without being installed
        return "0"


def _as_text(data: bytes, response: _Response) -> Answer:
    _, _, charset = response.headers.get("content-type", "").partition("charset=")
    try:
        text = data.decode(charset.strip(" \"';") or "utf-8", "replace")
    except (LookupError, ValueError):
        text = data.decode("utf-8", "replace")
    return Answer(response.stamp, text=text)


def _ascii(address: str) -> str:
    """An address in letters that may be sent; what is not one is written as its bytes."""
    return "".join(
        c
        if c.isascii() and c.isprintable() and c != " "
        else "".join(f"%{b:02X}" for b in c.encode())
        for c in address
    )


def _trusted() -> ssl.SSLContext:
    """Whom to believe that they are who they say: the authorities of certifi, and of this
    machine.
    """
    context = ssl.create_default_context(cafile=certifi.where())
    context.load_default_certs()
    return context
