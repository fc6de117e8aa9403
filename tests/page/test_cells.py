"""What is printed in a table becomes a value only where it is printed so."""

from datetime import date

import pytest

from assistant.page.cells import AS_DAY, NOTHING, Value, columns_of, value_of
from index.dates import say_windows


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4 March 2025", Value(date(2025, 3, 4), AS_DAY)),
        ("12", Value(12, "0")),
        ("0", Value(0, "0")),
        ("-3", Value(-3, "0")),
        ("2019", Value(2019, "0")),
        ("1,204", Value(1204, "#,##0")),
        ("2.50", Value(2.5, "0.00")),
        ("54%", Value(0.54, "0%")),
        ("10.0 %", Value(0.1, "0.0 %")),
    ],
)
def test_days_numbers_and_shares_are_values(text: str, value: Value):
    """Each with the format in which a spreadsheet shows what was printed."""
    assert value_of(text) == value
    assert isinstance(value_of(text).content, type(value.content))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Good",
        "007",
        "1,2",
        "12 of 40 were seen",
        "published 4 March 2025",
        "04 March 2025",
        "4 March 1899",
        "30 February 2025",
        "6 years and 9 months",
        "+44",
        "=1+1",
        "9999999999999999999",
        "“12”",
        "१२",
    ],
)
def test_all_else_stays_the_text_that_it_is(text: str):
    """Nothing is guessed: what a spreadsheet would print otherwise is text."""
    assert value_of(text) == Value(text)
    assert columns_of([text]) == (("",), [(Value(text),)])


def test_days_on_site_become_a_first_and_a_last():
    """Also where a month or year is printed once; one day is both, what is no date stays text."""
    names, rows = columns_of(
        ["20 to 24 January 2025", "28 November to 9 December 2022", "dates not stated"]
    )

    assert names == ("first-day", "last-day")
    assert [[value.content for value in row] for row in rows] == [
        [date(2025, 1, 20), date(2025, 1, 24)],
        [date(2022, 11, 28), date(2022, 12, 9)],
        ["dates not stated", ""],
    ]


def test_two_visits_of_one_inspection_span_both():
    """The first day of the first, and the last of the second."""
    visits = ((date(2022, 12, 5), date(2022, 12, 9)), (date(2023, 2, 14), date(2023, 2, 15)))

    _, rows = columns_of([say_windows(visits), "4 March 2025"])

    assert [value.content for value in rows[0]] == [date(2022, 12, 5), date(2023, 2, 15)]
    assert [value.content for value in rows[1]] == [date(2025, 3, 4), date(2025, 3, 4)]


def test_a_column_of_days_stays_one_column():
    """The day of publication is not a first and a last."""
    assert columns_of(["4 March 2025", "5 March 2025"])[0] == ("",)


def test_counts_become_a_number_a_total_and_a_share():
    """The share has a column where one is printed."""
    names, rows = columns_of(["25 of 46, 54%", "–"])
    assert names == ("", "total", "share")
    assert rows == [
        (Value(25, "0"), Value(46, "0"), Value(0.54, "0%")),
        (Value("–"), NOTHING, NOTHING),
    ]
    assert columns_of(["3 of 9", "1 of 9"])[0] == ("", "total")
