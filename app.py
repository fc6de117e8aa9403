"""Compose everything once, show it in Gradio, start the server. The only file that names Gradio.

Run it with: python app.py [--store DIR] [--host 127.0.0.1] [--port 7860]
"""

import argparse
import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import gradio as gr
from starlette.middleware import Middleware

from assistant.answers import AssistantError
from assistant.chat_models import open_models
from assistant.page.conversation import Page, clean_question
from assistant.page.policy import OnlyFromHere
from assistant.page.warming import Warming
from assistant.pipeline import Assistant
from assistant.settings import ModelSettings
from index.build import SAMPLE_LIBRARY, Progress, build
from index.reports import ReportIndexError
from index.settings import DEFAULT_STORE, Settings
from index.store import Store

PAGE_FILES = Path(__file__).parent / "assistant" / "page"
AT_ONCE = 8  # questions answered at the same time; more wait in a queue
CONVERSATION = '<div class="conversation" role="log" aria-label="{label}">${{value}}</div>'
# A click on an offered question becomes the event "submit" of the conversation.
ASK_ON_CLICK = """element.addEventListener("click", (event) => {
    const offer = event.target.closest("[data-ask]");
    if (offer) trigger("submit", {question: offer.dataset.ask});
});"""
FONT = ("sans-serif",)  # the style sheet says which; Gradio's own would be a web font
ICON = (
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'>"
    "<rect width='32' height='32' rx='7' fill='%23175a73'/>"
    "<text x='16' y='36' font-size='40' text-anchor='middle' fill='white'>“</text></svg>"
)
QUIETLY = {"show_progress": "hidden", "api_visibility": "private"}

_log = logging.getLogger(__name__)


class ServingError(AssistantError):
    """The page cannot be served."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve the page until it is stopped; returns the exit code."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    options = _parser().parse_args(arguments)
    try:
        settings = Settings.from_mapping(os.environ, options.store)
        with _open_store(settings) as store:
            models = ModelSettings.from_mapping(os.environ)
            print(models.label, flush=True)
            assistant = Assistant(store, open_models(models))
            warming = Warming(store.embeddings.load, lambda: store.chroma)
            page = Page(assistant, store.catalogue.search, warming)
            blocks = compose(page)
            launch(blocks, options.host, options.port)
            warming.start()
            blocks.block_thread()
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
    return parser


def _open_store(settings: Settings) -> Store:
    """Open the store; into the default one, where it is new, goes the sample library."""
    is_default = settings.store == DEFAULT_STORE
    store = Store(settings, create=is_default)
    if is_default and not store.catalogue.reports():
        print(f"There is no index yet: building the sample library in {settings.store}", flush=True)
        build(SAMPLE_LIBRARY, store, _tell)
        print("To index reports of your own: python -m index build FOLDER", flush=True)
    return store


def _tell(progress: Progress) -> None:
    print(f"  {progress.done} of {progress.total}: {progress.file}", flush=True)


def compose(page: Page) -> gr.Blocks:
    """Lay the page out and say what happens when."""
    say = page.words.say
    with gr.Blocks(title=say("title"), analytics_enabled=False) as blocks:
        messages = gr.State([])
        gr.HTML(page.header, js_on_load=None, apply_default_css=False)
        conversation = gr.HTML(
            page.opening,
            html_template=CONVERSATION.format(label=say("conversation")),
            js_on_load=ASK_ON_CLICK,
            apply_default_css=False,
        )
        with gr.Column(elem_id="asking"):
            clear = gr.Button(say("new-conversation"), elem_id="clear")
            with gr.Row(elem_id="asking-row"):
                question = gr.Textbox(label=say("question"), placeholder=say("hint"), max_lines=5)
                ask = gr.Button(say("ask"), variant="primary", scale=0, min_width=80)
            state = gr.HTML("", js_on_load=None, apply_default_css=False)

        talk = [question, messages, conversation]
        asked = gr.on(
            [ask.click, question.submit, conversation.submit],
            answering(page),
            talk,
            talk,
            concurrency_limit=AT_ONCE,
            **QUIETLY,
        )
        clear.click(lambda: ("", [], page.opening), outputs=talk, cancels=[asked], **QUIETLY)
        blocks.load(page.states, outputs=state, concurrency_limit=None, **QUIETLY)
    return blocks


def answering(page: Page) -> Callable[..., Iterator[tuple[object, list[str], str]]]:
    """The handler of a question, typed or offered."""

    def answer(
        event: gr.EventData, typed: str, messages: list[str], shown: str
    ) -> Iterator[tuple[object, list[str], str]]:
        offered = clean_question((event._data or {}).get("question"))
        messages = [*messages, offered or clean_question(typed)]
        if not messages[-1]:
            return
        before = shown if len(messages) > 1 else ""
        box: object = gr.skip() if offered else ""
        try:
            for turn in page.replies(messages):
                yield box, messages, before + turn
                box = gr.skip()  # it may hold the next question by now
        except Exception:  # noqa: BLE001 - the edge: a reader sees one plain sentence, the log the cause
            _log.exception("A question could not be answered")
            yield messages[-1], messages[:-1], before + page.failed(messages)

    return answer


def launch(blocks: gr.Blocks, host: str, port: int) -> None:
    """Start the server; raise ServingError where the port is taken."""
    # Gradio asks its own address whether it is up, and no proxy must answer in its place.
    direct = [os.environ.get("no_proxy") or os.environ.get("NO_PROXY"), "localhost", "127.0.0.1", host]
    os.environ["no_proxy"] = ",".join(filter(None, direct))
    try:
        blocks.launch(
            server_name=host,
            server_port=port,
            prevent_thread_lock=True,
            quiet=True,
            share=False,
            footer_links=[],
            run_history=False,
            enable_monitoring=False,
            allowed_paths=[],
            app_kwargs={"middleware": [Middleware(OnlyFromHere)]},
            theme=gr.themes.Base(font=FONT, font_mono=FONT),
            css_paths=PAGE_FILES / "style.css",
            head=_head(),
        )
    except OSError as error:
        raise ServingError(
            f"The page cannot be served at {host}, port {port}: the port is in use, or the address is "
            "not one of this machine. Choose another with --port or --host."
        ) from error
    print(f"The page is at {blocks.local_url} (stop it with Ctrl+C).", flush=True)


def _head() -> str:
    script = (PAGE_FILES / "script.js").read_text(encoding="utf-8")
    return f'<link rel="icon" href="{ICON}"><script>{script}</script>'


if __name__ == "__main__":
    sys.exit(main())
