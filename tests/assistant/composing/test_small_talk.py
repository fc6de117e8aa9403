"""Talk and terms: what is no question has a reply of its own, and a term the meaning of its
longest name; what sets terms apart, and how inspections work.
"""

import pytest

from assistant.answers import RefusalKind
from assistant.composing.glossary import Glossary, read_terms, read_workings
from assistant.composing.small_talk import Talker
from assistant.library import Library
from assistant.pipeline import Assistant
from assistant.reading.forms.meanings import as_meaning, meaning
from assistant.request import Act, Request, SmallTalk, Want
from assistant.times import Times
from assistant.wording import FOLDER
from index.storing.store import Store


@pytest.mark.parametrize("kind", list(SmallTalk))
def test_each_kind_of_talk_has_its_words(kind: SmallTalk):
    """Never an empty reply, and never words of a report."""
    reply = Talker(Library(())).reply(Request(message="hi", act=Act.TALK, talk=kind))
    assert reply.markdown.strip()
    assert not reply.citations


def test_help_shows_questions_on_this_very_library(sample_assistant: Assistant):
    """Examples name councils that are here, and hold lists and comparisons."""
    markdown = sample_assistant.chain.invoke(["What can you do?"]).markdown
    assert any(council in markdown for council in sample_assistant.library.councils)


def test_the_longest_name_of_a_term_wins():
    """An interim care order is not a care order."""
    glossary = Glossary()
    told = glossary.define(
        Request(
            message="What is an interim care order?", act=Act.DEFINE, subject="interim care order"
        )
    )
    assert told
    meanings = [part.note for part in told.parts if part.note.startswith("Interim care order")]
    assert len(meanings) == 1 and len(told.parts) == 2  # its meaning, and whose words it is
    assert (
        glossary.define(
            Request(message="What is a flibbertigibbet?", act=Act.DEFINE, subject="flibbertigibbet")
        )
        is None
    )


def test_no_two_terms_share_a_form():
    """Each form leads to one meaning, which is short."""
    terms = read_terms((FOLDER / "terms.md").read_text(encoding="utf-8"))
    forms = [form.lower() for term in terms for form in term.forms]
    assert len(forms) == len(set(forms))
    assert all(10 < len(term.meaning.split()) <= 130 for term in terms)


def test_differences_and_workings_name_terms_that_there_are():
    """Each side of a difference and each term that is covered or needed is in the glossary."""
    known = {t.name for t in read_terms((FOLDER / "terms.md").read_text(encoding="utf-8"))}
    pairs = read_terms((FOLDER / "differences.md").read_text(encoding="utf-8"))
    workings = read_workings((FOLDER / "workings.md").read_text(encoding="utf-8"))

    assert {name for pair in pairs for name in pair.name.split(" | ")} <= known
    assert {name for working in workings for name in working.covers | working.needs} <= known
    assert all(len(working.questions) > 2 and working.text for working in workings)


@pytest.fixture(scope="module")
def glossary(made_store: Store) -> Glossary:
    return Glossary(made_store.embeddings.vectors)


def told(glossary: Glossary, message: str, context: str = "") -> list[str]:
    asked = Request(message=message, context=context, wants=frozenset({Want.MEANING}))
    answer = glossary.define(asked)
    return [part.note for part in answer.parts] if answer else []


@pytest.mark.parametrize(
    ("message", "first"),
    [
        ("Is a SEND inspection the same as an ILACS one?", "No: "),
        ("LADO vs IRO?", "A LADO deals with"),
        ("can a council be good overall when one part was inadequate", "Hardly."),
        ("which of these visits could change our rating?", "Only a full inspection"),
        ("do words like 'most' or 'a few' stand for a fixed share?", "No. Neither"),
        ("could the authority contest its grade?", "The inspectors decide"),
        ("What happens to us after requires improvement, anything?", "By itself"),
        ("do inspectors talk to the children or only look at files?", "Inspectors talk with"),
        ("who can I complain to about my child's social worker?", "A complaint about"),
        ("does anybody tell the council before they turn up?", "It is announced"),
        ("by what are the records picked that inspectors go through?", "Inspectors choose them"),
        ("could somebody tell from the report that it is my family?", "No: reports name"),
        ("is what staff tell the inspectors passed to their managers?", "Reports do not tell"),
        ("who foots the bill for the inspection of a council?", "The public purse"),
    ],
)
def test_the_first_sentence_answers(glossary: Glossary, message: str, first: str):
    """What sets terms apart, or how inspections work, before what the terms mean."""
    assert told(glossary, message)[0].startswith(first)


@pytest.mark.parametrize(
    ("message", "first"),
    [
        ("can you fail a focused visit?", "No: it gives no grade"),
        ("Is a joint inspection graded?", "Only a full inspection gives"),
        ("how's a focused visit different from a full inspection?", "A full inspection looks at"),
        ("whats the pass mark", "There is none"),
        ("can Ofsted close a council down?", "It can inspect and publish"),
        ("is Ofsted part of the government?", "Of neither the council nor a ministry"),
        ("i look after my granddaughter, is that private fostering?", "Usually not"),
        ("will my grandson be moved because the council is inadequate?", "No: no child moves"),
        ("must the council publish what it will do about it?", "Yes: by law"),
        ("do they just turn up or is it booked?", "It is announced"),
        ("SCCIF?", "SCCIF: The social care common inspection framework"),
        ("Ofsted and the CQC, what's the difference?", "Ofsted inspects councils"),
        ("where does requires improvement stand against the old adequate?", "Both are the third"),
    ],
)
def test_what_is_asked_is_answered_before_terms_are(glossary: Glossary, message: str, first: str):
    """A question on how inspections work gets yes, no or what it asks, and not a definition."""
    assert told(glossary, message)[0].startswith(first)


def test_a_question_that_names_a_year_is_explained_where_it_is_surely_known(glossary: Glossary):
    """ "Is a good in 2015 the same as now?" asks of no council's grade."""
    times = Times(years=(2015,))
    asked = Request(message="can I compare a good from 2015 with a good from 2024?", times=times)
    assert glossary.explain(asked)
    asked = Request(message="who was inspected by Ofsted in 2015 and graded good?", times=times)
    assert glossary.explain(asked) is None


def test_the_same_is_asked_of_another_grade(glossary: Glossary):
    """ "And if it's inadequate?" after what requires improvement triggers."""
    before = "When they say requires improvement, what does that trigger?"
    assert told(glossary, "and if it's inadequate?", before)[0].startswith("The Department")


def test_a_term_is_set_apart_from_that_of_the_message_before(glossary: Glossary):
    """ "Is SIF the same?" after "what is ILACS?"."""
    notes = told(glossary, "so is SIF the same thing?", "what is ILACS?")
    assert notes[0].startswith("No: SIF and ILACS")


@pytest.mark.parametrize(
    "message",
    ["Which councils were criticised for supervision?", "What happens when children leave care?"],
)
def test_what_reports_tell_is_not_explained(glossary: Glossary, message: str):
    """Only what is very like a question on how inspections work is one."""
    assert glossary.explain(Request(message=message)) is None


def test_grades_are_told_apart_for_a_child(glossary: Glossary):
    """ "Explain it like I'm ten" goes on with the terms of the message before; a question on
    children is no question of a child.
    """
    before = "difference between good and outstanding?"
    assert told(glossary, "explain it like I'm ten", before)[0].startswith("Good means that grown")
    assert told(glossary, "what does outstanding mean for children")[0].startswith(
        "Outstanding: The highest"
    )


def test_a_list_of_terms_is_explained_beside_where_to_turn(made_assistant: Assistant):
    """A parent with a letter is told both, where to turn first."""
    message = "letter says s47, CIN, PLO, MASH, what are these, might they take my son from me"
    settled = made_assistant.steps._in_danger(Request(message=message, act=Act.DANGER))
    assert settled and settled.is_refusal
    assert settled.markdown.index("999") < settled.markdown.index("PLO: ")


def test_who_asks_for_councils_is_not_told_what_words_mean():
    """A practitioner knows what a front door is."""
    message = "I run a MASH. Whose front door is really good, and what is different from others?"
    asked = Request(message=message, act=Act.DEFINE, themes=("Front door",))
    assert meaning(asked) is None and as_meaning(asked) is None
    assert meaning(Request(message="What is a MASH?", act=Act.DEFINE))


def test_a_name_that_is_no_council_is_said_to_be_unknown(sample_assistant: Assistant):
    """It is not answered with the council before, and near names are offered."""
    reply = sample_assistant.chain.invoke(
        ["Staff morale in Harrow?", "and what about Leicestervale council?"]
    )
    assert reply.is_refusal
    assert reply.kind in {RefusalKind.UNKNOWN_COUNCIL, RefusalKind.AMBIGUOUS_COUNCIL}


def test_what_is_asked_on_of_a_term_stays_with_it(glossary: Glossary):
    """Where the glossary does not tell what is asked further of a term, it says so, and what it
    does tell.
    """
    on = told(glossary, "and who sits on it?", "What does a MASH do?")
    assert on[0].startswith("This is what the glossary says of MASH")
    assert on[1].startswith("MASH: ")
    grades = told(
        glossary, "does either one change the grade?", "focused visit or monitoring visit?"
    )
    assert grades[0].startswith("Only a full inspection")
