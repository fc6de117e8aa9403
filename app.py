"""Compose everything once and serve the page.

Run it with: python app.py [--store DIR] [--host 127.0.0.1] [--port 7860] What is needed to serve
others than this machine: python app.py --help
"""

import argparse
import gc
import getpass
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answers import AssistantError
from assistant.page.serving.access import PASSWORD_FILE, ServeOptions, Serving, decide
from assistant.page.serving.logs import report_on_errors
from assistant.page.serving.password import write_password
from assistant.page.serving.waiting import WaitingPage
from assistant.settings import ModelSettings
from index.reports import ReportIndexError
from index.settings import DEFAULT_STORE, Settings

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

    from assistant.page.conversation import Page
    from assistant.page.warming import Warming
    from assistant.pipeline import Assistant
    from index.build import OnProgress
    from index.storing.store import Store


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve the page until it is stopped; returns the exit code."""
    options = _parser().parse_args(arguments)
    errors = sys.stderr
    try:
        if options.set_password:
            return _set_password(options.password_file)
        serving = decide(_serve_options(options))
        settings = Settings.from_mapping(os.environ, options.store)
        # The libraries behind the page take seconds to import: somebody is at the door meanwhile.
        with WaitingPage(serving.host, serving.port) as waiting_page:
            report_on_errors(as_json=options.log_json, with_words=options.log_words)
            _serve(
                settings,
                options.reports,
                ModelSettings.from_mapping(os.environ),
                serving,
                waiting_page,
            )
    except (ReportIndexError, AssistantError) as error:
        print(error, file=errors)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Serve the page of the inspection assistant.")
    parser.add_argument("--store", type=Path, help="folder of the index (default: data/store)")
    parser.add_argument(
        "--reports",
        type=Path,
        metavar="FOLDER",
        help="index the reports below a folder while the page is open",
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to serve on")
    parser.add_argument("--port", type=int, default=7860, help="port to serve on")
    parser.add_argument(
        "--read-only", action="store_true", help="let no reader add or remove reports"
    )
    others = parser.add_argument_group("where others can reach it")
    others.add_argument(
        "--name",
        action="append",
        default=[],
        help="a further host name that browsers may call it by",
    )
    others.add_argument(
        "--set-password", action="store_true", help="ask for a password, keep its hash, and end"
    )
    others.add_argument(
        "--password-file", type=Path, default=PASSWORD_FILE, help="default: data/password"
    )
    others.add_argument("--open-to-anyone", action="store_true", help="ask for no password")
    others.add_argument(
        "--let-others-change",
        action="store_true",
        help="let whoever comes in add and remove reports",
    )
    logs = parser.add_argument_group("what it writes about itself")
    logs.add_argument("--log-json", action="store_true", help="one JSON object a line")
    logs.add_argument(
        "--log-words", action="store_true", help="errors in full, which may hold words of questions"
    )
    return parser


def _serve_options(options: argparse.Namespace) -> ServeOptions:
    return ServeOptions(
        options.host,
        options.port,
        names=options.name,
        password_file=options.password_file,
        open_to_anyone=options.open_to_anyone,
        read_only=options.read_only,
        let_others_change=options.let_others_change,
    )


def _set_password(file: Path) -> int:
    password = (
        getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
    )
    write_password(password, file)
    print(f"Its hash is kept in {file}. It is asked for from the next start on.")
    return 0


def _serve(
    settings: Settings,
    reports: Path | None,
    models: ModelSettings,
    serving: Serving,
    waiting_page: WaitingPage,
) -> None:
    from assistant.composing.chat_models import open_models
    from assistant.page.conversation import Page
    from assistant.page.councils import CouncilPages
    from assistant.page.indexing import Indexing
    from assistant.page.library_list import Permissions
    from assistant.page.screen import Screen
    from assistant.page.serving.health import Counters, outside_routes
    from assistant.page.serving.routes import leaflet_routes
    from assistant.page.warming import Warming
    from assistant.pipeline import Assistant
    from index.moderation import forget_old

    with _open_store(settings, reports) as store:
        forget_old(store)
        assistant = Assistant(store, open_models(models), learned=models.relevance)
        warming = Warming(lambda: _load(store))
        indexing = Indexing(
            lambda on_progress: _index(assistant, store, reports, warming, on_progress)
        )
        page = Page(assistant, store.catalogue.search, warming, indexing)
        counters = Counters()
        routes = [
            *_routes_of(store, page, serving),
            *leaflet_routes(CouncilPages(assistant, page.words), page.words),
            *outside_routes(counters, warming, lambda: page.library),
        ]
        screen = Screen(
            page,
            assistant,
            store,
            counters,
            may=Permissions(serving.may_change, serving.may_accept),
        )
        waiting_page.close()
        address = screen.launch(serving, routes)
        warming.start()
        indexing.start()
        screen.fetching.start_daily()
        print(f"The page is at {address} (stop it with Ctrl+C).", flush=True)
        print(models.label, flush=True)
        screen.block()


def _routes_of(store: "Store", page: "Page", serving: Serving) -> "list[BaseRoute]":
    """The addresses of pages of reports, of what is complained of, and of the way in."""
    from assistant.page.complaints import Complaints
    from assistant.page.serving.login import login_routes
    from assistant.page.serving.routes import page_routes
    from assistant.page.viewing import Viewer

    entrance = login_routes(serving.sessions, page.words) if serving.sessions else []
    return [
        *page_routes(Viewer(store.catalogue, page.words), Complaints(store.folder), page.words),
        *entrance,
    ]


def _load(store: "Store") -> None:
    """Load the model, the last large import: from now on garbage is looked for in what comes
    after it.
    """
    try:
        store.embeddings.load()
    finally:
        gc.enable()


def _index(
    assistant: "Assistant",
    store: "Store",
    reports: Path | None,
    warming: "Warming",
    on_progress: "OnProgress",
) -> None:
    """Bring a folder of reports up to date, make what an earlier run has left undone, and have
    all at hand.
    """
    from index.build import build
    from index.completing import complete

    if reports:
        build(reports, store, on_progress)
    store.waiting  # noqa: B018 - opens the vectors beside the loading of the model
    warming.wait()  # the first answer comes before the rest
    complete(store, on_progress=on_progress)
    assistant.warm()


def _open_store(settings: Settings, reports: Path | None) -> "Store":
    """Open the store; into one that is new and stays empty, wherever it is, goes the sample
    library.
    """
    from index.build import SAMPLE_LIBRARY, build
    from index.storing.store import Store

    is_new = settings.store == DEFAULT_STORE or not settings.store.exists()
    store = Store(settings, create=is_new or reports is not None)
    if is_new and not reports and not store.catalogue.reports():
        print(f"There is no index yet: building the sample library in {settings.store}", flush=True)
        build(
            SAMPLE_LIBRARY,
            store,
            lambda progress: print(f"  {progress.done} of {progress.total}", flush=True),
        )
        print("To index reports of your own: python -m index build FOLDER", flush=True)
    return store


if __name__ == "__main__":
    gc.disable()  # until all is loaded: see index/importing.py
    sys.exit(main())
