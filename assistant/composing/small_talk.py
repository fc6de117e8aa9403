"""Replies to what is no question: a greeting, thanks, "what can you do?", "that's wrong".

The words are in `prompts/talk.md`. Examples are made from the library at hand.
"""

from functools import cached_property

from assistant.answers import Answer, Part
from assistant.library import Library
from assistant.request import Request, SmallTalk
from assistant.wording import Wording

COMPOSER = "talk"
PLACEHOLDERS = {
    "greeting": frozenset({"library"}),
    "thanks": frozenset(),
    "help": frozenset({"library"}),
    "help-examples": frozenset({"first", "second"}),
    "complaint": frozenset(),
    "chat": frozenset(),
    "language": frozenset(),
}


class Talker:
    """Answers what needs no report."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._wording = Wording("talk.md", PLACEHOLDERS)

    def reply(self, request: Request) -> Answer:
        """A reply to talk: "Hi, what can you do?"."""
        kind = request.talk or SmallTalk.CHAT
        label = {"library": self._library.label}
        filled = label if kind in {SmallTalk.GREETING, SmallTalk.HELP} else {}
        notes = [self._wording.say(kind.value, **filled)]
        if (
            kind in {SmallTalk.GREETING, SmallTalk.HELP, SmallTalk.CHAT}
            and len(self._library.councils) > 1
        ):
            first, second = self._examples
            notes.append(self._wording.say("help-examples", first=first, second=second))
        return Answer(parts=tuple(Part(note=note) for note in notes), composer=COMPOSER)

    @cached_property
    def _examples(self) -> tuple[str, str]:
        """The two councils with most inspections here: there is most to tell of them."""
        councils = sorted(self._library.councils, key=lambda name: -len(self._library.of(name)))
        return councils[0], councils[1]
