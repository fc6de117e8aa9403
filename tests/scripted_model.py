"""A chat model that writes what a test tells it to, from the evidence that it was given."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult

from assistant.composing.chat_models import ChatModels

Passages = list[dict[str, str]]  # each with key, council, inspection, section and words
Script = Callable[[Passages], Iterable[str]]


class ScriptedModel(BaseChatModel):
    """Streams the pieces that its script makes of the passages; keeps every prompt."""

    script: Callable[..., Any]
    prompts: list[str] = []

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _stream(
        self, messages: list[BaseMessage], *args: Any, **kwargs: Any
    ) -> Iterator[ChatGenerationChunk]:
        for piece in self._pieces(messages):
            yield ChatGenerationChunk(message=AIMessageChunk(content=piece))

    def _generate(self, messages: list[BaseMessage], *args: Any, **kwargs: Any) -> ChatResult:
        text = "".join(self._pieces(messages))
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content=text))])

    def _pieces(self, messages: list[BaseMessage]) -> Iterable[str]:
        prompt = "\n".join(message.text for message in messages)
        self.prompts.append(prompt)
        return self.script(passages_in(prompt))


def passages_in(prompt: str) -> Passages:
    """The evidence in a prompt."""
    return [json.loads(line) for line in prompt.splitlines() if line.startswith('{"key"')]


def scripted(script: Script, seconds: float = 20.0) -> ChatModels:
    """Models whose writer follows a script."""
    return ChatModels(ScriptedModel(script=script, prompts=[]), seconds)


def echo(passages: Passages) -> Iterator[str]:
    """Good prose, as plain as can be: the words of each passage, said of its council."""
    for passage in passages:
        council, words = passage["council"], passage["words"]
        must = "must improve this: " if passage["section"] == "what needs to improve" else ""
        yield f"In {council}, {must}{words[0].lower()}{words[1:].rstrip('.')}. [{passage['key']}]\n"
