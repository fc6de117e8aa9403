"""Does the evidence support a sentence? Each kind of doubt, over made reports and the real
model.
"""

import pytest

from assistant.checking.contradictions import Doubt, Source
from assistant.checking.support import Checker
from index.reports import Section
from index.storing.store import Store


@pytest.fixture(scope="module")
def checker(made_store: Store) -> Checker:
    return Checker(made_store.embeddings)


def source(store: Store, council: str, begins: str, section: Section | None = None) -> Source:
    """The passage of a made report that begins so."""
    report = next(r for r in store.catalogue.reports() if r.council == council and r.page_count > 1)
    for passage in store.catalogue.passages(report.id):
        if passage.text.startswith(begins) and section in {None, passage.section}:
            return Source(passage, report)
    raise LookupError(begins)


SUPPORTED = [
    (
        "Caseloads are manageable",
        "Most social workers in Westmarch have manageable caseloads, with an average of 18 "
        "children.",
    ),
    (
        "The proportion of agency",
        "In two years Westmarch has cut its share of agency staff from 31% to 12%.",
    ),
    (
        "However, children who go missing",
        "In Westmarch, children who go missing from home do not yet get a consistently good "
        "service.",
    ),
    (
        "No children were living",
        "Westmarch had no children living in unregistered children's homes when it was inspected.",
    ),
    (
        "Section 47 enquiries",
        "Westmarch's section 47 enquiries are thorough and lead to proportionate decisions.",
    ),
    (
        "The regularity and depth",
        "Westmarch was told to improve how regular and deep the supervision of social workers is.",
    ),
]


@pytest.mark.parametrize(("begins", "sentence"), SUPPORTED)
def test_what_the_passage_says_in_other_words_is_supported(checker, made_store, begins, sentence):
    """A fair paraphrase is not taken out."""
    assert checker.doubt(sentence, [source(made_store, "Westmarch", begins)]) is None


DOUBTED = [
    (
        "another council",
        "Caseloads are manageable",
        "Most social workers in Harrow have manageable caseloads, with an average of 18 children.",
        Doubt.COUNCIL,
    ),
    (
        "another number",
        "Caseloads are manageable",
        "Most social workers in Westmarch have manageable caseloads, with an average of 14 "
        "children.",
        Doubt.FIGURE,
    ),
    (
        "another share",
        "The proportion of agency",
        "In two years Westmarch has cut its share of agency staff from 31% to 21%.",
        Doubt.FIGURE,
    ),
    (
        "a year that is not printed",
        "After a focused visit",
        "After a focused visit in March 2021, Westmarch's leaders changed how contacts are dealt "
        "with.",
        Doubt.FIGURE,
    ),
    (
        "another month",
        "After a focused visit",
        "After a focused visit in May 2023, Westmarch's leaders changed how contacts are dealt "
        "with.",
        Doubt.FIGURE,
    ),
    (
        "a grade that is not given",
        "Children’s services in Westmarch are stronger",
        "Westmarch's children's services were judged outstanding at the last inspection in July "
        "2019.",
        Doubt.GRADE,
    ),
    (
        "good for requires improvement to be good",
        "Children’s services in Westmarch are stronger",
        "Westmarch's children's services were judged good at the last inspection in July 2019.",
        Doubt.GRADE,
    ),
    (
        "a person who is not named",
        "Staff morale is high",
        "Staff morale in Westmarch is high thanks to Margaret Thornley.",
        Doubt.NAME,
    ),
    (
        "a word of a quote changed",
        "Staff morale is high",
        "In Westmarch, “staff morale is very high”.",
        Doubt.QUOTE,
    ),
    (
        "not left out",
        "However, children who go missing",
        "In Westmarch, children who go missing from home get a consistently good service.",
        Doubt.DENIAL,
    ),
    (
        "not put in",
        "Section 47 enquiries",
        "Westmarch's section 47 enquiries are not thorough.",
        Doubt.DENIAL,
    ),
    (
        "most left out",
        "Caseloads are manageable",
        "Social workers in Westmarch have manageable caseloads, with an average of 18 children.",
        Doubt.AMOUNT,
    ),
    (
        "some made all",
        "However, some parents wait",
        "All parents in Westmarch wait as long as 11 weeks for a parenting programme.",
        Doubt.AMOUNT,
    ),
    (
        "the opposite",
        "Section 47 enquiries",
        "Westmarch's section 47 enquiries are superficial and lead to poor decisions.",
        Doubt.OPPOSITE,
    ),
    (
        "to improve told as found",
        "The regularity and depth",
        "Westmarch's supervision of social workers is regular and deep.",
        Doubt.ADVICE,
    ),
    (
        "what is not said",
        "Staff morale is high",
        "Westmarch has opened a new residential school for disabled children.",
        Doubt.SUBJECT,
    ),
    (
        "more than is said",
        "Staff morale is high",
        "Staff morale in Westmarch is high because pay has been raised by the cabinet.",
        Doubt.CAUSE,
    ),
    (
        "another language",
        "Staff morale is high",
        "Die Stimmung unter den Beschäftigten in Westmarch ist ausgezeichnet.",
        None,
    ),
    ("words without sense", "Staff morale is high", "asdf qwer zxcv lorem ipsum dolor.", None),
]


@pytest.mark.parametrize(
    ("what", "begins", "sentence", "doubt"), DOUBTED, ids=[case[0] for case in DOUBTED]
)
def test_what_the_passage_does_not_say_is_doubted(
    checker, made_store, what, begins, sentence, doubt
):
    """Each change to what is printed is found, and its reason told."""
    found = checker.doubt(sentence, [source(made_store, "Westmarch", begins)])

    assert found is doubt if doubt else found


def test_a_sentence_rests_on_one_report(checker, made_store):
    """What two reports say is not put together, though each half is printed."""
    sources = [
        source(made_store, "Westmarch", "Staff morale is high"),
        source(made_store, "Eastholm", "Staff morale has improved"),
    ]

    assert (
        checker.doubt("Staff morale is high in Westmarch and has improved in Eastholm.", sources)
        is Doubt.SEVERAL
    )


def test_a_sentence_may_rest_on_two_passages_of_a_report(checker, made_store):
    """What a report says in two places may be said in one sentence."""
    sources = [
        source(made_store, "Westmarch", "Staff morale is high"),
        source(made_store, "Westmarch", "Supervision is too variable"),
    ]

    assert (
        checker.doubt(
            "In Westmarch staff morale is high, but supervision is too variable.", sources
        )
        is None
    )
    assert checker.doubt(
        "In Westmarch staff morale is high, but supervision is too variable.", sources[:1]
    )


def test_a_sentence_without_a_source_is_doubted(checker):
    """However true it is."""
    assert checker.doubt("Staff morale in Westmarch is high.", []) is Doubt.NO_SOURCE


def test_a_verbatim_quote_in_a_sentence_is_supported(checker, made_store):
    """The inspectors' own words may stand in quotation marks."""
    quoted = source(made_store, "Westmarch", "Staff morale is high")

    assert (
        checker.doubt("Inspectors wrote of Westmarch that “staff morale is high”.", [quoted])
        is None
    )


def test_the_date_of_the_inspection_may_be_told(checker, made_store):
    """What the title page says of the report is known, though the passage does not repeat it."""
    quoted = source(made_store, "Westmarch", "Staff morale is high")

    assert checker.doubt("Staff morale in Westmarch was high in October 2024.", [quoted]) is None
    assert (
        checker.doubt("Staff morale in Westmarch was high in October 2019.", [quoted])
        is Doubt.FIGURE
    )
