"""The chain: conversation → question → evidence → composer → answer or refusal.

A LangChain Runnable. Its input is the messages of one conversation, the last of them the question;
its output is an Answer or a Refusal, streamed in pieces that add up. It keeps nothing between
calls, so any number of conversations may use it at once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from langchain_core.runnables import Runnable, RunnableGenerator, RunnableLambda

from assistant.answers import Reply
from assistant.judgements import JudgementAnswerer
from assistant.library import Library
from assistant.questions import Question, understand
from assistant.quoting import QuotingComposer, quota
from assistant.refusing import Refuser
from assistant.retrieval import Evidence, EvidenceRetriever, Finder
from index.store import Store

Conversation = Sequence[str]


@dataclass(frozen=True)
class Assistant:
    """Everything that answers, composed over one library."""

    library: Library
    chain: Runnable[Conversation, Reply]
    retriever: EvidenceRetriever


def assemble(store: Store) -> Assistant:
    """Compose the assistant over what a store holds now."""
    library = Library(store.catalogue.reports())
    finder = Finder(store, library)
    refuser = Refuser(library)
    judgements = JudgementAnswerer(store, library)
    composer = QuotingComposer(store, library)

    def read(conversation: Conversation) -> Question:
        return understand(conversation, library)

    def find(question: Question) -> Evidence | Reply:
        settled = refuser.before_search(question) or judgements.answer(question)
        if settled:
            return settled
        evidence = finder.find(question, quota(len(question.councils)))
        return refuser.after_search(evidence) or evidence

    def answer(found: Iterator[Evidence | Reply]) -> Iterator[Reply]:
        for item in found:
            if isinstance(item, Evidence):
                yield from composer.compose(item)
            else:
                yield item

    chain: Runnable[Conversation, Reply] = (
        RunnableLambda(read) | RunnableLambda(find) | RunnableGenerator(answer)
    )
    return Assistant(library, chain, EvidenceRetriever(finder=finder, library=library))
