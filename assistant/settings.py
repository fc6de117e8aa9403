"""Settings of the chat model, checked at the door: unknown names and bad values are refused.

There is no setting for a key: the provider's own package reads it from the environment, so that it
passes through no code of ours and can be shown by none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from assistant.answers import AssistantError
from index.setting_values import YES, read_switch, read_whole

PREFIX = "ASSISTANT_"
LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1")
OLLAMA = "ollama"
OLLAMA_URL = "http://127.0.0.1:11434"  # its package would ask OLLAMA_HOST, which may be anywhere
TOKENS_A_DAY = 2_000_000  # some thousand answers
READS = ("never", "uncertain", "always")  # when a model is asked how a question is to be read
_SECONDS, _RETRIES, _TOKENS = 60.0, 2, 800
_TRACERS = (
    "LANGSMITH_TRACING",
    "LANGSMITH_TRACING_V2",
    "LANGCHAIN_TRACING_V2",
    "LANGCHAIN_TRACING",
)
_PROXIES = ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy")


class SettingsError(AssistantError):
    """A setting that is not known or holds a value that cannot be used."""


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """Which chat model writes, if any, and what it may take.

    `model` and `judge` are names as `init_chat_model` reads them, "provider:model"; `url` is where
    the model is served if not at its provider's address; `seconds` bounds one answer,
    `tokens_a_day` all of a day; `structured` says that the model keeps to a form, where
    LangChain does not know it; `relevance`, that sentences are judged by what was learned, and
    not by vectors and words alone, which takes less time; `reads`, when the model is asked how a
    question is to be read.
    """

    model: str = ""
    judge: str = ""
    url: str = ""
    seconds: float = _SECONDS
    retries: int = _RETRIES
    tokens: int = _TOKENS
    tokens_a_day: int = TOKENS_A_DAY
    structured: bool = False
    only_local: bool = False
    relevance: bool = True
    reads: str = READS[1]

    @classmethod
    def from_mapping(cls, environment: Mapping[str, str]) -> "ModelSettings":
        """Read the ASSISTANT_… settings; raise SettingsError on an unknown name or a bad value."""
        unknown = sorted(n for n in environment if n.startswith(PREFIX) and n not in _READERS)
        if unknown:
            raise SettingsError(
                f"{unknown[0]} is not a setting. Settings are: {', '.join(sorted(_READERS))}."
            )
        values = {
            field: read(name, environment[name].strip())
            for name, (field, read) in _READERS.items()
            if environment.get(name, "").strip()
        }
        settings = cls(**values)  # type: ignore[arg-type]
        if settings.only_local:
            settings.require_local(environment)
        return settings

    @property
    def provider(self) -> str:
        """The provider of the model, such as "ollama"."""
        return self.model.partition(":")[0]

    @property
    def host(self) -> str:
        """Where the model is served, as far as is known; never with a name or password."""
        url = self.url or (OLLAMA_URL if self.provider == OLLAMA else "")
        return (urlsplit(url).hostname or "") if url else ""

    @property
    def label(self) -> str:
        """Which composer is in use, in a sentence for whoever starts the program."""
        if not self.model:
            return "Answers are the inspectors' own words: no chat model is set (ASSISTANT_MODEL)."
        where = f" at {self.host}" if self.host else ""
        leaves = (
            "" if self.host in LOCAL_HOSTS else " Questions and the passages found are sent to it."
        )
        return f"Answers are written by {self.model}{where}, and each sentence is checked.{leaves}"

    def require_local(self, environment: Mapping[str, str]) -> None:
        """Raise SettingsError if anything here would leave this machine."""
        if self.model and self.host not in LOCAL_HOSTS:
            raise SettingsError(
                f"ASSISTANT_ONLY_LOCAL is set, but {self.model} is not served on this machine. "
                f"Use ollama, name "
                "a server of your own with ASSISTANT_URL=http://127.0.0.1:PORT/v1, or unset "
                "ASSISTANT_ONLY_LOCAL."
            )
        if self.judge and self.judge.partition(":")[0] not in {self.provider, OLLAMA}:
            raise SettingsError(
                f"ASSISTANT_ONLY_LOCAL is set, but {self.judge} is not served on this machine."
            )
        for name in _TRACERS:
            if environment.get(name, "").lower() in YES:
                raise SettingsError(
                    f"ASSISTANT_ONLY_LOCAL is set, but {name} would send questions away. Unset "
                    f"one of them."
                )
        bypassed = environment.get("NO_PROXY") or environment.get("no_proxy") or ""
        proxies = [name for name in _PROXIES if environment.get(name)]
        if self.model and proxies and "*" not in bypassed and self.host not in bypassed:
            raise SettingsError(
                f"ASSISTANT_ONLY_LOCAL is set, but {proxies[0]} would be asked for {self.host}. "
                f"Set NO_PROXY={self.host} too."
            )


def _name(name: str, value: str) -> str:
    if not all(value.partition(":")):
        raise SettingsError(f"{name} must be PROVIDER:MODEL, for example ollama:llama3.2.")
    return value


def _url(name: str, value: str) -> str:
    if urlsplit(value).scheme not in {"http", "https"} or not urlsplit(value).hostname:
        raise SettingsError(f"{name} must be an address such as http://127.0.0.1:8080/v1.")
    return value


def _seconds(name: str, value: str) -> float:
    return float(_whole(name, value))


def _whole(name: str, value: str) -> int:
    return read_whole(name, value, SettingsError)


def _retries(name: str, value: str) -> int:
    return 0 if value == "0" else _whole(name, value)


def _when(name: str, value: str) -> str:
    if value not in READS:
        raise SettingsError(f"{name} must be one of {', '.join(READS)}.")
    return value


def _switch(name: str, value: str) -> bool:
    return read_switch(name, value, SettingsError)


_READERS = {
    "ASSISTANT_MODEL": ("model", _name),
    "ASSISTANT_JUDGE": ("judge", _name),
    "ASSISTANT_URL": ("url", _url),
    "ASSISTANT_SECONDS": ("seconds", _seconds),
    "ASSISTANT_RETRIES": ("retries", _retries),
    "ASSISTANT_TOKENS": ("tokens", _whole),
    "ASSISTANT_TOKENS_A_DAY": ("tokens_a_day", _whole),
    "ASSISTANT_STRUCTURED": ("structured", _switch),
    "ASSISTANT_ONLY_LOCAL": ("only_local", _switch),
    "ASSISTANT_RELEVANCE": ("relevance", _switch),
    "ASSISTANT_READS": ("reads", _when),
}
