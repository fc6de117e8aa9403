"""Where a further part of a message begins, one that wants an answer of its own: "when was Leeds
last in and what must they fix".

It may begin after a stop or before a word that opens an asking; whether it does was learned, on
the reader's own layers (`tests/evaluation/reading/train_parts.py`).
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch

PARTS, PARTS_RECORD = "parts.safetensors", "parts.json"
LAYERS = (2, 4, 6)  # of which the state of the word itself is taken
SIDES = (4, 6)  # of which the mean of all words before it is, and of those from it on
_MAY_BEGIN = re.compile(
    r"(?<=[.?!,;:()\n–—…&+/])\s*\S|(?<=\s-\s)\S|(?<=\s)[&+]|(?<=\s)(?=(?:and|also|plus|then|oh"
    r"|but|or"
    r"|so|n|an|any|what|whats|who|whos|when|where|why|how|hows|which|did|do|does|is|are|has|have"
    r"|was"
    r"|were|can|could|give|gimme|tell|show|list|write|draft|name|if|whether|as|after|once|while"
    r"|next"
    r"|finally|lastly|second|secondly|too|\d)\b)",
    re.I,
)


_ASKS = re.compile(
    r"^\W*(?:(?:and|also|plus|then|oh|but|so|if (?:so|not|yes|no))\b\W*)*(?:any|what|which|who"
    r"|whose|when|where|why|how|is|are|was|were|do|does|did|has|have|had|can|could|would|should"
    r"|give|gimme"
    r"|tell|show|list|write|draft|name|sum|compare|rank)(?:['’]?s)?\b",
    re.I,
)


def asks(part: str) -> bool:
    """Whether a part opens as one that asks: "and what else did they find?" does, "however, they
    are slow" does not.
    """
    return bool(_ASKS.search(part))


# The sign of an item of a list: "1)", "(2)", "b." before a word.
_ITEM = re.compile(r"(?<![\w.,£])\(?([1-9]|[a-h])[).]\s*(?=\w)", re.I)
_FIRST_ITEMS = ("1", "a")


def items_of(message: str) -> tuple[str, ...]:
    """The items of a message that counts them, without their signs, what stands before the first
    with it: "Leeds 1) grade 2) who led it" is "Leeds grade" and "who led it"; none where it
    counts none.
    """
    found = list(_ITEM.finditer(message))
    signs = [match[1].lower() for match in found]
    is_counted = len(found) > 1 and signs[0] in _FIRST_ITEMS
    if not is_counted or any(ord(b) - ord(a) != 1 for a, b in pairwise(signs)):
        return ()
    ends = [*(match.start() for match in found[1:]), len(message)]
    opening = _without_greeting(message[: found[0].start()].strip())
    told = (message[m.end() : end].strip(" ,;\n") for m, end in zip(found, ends, strict=True))
    first, *others = told
    return (f"{opening} {first}".strip(), *others)


def _without_greeting(opening: str) -> str:
    """What stands before the first item, without who writes: "union branch secretary here.";
    it stays where it asks, names somebody, or leads into the item.
    """
    told = opening.rstrip()
    is_said = told.endswith((".", "!", ";", "-", "–")) and not asks(told)
    return "" if is_said and not _NAMES.search(told[1:]) else opening


_NAMES = re.compile(r"\b[A-Z][a-z]+")
# A part that only names what the next one asks about, or that breaks off within a phrase.
_IS_OPEN = re.compile(
    r"^\W*(?:(?:and|ok|so|but)\W+)*(?:how|what) about\b[^?.!]{0,40},\s*$"
    r"|\b(?:on|of|for|in|with|about|to|at|the|an?|and|or|from|by|that|if|whether|than)\s*$",
    re.I,
)
# A part that leaves what it asks to the one before: "and who doesn't?", "name them".
_LEANS = re.compile(
    r"^\W*(?:(?:and|or|but)\W+)*(?:who|which|what|where|why|when|how)?\s*(?:is|are|was|were|do|does"
    r"|did|has|have|had|isn.t|aren.t|wasn.t|weren.t|don.t|doesn.t|didn.t|hasn.t|haven.t|not)?\W*$"
    r"|^\W*(?:(?:and|or|but|so)\W+)*(?:does|is|would|do) (?:that|it|this) (?:hold|apply|go|differ"
    r"|true|the same|vary)\b[^?.!]{0,50}\bgrades?\b[^?.!]{0,10}[.!?]?\s*$"
    r"|^\W*(?:(?:and|so)\W+)*where (?:are|is|do|does|would) \w+ (?:\w+ )?(?:on|in) (?:that|this"
    r"|the|your)"
    r" (?:list|order|table|ranking)\W*$"
    r"|^\W*(?:(?:and|please)\W+)*(?:name|list|give|show|tell)(?: me| us)? (?:them|those|both|each"
    r"|all (?:of them|two|three|four))\b[^?.!]{0,20}[.!?]?\s*$",
    re.I,
)
# What is only told of the use of an answer, or asks nothing without what stands before: "ones I can
# copy", "and paste into an email", "who did it", "what did they do".
_OF_USE = re.compile(
    r"^\W*(?:(?:and|or|then|so|something|one|ones|that|which|please|ideally)\W+)*"
    r"(?:(?:that |which )?(?:i|we) can (?:just )?(?:copy|paste|print|use|forward|send|mark|read|put"
    r"|drop|share)\b"
    r"|(?:copy|paste|print|forward|send|drop|stick) (?:(?:it|them|that|this|straight)\W+)?"
    r"(?:in|into|to|out|on|off)\b)[^?]{0,60}$"
    r"|^\W*(?:(?:and|or|but)\W+)*(?:what|who|how|why|when|where) (?:did|do|does|is|are|was|were)"
    r"(?: (?:they|it|he|she|that|this|those|them))?(?: (?:do|did|it|that|so|them))*\W*$"
    r"|^\W*(?:(?:and|or)\W+)*who (?:did|does|runs?|ran) (?:it|that|them)\W*$",
    re.I,
)
# A part that is nothing but names: "Who sees runaways when they are back? Leeds and York please".
_NAMES_ONLY = re.compile(
    r"^\W*(?:(?:[A-Z][\w’'-]+|and|or|&|in|for|the|of|upon|on|please|pls|thanks|v|vs|versus)"
    r"(?:[ ,.!]+|$))+$"
)
_JOINS = re.compile(r"^\W*(?:and|also|plus|then|or|but|so|n|if|as|another|[&+])\b", re.I)
_YET = re.compile(r"^\W*(?:but|so)\b", re.I)  # "Leeds is good, but who leads it?"
# What only tells how long or how plain: "a side of A4 at most", "no jargon please".
_OF_SHAPE = re.compile(
    r"^\W*(?:(?:and|in|on|about|around|max\w*|no more than|just|keep it(?: to)?|under)\W+)*"
    r"(?:(?:chronological\w*|in date order|oldest first)\b[ ,]*)?"
    r"(?:(?:an?|one|half|\d+|two|three|four|five|six|seven|eight|ten|single|or)[- ]*)*(?:\w+ )?"
    r"(?:side|page|a4|words?|lines?|sentences?|bullets?|paragraphs?|minutes?|seconds)\b[^?]{0,60}$"
    r"|^\W*(?:(?:and|but)\W+)*(?:no|not too|without|nothing too|short|brief|plain|quick|simple)\b"
    r"[^?]{0,60}$",
    re.I,
)
# What only tells how it is to sound, and what is to be in it: "don't make it sound like us",
# "mention homes if they are in there", "the list, not commentary".
_OF_STYLE = re.compile(
    r"^\W*(?:(?:and|but|please|so)\W+)*(?:(?:don.?t|do not|never|not) (?:make|let|have|use|sound"
    r"|say"
    r"|pretend|hide|dress)\b|make (?:it|that|them) (?:sound|read|feel|look|short|plain|warm|sharp)"
    r"|(?:the|just the|only the) (?:actual|real|exact|bare|full) \w+,? (?:not|no|without)\b"
    r"|(?:mention|include|put in|leave out|start with|begin with|finish (?:on|with)|end (?:on"
    r"|with))"
    r"\b)",
    re.I,
)
# A text of so many words or lines, and what goes on within it: "two sentences on Leeds and why it
# fell".
_OF_A_TEXT = re.compile(
    r"\b(?:sentences|bullets?|lines|words|paragraphs?|seconds|set out|story of|summary of)\b", re.I
)
_WITHIN = re.compile(
    r"^\W*(?:and|plus)\W+(?:why|how|what|where) (?!(?:is|are|was|were|do|does|did|has|have|can"
    r"|could"
    r"|would|should|much|many|long)\b)",
    re.I,
)
# What is set right on the way is one message: "Leeds, no sorry, York's grade".
_SET_RIGHT = re.compile(
    r"\b(?:actually,? (?:just|only|make|no)|no,? sorry|sorry,? (?:no|i mean\w*)|scrap that"
    r"|forget (?:that|about)|i meant?)\b",
    re.I,
)


def joined(parts: Sequence[str]) -> list[str]:
    """Parts that ask something each: "how about Leeds," belongs to what follows, "and who
    doesn't?" to what stands before.
    """
    told: list[str] = []
    for part in parts:
        if told and _belongs(told[-1], part):
            told[-1] = f"{told[-1]} {part}"
        else:
            told.append(part)
    return told


def _belongs(before: str, part: str) -> bool:
    """Whether a part is none of its own beside the one before it."""
    is_aside = before.endswith(",") and not asks(part) and not _JOINS.match(part)
    leans = _LEANS.search(part) or _OF_SHAPE.search(part) or _OF_STYLE.search(part)
    leans = leans or _NAMES_ONLY.search(part) or _OF_USE.search(part)
    leans = leans or (_OF_A_TEXT.search(before) and _WITHIN.search(part))
    is_told_first = bool(_YET.match(part)) and not asks(before) and "?" not in before
    return bool(_IS_OPEN.search(before) or leans) or is_aside or is_told_first


def is_set_right(message: str) -> bool:
    """Whether a message sets itself right: "Wakefield... actually just Croydon"."""
    return bool(_SET_RIGHT.search(message))


def may_begin(text: str) -> frozenset[int]:
    """The places in a message at which a further part may begin."""
    found = (
        match.end() - 1 if match.end() > match.start() else match.start()
        for match in _MAY_BEGIN.finditer(text)
    )
    return frozenset(found) - {0}


def marks_of_places(
    layers: "Sequence[torch.Tensor]",
    mine: "torch.Tensor",
    offsets: Sequence[tuple[int, int]],
    text: str,
) -> "tuple[list[int], torch.Tensor]":
    """The places at which a part may begin, and what tells whether it does, of shape (places,
    384 × 8).

    Of one message; `layers` are of shape (1, tokens, 384), and `mine` (1, tokens) marks its own
    tokens, which stand at `offsets` of `text`.
    """
    import torch

    own = [
        n for n, (a, b) in enumerate(offsets) if bool(mine[0, n]) and a != b
    ]  # without the signs of beginning and end
    likely = may_begin(text)
    found = [n for n, token in enumerate(own) if n and offsets[token][0] in likely]
    marks = [
        torch.cat(
            [
                *(layers[layer][0, own[n]] for layer in LAYERS),
                layers[SIDES[0]][0, own[n] - 1],
                *(layers[layer][0, own[:n]].mean(0) for layer in SIDES),
                *(layers[layer][0, own[n:]].mean(0) for layer in SIDES),
            ]
        )
        for n in found
    ]
    width = layers[0].shape[2] * (len(LAYERS) + 1 + 2 * len(SIDES))
    return [offsets[own[n]][0] for n in found], (
        torch.stack(marks) if marks else torch.zeros(0, width)
    )


@dataclass(frozen=True, slots=True)
class Parting:
    """Tells how likely a part begins at a place; from `bar` on that is relied on."""

    weights: "dict[str, torch.Tensor]"
    bar: float

    def chances(self, marks: "torch.Tensor") -> "torch.Tensor":
        """How likely a part begins, of shape (places,), by marks of shape (places, n)."""
        import torch
        from torch.nn.functional import gelu

        scaled = (marks - self.weights["mean"]) / self.weights["scale"]
        hidden = gelu(scaled @ self.weights["inner.weight"].T + self.weights["inner.bias"])
        return torch.sigmoid(hidden @ self.weights["outer.weight"].T + self.weights["outer.bias"])[
            :, 0
        ]

    def begins(
        self,
        layers: "Sequence[torch.Tensor]",
        mine: "torch.Tensor",
        offsets: Sequence[tuple[int, int]],
        text: str,
    ) -> tuple[int, ...]:
        """The places of a message at which a further part begins."""
        places, marks = marks_of_places(layers, mine, offsets, text)
        chances: Any = self.chances(marks).tolist()
        return tuple(
            place for place, chance in zip(places, chances, strict=True) if chance >= self.bar
        )


def load_parting(folder: Path) -> Parting | None:
    """What was learned; None where it is not there."""
    from safetensors.torch import load_file

    if not (folder / PARTS).is_file():
        return None
    record = json.loads((folder / PARTS_RECORD).read_text(encoding="utf-8"))
    weights = {name: each.float() for name, each in load_file(folder / PARTS).items()}
    return Parting(weights, record["bar"])
