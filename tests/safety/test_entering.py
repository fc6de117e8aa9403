"""The password: how it is kept, who is let in with it, and what guessing costs."""

import base64
import stat
from pathlib import Path

import pytest

from assistant.page.serving import password as passwords
from assistant.page.serving.password import (
    SESSION_SECONDS,
    TRIES,
    TRIES_OF_ALL,
    WHILE_SECONDS,
    Password,
    PasswordError,
    Sessions,
    TooManyTriesError,
    write_password,
)

RIGHT = "trampolines are fun"


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def file(tmp_path: Path) -> Path:
    write_password(RIGHT, tmp_path / "password")
    return tmp_path / "password"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sessions(file: Path, clock: Clock) -> Sessions:
    return Sessions(Password(file), clock)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashing that costs nothing, where hundreds of tries are made."""
    monkeypatch.setattr(passwords, "_hash", lambda password, _: password.encode().ljust(64))


def basic(password: str) -> str:
    return "Basic " + base64.b64encode(f"anybody:{password}".encode()).decode()


def test_a_password_is_kept_as_a_salted_hash_for_its_owner_alone(file: Path, tmp_path: Path):
    """The file holds neither the password nor the same twice, and nobody else may read it."""
    write_password(RIGHT, tmp_path / "other")

    assert RIGHT not in file.read_text()
    assert file.read_text() != (tmp_path / "other").read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "attempt", ["", "trampolines are fu", RIGHT.upper(), RIGHT + " ", "\udc80" * 12, "x" * 10**6]
)
def test_only_the_password_is_right(file: Path, attempt: str):
    assert Password(file).is_right(RIGHT)
    assert not Password(file).is_right(attempt)


@pytest.mark.parametrize("password", ["", "short", "x" * 201])
def test_a_bad_password_is_refused(tmp_path: Path, password: str):
    with pytest.raises(PasswordError, match="10 to 200"):
        write_password(password, tmp_path / "password")
    assert not (tmp_path / "password").exists()


@pytest.mark.parametrize(
    "kept", ["", "trampolines are fun", "scrypt 00 00", "scrypt zz zz", "md5 00 " + "0" * 128]
)
def test_a_damaged_file_lets_nobody_in(file: Path, kept: str):
    """It is an error that says what to type, not a password that anything fits."""
    file.write_text(kept)

    with pytest.raises(PasswordError, match="--set-password"):
        Password(file)


def test_a_session_ends(sessions: Sessions, clock: Clock):
    """Who gave the password is known by a token, until it is given back or twelve hours have
    passed.
    """
    first, second = (sessions.enter(RIGHT, "a") for _ in range(2))
    assert first and second and first != second
    assert sessions.admits(first, None, "a")
    assert not sessions.admits("guess", None, "a")

    sessions.leave(first)
    assert not sessions.admits(first, None, "a")
    clock.now += SESSION_SECONDS + 1
    assert not sessions.admits(second, None, "a")


def test_a_program_may_send_the_password_itself(sessions: Sessions):
    """HTTP Basic, with any name; nothing else in that header lets anybody in."""
    assert sessions.admits(None, basic(RIGHT), "a")
    assert sessions.admits(None, basic(RIGHT), "a")
    for header in (basic("wrong"), "Basic ???", f"Bearer {RIGHT}", "Basic", ""):
        assert not sessions.admits(None, header, "b")


def test_guessing_is_stopped(sessions: Sessions, clock: Clock):
    """After some wrong passwords an address must wait, whichever way it tries; others need not."""
    for _ in range(TRIES - 1):
        assert sessions.enter("wrong", "a") is None
    assert not sessions.admits(None, basic("wrong"), "a")

    with pytest.raises(TooManyTriesError, match=rf"in {WHILE_SECONDS + 1} seconds"):
        sessions.enter(RIGHT, "a")
    with pytest.raises(TooManyTriesError):
        sessions.admits(None, basic(RIGHT), "a")
    assert sessions.enter(RIGHT, "b")
    clock.now += WHILE_SECONDS + 1
    assert sessions.enter(RIGHT, "a")


def test_guessing_from_many_addresses_is_stopped(sessions: Sessions, quick: None):
    for number in range(TRIES_OF_ALL):
        sessions.enter("wrong", str(number))

    with pytest.raises(TooManyTriesError):
        sessions.enter("wrong", "another")
