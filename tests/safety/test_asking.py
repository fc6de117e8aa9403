"""What is fetched is hostile until it is read: who is asked, where that leads, and what may come
of it.
"""

import socket
from collections.abc import Iterator
from pathlib import Path

import httpcore
import pytest

from index.fetching import addresses, run, web
from index.fetching.address_lists import AddressList
from index.fetching.addresses import Hosts, Network
from index.fetching.feeds import Feed, read_feed
from index.fetching.offers import FetchError, Selection
from index.fetching.ofsted import OfstedSite
from index.fetching.run import fetch
from index.fetching.settings import FetchSettings
from index.reports import UnreadableFileError
from tests.made_site import (
    EVERYTHING,
    TITLES,
    Fault,
    MadeSite,
    counted,
    endless,
    faults,
    fetch_all,
    leads_to,
    make_pdf,
    make_site,
    names,
    packed,
    says,
    serving,
    slow_head,
)


@pytest.fixture
def site() -> Iterator[MadeSite]:
    """A small site of its own for each test."""
    with serving(make_site(3)) as made:
        yield made


# ---- what comes

HOSTILE: dict[str, tuple[Fault, str]] = {
    "slow from the first byte": (slow_head, "does not answer in time"),
    "packed": (packed, "comes packed"),
    "endless": (endless, "larger than 3 MB"),
    "leads to a host that is not named": (
        leads_to("https://files.example.org/x"),
        "a host that is not named",
    ),
    "leads to this machine": (leads_to("http://127.0.0.1:9/"), "a host that is not named"),
    "leads to a machine of the network": (
        leads_to("http://169.254.169.254/latest/"),
        "a host that is not named",
    ),
    "leads to a file of this machine": (
        leads_to("file:///etc/passwd"),
        "not an address of the web",
    ),
    "leads to a name without encryption": (
        leads_to("http://reports.ofsted.gov.uk/"),
        "is not encrypted",
    ),
    "leads with a password": (
        leads_to("https://a:b@reports.ofsted.gov.uk/"),
        "not an address of the web",
    ),
    "leads nowhere": (leads_to("http://[::1"), "is not an address"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_a_host_may_do_ends_in_one_line(
    name: str, site: MadeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """The line names the address and what was wrong; the other reports come, and nothing half is
    left.
    """
    monkeypatch.setattr(web, "LONGEST", 0.7 if name.startswith("slow") else web.LONGEST)
    monkeypatch.setattr(web, "LARGEST_FILE", 3 * 2**20)
    monkeypatch.setattr(web, "LARGEST_RUN", 50 * 2**20)
    fault, said = HOSTILE[name]
    wrong = site.reports[4]
    site.faults[wrong.path] = fault

    told = fetch_all(site, tmp_path, Selection(frozenset({wrong.council.name})))
    assert counted(told) == {"new": len(TITLES) - 1, "fault": 1}
    assert said in faults(told)[0]
    assert f"{site.root}{wrong.path}" in faults(told)[0]
    assert "\n" not in faults(told)[0]
    assert len(names(tmp_path)) == len(TITLES) - 1
    assert not list(tmp_path.glob(".part*"))


def test_a_page_made_to_do_harm_is_read_apart(
    site: MadeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Nested hundreds of thousands deep it ends neither the run nor the memory: one fault, and
    the next council follows.
    """
    monkeypatch.setattr(run, "PAGE_SECONDS", 12)
    council = site.councils[0].name
    site.faults[site.page_of(council)] = says(200, b"<a href=x>" * 400_000)
    told = fetch_all(site, tmp_path)
    assert len(faults(told)) == 1
    assert "cannot be read: reading it took more than 12 seconds" in faults(told)[0]
    assert counted(told)["new"] == len(site.reports) - len(TITLES)


def test_names_from_a_site_stay_in_the_folder(site: MadeSite, tmp_path: Path):
    """Councils and titles that lead out of the folder, or hide in it, do not."""
    listed = tmp_path / "list.csv"
    listed.write_text(
        f"{site.root}/v1/1,../../up,../../../etc/passwd,2024-05-01\n{site.root}/v1/..,.hidden,a"
        f"\x1b[2J\x00b,\n",
        encoding="utf-8",
    )
    site.bytes_of |= dict.fromkeys(
        ("/v1/1", "/v1/.."), make_pdf("Harrow", site.reports[0].published)
    )
    told = list(fetch(AddressList(listed), EVERYTHING, tmp_path / "to" / "here", site.settings))

    assert counted(told)["new"] == 2
    assert names(tmp_path / "to" / "here") == {
        "up/passwd - 1 may 2024.pdf",
        "hidden/a_[2J_b.pdf".replace("[", "_"),
    }
    assert {path.name for path in tmp_path.iterdir()} == {"to", "list.csv"}
    assert all(news.words.isprintable() for news in told)


def test_what_robots_are_not_to_ask_is_not_asked(site: MadeSite, tmp_path: Path):
    """The page is named with what to do instead, and is not asked for."""
    council = site.councils[0].name
    site.robots = f"User-agent: inspection-assistant\nDisallow: {site.page_of(council)}\n"
    told = fetch_all(site, tmp_path)

    assert "robots.txt" in faults(told)[0]
    assert "save it in a browser" in faults(told)[0]
    assert site.tries[site.page_of(council)] == 0
    assert counted(told)["new"] == len(site.reports) - len(TITLES)


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><feed><entry><title>&b;</title>'
    "</entry></feed>"
)


@pytest.mark.parametrize("text", [BOMB, "<feed><entry>", "<html></html>", "no feed", ""])
def test_what_is_no_feed_is_refused(text: str):
    """Parts that define one another are not read at all."""
    with pytest.raises(UnreadableFileError):
        read_feed(text)


# ---- only hosts that are named


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Every address that this process connects to."""
    made: list[tuple[str, int]] = []
    connect = socket.socket.connect

    def recorded(self: socket.socket, address: tuple[str, int]) -> None:
        made.append(address[:2])
        if address[0] != "127.0.0.1":  # whatever a test tries, it stays on this machine
            raise OSError
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", recorded)
    return made


def test_nothing_is_asked_of_any_other_host(
    site: MadeSite, tmp_path: Path, connections: list[tuple[str, int]]
):
    """Links, redirects, feeds and lists that lead elsewhere: not one connection leaves for it."""
    with serving(make_site(1)) as other:
        site.faults[site.reports[0].path] = leads_to(f"{other.root}/v1/file/1")
        site.faults[site.reports[1].path] = leads_to("//evil.example/x")
        site.faults[site.page_of(site.councils[1].name)] = says(
            200,
            (
                f'<a class="publication-link" href="{other.root}/v1/file/1">x <span>X, pdf - 1 May '
                f"2024</span></a>"
            ).encode(),
        )
        fetch_all(site, tmp_path)
        listed = tmp_path / "list.txt"
        listed.write_text(
            f"{other.root}/robots.txt\nhttps://evil.example/a.pdf\nhttp://10.0.0.1/\nftp://evil.e"
            f"xample/\nnothing\n"
        )
        told = list(fetch(AddressList(listed), EVERYTHING, tmp_path / "list", site.settings))
        told += list(
            fetch(Feed(f"{other.root}/feed"), EVERYTHING, tmp_path / "feed", site.settings)
        )

        assert len(faults(told)) == len(told) == 6
        assert other.asked == []
    assert set(connections) == {("127.0.0.1", int(site.root.rpartition(":")[2]))}


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "::1",
        "fe80::1%eth0",
        "fc00::1",
        "::ffff:127.0.0.1",
    ],
)
def test_a_name_that_leads_to_a_private_address_is_not_asked(
    number: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, connections: list[tuple[str, int]]
):
    """Also where the settings name it, and where only one of several addresses is private."""
    found = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 443))
        for each in ("93.184.215.14", number)
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    settings = FetchSettings(
        site="https://reports.example.org", hosts=("reports.example.org",), delay=0
    )
    told = list(fetch(OfstedSite(settings.site), EVERYTHING, tmp_path, settings))

    assert "leads to a private address" in told[-1].words
    assert connections == []


def test_a_name_is_looked_up_once_for_a_connection(
    monkeypatch: pytest.MonkeyPatch, connections: list[tuple[str, int]]
):
    """What was looked at is what is connected to: a second answer of the name server does not
    count.
    """
    real, answers = socket.getaddrinfo, iter(["127.0.0.2"])  # taken for a public one, here
    monkeypatch.setattr(addresses, "_is_public", lambda _: True)

    def found(host: str, port: int, *rest: object, **named: object) -> list[object]:
        return real(next(answers) if host == "reports.example.org" else host, port, *rest, **named)

    monkeypatch.setattr(socket, "getaddrinfo", found)
    with pytest.raises(httpcore.ConnectError):
        Network().connect_tcp("reports.example.org", 9)
    assert connections == [("127.0.0.2", 9)]


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://reports.ofsted.gov.uk/provider/44/1", True),
        ("https://REPORTS.ofsted.gov.uk:443/", True),
        ("https://reports.ofsted.gov.uk:8443/", False),
        ("http://reports.ofsted.gov.uk/", False),
        ("https://reports.ofsted.gov.uk.evil.example/", False),
        ("https://evil.example/reports.ofsted.gov.uk", False),
        ("https://reports.ofsted.gov.uk@evil.example/", False),
        ("https://evil.example#@reports.ofsted.gov.uk/", False),
        ("//reports.ofsted.gov.uk/", False),
        ("javascript:alert(1)", False),
        ("", False),
    ],
)
def test_which_addresses_may_be_asked(address: str, allowed: bool):
    """Only https, only the hosts that are named, only the usual port unless another is named."""
    hosts = Hosts(["reports.ofsted.gov.uk"])
    if allowed:
        assert hosts.check(address).hostname == "reports.ofsted.gov.uk"
    else:
        with pytest.raises(FetchError):
            hosts.check(address)
