"""Areas in words that no list knows are told by the nearest wording, and what is near to none is
left alone.
"""

import pytest

from assistant.areas import Topic
from assistant.library import Library
from assistant.reading.lay_areas import ByVectors, LayAreas
from assistant.reading.network import Network
from assistant.reading.reader import Reader
from assistant.request import Act, Request
from index.encoder.embeddings import SentenceEmbeddings

AREAS = LayAreas(SentenceEmbeddings().vectors)
READER = Reader(Library(()), Network(), by_vectors=ByVectors(AREAS))


def read(message: str) -> Request:
    return READER.read([message])


@pytest.mark.parametrize(
    ("phrase", "area"),
    [
        ("the top table", Topic.LEADERS),
        ("whoever is at the helm", Topic.LEADERS),
        ("kids living with foster carers", Topic.IN_CARE),
        ("little ones in care", Topic.IN_CARE),
        ("once they leave the system", Topic.CARE_LEAVERS),
        ("stopping kids getting hurt", Topic.HELP),
        ("placing babies for adoption", Topic.ADOPTION),
        ("staff morale", None),
        ("bins and potholes", None),
    ],
)
def test_the_nearest_wording_tells_the_area(phrase, area):
    assert AREAS.nearest(phrase) is area


def test_a_grade_is_said_of_an_area_in_lay_words():
    """ "Good for stopping abuse" is of help and protection."""
    assert read("how many councils are good for stopping abuse").areas == (Topic.HELP,)


def test_a_grade_that_is_said_of_no_area_is_no_list():
    """Nobody is graded for staff morale: it is searched for, and no list of good councils is
    given for it.
    """
    request = read("which councils are good for staff morale")
    assert request.subject == "staff morale"
    assert not request.is_exact


def test_an_area_is_looked_for_only_where_grades_are_asked():
    assert read("what was written about stopping kids getting hurt in Kent").act is Act.FIND
    assert not read("what was written about stopping kids getting hurt in Kent").areas


def test_all_that_is_told_of_an_area_is_looked_at_together():
    """Young people who moved on from care are not children in care."""
    assert read(
        "which council is weakest on what happens to teenagers after they move on from care"
    ).areas == (Topic.CARE_LEAVERS,)


def test_what_a_grade_is_said_of_and_nothing_reads_is_asked_about():
    assert (
        "the way they're run" in read("how many got the lowest mark for the way they're run").bends
    )
