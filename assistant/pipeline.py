"""The chain: conversation → question → evidence → composer → answer or refusal.

A LangChain Runnable. Its input is a conversation, or just its messages, the last of them the
question; its output is an Answer or a Refusal, streamed in pieces that add up. It keeps nothing of
a conversation between calls, so any number of them may use it at once.
"""

import threading
from collections.abc import Iterator, Sequence

from langchain_core.runnables import Runnable, RunnableGenerator, RunnableLambda

from assistant.answers import Answer, Reply
from assistant.composing.chat_models import ChatModels
from assistant.composing.quoting import QuotingComposer, quota
from assistant.composing.refusing import Refuser
from assistant.composing.suggesting import Suggester
from assistant.composing.writing import WritingComposer
from assistant.finding.retrieval import Evidence, EvidenceRetriever, Finder
from assistant.grading.judgements import JudgementAnswerer
from assistant.grading.population import Population
from assistant.library import Library
from assistant.understanding.following import Conversation, understand
from assistant.understanding.questions import Question
from index.store import Store

Asked = Conversation | Sequence[str]
# What the catalogue or a refusal settled, and the passages to quote; one of them may be missing.
Material = tuple[Reply | None, Evidence | None]


class Steps:
    """The steps of the chain over one library, in the order in which they are taken."""

    def __init__(self, store: Store, library: Library, models: ChatModels | None = None) -> None:
        self.library = library
        self.finder = Finder(store, library)
        self._refuser = Refuser(library)
        self._population = Population(library)
        self._judgements = JudgementAnswerer(store, library)
        self._composer: QuotingComposer | WritingComposer = (
            WritingComposer(store, library, models) if models else QuotingComposer(store, library)
        )

    def read(self, conversation: Asked) -> Question:
        """Understand what the last message asks."""
        return understand(conversation, self.library)

    def find(self, question: Question) -> Material:
        """Settle it at once, look it up in the catalogue, or search the reports."""
        settled = self._refuser.before_search(question) or self._judgements.answer(question)
        if isinstance(settled, Answer) and question.wants_reasons:
            return settled, self.finder.find_reasons(question)
        if settled:
            return settled, None
        question = self._population.narrow(question)
        evidence = self.finder.find(question, quota(question))
        premise = self._judgements.premise(question)
        refusal = None if premise else self._refuser.after_search(evidence)
        return (refusal, None) if refusal else (premise, evidence)

    def has_answer(self, conversation: Asked) -> bool:
        """Whether a question would be answered, with something for each council that it names."""
        settled, evidence = self.find(self.read(conversation))
        if evidence is None:
            return isinstance(settled, Answer)
        return not evidence.is_empty and (
            not evidence.question.councils or all(group.found for group in evidence.groups)
        )

    def answer(self, found: Iterator[Material]) -> Iterator[Reply]:
        """Compose what was found, piece by piece."""
        for settled, evidence in found:
            if evidence is not None:
                yield from self._composer.compose(evidence, after=settled)
            elif settled is not None:
                yield settled


class Assistant:
    """Everything that answers, over what a store holds.

    When the store's reports change, the next question is answered from the new ones; an answer
    that is being written goes on with those that it began with. With `models` a chat model writes.
    """

    def __init__(self, store: Store, models: ChatModels | None = None) -> None:
        self._store = store
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
                self._steps = Steps(self._store, Library(self._store.catalogue.reports()), self._models)
                self._changes = changes
            return self._steps

    @property
    def library(self) -> Library:
        """The reports as they are now."""
        return self.steps.library

    def warm(self) -> None:
        """Have the model and the vectors in memory, so that no answer waits for them."""
        self._store.embeddings.load()
        self._store.warm()

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
        return EvidenceRetriever(finder=steps.finder, library=steps.library)

    def _chain_now(self) -> Runnable[Asked, Reply]:
        steps = self.steps
        return (
            RunnableLambda(steps.read)
            | RunnableLambda(steps.find)
            | RunnableGenerator(steps.answer)
        )
