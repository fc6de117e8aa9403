"""Dates: every printed form that real reports use."""

from datetime import date

import pytest

from index.dates import find_date, find_windows, say_windows


@pytest.mark.parametrize(
    ("printed", "start", "end"),
    [
        ("7 to 18 October 2024", date(2024, 10, 7), date(2024, 10, 18)),
        ("8 November 2021 to 19 November 2021", date(2021, 11, 8), date(2021, 11, 19)),
        ("28 February to 4 March 2022", date(2022, 2, 28), date(2022, 3, 4)),
        ("14 November 2016 – 8 December 2016", date(2016, 11, 14), date(2016, 12, 8)),
        ("05 July 2016–27 July 2016", date(2016, 7, 5), date(2016, 7, 27)),
        ("15-19 July 2013", date(2013, 7, 15), date(2013, 7, 19)),
        ("11 ─ 22 July\u202f2022", date(2022, 7, 11), date(2022, 7, 22)),
        ("1/06/2015 – 25/06/2015", date(2015, 6, 1), date(2015, 6, 25)),
        ("27 November to 8 December 2023", date(2023, 11, 27), date(2023, 12, 8)),
        ("12 December to 13 January 2023", date(2022, 12, 12), date(2023, 1, 13)),
        ("3 Sept 2019", date(2019, 9, 3), date(2019, 9, 3)),
    ],
)
def test_a_window_is_read_in_every_printed_form(printed, start, end):
    """Month and year printed once, at the right, hold for the left; dashes are all alike."""
    assert find_windows(printed) == ((start, end),)


def test_two_windows_are_both_kept():
    """An inspection in two parts has two windows; what follows after other words is none."""
    text = "5 to 9 December 2022 and 14 to 15 February 2023 Report published: 10 May 2023"

    windows = find_windows(text)

    assert [start for start, _ in windows] == [date(2022, 12, 5), date(2023, 2, 14)]
    assert say_windows(windows) == "5 to 9 December 2022 and 14 to 15 February 2023"


@pytest.mark.parametrize("text", ["", "31 February 2020", "soon", "7 to 18", "99/99/2020"])
def test_what_is_no_date_is_none(text):
    """Impossible and unfinished dates are not guessed."""
    assert find_windows(text) == ()
    assert find_date(text) is None


def test_dates_of_articles_are_read():
    """The American order with a short month is read as well."""
    assert find_date("Jul 31 2012") == date(2012, 7, 31)
    assert find_date("2019-05-04") == date(2019, 5, 4)
    assert find_date("published 4th March 2025") == date(2025, 3, 4)
