"""The chain: conversation → request → plan → evidence → composer → answer or refusal.

A LangChain Runnable. Its input is a conversation, or just its messages, the last of them the
question; its output is an Answer or a Refusal, streamed in pieces that add up. It keeps nothing of
a conversation between calls, so any number of them may use it at once.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from langchain_core.runnables import Runnable, RunnableGenerator, RunnableLambda

from assistant.answers import Answer, Part, Refusal, RefusalKind, Reply
from assistant.areas import Topic
from assistant.briefing.about import About
from assistant.briefing.briefs import desk as briefs
from assistant.briefing.briefs.making import Briefer
from assistant.briefing.checks.checker import ClaimChecker
from assistant.briefing.checks.spoken_of import SpokenOf
from assistant.briefing.counting import Counter
from assistant.briefing.drafts import drawing as drafts
from assistant.briefing.drafts.drawing import Drafts
from assistant.briefing.leads import Leads
from assistant.briefing.learning import Learning
from assistant.briefing.orders import Orders
from assistant.briefing.patterns import Patterns
from assistant.briefing.practice import Practice
from assistant.briefing.records import Records
from assistant.briefing.tables.cells import Cells
from assistant.briefing.tables.wished import Tables
from assistant.composing.chat_models import ChatModels
from assistant.composing.glossary import Glossary
from assistant.composing.keyed_passages import wider, wider_draft
from assistant.composing.quoting import QuotingComposer, quota
from assistant.composing.reading_back import ReadingBack
from assistant.composing.refusing import Refuser
from assistant.composing.several import together
from assistant.composing.small_talk import Talker
from assistant.composing.suggesting import Suggester
from assistant.composing.writing import WritingComposer
from assistant.families import Families
from assistant.finding.relevance import Fused, relevance
from assistant.finding.retrieval import Evidence, EvidenceRetriever, Finder
from assistant.grading.judgements import JudgementAnswerer
from assistant.grading.population import Population
from assistant.library import Library
from assistant.listing import listed
from assistant.planning import Way, computed, gone_on, plan
from assistant.reading.by_chat_model import AskedReader, When
from assistant.reading.forms.claims import asks_to_correct
from assistant.reading.lay_areas import ByVectors, LayAreas
from assistant.reading.network import Network
from assistant.reading.reader import Reader
from assistant.reading.told import Told
from assistant.request import Act, Conversation, Form, Presentation, Request, Want
from assistant.times import LATEST
from assistant.usage import Meter
from index.moderation import reports_in_sight
from index.storing.store import Store

Asked = Conversation | Sequence[str]


@dataclass(frozen=True, slots=True)
class Findings:
    """What the catalogue or a refusal settled, and the passages to quote; one of them may be
    missing. `further` is what was found for the other parts of the message.
    """

    request: Request
    settled: Reply | None = None
    evidence: Evidence | None = None
    note: str = ""
    further: "tuple[Findings, ...]" = ()

    @property
    def is_silent(self) -> bool:
        """Whether nothing was found that answers."""
        return isinstance(self.settled, Refusal) and self.settled.kind is RefusalKind.SILENT


# How likely a passage must answer, as log-odds, to be shown although its question seems to lie
# outside reports.
PLAINLY_TOLD = -1.0


@cache
def network() -> Network:
    """What has learned to read messages: one for all libraries, loaded when first asked."""
    return Network()


class Steps:
    """The steps of the chain over one library, in the order in which they are taken."""

    def __init__(
        self,
        store: Store,
        library: Library,
        models: ChatModels | None = None,
        *,
        learned: bool = True,
        reader: Reader | None = None,
    ) -> None:
        self._store, self.library, self._models, self._learned = store, library, models, learned
        self.families = Families(library)
        self._within: dict[str, Steps] = {}
        self.finder = Finder(store, library, relevance(learned=learned))
        self._quick_finder = self.finder.judged_by(Fused())
        meter = Meter(store.folder, models.tokens_a_day) if models else None
        asked = _asked(models, meter) if models and meter else None
        self.reader = reader or Reader(
            library,
            network(),
            self._told,
            ByVectors(LayAreas(store.embeddings.vectors), self.finder.means_a_topic),
            asked,
        )
        self._refuser = Refuser(library)
        self._talker = Talker(library)
        self._glossary = Glossary(store.embeddings.vectors)
        self.reading_back = ReadingBack(library)
        self._population = Population(library)
        self._judgements = JudgementAnswerer(store, library)
        leads = Leads(store, library)
        self._drafts = Drafts(store, library, leads)
        self._about = About(store, library)
        self._claims = ClaimChecker(store, library)
        self._spoken_of = SpokenOf(store, library)
        self._counter = counter = Counter(store, library, self._population, self.finder.relevance)
        self._practice = Practice(store, library, counter)
        self._briefer = Briefer(store, library)
        self._records = Records(store, library, leads)
        self._tables = Tables(store, library, counter, Cells(store, library, counter, leads))
        self._learning = Learning(store, library, counter)
        self._makers: dict[Way, Callable[[Request], Answer | None]] = {
            Way.RECORDS: self._records.answer,
            Way.TABLES: self._tables.answer,
            Way.PATTERNS: Patterns(store, library, counter).answer,
            Way.ORDERS: Orders(store, library, counter, self.finder.relevance).answer,
            Way.BRIEF: self._briefer.answer,
        }
        self._quoting = QuotingComposer(store, library)
        self._writing = WritingComposer(store, library, models, meter) if models and meter else None

    def warm(self) -> None:
        """Have counted what answers over many councils rest on."""
        self._counter.warm()

    def read(self, conversation: Asked) -> Request:
        """Understand what the last message asks."""
        return self.reader.read(conversation)

    def find(self, request: Request) -> Findings:
        """What is found for a message, and for each further part of it."""
        further = tuple(map(self._found, request.further))
        return replace(self._found(request), further=further)

    def _found(self, request: Request) -> Findings:
        """Settle it at once, look it up in the catalogue, or search the reports of the family
        that is meant.

        Where that family is silent and none was named, another one that answers is given, and said.
        """
        chosen = self.families.choose(request)
        found = self.within(chosen.family)._find(chosen.request, self.within(chosen.family).finder)
        if found.is_silent and not request.family and (other := self._of_another(chosen.request)):
            return other
        note = self.families.note(chosen, is_brief=plan(chosen.request) is Way.BRIEF)
        if isinstance(found.settled, Answer):
            found = replace(found, settled=self._tables.with_files(request, found.settled))
        return replace(found, note=note)

    def within(self, family: str) -> "Steps":
        """The same steps over the reports of one family alone."""
        library = self.families.library(family)
        if library is self.library:
            return self
        if family not in self._within:
            self._within[family] = Steps(
                self._store, library, self._models, learned=self._learned, reader=self.reader
            )
        return self._within[family]

    def _of_another(self, request: Request) -> Findings | None:
        """What the reports of another family tell of what those of the first do not."""
        for other in self.families.others(request):
            steps = self.within(other.family)
            found = steps._find(other, steps.finder)
            if found.evidence and not found.evidence.is_empty:
                return replace(found, note=self.families.instead(request, other))
        return None

    def _find(self, request: Request, finder: Finder) -> Findings:
        request = self._in_words(gone_on(request))
        way = plan(request)
        if way is Way.DANGER:
            return Findings(request, self._in_danger(request))
        found = (
            self._of_form(request, way, finder)
            or self._of_claim(request, way, finder)
            or (self._told_after_all(request, finder) if way is Way.BOUNDARY else None)
        )
        return found or self._of_reports(request, way, finder)

    def _of_form(self, request: Request, way: Way, finder: Finder) -> Findings | None:
        """What is asked for in a form of its own, or what a term means; in the ordinary way where
        nothing can be made of that.
        """
        if told := self._explained(request):
            return Findings(replace(request, act=Act.DEFINE), told)
        if way not in _FORMED:
            return None
        made = self._made(request, way, finder)
        return Findings(request, made) if made else self._find(_unformed(request), finder)

    def _explained(self, request: Request) -> Answer | None:
        """What a term means, or how inspections work; where nothing says that it is asked, only
        what is very like a known question and names no place, grade or time.
        """
        if Want.MEANING in request.wants:
            told = self._glossary.define(request)
            return (
                self._with_places(request, told) if told and Want.WORDS in request.wants else told
            )
        is_in_form = request.facts or request.form not in {None, Form.TREND}
        is_of_reports = request.names_a_place or request.groups
        if is_of_reports or is_in_form:
            return None
        return self._glossary.explain(request)

    def _with_places(self, request: Request, told: Answer) -> Answer:
        """What a term means, and then where reports speak of it."""
        forms = self._glossary.forms_of_first(request)
        places = self._spoken_of.places(forms) if forms else None
        return told + replace(places, composer=told.composer) if places else told

    def _in_danger(self, request: Request) -> Reply | None:
        """Where to turn; and after it what terms mean, where that is asked."""
        refusal = self._at_once(request, Way.DANGER)
        told = self._glossary.beside_danger(request)
        if isinstance(refusal, Refusal) and told:
            return replace(refusal, parts=told.parts)
        return refusal

    def _of_claim(self, request: Request, way: Way, finder: Finder) -> Findings | None:
        """Who is right on a move, and a verdict on each statement of a claim."""
        if request.form is Form.SETTLED and (settled := self._claims.grades.moved(request)):
            return Findings(request, settled)
        if not request.claim or way in _UNCLAIMED:
            return None
        if request.statements:
            checked = self._claims.check(request, finder, self._computed)
        else:
            checked = self._claims.stands(request)
        return Findings(request, _in_a_word(request, checked)) if checked else None

    def _computed(self, statement: Request) -> Answer | None:
        """What the catalogue tells of a statement on grades."""
        if statement.form is Form.SETTLED:
            return self._claims.grades.moved(statement)
        return self._judgements.answer(computed(replace(statement, act=Act.CHECK)))

    def _of_reports(self, request: Request, way: Way, finder: Finder) -> Findings:
        """Refuse it, look it up in the catalogue, make it of whole reports, or search them."""
        settled = self._at_once(request, way)
        if settled is None and way in {Way.CATALOGUE, Way.GRADES_AND_WORDS}:
            settled = self._looked_up(request, way)
            if settled and way is Way.GRADES_AND_WORDS:
                return self._with_reasons(request, settled, finder)
        settled = settled or self._made(request, way, finder)
        if way is Way.HEADLINE_AND_WORDS:
            return Findings(
                request,
                _headline(self._judgements.answer(request)),
                finder.find(request, self._quota(request)),
            )
        return Findings(request, settled) if settled else self._search(request, finder)

    def _with_reasons(self, request: Request, settled: Answer, finder: Finder) -> Findings:
        """Grades with what was written of them; where no sentence answers, with how the report
        opens and what must improve.
        """
        reasons = finder.find_reasons(request)
        asks_why = Want.WHY in request.wants and not request.themes
        told = self._briefer.reasons(request) if asks_why and reasons.is_empty else None
        return Findings(request, settled + told) if told else Findings(request, settled, reasons)

    def _looked_up(self, request: Request, way: Way) -> Answer | None:
        """What the catalogue tells; to a claim with the sentence that can be said."""
        answer = self._judgements.answer(_graded(request))
        if answer and (note := self._records.predecessors(request)):
            answer = replace(answer, parts=(*answer.parts[:1], Part(note=note), *answer.parts[1:]))
        if answer is None or way is not Way.CATALOGUE or not request.councils:
            return answer
        if request.act is Act.CHECK and asks_to_correct(request.message):
            answer = self._claims.grades.can_say(request, answer)
        if request.act is Act.CHECK or Want.YES_OR_NO in request.wants:
            answer = self._claims.grades.told_when(request, answer)
        told = self._claims.grades.asserted(request, self._claims.grades.which_of(request, answer))
        return _in_a_word(request, told)

    def _in_words(self, request: Request) -> Request:
        """A question on grades or dates of councils of which only articles tell: it is looked
        for in their words.
        """
        if not request.councils or not all(map(self.library.has_articles_only, request.councils)):
            return request
        if not any(
            self.library.reports_for(council, request.times) for council in request.councils
        ):  # they tell no date
            request = replace(request, times=LATEST)
        if request.act not in _OF_REPORTS:
            return request
        act = Act.COMPARE if len(request.councils) > 1 else Act.FIND
        subject = request.subject or request.text.strip(" ?.!")
        return replace(
            request,
            act=act,
            subject=subject,
            conditions=(),
            move=None,
            kinds=(),
            wants=request.wants | {Want.WORDS},
        )

    def _made(self, request: Request, way: Way, finder: Finder) -> Answer | None:
        """What is made of whole reports: a brief, questions and texts, what one council may
        learn from another.
        """
        if way is Way.LEARN:
            return self._learning.answer(request, finder)
        if request.form is Form.ABOUT:
            return self._about.answer(request, finder)
        if way is Way.DRAFT:
            return self._drafts.answer(request, finder)
        if way is Way.PRACTICE:
            return self._practice.answer(request, finder)
        maker = self._makers.get(way)
        return maker(request) if maker else None

    def _at_once(self, request: Request, way: Way) -> Reply | None:
        """What needs no report: talk, the meaning of a term, a refusal."""
        if way is Way.TALK:
            return self._talker.reply(request)
        if way is Way.DEFINE and (told := self._glossary.define(request)):
            return told
        return self._refuser.refuse(request, way)

    def _told_after_all(self, request: Request, finder: Finder) -> Findings | None:
        """What a report plainly tells of what seems to lie outside: "Which training academy does
        Leeds have?".
        """
        if request.act is not Act.OUTSIDE:
            return None
        evidence = finder.find(replace(request, act=Act.FIND), self._quota(request))
        is_told = any(group.answers >= PLAINLY_TOLD for group in evidence.groups)
        return Findings(request, None, evidence) if is_told else None

    def _search(self, request: Request, finder: Finder) -> Findings:
        narrowed = self._population.narrow(request)
        if request.is_exact and not narrowed.councils:
            return Findings(request, self._refuser.cannot_compute(request))
        if narrowed.limits and not (narrowed.among or narrowed.councils):
            return Findings(request, self._refuser.nobody(narrowed))
        premise = self._judgements.premise(request) if _takes_for_granted(narrowed) else None
        if premise and narrowed.act is Act.CHANGE:  # then and now have been said
            narrowed = replace(narrowed, act=Act.FIND)
        evidence = finder.find(narrowed, self._quota(narrowed))
        graded = premise or self._graded_first(narrowed)
        is_told = premise or (graded and narrowed.grades)
        refusal = None if is_told else self._refuser.after_search(evidence)
        if refusal:
            near = self._quoting.near(evidence)
            return Findings(request, replace(refusal, parts=near.parts, citations=near.citations))
        return Findings(request, graded, evidence)

    def _graded_first(self, request: Request) -> Answer | None:
        """The grade of the area that something is asked about, to be said before the words."""
        if not _is_of_an_area(request):
            return None
        return _headline(self._judgements.answer(replace(request, act=Act.GRADE, subject="")))

    def _told(self, request: Request) -> Told:
        """What the answer to a request listed, as "those" and "the second one" of the next
        message.
        """
        found = self.find(request)
        if isinstance(found.settled, Answer) and found.evidence is None:
            return listed(found.settled)
        groups = [
            group for group in (found.evidence.groups if found.evidence else ()) if group.found
        ]
        quoted = (each.passage.text for group in groups for each in group.found)
        return Told(
            councils=tuple(dict.fromkeys(group.council for group in groups)),
            sentences=tuple(dict.fromkeys(quoted)),
        )

    def has_answer(self, request: Request) -> bool:
        """Whether a request would be answered, with something for each council that it names; by
        vectors and words alone.
        """
        chosen = self.families.choose(request)
        steps = self.within(chosen.family)
        found = steps._find(chosen.request, steps._quick_finder)
        if found.evidence is None:
            return not isinstance(found.settled, Refusal)
        asked = found.evidence.request
        return not found.evidence.is_empty and (
            not asked.councils or all(group.found for group in found.evidence.groups)
        )

    def answer(self, materials: Iterator[Findings]) -> Iterator[Reply]:
        """Compose what was found, piece by piece."""
        for found in materials:
            whole = (found, *found.further)
            if len(whole) == 1:
                yield from self._composed(found)
            else:
                yield from together([(f.request.message, self._composed(f)) for f in whole])

    def _composed(self, found: Findings) -> Iterator[Reply]:
        if not isinstance(found.settled, Refusal) and found.request.act not in _UNSAID:
            yield replace(self._said(found.request), notice=found.note)
        here = self.within(found.request.family)
        if found.evidence is not None:
            yield from (here._writing or here._quoting).compose(found.evidence, after=found.settled)
            return
        settled = self._placed(found)
        if here._writing and isinstance(settled, Answer) and settled.composer in _MADE:
            material = (
                here._drafts.answer(wider_draft(found.request), here.finder)
                if settled.composer == drafts.COMPOSER
                else None
            )
            yield from here._writing.compose_made(found.request, settled, material or settled)
        elif settled is not None:
            yield settled

    def _placed(self, found: Findings) -> Reply | None:
        """What settles a question; where nothing is found, after what is to be known of places."""
        settled = found.settled
        if not isinstance(settled, Refusal) or settled.kind not in _OF_A_SEARCH:
            return settled
        places = self.reading_back.places(found.request)
        return replace(settled, message=f"{places} {settled.message}") if places else settled

    def _quota(self, request: Request) -> int:
        """How many passages a group are found: some more for a chat model than are quoted."""
        return wider(quota(request)) if self._writing else quota(request)

    def _said(self, request: Request) -> Answer:
        """How a request was read, as the beginning of its answer."""
        others = self.reading_back.others(request)
        is_told = request.is_exact or others or request.read_by == "model"
        places = self.reading_back.places(request)
        return Answer(
            parts=(Part(note=places),) if places else (),
            read_as=self.reading_back.line(request) if is_told else "",
            read_parts=self.reading_back.parts(request) if is_told else (),
            other_readings=others,
        )


def _asked(models: ChatModels, meter: Meter) -> AskedReader | None:
    """What asks a chat model how a question is to be read, where that is wanted."""
    return (
        None
        if models.reads == When.NEVER
        else AskedReader(models.writer, When(models.reads), meter)
    )


def _unformed(request: Request) -> Request:
    """A request without a form in which it cannot be answered; for the sake of one council, with
    all others.
    """
    excluded = (*request.excluded, *([request.home] if request.home else []))
    return replace(request, form=None, facts=(), excluded=excluded)


def _is_of_an_area(request: Request) -> bool:
    """Whether one council is asked about on an area, whose grade then comes before the words."""
    is_asked = request.act in {Act.FIND, Act.BRIEF, Act.CHECK} and len(request.councils) == 1
    return is_asked and any(area is not Topic.OVERALL for area in request.areas)


def _takes_for_granted(request: Request) -> bool:
    """Whether grades that it names are to be said first; how they moved is said at the head of a
    change anyway.
    """
    move = request.move
    return request.wanted is not Presentation.CHANGE or bool(move and (move.before or move.after))


def _headline(answer: Answer | None) -> Answer | None:
    """The first sentence of an answer, with what it cites."""
    if answer is None:
        return None
    first = answer.parts[:1]
    cited = {number for part in first for claim in part.claims for number in claim.citations}
    citations = tuple(citation for citation in answer.citations if citation.number in cited)
    return replace(answer, parts=first, citations=citations)


def _in_a_word(request: Request, answer: Answer) -> Answer:
    """The verdict on a claim alone, where that is wanted: "just yes or no"."""
    is_short = request.act is Act.CHECK and Want.SHORTER in request.wants
    return (_headline(answer) or answer) if is_short else answer


def _graded(request: Request) -> Request:
    """A request as the catalogue is asked: an overview begins with the grades."""
    request = computed(request)
    return request if request.is_exact else replace(request, act=Act.GRADE, subject="")


_UNCLAIMED = frozenset(
    {
        Way.TALK,
        Way.EMPTY,
        Way.OUTSIDE_LIMIT,
        Way.UNCLEAR,
        Way.UNPLACED,
        Way.UNKNOWN,
        Way.ABSENT,
        Way.BOUNDARY,
    }
)  # where a claim is not looked up
_FORMED = frozenset({Way.RECORDS, Way.TABLES, Way.PATTERNS, Way.ORDERS, Way.PRACTICE})
_MADE = frozenset({briefs.COMPOSER, drafts.COMPOSER})  # what a chat model may sum up or write anew
_OF_REPORTS = frozenset({Act.GRADE, Act.HISTORY, Act.COMPARE, Act.CHECK, Act.FACTS})
_OF_A_SEARCH = frozenset({RefusalKind.SILENT, RefusalKind.NO_SUCH_DATE, RefusalKind.NO_SUCH_KIND})
_UNSAID = frozenset({Act.TALK, Act.DEFINE, Act.DANGER})


class Assistant:
    """Everything that answers, over what a store holds.

    When the store's reports change, the next question is answered from the new ones; an answer
    that is being written goes on with those that it began with. With `models` a chat model
    writes. Unless `learned`, sentences are judged by vectors and words alone.
    """

    def __init__(
        self, store: Store, models: ChatModels | None = None, *, learned: bool = True
    ) -> None:
        self._store = store
        self._learned = learned
        self._suggester = Suggester()
        self._models = models
        self._looking = threading.Lock()
        self._changes = -1
        self._steps: Steps

    @property
    def steps(self) -> Steps:
        """The steps over the reports as they are now."""
        with self._looking:
            changes = self._store.catalogue.changes
            if changes != self._changes:
                library = Library(reports_in_sight(self._store))
                self._steps = Steps(self._store, library, self._models, learned=self._learned)
                self._changes = changes
            return self._steps

    @property
    def library(self) -> Library:
        """The reports as they are now."""
        return self.steps.library

    def warm(self) -> None:
        """Have the model and the vectors in memory, so that no answer waits for them."""
        self._store.embeddings.load()
        if network().is_there:
            network().load()
        relevance(learned=self._learned).load()
        self._store.warm()
        self.steps.warm()

    def read(self, conversation: Asked) -> Request:
        """How the last message of a conversation is read: "Which London boroughs are good?"."""
        return self.steps.read(conversation)

    def say_reading(self, request: Request) -> str:
        """How a request was read, in one line."""
        return self.steps.reading_back.line(request)

    @property
    def chain(self) -> Runnable[Asked, Reply]:
        """The chain over the reports as they are when it is called."""
        return RunnableLambda(lambda _: self._chain_now())

    def suggest(self, conversation: Conversation, answer: Answer) -> tuple[str, ...]:
        """Questions that go on from an answer, and that have an answer themselves."""
        return self._suggester.suggest(conversation, answer, self.steps)

    @property
    def retriever(self) -> EvidenceRetriever:
        """The evidence for one question in plain words, as a LangChain retriever."""
        steps = self.steps
        return EvidenceRetriever(finder=steps.finder, reader=steps.reader)

    def _chain_now(self) -> Runnable[Asked, Reply]:
        steps = self.steps
        return (
            RunnableLambda(steps.read)
            | RunnableLambda(steps.find)
            | RunnableGenerator(steps.answer)
        )
