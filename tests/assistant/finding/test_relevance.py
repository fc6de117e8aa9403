"""What is shown is what answers: judged, chosen, and silence said to be silence."""

import json
import random
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from assistant.answers import Refusal
from assistant.finding import choosing, ms_marco
from assistant.finding.choosing import Choice, Drawn, choose, is_finding, nearest
from assistant.finding.cross_encoder import HEAD, WEIGHTS, CrossEncoder, encode
from assistant.finding.relevance import (
    ANSWERS,
    Candidate,
    Fused,
    Learned,
    Relevant,
    log_odds,
    without_frame,
)
from assistant.finding.same_point import on_the_same_point
from assistant.finding.scoring import Scope
from assistant.pipeline import Assistant, Steps
from index.reports import Passage, Section
from index.storing.store import Store
from tests.evaluation.relevance.frames import FEWEST, Frames, read_frames
from tests.evaluation.relevance.train_relevance import pad, ready_layers, score

SILENT = "What did inspectors say about beekeeping in Harrow?"


@dataclass(frozen=True)
class Part:
    """A report, as far as it has an id."""

    id: str


class Counting:
    """An encoder that says of each sentence how long it is, and counts what it is asked."""

    is_there = True

    def __init__(self) -> None:
        self.asked: list[str] = []

    def load(self) -> None:
        """Nothing is loaded."""

    def scores(self, question: str, sentences: Sequence[str]) -> list[tuple[float, float]]:
        """The length of each."""
        assert question
        self.asked += sentences
        return [(float(len(sentence)), 0.0) for sentence in sentences]


def drawn(text: str, *, ordinal: int = 0, after: str = "") -> Drawn:
    def passage(words: str, at: int) -> Passage:
        return Passage(f"r:{at}", "r", 1, words, 1, 1, Section.HELP)

    goes_on = passage(after, ordinal + 1) if after else None
    return Drawn(passage(text, ordinal), None, ordinal, 0.5, goes_on)  # type: ignore[arg-type]


def test_what_was_judged_is_not_judged_again() -> None:
    encoder = Counting()
    learned = Learned(encoder)  # type: ignore[arg-type]
    one, two = Candidate("one", 0.1), Candidate("four", 0.2)
    first, second, again = learned.of("how many?", [one, two, one])
    assert first == again
    assert first.answers < second.answers
    assert learned.of("how many?", [two, one]) == [second, first]
    assert encoder.asked == ["one", "four"]
    learned.of("how few?", [one])
    assert encoder.asked == ["one", "four", "one"]


def test_by_vectors_a_weak_match_must_share_a_word() -> None:
    asked = "how are caseloads?"
    strong, weak, shared, poor = Fused().of(
        asked,
        [
            Candidate("Social workers have time.", 0.6),
            Candidate("Social workers have time.", 0.35),
            Candidate("Caseloads are high.", 0.35),
            Candidate("Caseloads are high.", 0.2),
        ],
    )
    assert strong.answers > log_odds(ANSWERS)
    assert weak.answers < log_odds(ANSWERS) < shared.answers
    assert poor.answers < log_odds(ANSWERS)


def test_only_what_answers_is_chosen_and_a_second_only_if_it_answers_about_as_well() -> None:
    pool = [
        drawn("Visits are late."),
        drawn("Staff stay for years."),
        drawn("Homes are few."),
        drawn("Plans are kept."),
    ]
    judged = [
        Relevant(1.0, 1.0, 1.0),
        Relevant(5.0, 5.0, 5.0),
        Relevant(4.0, 5.0, 4.0),
        Relevant(-1.0, 2.0, -1.0),
    ]
    found = choose(pool, judged, Choice(quota=3))
    assert [item.passage.text for item in found] == ["Staff stay for years.", "Homes are few."]
    assert (
        choose(
            pool,
            [Relevant(log_odds(ANSWERS) - 0.1, 3.0, log_odds(ANSWERS) - 0.1)] * 4,
            Choice(quota=3),
        )
        == ()
    )


def test_the_same_is_not_said_twice() -> None:
    pool = [
        drawn("Visits to children are late."),
        drawn("Too often visits to children are late."),
        drawn("Homes are few."),
    ]
    judged = [Relevant(3.0, 3.0, 3.0), Relevant(2.9, 3.0, 2.9), Relevant(2.0, 3.0, 2.0)]
    found = choose(pool, judged, Choice(quota=3))
    assert [item.passage.text for item in found] == [
        "Visits to children are late.",
        "Homes are few.",
    ]


def test_a_reservation_is_not_cut_off() -> None:
    pool = [drawn("Most visits are timely.", after="However, some are late.")]
    (found,) = choose(pool, [Relevant(2.0, 2.0, 2.0)], Choice(quota=1))
    assert found.passage.text == "Most visits are timely. However, some are late."


def test_the_sentence_after_is_shown_where_it_carries_the_answer() -> None:
    pool = [
        drawn("The front door is run by a neighbour.", after="It is known as the Hub."),
        drawn("Staff like their work.", ordinal=4, after="It is known as the Hub."),
    ]
    judged = [Relevant(2.0, 2.0, 2.0), Relevant(1.9, 2.0, 1.9)]
    found = choose(pool, judged, Choice(quota=2), lambda _, after: "Hub" in after.text)
    assert [item.passage.text for item in found] == [
        "The front door is run by a neighbour. It is known as the Hub.",
        "Staff like their work.",
    ]


def test_no_more_is_quoted_than_is_read() -> None:
    pool = [drawn(f"{word} " * choosing.MOST_WORDS) for word in ("long", "wide")]
    found = choose(pool, [Relevant(2.0, 2.0, 2.0)] * 2, Choice(quota=2))
    assert [item.passage.text.split()[0] for item in found] == ["long"]


def test_side_by_side_the_surest_tells_which_point_is_meant() -> None:
    """Of two that answer about as well, the one that is like the surest sentence comes first."""
    now = [drawn("The police left the daily meeting.", ordinal=1)]
    then = [
        drawn("Police help with gangs.", ordinal=2),
        drawn("A daily meeting hears all.", ordinal=3),
    ]
    for each, report in ((now, "now"), (then, "then")):
        each[:] = [replace(item, report=Part(report)) for item in each]  # type: ignore[arg-type]
    sure, doubtful = Relevant(3.0, 3.0, 3.0), Relevant(1.0, 1.0, 1.0)
    likeness = {2: 0.1, 3: 0.8}

    judged = on_the_same_point(
        [now, then],
        [[sure], [doubtful, replace(doubtful, order=0.9)]],
        lambda one, _: likeness[one[1]],
    )

    assert judged[0] == [sure]
    beside, alike = judged[1]
    assert alike.order > beside.order
    assert alike.answers > doubtful.answers > beside.answers
    assert on_the_same_point([[], []], [[], []], lambda *_: 0.0) == [[], []]


def test_several_that_may_answer_are_as_good_as_one_that_does() -> None:
    learned = Learned(Counting())  # type: ignore[arg-type]
    doubtful = Relevant(log_odds(0.1), 1.0, 0.0, log_odds(0.1))
    assert not learned.is_answered([])
    assert not learned.is_answered([doubtful])
    assert learned.is_answered([doubtful] * 3)
    assert learned.is_answered([Relevant(log_odds(0.4), 1.0, 0.0, log_odds(0.4))])


def test_what_is_off_the_topic_counts_less_towards_an_answer() -> None:
    learned = Learned(Counting())  # type: ignore[arg-type]
    beside, on = learned.of("q", [Candidate("a", 0.5, off_topic=1.0), Candidate("b", 0.5)])
    assert on.speaks == on.answers
    assert beside.speaks < beside.answers


def test_the_order_goes_by_nearness_too_and_the_bar_does_not() -> None:
    pool = [drawn("Visits are late."), drawn("Staff stay for years."), drawn("Homes are few.")]
    judged = [Relevant(1.0, 1.0, 2.0), Relevant(2.0, 1.0, 1.0), Relevant(-4.0, 1.0, 3.0)]
    found = choose(pool, judged, Choice(quota=3))
    assert [item.passage.text for item in found] == ["Visits are late.", "Staff stay for years."]


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("What did inspectors say about staff morale in ?", "staff morale"),
        ("and what did Ofsted find on missing children?", "missing children"),
        ("what does the report say about how often they are seen", "how often they are seen"),
        ("How do and compare on staff morale?", "How do and compare on staff morale?"),
        ("Do inspectors visit at night?", "Do inspectors visit at night?"),
    ],
)
def test_a_topic_is_judged_without_the_words_that_only_ask_for_it(
    question: str, topic: str
) -> None:
    assert without_frame(question) == topic


def test_two_at_the_most_come_near() -> None:
    pool = [
        drawn(text)
        for text in (
            "Visits are late.",
            "Staff stay for years.",
            "Homes are few.",
            "Plans are kept.",
        )
    ]
    judged = [
        Relevant(-2.0, 1.0, -2.0),
        Relevant(-2.0, 2.0, -2.0),
        Relevant(-2.0, 0.5, -2.0),
        Relevant(-2.0, -1.0, -2.0),
    ]
    assert [item.passage.text for item in nearest(pool, judged)] == [
        "Staff stay for years.",
        "Visits are late.",
    ]
    assert len(nearest(pool, judged)) == choosing.MOST_NEAR


class Near:
    """Of nothing it says that it answers."""

    def of(self, _: str, candidates: Sequence[Candidate]) -> list[Relevant]:
        """Each is near."""
        return [Relevant(-3.0, 1.0, -3.0) for _ in candidates]

    def is_answered(self, judged: Sequence[Relevant]) -> bool:
        """Nothing is."""
        return not judged


def test_a_grade_is_no_answer_to_what_an_area_is_asked_about(
    sample_assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the report does not tell, that is said, and not how the area is graded."""
    monkeypatch.setattr(sample_assistant.steps.finder, "relevance", Near())
    reply = sample_assistant.chain.invoke(["Do care leavers in Harrow keep their free gym passes?"])
    assert isinstance(reply, Refusal)


def test_the_title_page_is_no_finding() -> None:
    dates = replace(drawn("Inspection dates: 7 to 9 May").passage, section=Section.TITLE)
    assert not is_finding(dates, Scope({}))
    assert is_finding(dates, Scope({}, is_whole=True))


def test_what_comes_near_is_told_from_an_answer(
    sample_assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing answers, two sentences at the most are shown, and said to be no answer."""
    monkeypatch.setattr(sample_assistant.steps.finder, "relevance", Near())
    reply = sample_assistant.chain.invoke(
        ["What did inspectors say about the cost of high caseloads in Harrow?"]
    )
    assert isinstance(reply, Refusal)
    assert 0 < len(reply.claims) <= choosing.MOST_NEAR
    assert all(claim.is_quote for claim in reply.claims)
    assert "does not answer" in reply.markdown
    assert len(reply.citations) == len(reply.claims)


def test_offers_are_decided_without_what_was_learned(
    sample_store: Store, sample_assistant: Assistant
) -> None:
    """An offer is tried before it is made; that must not take as long as an answer."""
    encoder = Counting()
    steps = Steps(sample_store, sample_assistant.library)
    steps.finder.relevance = Learned(encoder)  # type: ignore[arg-type]
    steps.has_answer(steps.read(["What did inspectors say about caseloads in Harrow?"]))
    assert not encoder.asked
    steps.find(steps.read(["What did inspectors say about caseloads in Harrow?"]))
    assert encoder.asked


def test_off_by_a_setting(sample_store: Store) -> None:
    assistant = Assistant(sample_store, learned=False)
    assert isinstance(assistant.steps.finder.relevance, Fused)
    assert assistant.chain.invoke(["What did inspectors say about caseloads in Harrow?"]).citations


@pytest.fixture(scope="module")
def encoder() -> CrossEncoder:
    """What was learned, with its weights."""
    found = CrossEncoder()
    if not found.is_there:
        pytest.skip("there are no weights")
    return found


ASKED = "how soon is a child who ran away spoken to?"
TOLD = (
    "Return home interviews are completed promptly for most children who go missing.",
    "Leaders have a clear plan for the workforce.",
    "Foster carers value their training, which is thorough, and say that they are well supported "
    "by their workers.",
)


def test_what_answers_is_told_from_what_does_not(encoder: CrossEncoder) -> None:
    answers = [score for score, _ in encoder.scores(ASKED, TOLD)]
    assert answers[0] > max(answers[1:])


def test_eight_bits_with_the_adapter_say_what_thirty_two_say(encoder: CrossEncoder) -> None:
    """The layers in eight bits, with our merge, beside those in 32 bits with the merge of peft."""
    torch, peft = pytest.importorskip("torch"), pytest.importorskip("peft")
    from safetensors.torch import load_file

    base, _, _ = ready_layers()
    whole = peft.PeftModel.from_pretrained(base, str(WEIGHTS)).eval()
    place = ms_marco.folder()
    assert place
    tokens = pad(encode(ms_marco.open_tokenizer(place), ASKED, TOLD))
    head = {name: weight.float() for name, weight in load_file(WEIGHTS / HEAD).items()}
    with torch.inference_mode():
        read = whole(**tokens)
        expected = score(read.last_hidden_state, read.pooler_output, tokens, head).tolist()
    for found, wanted in zip(encoder.scores(ASKED, TOLD), expected, strict=True):
        assert found == pytest.approx(tuple(wanted), abs=0.8)


def test_without_the_package_it_is_judged_by_vectors_and_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ms_marco, "PACKAGE", "no_such_package")
    assert ms_marco.folder() is None
    assert not CrossEncoder().is_there


def test_what_is_judged_beside_it_changes_nothing(encoder: CrossEncoder) -> None:
    many = encoder.scores(
        ASKED, [*TOLD, *(f"{text} {'Also this.' * n}" for n in range(9) for text in TOLD)]
    )
    for text, (answers, near) in zip(TOLD, many, strict=False):
        ((alone, near_alone),) = encoder.scores(ASKED, [text])
        assert answers == pytest.approx(alone, abs=1e-3)
        assert near == pytest.approx(near_alone, abs=1e-3)


def test_many_threads_may_ask_at_once(encoder: CrossEncoder) -> None:
    expected, found = encoder.scores(ASKED, TOLD), []
    threads = [
        threading.Thread(target=lambda: found.append(encoder.scores(ASKED, TOLD))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    for told in found:
        assert [a for a, _ in told] == pytest.approx([a for a, _ in expected], abs=1e-3)


def test_a_topic_is_put_into_frames_of_its_own_kind() -> None:
    """Training asks for a topic as people do: the words around it are another writer's, the
    topic stays.
    """
    frames = Frames(
        {"find": ["is \0 in the report"] * FEWEST}, {"find": ["did they say \0"] * FEWEST}
    )
    choice = random.Random(1)
    assert frames.around("dentist waits?", choice) == "is dentist waits in the report"
    assert frames.around("how soon they are seen", choice) == "did they say how soon they are seen"


def test_frames_leave_out_those_that_ask_for_more_than_the_topic(tmp_path: Path) -> None:
    """Praise asked for, or a grade, is answered by other sentences than the topic alone."""
    plain = {
        "message": "How is Leeds on visits?",
        "act": "find",
        "slots": [_slot("council", "Leeds"), _slot("topic", "visits")],
    }
    praise = {
        "message": "who is praised for visits",
        "act": "theme",
        "slots": [_slot("polarity", "praised"), _slot("topic", "visits")],
    }
    file = tmp_path / "messages.jsonl"
    file.write_text(f"{json.dumps(plain)}\n{json.dumps(praise)}\n", encoding="utf-8")
    found = read_frames([file], str.strip)
    assert found.of_things == {"find": ["How is  on \0?"]}


def _slot(kind: str, text: str) -> dict[str, str]:
    return {"slot": kind, "text": text}
