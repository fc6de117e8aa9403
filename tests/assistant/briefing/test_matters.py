"""What a request over many councils is on, and which sentences are taken for speaking of it."""

import pytest

from assistant.briefing.learning import _is_of_same, _matter_of
from assistant.briefing.matters import Matter, Matters
from assistant.briefing.themes import Said, Way, as_theme, themes_named
from assistant.finding.relevance import Fused
from assistant.finding.topics import all_topics
from assistant.request import Request
from index.reports import Section
from index.storing.store import Store


@pytest.fixture(scope="module")
def matters(made_store: Store) -> Matters:
    return Matters(made_store, Fused())


@pytest.mark.parametrize(
    ("subject", "names"),
    [
        ("ignoring fathers", ["fathers"]),
        ("PEPs", ["personal-education-plans"]),
        ("16 and 17 year olds who present as homeless", ["homeless-16-17"]),
        ("caseloads and life-story work", ["caseloads", "life-story"]),
    ],
)
def test_the_subject_in_its_own_words_is_no_wide_theme(
    matters: Matters, subject: str, names: list[str]
):
    """What is asked is counted by the topic that its words name, each part by its own."""
    wide = ("Work with parents and families", "Education of children in care / virtual school")
    matter = matters.of(Request(message=subject, text=subject, subject=subject, themes=wide))
    assert [theme.name for theme in matter.themes] == names
    assert matter.words == subject


@pytest.mark.parametrize(
    ("message", "name"),
    [
        (
            "I'm a nan with an SGO. Anywhere that looks after people like me?",
            "special-guardianship",
        ),
        ("I teach lads who've come over on their own. Who does right by them?", "unaccompanied"),
        ("I had eleven social workers in four years. Who is slated for that?", "turnover"),
    ],
)
def test_what_people_tell_of_themselves_is_the_subject_where_nothing_else_is(
    matters: Matters, message: str, name: str
):
    """A stray word of the message is not searched for in place of its subject."""
    matter = matters.of(Request(message=message, text=message, subject="right"))
    assert [theme.name for theme in matter.themes] == [name]


def test_a_theme_is_counted_where_the_subject_is_the_theme(matters: Matters):
    """ "Exploitation" is of both kinds, and neither alone is what was asked."""
    name = "Child sexual and criminal exploitation, gangs, county lines"
    request = Request(message="exploitation", text="exploitation", subject="exploitation")
    assert matters.of(request).themes == themes_named((name,))


def test_a_sentence_is_judged_by_what_of_several_things_it_speaks_of():
    """Of "caseloads and life-story work" a sentence on the second is not judged by the first."""
    themes = tuple(as_theme(t) for t in all_topics() if t.name in {"caseloads", "life-story"})
    part = Matter(themes, "caseloads and life-story work").part_of("Life-story work is late.")
    assert [theme.name for theme in part.themes] == ["life-story"]


def test_words_that_only_pass_by_are_not_shown(matters: Matters, made_store: Store):
    """What is far from the subject in meaning is left out of what is shown for it."""
    report = next(iter(made_store.catalogue.reports()))
    passages = made_store.catalogue.passages(report.id)
    matter = Matter(tuple(as_theme(t) for t in all_topics() if t.name == "caseloads"))
    said = [Said(p, report, Way.PRAISE) for p in passages if p.section is not Section.TITLE]
    (shown,) = matters.plainest((said,), matter, 3)
    assert all(s in matters.near(said, matter) for s in shown)


def test_a_point_is_matched_on_the_same_young_people():
    """Praise for care leavers is not set beside a point on children in care."""
    point = "The emotional health of children in care."
    assert not _is_of_same(point, "Care leavers benefit from emotional support.")
    assert _is_of_same(point, "Emotional support is good.")


def test_a_point_is_on_what_it_names_before_how():
    """ "Escalation by IROs" is looked for among what is said of reviewing officers."""
    names = [theme.name for theme in _matter_of("Escalation by IROs, to challenge plans.").themes]
    assert names == ["independent-reviewing"]
