"""Fetching from a site made in the form of Ofsted's: whole, again for nothing, and in spite of
every fault.
"""

import socket
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from index.__main__ import main
from index.encoder.embeddings import SentenceEmbeddings
from index.fetching import web
from index.fetching.address_lists import AddressList
from index.fetching.ledger import Ledger
from index.fetching.offers import Group, Selection, group_of
from index.fetching.ofsted import OfstedSite
from index.fetching.run import News, Outcome, fetch
from index.fetching.settings import FetchSettings, FetchSettingsError
from index.fetching.sources import AskedError, selection_of, source_of
from index.settings import Settings
from index.storing.store import Store
from tests.made_site import (
    COUNCILS,
    EVERYTHING,
    INSPECTIONS,
    TITLES,
    Fault,
    MadeSite,
    a_few_times,
    counted,
    cut,
    cut_without_length,
    faults,
    fetch_all,
    leads_to,
    make_pdf,
    make_site,
    names,
    say_link,
    says,
    serving,
    slow,
    slow_head,
)
from tests.safety.try_fetch_kills import attempt
from tests.safety.try_kills import quick_vectors

INSPECTIONS_ONLY = Selection(groups=frozenset({Group.INSPECTION}))
AT_ONCE = timedelta(0)


@pytest.fixture
def site() -> Iterator[MadeSite]:
    """A small site of its own for each test."""
    with serving(make_site(4)) as made:
        yield made


@pytest.fixture(scope="module")
def national() -> Iterator[MadeSite]:
    """The site of all councils."""
    with serving(make_site()) as made:
        yield made


@pytest.fixture(scope="module")
def fetched(
    national: MadeSite, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, list[News], int]:
    """The folder into which its inspections were fetched, what was told, and what was asked."""
    folder = tmp_path_factory.mktemp("fetched")
    told = list(fetch(OfstedSite(national.root), INSPECTIONS_ONLY, folder, national.settings))
    return folder, told, len(national.asked)


# ---- whole, and again


def test_the_national_library_is_fetched_whole(
    national: MadeSite, fetched: tuple[Path, list[News], int]
):
    """Every inspection of 150 councils, over two pages of results, under council, kind and date,
    byte for byte.
    """
    folder, told, _ = fetched
    expected = {
        say_link(report): report.pdf
        for report in national.reports
        if group_of(report.title) is Group.INSPECTION
    }

    assert counted(told) == {"new": INSPECTIONS}
    assert names(folder) == set(expected)
    assert len({name.partition("/")[0] for name in names(folder)}) == COUNCILS
    assert all((folder / name).read_bytes() == expected[name] for name in sorted(expected)[::20])


def test_fetching_twice_is_free(national: MadeSite, fetched: tuple[Path, list[News], int]):
    """The second time no file is asked for, and no page is sent again."""
    folder, _, asked = fetched
    told = fetch_all(national, folder, INSPECTIONS_ONLY)

    later = national.asked[asked:]
    assert counted(told) == {"unchanged": INSPECTIONS}
    assert not [path for path, _ in later if path.startswith("/v1/")]
    assert all("if-none-match" in headers for path, headers in later if path != "/robots.txt")


def test_who_asks_is_said_and_nothing_is_asked_beside_it(
    national: MadeSite, fetched: tuple[Path, list[News], int]
):
    """The project's name is given, nothing packed is asked for, no cookie is sent, and
    robots.txt comes first.
    """
    assert fetched
    assert national.asked[0][0] == "/robots.txt"
    for _, headers in national.asked:
        assert headers["user-agent"].startswith("inspection-assistant/")
        assert headers["accept-encoding"] == "identity"
        assert not {"cookie", "authorization", "referer"} & set(headers)


def test_one_at_a_time_with_a_pause(
    site: MadeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Between two requests passes the time that the settings say, or the longer one that the
    site says.
    """
    pauses: list[float] = []
    monkeypatch.setattr(web.Web.__init__, "__defaults__", (pauses.append,))
    for place, (robots, delay) in enumerate((("", 2), ("User-agent: *\nCrawl-delay: 7\n", 7))):
        site.robots = robots
        site.asked.clear()
        pauses.clear()
        fetch_all(site, tmp_path / str(place), settings=replace(site.settings, delay=2.0))

        assert (
            len(pauses) > len(site.asked) / 2
        )  # on a slow machine the time may have passed by itself
        assert all(0 < pause <= delay for pause in pauses)
        assert max(pauses) > delay - 1


def test_killed_and_finished(tmp_path: Path):
    """Killed at some moments, each run goes on where the last one was: nothing half, nothing
    twice, nothing lost.
    """
    outcome = attempt(tmp_path, kills=4, councils=20, seed=3)
    assert outcome.wrong == []
    assert outcome.killed == 4


# ---- what is wanted


def test_only_what_is_wanted_is_asked_for(site: MadeSite, tmp_path: Path):
    """Of a council, a kind and a time; pages of other councils are not even looked at."""
    council = site.councils[1].name
    first = site.of(council)[0]
    fetch_all(
        site,
        tmp_path,
        Selection(frozenset({council}), frozenset({Group.INSPECTION}), date(2025, 1, 1)),
    )

    assert names(tmp_path) == {say_link(first)}
    assert [path for path in site.tries if path.startswith("/provider")] == [site.page_of(council)]


def test_kinds_are_told_by_their_titles():
    """Each title of the site is of one group."""
    assert [group_of(title) for title in dict.fromkeys(TITLES)] == [
        Group.INSPECTION,
        Group.FOCUSED_VISIT,
        Group.JOINT,
        Group.SEND,
    ]
    assert group_of("Children's services monitoring visit") is Group.MONITORING_VISIT
    assert group_of("Annual report") is Group.OTHER


def test_a_title_may_have_commas(site: MadeSite, tmp_path: Path):
    """Older titles are long; the date is what stands after the type of file."""
    title = (
        "Inspection of services for children in need of help, children looked after, and care "
        "leavers"
    )
    site.reports[:] = [replace(site.reports[0], title=title)]
    told = fetch_all(
        site, tmp_path, Selection(frozenset({site.councils[0].name}), frozenset({Group.INSPECTION}))
    )
    assert [news.name for news in told] == [
        f"{site.councils[0].name}/{title.lower()[:80]} - 1 june 2025.pdf"
    ]


def test_what_is_asked_for_in_words():
    """Councils by any of their names, regions, kinds and dates; what is not understood is said
    with what can be.
    """
    wanted = selection_of(["london borough of harrow"], ["north east"], ["joint"], "2024")
    assert "Harrow" in wanted.councils
    assert "Durham" in wanted.councils
    assert wanted.groups == {Group.JOINT}
    assert wanted.since == date(2024, 1, 1)
    assert selection_of(kinds=["joint", "all"]).groups == frozenset()
    for wrong, said in (
        ({"councils": ["Atlantis"]}, "full name"),
        ({"regions": ["Wessex"]}, "North West"),
        ({"since": "soon"}, "2024-07-15"),
    ):
        with pytest.raises(AskedError, match=said):
            selection_of(**wrong)


# ---- current


def test_new_reports_are_listed_without_fetching(site: MadeSite, tmp_path: Path):
    """A look says what is new and where, asks for no file and keeps nothing of it."""
    told = fetch_all(site, tmp_path, only_look=True)

    assert counted(told) == {"new": len(site.reports)}
    assert f"{site.root}{site.reports[0].path}" in told[0].words
    assert site.files_asked() == []
    assert names(tmp_path) == set()


def test_a_new_report_is_noticed(site: MadeSite, tmp_path: Path):
    """One more link on a page that changed: one file is fetched, and no other is asked for."""
    fetch_all(site, tmp_path)
    asked = len(site.files_asked())
    new = replace(site.reports[0], number=59_999_999, published=date(2026, 11, 2))
    site.reports.append(new)

    assert counted(fetch_all(site, tmp_path, only_look=True))["new"] == 1
    assert counted(fetch_all(site, tmp_path))["new"] == 1
    assert site.files_asked()[asked:] == [new.path]
    assert say_link(new) in names(tmp_path)


def test_a_replaced_report_is_noticed(site: MadeSite, tmp_path: Path):
    """Other bytes at the same address take the place of the first ones; what is as it was is not
    sent again.
    """
    fetch_all(site, tmp_path)
    changed = site.reports[3]
    site.bytes_of[changed.path] = make_pdf(
        changed.council.name, changed.published, "This is a corrected report."
    )

    told = fetch_all(site, tmp_path, compared_every=AT_ONCE)
    assert counted(told) == {"replaced": 1, "unchanged": len(site.reports) - 1}
    assert (tmp_path / say_link(changed)).read_bytes() == site.bytes_of[changed.path]


def test_a_report_that_moved_is_noticed(site: MadeSite, tmp_path: Path):
    """The same title and date at another address: both are kept, and it is said which took the
    place of which.
    """
    fetch_all(site, tmp_path)
    old = site.reports[0]
    site.reports[0] = replace(old, number=59_999_998)
    site.bytes_of[site.reports[0].path] = make_pdf("Barnet", old.published, "Corrected.")

    told = fetch_all(site, tmp_path)
    assert counted(told)["replaced"] == 1
    assert any(
        site.reports[0].path in news.words for news in told if news.outcome is Outcome.REPLACED
    )
    assert {say_link(old), say_link(old).replace(".pdf", " (59999998).pdf")} <= names(tmp_path)


def test_a_report_that_vanished_is_kept_and_said_once(site: MadeSite, tmp_path: Path):
    """It stays on the disk and in the ledger; the next run does not say it again."""
    fetch_all(site, tmp_path)
    gone = site.reports.pop(2)

    first, second = fetch_all(site, tmp_path), fetch_all(site, tmp_path)
    assert [news.name for news in first if news.outcome is Outcome.VANISHED] == [say_link(gone)]
    assert "vanished" not in counted(second)
    assert say_link(gone) in names(tmp_path)


def test_a_file_that_was_deleted_by_hand_comes_again(site: MadeSite, tmp_path: Path):
    """The ledger does not stand in for a file."""
    fetch_all(site, tmp_path)
    (tmp_path / say_link(site.reports[1])).unlink()

    assert counted(fetch_all(site, tmp_path))["new"] == 1
    assert say_link(site.reports[1]) in names(tmp_path)


# ---- faults

FAULTS: dict[str, tuple[Fault, str]] = {
    "not there": (says(404), "is not there (404)"),
    "taken down": (says(410), "taken down (410)"),
    "refused": (says(403), "is refused to us (403)"),
    "a fault of the host": (says(500), "has a fault of its own (500) (3 tries): try again later"),
    "a web page": (
        says(200, b"<!doctype html><html><title>Sorry</title></html>"),
        "is a web page, not a PDF",
    ),
    "nothing": (says(200), "is empty, not a PDF"),
    "something else": (
        says(200, b"PK\x03\x04 a document of a word processor"),
        "is something else, not a PDF",
    ),
    "cut": (cut, "breaks off before its end"),
    "cut without a length": (cut_without_length, "breaks off before its end"),
    "slow": (slow, "does not answer in time"),
    "leads to itself": (leads_to("?again"), "leads on and on"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_said_in_one_line_and_the_rest_comes(
    name: str, site: MadeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """The line names the address and what was wrong; every other report is fetched, nothing half
    is left.
    """
    monkeypatch.setattr(web, "LONGEST", 0.7 if name.startswith("slow") else web.LONGEST)
    fault, said = FAULTS[name]
    wrong = site.reports[4]
    site.faults[wrong.path] = fault

    told = fetch_all(site, tmp_path, Selection(frozenset({wrong.council.name})))
    assert counted(told) == {"new": len(TITLES) - 1, "fault": 1}
    assert len(faults(told)) == 1
    line = faults(told)[0]
    assert said in line
    assert f"{site.root}{wrong.path}" in line
    assert f"its page is {site.root}{site.page_of(wrong.council.name)}" in line
    assert "\n" not in line
    assert not list(tmp_path.glob(".part*"))

    del site.faults[wrong.path]
    assert (
        counted(fetch_all(site, tmp_path, Selection(frozenset({wrong.council.name}))))["new"] == 1
    )


def test_the_host_may_ask_us_to_wait(
    site: MadeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """After 429 the time that it says passes before the next try, which succeeds."""
    pauses: list[float] = []
    monkeypatch.setattr(web.Web.__init__, "__defaults__", (pauses.append,))
    site.faults[site.reports[0].path] = a_few_times(2, says(429, headers={"Retry-After": "17"}))

    assert counted(fetch_all(site, tmp_path)) == {"new": len(site.reports)}
    assert pauses.count(17.0) == 2


def test_a_long_wait_ends_the_run(site: MadeSite, tmp_path: Path):
    """Nobody sits there for an hour: it is said when to come back, and what came before is kept."""
    site.faults[site.reports[1].path] = says(429, headers={"Retry-After": "3600"})
    told = fetch_all(site, tmp_path)

    assert counted(told) == {"new": 1, "fault": 1}
    assert "asks to come back in 60 minutes: type the same command then" in told[-1].words


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("120", 120), ("Fri, 01 Jan 2021 00:00:00 GMT", 0), ("soon", None), ("", None)],
)
def test_how_long_to_wait(value: str, seconds: float | None):
    """Seconds, or a time; a time that has passed is now."""
    assert web._seconds_of(value) == seconds


def test_without_robots_all_is_allowed_and_with_broken_ones_nothing(site: MadeSite, tmp_path: Path):
    """404 means that there are no rules; a fault means that nobody knows them, and nothing is
    asked.
    """
    site.faults["/robots.txt"] = says(500)
    told = fetch_all(site, tmp_path)
    assert counted(told) == {"fault": 1}
    assert "nothing else is asked of that host" in told[0].words
    assert set(site.tries) == {"/robots.txt"}

    site.faults["/robots.txt"] = says(404)
    assert counted(fetch_all(site, tmp_path)) == {"new": len(site.reports)}


def test_a_changed_layout_is_said_and_ends_the_asking(tmp_path: Path):
    """Not 150 lines, and not 150 pages asked: after three councils it is plain. Nothing counts
    as vanished.
    """
    with serving(make_site(8)) as site:
        fetch_all(site, tmp_path)
        site.is_old_layout = False
        told = fetch_all(site, tmp_path)

    assert counted(told) == {"fault": 4}
    assert "its layout has changed" in told[0].words
    assert "the others are not asked" in told[-1].words


def test_a_changed_search_is_said(site: MadeSite, tmp_path: Path):
    """A search that lists no council is one fault."""
    site.faults["/search"] = says(200, b"<html><body>New search</body></html>")
    told = fetch_all(site, tmp_path)
    assert counted(told) == {"fault": 1}
    assert "lists no council: its layout has changed" in told[0].words


def test_links_in_another_form_are_counted(site: MadeSite, tmp_path: Path):
    """One link whose words do not say title and date: the others come, it is said, and nothing
    counts as vanished.
    """
    fetch_all(site, tmp_path)
    site.reports[0] = replace(site.reports[0], title="A title " * 30)
    told = fetch_all(site, tmp_path)
    assert counted(told) == {"unchanged": len(site.reports) - 1, "fault": 1}
    assert "title and date of 1 of its 5 links" in faults(told)[0]


def test_nobody_answers(tmp_path: Path):
    """Without a network: one line that says so, after a few seconds, and no traceback."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        root = f"http://127.0.0.1:{unused.getsockname()[1]}"
    told = list(
        fetch(
            OfstedSite(root),
            EVERYTHING,
            tmp_path,
            FetchSettings(site=root, hosts=(root[7:],), delay=0),
        )
    )
    assert len(told) == 1
    assert "does not answer" in told[0].words


def test_a_site_that_goes_away_is_not_asked_to_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """After three addresses in a row at which nobody answers the run ends."""
    monkeypatch.setattr(web, "LONGEST", 0.3)
    with serving(make_site(6)) as site:
        site.faults |= {report.path: slow_head for report in site.reports}
        told = fetch_all(site, tmp_path)
    assert counted(told) == {"fault": 3}
    assert "see whether this machine has a network" in told[-1].words


def test_bounds_end_a_run_and_the_next_goes_on(site: MadeSite, tmp_path: Path):
    """So many files, so many minutes: then it is said, and the same command goes on."""
    few = replace(site.settings, most_files=7)
    told = [fetch_all(site, tmp_path, settings=few) for _ in range(3)]
    assert [counted(each).get("new") for each in told] == [7, 7, 6]
    assert "FETCH_MOST_FILES" in told[0][-1].words

    none = fetch_all(site, tmp_path / "other", settings=replace(site.settings, minutes=0))
    assert "FETCH_MINUTES" in none[-1].words


def test_no_room_is_said(site: MadeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A full disk ends the run with words; nothing half stays."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("index.fetching.run._Run._place", staticmethod(full))
    told = fetch_all(site, tmp_path)
    assert "No space left on device" in told[-1].words
    assert names(tmp_path) == set()
    assert not list(tmp_path.glob(".part*"))


# ---- lists and feeds


def test_a_list_of_addresses(site: MadeSite, tmp_path: Path):
    """Council, title and date where they are given; else the file is named by its address."""
    first, second = site.reports[:2]
    listed = tmp_path / "list.csv"
    listed.write_text(
        "address,council,title,published\n# a remark\n"
        f"{site.root}{first.path},lb barnet,Children's services "
        f"inspection,2025-06-01\n{site.root}{second.path}\n",
        encoding="utf-8",
    )
    told = list(fetch(AddressList(listed), EVERYTHING, tmp_path / "to", site.settings))

    assert counted(told) == {"new": 2}
    assert names(tmp_path / "to") == {
        "Barnet/children's services inspection - 1 june 2025.pdf",
        f"other/{second.number}.pdf",
    }
    missing = list(
        fetch(AddressList(tmp_path / "none.txt"), EVERYTHING, tmp_path / "to", site.settings)
    )
    assert "one address a line" in missing[0].words


FEEDS = {
    "Atom": """<feed xmlns="http://www.w3.org/2005/Atom"><title>Reports</title><entry>
<title>Inspection of Harrow children's
services</title><updated>2024-07-15T09:30:00+01:00</updated>
<link rel="alternate" href="/provider/44/80498"/>
<link rel="enclosure" href="{file}"/></entry></feed>""",
    "RSS": """<?xml version="1.0"?><rss version="2.0"><channel><item>
<title>Inspection of Harrow children's services</title>
<link>/provider/44/80498</link><pubDate>Mon, 15 Jul 2024 09:30:00 GMT</pubDate>
<enclosure url="{file}" type="application/pdf"/>
</item></channel></rss>""",
}


@pytest.mark.parametrize("form", FEEDS)
def test_a_feed(form: str, site: MadeSite, tmp_path: Path):
    """From an address or a file; the report's own page is kept beside the address of its file."""
    file = site.root + site.reports[0].path
    text = FEEDS[form].format(file=file)
    site.bytes_of["/feed"] = text.encode()
    (tmp_path / "feed.xml").write_text(text, encoding="utf-8")

    for place, folder in (
        (f"{site.root}/feed", tmp_path / "a"),
        (str(tmp_path / "feed.xml"), tmp_path / "b"),
    ):
        assert counted(
            list(fetch(source_of(place, site.settings), EVERYTHING, folder, site.settings))
        ) == {"new": 1}
        (name,) = names(folder)
        assert name.startswith("Harrow/inspection of harrow")
        assert name.endswith("- 15 july 2024.pdf")
        ledger = Ledger(folder)
        entry = ledger.known(file)
        ledger.close()
        assert entry
        assert entry.page.endswith("/provider/44/80498")


# ---- settings, and the command


def test_settings_are_checked():
    """Unknown names and bad values are refused with what can be written."""
    read = FetchSettings.from_mapping(
        {
            "FETCH_HOSTS": "a.example, B.example:8443",
            "FETCH_DELAY": "0.5",
            "FETCH_DAILY": "1",
            "OTHER": "x",
        }
    )
    assert read.hosts == ("a.example", "b.example:8443")
    assert read.delay == 0.5
    assert read.daily
    assert not FetchSettings().daily
    for wrong in (
        {"FETCH_HOST": "x"},
        {"FETCH_HOSTS": "https://x/"},
        {"FETCH_HOSTS": "*"},
        {"FETCH_DELAY": "-1"},
        {"FETCH_SITE": "x"},
        {"FETCH_DAILY": "maybe"},
        {"FETCH_MINUTES": "0"},
    ):
        with pytest.raises(FetchSettingsError):
            FetchSettings.from_mapping(wrong)


@pytest.fixture
def as_set(site: MadeSite, monkeypatch: pytest.MonkeyPatch) -> MadeSite:
    monkeypatch.setenv("FETCH_SITE", site.root)
    monkeypatch.setenv("FETCH_HOSTS", site.root[7:])
    monkeypatch.setenv("FETCH_DELAY", "0")
    monkeypatch.setattr(SentenceEmbeddings, "loading_ahead", lambda _: nullcontext())
    monkeypatch.setattr(SentenceEmbeddings, "stream", lambda _, lists: map(quick_vectors, lists))
    return site


def test_the_command_fetches_and_indexes(
    as_set: MadeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    """One command from nothing to an index that can be asked; the day of publication comes from
    the site.
    """
    council = as_set.councils[2].name
    asked = ["fetch", "--council", council, "--store", str(tmp_path / "store")]

    assert main([*asked, "--check"]) == 0
    assert "2 can be fetched" in capsys.readouterr().out
    assert main(asked) == 0
    out = capsys.readouterr().out
    assert "2 new, 0 replaced, 0 as they were, 0 no longer published." in out
    assert "2 reports are indexed" in out
    assert "skipped" not in out  # the ledger and the lock are passed over
    with Store(Settings(store=tmp_path / "store")) as store:
        reports = store.catalogue.reports()
    assert {report.council for report in reports} == {council}
    assert {report.published for report in reports} == {
        r.published for r in as_set.of(council) if group_of(r.title) is Group.INSPECTION
    }


def test_the_command_says_what_went_wrong(
    as_set: MadeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    """What failed is named, with what to do by hand; what came is indexed all the same."""
    council = as_set.councils[2].name
    as_set.faults[as_set.of(council)[0].path] = says(404)

    assert main(["fetch", "--council", council, "--store", str(tmp_path / "store")]) == 1
    out = capsys.readouterr().out
    assert "is not there (404)" in out
    assert f"python -m index build {tmp_path / 'store' / 'fetched'}" in out
    assert "1 reports are indexed" in out
    assert main(["fetch", "--council", "Atlantis"]) == 1
    assert "No council is called" in capsys.readouterr().err


def test_while_the_index_is_in_use_files_are_kept(
    as_set: MadeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    """Where a page has the index open, fetching goes on, and the command that indexes is named."""
    with Store(Settings(store=tmp_path / "store"), create=True):
        assert (
            main(
                ["fetch", "--council", as_set.councils[0].name, "--store", str(tmp_path / "store")]
            )
            == 1
        )
    assert "is in use" in capsys.readouterr().err
    assert len(names(tmp_path / "store" / "fetched")) == 2


def test_two_runs_into_one_folder_do_not_mix(site: MadeSite, tmp_path: Path):
    """The second is told that another one is at it."""
    first = fetch(OfstedSite(site.root), EVERYTHING, tmp_path, site.settings)
    next(first)
    with pytest.raises(Exception, match="Another program is fetching"):
        fetch_all(site, tmp_path)
    first.close()
    assert counted(fetch_all(site, tmp_path)) == {"new": len(site.reports) - 1, "unchanged": 1}
