"""Values of settings that are read the same way wherever one may be set."""

from collections.abc import Callable

YES, NO = frozenset({"1", "true", "yes", "on"}), frozenset({"", "0", "false", "no", "off"})

Fault = Callable[[str], Exception]  # makes the error of the settings that are read


def read_whole(name: str, value: str, fault: Fault) -> int:
    """A whole number above 0: "20"; raises the fault otherwise."""
    if not value.isdecimal() or not int(value):
        raise fault(f"{name} must be a whole number above 0.")
    return int(value)


def read_switch(name: str, value: str, fault: Fault) -> bool:
    """Whether something is on: "1", "yes"; raises the fault where neither on nor off is said."""
    if value.lower() not in YES | NO:
        raise fault(f"{name} must be 1 or 0.")
    return value.lower() in YES
