"""Find councils and regions in running text, such as a user's question.

The longest whole name wins: "Leicestershire" holds no Leicester, "North East Lincolnshire" no
Lincolnshire. A name that is an ordinary word too (Reading, Bath, Bury) needs a sign that the
council is meant. A misspelt name is taken for the nearest one; where two are equally near
("Heretfordshire") both are returned and the mention is ambiguous. In what people ask, a council
may be named by a town in it: "Exeter" is a mention of Devon.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from index.places import surroundings
from index.places.councils import Council
from index.places.lexicon import Lexicon, Name, lexicon_with, may_be_misspelt, near_words
from index.places.surroundings import Run, Token, tokens_of
from index.places.towns import Town

_SENTENCE_ENDS = re.compile(r"[.!?;\n](?=\s)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text where a council is named, with all councils that may be meant.

    ``written`` is the text from ``start`` to ``end``: the name with its titles ("London Borough of
    Merton Council"), without a possessive "'s". ``exact`` is false where a typing error was
    forgiven. An abolished council is mentioned as the councils that succeeded it. ``town`` is what
    is named where that is a town, and the councils those that it may lie in.
    """

    start: int
    end: int
    written: str
    councils: tuple[Council, ...]
    exact: bool
    town: Town | None = None

    @property
    def is_ambiguous(self) -> bool:
        """Tell whether several councils may be meant."""
        return len(self.councils) > 1

    @property
    def council(self) -> Council | None:
        """Return the council, if only one can be meant."""
        return None if self.is_ambiguous else self.councils[0]

    @property
    def is_in_england(self) -> bool:
        """Tell whether the place is one that Ofsted inspects."""
        return self.councils[0].nation == "England"


@dataclass(frozen=True, slots=True)
class _Hit:
    """A run of tokens that spells a form, or several equally near ones, with typing errors."""

    run: Run
    names: tuple[Name, ...]
    errors: int = 0

    @property
    def councils(self) -> tuple[Council, ...]:
        return tuple(dict.fromkeys(c for name in self.names for c in name.councils))


def find_councils(text: str, extra_names: Iterable[str] = ()) -> tuple[Mention, ...]:
    """Return the councils named in a text, in order; also abolished ones and other nations'.

    ``extra_names`` are councils of the library that are not in the table.
    """
    hits = _hits(tokens_of(text), lexicon_with(frozenset(extra_names)))
    return tuple(_mention(text, hit) for hit in _meant([hit for hit in hits if hit.councils]))


def find_places(text: str, extra_names: Iterable[str] = ()) -> tuple[Mention, ...]:
    """Return the councils named in what somebody asks, in order, also those named by a town.

    A town that may lie in several councils is in the one that the text names beside it: "Ashford
    in Kent". Where a council is named, a town of another sentence is only told of ("He is settled
    in Norwich now. What did they say of Kent?"), and a misspelt one is none.
    """
    lexicon = lexicon_with(frozenset(extra_names), towns=True)
    hits = _hits(tokens_of(text), lexicon)
    found = [_mention(text, hit) for hit in _meant([hit for hit in hits if hit.councils])]
    councils = [mention for mention in found if not mention.town]
    named = {mention.councils[0] for mention in councils}
    return tuple(
        _in_one_of(mention, named)
        for mention in found
        if not (mention.town and councils) or _is_beside(mention, councils, text)
    )


def _is_beside(town: Mention, councils: list[Mention], text: str) -> bool:
    """Tell whether a town, spelt right, stands in one sentence with a council."""
    between = (
        text[min(town.end, council.end) : max(town.start, council.start)] for council in councils
    )
    return town.exact and not all(_SENTENCE_ENDS.search(each) for each in between)


def _in_one_of(mention: Mention, named: set[Council]) -> Mention:
    told = tuple(council for council in mention.councils if council in named)
    return replace(mention, councils=told) if mention.town and len(told) == 1 else mention


def find_regions(text: str) -> tuple[str, ...]:
    """Return the regions of England named in a text, in order, each once."""
    hits = _hits(tokens_of(text), lexicon_with(frozenset()))
    starts_of_councils = {hit.run.first for hit in hits if hit.councils}
    regions = (
        region
        for hit in hits
        for region in hit.names[0].regions
        if hit.run.stop not in starts_of_councils
    )
    return tuple(dict.fromkeys(regions))


def _hits(tokens: list[Token], lexicon: Lexicon) -> list[_Hit]:
    hits = []
    place = 0
    while place < len(tokens):
        hit = _best_hit(tokens, place, lexicon)
        if hit:
            hits.append(hit)
        place = hit.run.stop if hit else place + 1
    return hits


def _best_hit(tokens: list[Token], place: int, lexicon: Lexicon) -> _Hit | None:
    """Prefer the longer form, then the better spelt."""
    exact = _exact_hit(tokens, place, lexicon)
    near = _respaced_hit(tokens, place, lexicon) or _near_hit(tokens, place, lexicon)
    if exact and near:
        return near if near.run.stop > exact.run.stop else exact
    return exact or near


def _exact_hit(tokens: list[Token], place: int, lexicon: Lexicon) -> _Hit | None:
    for form in tokens[place].forms:
        for name in lexicon.starting_with(form):
            run = Run(tokens, place, place + len(name.words))
            if _spells(run, name.words):
                return _Hit(run, (name,))
    return None


def _spells(run: Run, words: tuple[str, ...]) -> bool:
    """Compare a run with a form, of which only the last word may be a possessive."""
    if run.stop > len(run.tokens) or words[-1] not in run.tokens[run.stop - 1].forms:
        return False
    return words[:-1] == tuple(token.word for token in run.tokens[run.first : run.stop - 1])


def _respaced_hit(tokens: list[Token], place: int, lexicon: Lexicon) -> _Hit | None:
    """Find "Stokeontrent", "NorthE ast Lincolnshire" and "Leicester shire"."""
    together = ""
    found = None
    for stop, token in enumerate(tokens[place : place + lexicon.longest], start=place + 1):
        if not token.word.isalnum():
            break
        together += token.word
        if name := lexicon.run_together.get(together):
            found = _Hit(Run(tokens, place, stop), (name,), errors=1)
        elif stop == place + 2 and token.word == "shire":
            names = [name for name in lexicon.starting_with(together) if len(name.words) == 1]
            found = _Hit(Run(tokens, place, stop), (names[0],), errors=1) if names else None
    return found


def _near_hit(tokens: list[Token], place: int, lexicon: Lexicon) -> _Hit | None:
    """Find the longest form in reach of a typing error, of a council before a town; all of them
    where several are as near.
    """
    near = list(_near_names(tokens, place, lexicon))
    if not near:
        return None
    nearness = [(-len(name.words), errors, bool(name.town)) for errors, name in near]
    length, errors, _ = min(nearness)
    names = tuple(
        name for (_, name), found in zip(near, nearness, strict=True) if found == min(nearness)
    )
    return _Hit(Run(tokens, place, place - length), names, errors)


def _near_names(tokens: list[Token], place: int, lexicon: Lexicon) -> Iterator[tuple[int, Name]]:
    for first, _ in _readings(tokens[place], lexicon):
        for name in lexicon.starting_with(first):
            errors = _errors(tokens[place : place + len(name.words)], name, lexicon)
            if errors:
                yield errors, name


def _errors(run: list[Token], name: Name, lexicon: Lexicon) -> int:
    """Count the typing errors between tokens and a form; 0 where it cannot be meant."""
    if not name.spellable or len(run) < len(name.words):
        return 0
    errors = 0
    for token, word in zip(run, name.words, strict=True):
        distances = [found for near, found in _readings(token, lexicon) if near == word]
        if not distances or not (min(distances) == 0 or _may_mean(token.word, word, len(run))):
            return 0
        errors += min(distances)
    return errors


def _may_mean(written: str, word: str, length: int) -> bool:
    """Ask a name of one word for the right first letter, if perhaps in second place."""
    starts_alike = written[0] == word[0] or written[:2] == word[1::-1]
    return may_be_misspelt(written, word, length) and (length > 1 or starts_alike)


def _readings(token: Token, lexicon: Lexicon) -> tuple[tuple[str, int], ...]:
    """Return the words of names that a token may be, each with its distance."""
    for form in token.forms:
        if form in lexicon.words:
            return ((form, 0),)
    return tuple(reading for form in token.forms for reading in near_words(lexicon, form))


def _meant(hits: list[_Hit]) -> list[_Hit]:
    """Leave out ordinary words that are no councils, unless listed with one that is."""
    is_alone = not any(_is_plain(hit) for hit in hits) and surroundings.are_alone(
        [h.run for h in hits]
    )
    meant = [_is_meant(hit, is_alone) for hit in hits]
    neighbours = list(enumerate(pairwise(hits)))
    for place, (earlier, later) in neighbours:
        meant[place + 1] |= meant[place] and _lends_its_sense(earlier, later, to=later)
    for place, (earlier, later) in reversed(neighbours):
        meant[place] |= meant[place + 1] and _lends_its_sense(earlier, later, to=earlier)
    return [hit for hit, is_meant in zip(hits, meant, strict=True) if is_meant]


def _is_plain(hit: _Hit) -> bool:
    name = hit.names[0]
    return not (name.everyday or name.written or name.town)


def _is_meant(hit: _Hit, is_alone: bool) -> bool:
    name = hit.names[0]
    if name.town:
        return surroundings.means_town(hit.run, name.town.also, is_alone, exact=not hit.errors)
    if name.everyday:
        return is_alone or surroundings.means_council(hit.run)
    return _is_plain(hit) or surroundings.is_written(hit.run, name.written, is_alone)


def _lends_its_sense(earlier: _Hit, later: _Hit, to: _Hit) -> bool:
    """Tell whether two names stand in one list, so that both are councils if one is; a town's
    with a capital: "How does Leeds deal with neglect?" is not about Deal.
    """
    if to.names[0].town and not to.run.tokens[to.run.first].written[0].isupper():
        return False
    return (
        to.names[0].everyday
        and surroundings.are_listed_together(earlier.run, later.run)
        and not surroundings.is_about_lessons(to.run)
    )


def _mention(text: str, hit: _Hit) -> Mention:
    run = hit.run
    after = surroundings.title_after(run)
    start = run.tokens[run.first - surroundings.title_before(run)].start
    last = run.tokens[run.stop + after - 1]
    is_own_ending = not after and last.word == hit.names[0].words[-1]
    end = last.end - len("'s") if last.stem and not is_own_ending else last.end
    town = hit.names[0].town
    return Mention(start, end, text[start:end], hit.councils, exact=not hit.errors, town=town)
