"""Settings of fetching, checked at the door: unknown names and bad values are refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from index.reports import ReportIndexError
from index.setting_values import read_switch, read_whole

PREFIX = "FETCH_"
OFSTED = "https://reports.ofsted.gov.uk"
OFSTED_HOSTS = ("reports.ofsted.gov.uk", "files.ofsted.gov.uk")


class FetchSettingsError(ReportIndexError):
    """A setting that is not known or holds a value that cannot be used."""


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """Who may be asked, how often, and how much may come.

    `site` is where Ofsted's reports are; only `hosts` are asked, each a name, or a name and a port;
    `delay` is the pause in seconds between two requests; `most_files` and `minutes` bound one run;
    `daily` says that the page looks for new reports once a day while it runs.
    """

    site: str = OFSTED
    hosts: tuple[str, ...] = OFSTED_HOSTS
    delay: float = 2.0
    most_files: int = 3000
    minutes: int = 240
    daily: bool = False

    @classmethod
    def from_mapping(cls, environment: Mapping[str, str]) -> "FetchSettings":
        """Read the FETCH_… settings; raise FetchSettingsError on an unknown name or a bad value."""
        unknown = sorted(
            name for name in environment if name.startswith(PREFIX) and name not in _READERS
        )
        if unknown:
            raise FetchSettingsError(
                f"{unknown[0]} is not a setting. Settings are: {', '.join(sorted(_READERS))}."
            )
        values = {
            field: read(name, environment[name].strip())
            for name, (field, read) in _READERS.items()
            if environment.get(name, "").strip()
        }
        return cls(**values)  # type: ignore[arg-type]


def _site(name: str, value: str) -> str:
    if urlsplit(value).scheme not in {"http", "https"} or not urlsplit(value).hostname:
        raise FetchSettingsError(f"{name} must be an address such as {OFSTED}.")
    return value.rstrip("/")


def _hosts(name: str, value: str) -> tuple[str, ...]:
    hosts = tuple(value.lower().replace(",", " ").split())
    if any("/" in host or "*" in host or "@" in host for host in hosts):
        raise FetchSettingsError(
            f"{name} must be names of hosts, such as: {', '.join(OFSTED_HOSTS)}."
        )
    return hosts


def _delay(name: str, value: str) -> float:
    try:
        delay = float(value)
    except ValueError:
        delay = -1.0
    if not 0 <= delay <= 3600:
        raise FetchSettingsError(f"{name} must be a number of seconds, 0 to 3600.")
    return delay


def _whole(name: str, value: str) -> int:
    return read_whole(name, value, FetchSettingsError)


def _switch(name: str, value: str) -> bool:
    return read_switch(name, value, FetchSettingsError)


_READERS = {
    "FETCH_SITE": ("site", _site),
    "FETCH_HOSTS": ("hosts", _hosts),
    "FETCH_DELAY": ("delay", _delay),
    "FETCH_MOST_FILES": ("most_files", _whole),
    "FETCH_MINUTES": ("minutes", _whole),
    "FETCH_DAILY": ("daily", _switch),
}
