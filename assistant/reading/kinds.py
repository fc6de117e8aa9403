"""Which kinds of inspection a message names: "under the SIF", "monitoring visits", "full inspection"."""

from assistant.reading.marking import Block, Text, words
from index.reports import Kind

_FULL = tuple(kind for kind in Kind if kind.judges_council)
_FRAMEWORK = (
    r"(?:(?:under|since|from|in|during|at) )?(?:(?:the|an?|its|their) )?(?:full |standard )?"
)
_AGE = r"(?: (?:days|years|era|times|framework|inspections?|reports?|visits?|ones?))?"
_KINDS = (
    ((Kind.SIF_REINSPECTION,), words(r"(?:sif )?re-?inspections?(?! rate)")),
    ((Kind.SIF,), words(rf"{_FRAMEWORK}(?:sifs?|single inspection framework){_AGE}")),
    ((Kind.ILACS,), words(rf"{_FRAMEWORK}(?:ilacs|ilac){_AGE}")),
    (
        (Kind.SIF, Kind.SIF_REINSPECTION),
        words(r"(?:(?:under|in|from) )?(?:the )?(?:old|previous|last) (?:inspection )?framework"),
    ),
    (
        (Kind.JTAI,),
        words(r"(?:the |an? )?(?:jtais?|joint targeted area inspections?)(?: reports?)?"),
    ),
    ((Kind.FOCUSED_VISIT,), words(r"(?:an? |the |its |their )?focus(?:s)?(?:ed)? visits?")),
    ((Kind.MONITORING_VISIT,), words(r"(?:an? |the |its |their )?monitoring (?:visits?|reports?)")),
    ((Kind.LSCB_REVIEW,), words(r"lscb reviews?|reviews? of the (?:lscb|safeguarding board)")),
    (
        _FULL,
        words(
            r"(?:an? |the |its |their )?(?:full|graded|standard|proper)(?: ofsted)? (?:(?:re-?)?inspections?|reports?)|(?:an? |the |its |their )?full (?:ofsted|ones?)"
        ),
    ),
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
    return tuple(kind for kind in Kind if kind in named)
