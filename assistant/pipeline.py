"""The chain: conversation → question → evidence → composer → answer or refusal.

A LangChain Runnable. Its input is the messages of one conversation, the last of them the question;
its output is an Answer or a Refusal, streamed in pieces that add up. It keeps nothing between
calls, so any number of conversations may use it at once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from langchain_core.runnables import Runnable, RunnableGenerator, RunnableLambda

from assistant.answers import Answer, Reply
from assistant.following import understand
from assistant.judgements import JudgementAnswerer
from assistant.library import Library
from assistant.questions import Question
from assistant.quoting import QuotingComposer, quota
from assistant.refusing import Refuser
from assistant.retrieval import Evidence, EvidenceRetriever, Finder
from index.store import Store

Conversation = Sequence[str]
# What the catalogue or a refusal settled, and the passages to quote; one of them may be missing.
Material = tuple[Reply | None, Evidence | None]


class Steps:
    """The steps of the chain over one library, in the order in which they are taken."""

    def __init__(self, store: Store, library: Library) -> None:
        self._library = library
        self.finder = Finder(store, library)
        self._refuser = Refuser(library)
        self._judgements = JudgementAnswerer(store, library)
        self._composer = QuotingComposer(store, library)

    def read(self, conversation: Conversation) -> Question:
        """Understand what the last message asks."""
        return understand(conversation, self._library)

    def find(self, question: Question) -> Material:
        """Settle it at once, look it up in the catalogue, or search the reports."""
        settled = self._refuser.before_search(question) or self._judgements.answer(question)
        if isinstance(settled, Answer) and question.wants_reasons:
            return settled, self.finder.find_reasons(question)
        if settled:
            return settled, None
        evidence = self.finder.find(question, quota(question))
        premise = self._judgements.premise(question)
        refusal = None if premise else self._refuser.after_search(evidence)
        return (refusal, None) if refusal else (premise, evidence)

    def answer(self, found: Iterator[Material]) -> Iterator[Reply]:
        """Compose what was found, piece by piece."""
        for settled, evidence in found:
            if evidence is not None:
                yield from self._composer.compose(evidence, after=settled)
            elif settled is not None:
                yield settled


@dataclass(frozen=True)
class Assistant:
    """Everything that answers, composed over one library."""

    library: Library
    chain: Runnable[Conversation, Reply]
    retriever: EvidenceRetriever


def assemble(store: Store) -> Assistant:
    """Compose the assistant over what a store holds now."""
    library = Library(store.catalogue.reports())
    steps = Steps(store, library)
    chain: Runnable[Conversation, Reply] = (
        RunnableLambda(steps.read) | RunnableLambda(steps.find) | RunnableGenerator(steps.answer)
    )
    return Assistant(library, chain, EvidenceRetriever(finder=steps.finder, library=library))
