"""A second chat model as judge of a sentence. Off unless one is named: it is slower, and no
surer.
"""

import logging

from langchain_core.language_models import BaseChatModel
from langchain_core.prompts import ChatPromptTemplate

from assistant.wording import Wording

_log = logging.getLogger(__name__)


class Judge:
    """Asks a model whether passages support a sentence that the rules let pass."""

    def __init__(self, model: BaseChatModel, wording: Wording) -> None:
        self._chain = (
            ChatPromptTemplate.from_messages([("human", wording.template("judge"))]) | model
        )

    def agrees(self, sentence: str, evidence: str) -> bool:
        """Whether the model says yes; a judge that fails has not said it."""
        try:
            verdict = self._chain.invoke({"sentence": sentence, "evidence": evidence})
        except Exception as error:  # noqa: BLE001 - each provider has errors of its own, and their words may show a key
            _log.warning("The judging model failed (%s)", type(error).__name__)
            return False
        return verdict.text.strip().lower().startswith("yes")
