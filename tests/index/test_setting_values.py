"""Values of settings, as they are written."""

import pytest

from index.setting_values import read_switch, read_whole


@pytest.mark.parametrize(("written", "is_on"), [("1", True), ("Yes", True), ("off", False)])
def test_a_switch_is_on_or_off(written, is_on):
    """A switch is written in any of the usual ways, in letters of either size."""
    assert read_switch("FETCH_DAILY", written, ValueError) is is_on


@pytest.mark.parametrize(
    ("read", "written", "says"),
    [
        (read_switch, "maybe", "FETCH_DAILY must be 1 or 0."),
        (read_whole, "0", "FETCH_DAILY must be a whole number above 0."),
        (read_whole, "2.5", "FETCH_DAILY must be a whole number above 0."),
    ],
)
def test_what_cannot_be_read_is_the_fault_of_the_settings_that_ask(read, written, says):
    """The error is the caller's own, and names the setting and what was expected."""
    with pytest.raises(LookupError, match=says):
        read("FETCH_DAILY", written, LookupError)
