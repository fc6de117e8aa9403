"""Compose everything once and serve the page.

Run it with: python app.py [--store DIR] [--host 127.0.0.1] [--port 7860]
"""

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answers import AssistantError
from assistant.page.doorway import Doorway
from assistant.settings import ModelSettings
from index.reports import ReportIndexError
from index.settings import DEFAULT_STORE, Settings

if TYPE_CHECKING:
    from index.build import Progress
    from index.store import Store


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve the page until it is stopped; returns the exit code."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    options = _parser().parse_args(arguments)
    try:
        settings = Settings.from_mapping(os.environ, options.store)
        # The libraries behind the page take seconds to import: somebody is at the door meanwhile.
        with Doorway(options.host, options.port) as door:
            _serve(settings, ModelSettings.from_mapping(os.environ), options, door)
    except (ReportIndexError, AssistantError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Serve the page of the inspection assistant.")
    parser.add_argument("--store", type=Path, help="folder of the index (default: data/store)")
    parser.add_argument("--host", default="127.0.0.1", help="address to serve on")
    parser.add_argument("--port", type=int, default=7860, help="port to serve on")
    parser.add_argument("--read-only", action="store_true", help="let no reader add or remove reports")
    return parser


def _serve(
    settings: Settings, models: ModelSettings, options: argparse.Namespace, door: Doorway
) -> None:
    from assistant.composing.chat_models import open_models
    from assistant.page.complaints import Complaints
    from assistant.page.conversation import Page
    from assistant.page.routes import page_routes
    from assistant.page.screen import Screen
    from assistant.page.viewing import Viewer
    from assistant.page.warming import Warming
    from assistant.pipeline import Assistant

    with _open_store(settings) as store:
        print(models.label, flush=True)
        assistant = Assistant(store, open_models(models))
        warming = Warming(store.embeddings.load, lambda: store.chroma)
        page = Page(assistant, store.catalogue.search, warming)
        routes = page_routes(Viewer(store.catalogue, page.words), Complaints(store.folder), page.words)
        screen = Screen(page, assistant, store, may_change=not options.read_only)
        door.close()
        address = screen.launch(options.host, options.port, routes)
        print(f"The page is at {address} (stop it with Ctrl+C).", flush=True)
        warming.start()
        screen.block()


def _open_store(settings: Settings) -> "Store":
    """Open the store; into the default one, where it is new, goes the sample library."""
    from index.build import SAMPLE_LIBRARY, build
    from index.store import Store

    is_default = settings.store == DEFAULT_STORE
    store = Store(settings, create=is_default)
    if is_default and not store.catalogue.reports():
        print(f"There is no index yet: building the sample library in {settings.store}", flush=True)
        build(SAMPLE_LIBRARY, store, _tell)
        print("To index reports of your own: python -m index build FOLDER", flush=True)
    return store


def _tell(progress: "Progress") -> None:
    print(f"  {progress.done} of {progress.total}: {progress.file}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
