"""A finding as it is told and not quoted: "Oversight of plans is weak." becomes "oversight of plans
is weak", to stand within a sentence, and in plain words where those are wanted.

Nothing is added, and nothing is left out but brackets and what only tells of a purpose or a
result.
"""

import re
from functools import cache

from assistant.briefing.clauses import FEWEST_OF_A_CLAUSE
from assistant.wording import FOLDER

LONG_ITEM = 7  # words from which on the things in a list are parted by semicolons
LONG = 24  # words from which on a purpose or a result is left out
_OPENS = re.compile(
    r"^(?:Overall|However|Nevertheless|Nonetheless|But|In addition|Additionally|Generally"
    r"|In general|Positively|Importantly|Encouragingly|Disappointingly"
    r"|Currently|Also|Typically|Usually|Crucially|Notably), "
)
_BRACKETS = re.compile(r" ?\([^()]*\)")
_QUOTES = re.compile(r"[‘']([^‘’']{2,40})[’'](?!\w)")
_ENDS = re.compile(
    r",? (?:which (?=(?:\w+ )?(?:ensures?|means|helps?|enables?|supports?|leads?|results?)\b)"
    r"|so that|to ensure|ensuring|in order to|leading to|resulting in|meaning that|thereby"
    r"|enabling|helping to)\b"
)
_HANGS = re.compile(r",? (?:and|or|as well as)$")
_TURNS = re.compile(r"\b(?:but|although|however|though|except|not|nor|unless)\b", re.I)
# Names that begin a sentence: an abbreviation, two capitals, a word with a capital within.
_NAME = re.compile(
    r"(?!(?:The|An?|Most|Some|All|Many|Few|Each|In|For|Since|When|While|Although|Where|As|At|By) )"
    r"(?:[A-Z]{2,}|[A-Z]\w*[A-Z]|[A-Z][\w’'-]+ (?:[A-Z]|and [A-Z]|of [A-Z])|Ofsted|Covid|Christmas)"
)
_ORDERS = re.compile(
    r"(?:Accelerate|Act|Address|Agree|Build|Complete|Consider|Continue|Create|Develop|Embed|Enable"
    r"|Engage|Enhance|Ensure|Establish|Evaluate|Expedite|Extend|Hold|Implement|Improve|Increase"
    r"|Introduce|Maintain|Make|Monitor|Offer|Prioritise|Promote|Provide|Put|Raise|Reduce|Review"
    r"|Secure|Set|Sharpen|Speed|Strengthen|Take|Tackle|Train|Undertake|Update|Use|Work)\b"
)


def retold(text: str, council: str, *, is_plain: bool = False) -> str:
    """What a sentence says, to stand within another one: without its full stop, in small letters
    unless it begins with a name.
    """
    said = _QUOTES.sub(r"\1", _BRACKETS.sub("", _OPENS.sub("", text))).strip().rstrip(".;: ")
    said = _without_end(said)
    if is_plain:
        said = in_plain_words(said)
    said = re.sub(r" {2,}", " ", said)
    first = said.split(maxsplit=1)[0] if said else ""
    is_name = _NAME.match(said) or first.rstrip("’'s,") in council.split()
    return said if is_name else said[:1].lower() + said[1:]


def as_sentence(clause: str) -> str:
    """What is told as a sentence of its own."""
    return f"{clause[:1].upper()}{clause[1:]}."


def is_order(text: str) -> bool:
    """Whether what must improve is told as an order: "Ensure that plans are clear"."""
    return bool(_ORDERS.match(text))


def listed(clauses: list[str]) -> str:
    """Several things as a list within a sentence; parted by semicolons where they are long."""
    if len(clauses) == 1:
        return clauses[0]
    is_long = any(len(each.split()) > LONG_ITEM or "," in each for each in clauses)
    *first, last = clauses
    joint = "; " if is_long else ", "
    end = "; and " if is_long else " and "
    return f"{joint.join(first)}{end}{last}"


def _without_end(said: str) -> str:
    """A long sentence without the purpose or result behind it, where nothing turns there."""
    if len(said.split()) <= LONG:
        return said
    match = next(
        (m for m in _ENDS.finditer(said) if len(said[: m.start()].split()) > FEWEST_OF_A_CLAUSE),
        None,
    )
    is_whole = match is None or _TURNS.search(said[match.start() :])
    return said if is_whole or match is None else _HANGS.sub("", said[: match.start()])


@cache
def _plain_words() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Every term and what is said in its place; the longer before the shorter."""
    text = (FOLDER / "plain-words.md").read_text(encoding="utf-8")
    rows = [line.rsplit(": ", 1) for line in text.split("\n\n", 1)[1].splitlines() if line]
    pairs = [(term.strip(), said.strip()) for terms, said in rows for term in terms.split(";")]
    pairs.sort(key=lambda pair: -len(pair[0]))
    return tuple((_pattern(term), said) for term, said in pairs)


def _pattern(term: str) -> re.Pattern[str]:
    first = term[0]
    begins = f"[{first.upper()}{first}]" if first.islower() else re.escape(first)
    return re.compile(rf"(?<![\w-]){begins}{re.escape(term[1:])}(?![\w-])")


def in_plain_words(text: str) -> str:
    """A text with everyday words in place of those of the trade: "pathway plans" becomes "plans
    for leaving care".
    """
    kept: list[str] = []
    for pattern, said in _plain_words():
        for match in reversed(list(pattern.finditer(text))):
            is_first = match.start() == 0 or text[: match.start()].rstrip()[-1] in ".!?“"
            is_large = is_first and match[0][0].isupper()
            kept.append(said[:1].upper() + said[1:] if is_large else said)
            text = f"{text[: match.start()]}\x00{len(kept) - 1}\x00{text[match.end() :]}"
    return re.sub(r"\x00(\d+)\x00", lambda match: kept[int(match[1])], text)
