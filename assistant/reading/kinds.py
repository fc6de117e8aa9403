"""Which kinds of inspection a message names: "under the SIF", "monitoring visits", "full
inspection".
"""

from assistant.reading.marking import Block, Text, words
from index.frameworks import FRAMEWORKS
from index.reports import Kind

_FULL = tuple(kind for kind in Kind.all() if kind.is_full)
_BEFORE = r"(?:(?:under|since|from|in|during|at) )?(?:(?:the|an?|its|their) )?(?:full |standard )?"
_AFTER = r"(?: (?:days|years|era|times|framework|inspections?|reports?|visits?|ones?))?"
_FULL_ONES = (
    r"(?:an? |the |its |their )?(?:full|graded|standard"
    r"|proper)(?: ofsted)? (?:(?:re-?)?inspections?|reports?)"
    r"|(?:an? |the |its |their )?full (?:ofsted|ones?)"
)
_CALLED: dict[str, tuple[Kind, ...]] = {}
for _framework in FRAMEWORKS.values():
    for _pattern in _framework.called:
        _CALLED[_pattern] = (*_CALLED.get(_pattern, ()), _framework.kind)
_KINDS = (
    *((kinds, words(rf"{_BEFORE}(?:{pattern}){_AFTER}")) for pattern, kinds in _CALLED.items()),
    (_FULL, words(_FULL_ONES)),
)


def read_kinds(text: Text) -> tuple[Kind, ...]:
    """The kinds that are named, each once; a full inspection is of any kind that gives grades."""
    named: set[Kind] = set()
    for kinds, pattern in _KINDS:

        def note(match: object, kinds: tuple[Kind, ...] = kinds) -> tuple[Kind, ...]:
            return kinds

        for match in pattern.finditer(text.string):
            text.cover(*match.span())
        if text.mark(pattern, Block.KIND, note):
            named.update(kinds)
    return tuple(kind for kind in Kind.all() if kind in named)
