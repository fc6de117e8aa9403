"""What the answer to a message told, in its order: what the next message may point at."""

from collections.abc import Callable
from dataclasses import dataclass

from assistant.request import Request


@dataclass(frozen=True, slots=True)
class Told:
    """What an answer listed: councils, recurring themes by name, and the sentences that it
    quoted, each once. `weak` are those sentences that tell what must improve or is not good.
    """

    councils: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()


Tells = Callable[[Request], Told]
