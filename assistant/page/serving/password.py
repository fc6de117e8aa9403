"""Who may come in where the page is not for this machine alone: one password, kept as its scrypt
hash.

Gradio's own login is not used: it leaves its tool server, its heartbeat and routes beside it open,
its sessions never end, and its page gives away what it shows before anybody is known.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from assistant.answers import AssistantError

LEAST_LETTERS = 10  # of a password
LONGEST_PASSWORD = 200  # characters; nothing longer is hashed
SESSION_SECONDS = 12 * 3600
MOST_SESSIONS = 10_000
TRIES = 5  # wrong passwords from one address in a while
TRIES_OF_ALL = 200  # from all addresses together
WHILE_SECONDS = 300
COOKIE = "inspection-assistant-session"
_COST = {"n": 2**15, "r": 8, "p": 1, "maxmem": 2**26}  # 32 MB and some 0.1 s a try


class PasswordError(AssistantError):
    """A password that cannot be used, or a file that holds none."""


class TooManyTriesError(AssistantError):
    """Too many wrong passwords came from an address; `seconds` says how long to wait."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(f"Too many wrong passwords. Try again in {seconds} seconds.")


def write_password(password: str, file: Path) -> None:
    """Keep the hash of a password in a file that only its owner can read; raises PasswordError."""
    if not LEAST_LETTERS <= len(password) <= LONGEST_PASSWORD:
        raise PasswordError(
            f"A password needs {LEAST_LETTERS} to {LONGEST_PASSWORD} characters; this one has "
            f"{len(password)}."
        )
    salt = secrets.token_bytes(16)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    file.touch(mode=0o600)
    file.write_text(f"scrypt {salt.hex()} {_hash(password, salt).hex()}\n", encoding="ascii")


class Password:
    """A password known by its salt and hash."""

    def __init__(self, file: Path) -> None:
        """Read the file; raises PasswordError where it is missing or is not of the form written
        above.
        """
        try:
            kind, salt, kept = file.read_text(encoding="ascii").split()
            self._salt, self._kept = bytes.fromhex(salt), bytes.fromhex(kept)
        except (OSError, ValueError) as error:
            raise PasswordError(
                f"{file} holds no password. Set one with: python app.py --set-password"
            ) from error
        if kind != "scrypt" or len(self._kept) != hashlib.sha512().digest_size:
            raise PasswordError(
                f"{file} is damaged. Set the password again with: python app.py --set-password"
            )

    def is_right(self, attempt: str) -> bool:
        """Whether it is this one; takes the same time when it is not."""
        attempt = attempt if len(attempt) <= LONGEST_PASSWORD else ""
        return hmac.compare_digest(_hash(attempt, self._salt), self._kept)


def _hash(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode("utf-8", "surrogatepass"), salt=salt, **_COST)


class Sessions:
    """Lets in who gave the password, for twelve hours; everything is forgotten when the program
    ends.
    """

    def __init__(self, password: Password, clock: Callable[[], float] = time.monotonic) -> None:
        self._password = password
        self._clock = clock
        self._sessions: dict[str, float] = {}  # hash of what a browser or program shows → its end
        self._wrong: dict[str, deque[float]] = {}  # address → when wrong passwords came
        self._changing = threading.Lock()
        self._trying = threading.Lock()  # one hash at a time: many would take the memory

    def enter(self, attempt: str, address: str) -> str | None:
        """Try a password; gives what to show from now on, or None. Raises TooManyTriesError."""
        token = secrets.token_urlsafe(32)
        return token if self._try(attempt, address, token) else None

    def admits(self, token: str | None, authorization: str | None, address: str) -> bool:
        """Whether what a request shows is known: a session, or the password itself (HTTP Basic)."""
        if token and self._is_known(token):
            return True
        scheme, _, given = (authorization or "").partition(" ")
        if scheme.lower() != "basic" or not given:
            return False
        return self._is_known(given) or self._try(_password_in(given), address, given)

    def leave(self, token: str) -> None:
        """End a session."""
        with self._changing:
            self._sessions.pop(_name(token), None)

    def _try(self, attempt: str, address: str, token: str) -> bool:
        with self._trying:
            self._check_tries(address)
            right = self._password.is_right(attempt)
        with self._changing:
            now = self._clock()
            if right:
                self._sessions = {name: end for name, end in self._sessions.items() if end > now}
                if len(self._sessions) >= MOST_SESSIONS:
                    self._sessions.pop(next(iter(self._sessions)))
                self._sessions[_name(token)] = now + SESSION_SECONDS
            else:
                self._wrong.setdefault(address, deque(maxlen=TRIES)).append(now)
        return right

    def _check_tries(self, address: str) -> None:
        with self._changing:
            since = self._clock() - WHILE_SECONDS
            self._wrong = {name: tries for name, tries in self._wrong.items() if tries[-1] >= since}
            here = [when for when in self._wrong.get(address, ()) if when >= since]
            everywhere = sum(map(len, self._wrong.values()))
        if len(here) >= TRIES or everywhere >= TRIES_OF_ALL:
            raise TooManyTriesError(int(min(here, default=self._clock()) - since) + 1)

    def _is_known(self, token: str) -> bool:
        with self._changing:
            return self._sessions.get(_name(token), 0.0) > self._clock()


def _name(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _password_in(given: str) -> str:
    try:
        return base64.b64decode(given, validate=True).decode("utf-8").partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return ""
