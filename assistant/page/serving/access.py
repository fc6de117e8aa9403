"""To whom the page is served: this machine alone, those with the password, or openly anyone.

Where others can reach it, it is never open by mistake: without a password or the switch that says
so it does not start, and nobody changes the library unless that is asked for too.
"""

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from assistant.page.serving.headers import SecurityHeaders
from assistant.page.serving.middleware import GuardMiddleware, Rules
from assistant.page.serving.password import Password, Sessions
from assistant.page.serving.waiting import ServingError
from index.settings import DEFAULT_STORE

PASSWORD_FILE = DEFAULT_STORE.parent / "password"
HERE = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True)
class Serving:
    """Where the page is served and for whom; `names` are those by which browsers may call it.

    Whoever reaches a page that is for this machine alone is its owner, and may accept what was
    added.
    """

    host: str = "127.0.0.1"
    port: int = 7860
    names: tuple[str, ...] = HERE
    sessions: Sessions | None = None
    may_change: bool = True
    may_accept: bool = False

    @property
    def layers(self) -> list[Middleware]:
        """What stands before the page, the outermost first."""
        return [
            Middleware(SecurityHeaders),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(self.names), www_redirect=False),
            Middleware(GuardMiddleware, rules=Rules(self.sessions, self.may_change)),
        ]


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """What was asked for on the command line."""

    host: str
    port: int
    names: Sequence[str] = ()
    password_file: Path = PASSWORD_FILE
    open_to_anyone: bool = False
    read_only: bool = False
    let_others_change: bool = False


def decide(options: ServeOptions) -> Serving:
    """How the page is served; raises ServingError where that would be open by mistake."""
    is_here = _is_loopback(options.host)
    if _is_every_address(options.host) and not options.names:
        raise ServingError(
            f"{options.host} means every address of this machine. Say by which names browsers "
            f"will call "
            "it, so that other sites cannot: --name reports.example.org (once for each name or "
            "address)"
        )
    has_password = options.password_file.exists() and not options.open_to_anyone
    if not is_here and not has_password and not options.open_to_anyone:
        raise ServingError(
            f"At {options.host} others can reach the page. Set a password first: python app.py "
            "--set-password. Or let everybody in who reaches it: --open-to-anyone"
        )
    return Serving(
        host=options.host,
        port=options.port,
        names=tuple(
            dict.fromkeys((*HERE, *_own_name(options.host), *map(str.lower, options.names)))
        ),
        sessions=Sessions(Password(options.password_file)) if has_password else None,
        may_change=not options.read_only and (is_here or options.let_others_change),
        may_accept=not options.read_only and is_here and not has_password and not options.names,
    )


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _is_every_address(host: str) -> bool:
    return host.strip("[]") in {"", "0.0.0.0", "::"}  # noqa: S104 - it is recognised, not used


def _own_name(host: str) -> tuple[str, ...]:
    host = host.strip("[]").lower()
    return () if _is_every_address(host) else (f"[{host}]" if ":" in host else host,)
