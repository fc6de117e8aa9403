"""Settings → LangChain chat models. The only file that opens one.

A provider's errors may show the key that it was given, so none of their words are passed on.
"""

from dataclasses import dataclass
from typing import Any

from langchain_core.language_models import BaseChatModel

from assistant.answers import AssistantError
from assistant.settings import LOCAL_HOSTS, OLLAMA, OLLAMA_URL, TOKENS_A_DAY, ModelSettings

OPENAI = "openai"
_EXTRAS = {"openai", "ollama", "anthropic"}  # in pyproject.toml


class ModelError(AssistantError):
    """The chat model cannot be used; the message says what to type next."""


@dataclass(frozen=True)
class ChatModels:
    """The model that writes, the seconds that one answer may take, and a second one that judges.

    `name` and `host` tell a reader which it is and where, `is_here` that it is on this machine;
    `tokens_a_day` is all that may be taken in a day, `reads` when the writer is also asked how a
    question is to be read.
    """

    writer: BaseChatModel
    seconds: float
    judge: BaseChatModel | None = None
    name: str = "a chat model"
    host: str = ""
    is_here: bool = True
    tokens_a_day: int = TOKENS_A_DAY
    reads: str = "never"


def open_models(settings: ModelSettings) -> ChatModels | None:
    """Open the models that settings name; None where they name none, ModelError where one cannot
    be.
    """
    if not settings.model:
        return None
    judge = _open(settings.judge, settings) if settings.judge else None
    return ChatModels(
        _open(settings.model, settings),
        settings.seconds,
        judge,
        settings.model,
        settings.host,
        settings.host in LOCAL_HOSTS,
        settings.tokens_a_day,
        settings.reads,
    )


def _open(name: str, settings: ModelSettings) -> BaseChatModel:
    from langchain.chat_models import init_chat_model

    provider = name.partition(":")[0]
    try:
        model: BaseChatModel = init_chat_model(name, **_limits(provider, settings))
    except ImportError:
        raise ModelError(
            f"The chat model {name} needs another package. Install it with: {_install(provider)}"
        ) from None
    except Exception as error:  # noqa: BLE001 - each provider has errors of its own; their words may show a key
        raise ModelError(
            f"The chat model {name} cannot be used ({type(error).__name__}). Name one as "
            f"PROVIDER:MODEL, and set "
            f"the provider's key in the environment (a server of your own may want any word as "
            f"its key)."
        ) from None
    return model


def _limits(provider: str, settings: ModelSettings) -> dict[str, Any]:
    """Address, limits of time, tokens and retries, by the names that a provider gives them."""
    url = settings.url if provider == settings.provider else ""  # a judge may be served elsewhere
    form = {"profile": {"structured_output": True}} if settings.structured else {}
    if provider == OLLAMA:
        return form | {
            "base_url": url or OLLAMA_URL,
            "num_predict": settings.tokens,
            "client_kwargs": {"timeout": settings.seconds},
        }
    limits = form | {
        "timeout": settings.seconds,
        "max_retries": settings.retries,
        "max_tokens": settings.tokens,
    }
    if provider == OPENAI:
        limits["stream_usage"] = (
            True  # the count of tokens comes with the last piece, also from a server of one's own
        )
    return limits | ({"base_url": url} if url else {})


def _install(provider: str) -> str:
    if provider in _EXTRAS:
        return f'.venv/bin/pip install -c constraints.txt -e ".[{provider}]"'
    return f".venv/bin/pip install langchain-{provider.replace('_', '-')}"
