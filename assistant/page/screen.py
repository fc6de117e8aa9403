"""The page in Gradio: what stands where, and what happens when. The only file that names Gradio.

Handlers are short: they turn what the browser holds into words of the page and back.
"""

import io
import json
import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path
from typing import Any

from starlette.routing import BaseRoute

from assistant.answers import Scope, as_json
from assistant.page.adding import LARGEST_FILE, adding
from assistant.page.conversation import Page, clean_question
from assistant.page.counting import Counters
from assistant.page.doorway import cannot_serve
from assistant.page.fetching import MARK_FRESH, Fetching
from assistant.page.scoping import councils_of, kinds_of, show_scope, years_of
from assistant.page.serving import Serving
from assistant.page.shelves import LibraryPage, show_earlier
from assistant.page.talk import Talk, record_of, talk_of
from assistant.page.without_stubs import without_stubs
from assistant.pipeline import Assistant
from index.adding import remove_report
from index.fetching.settings import FetchSettings
from index.store import Store

with without_stubs():
    import gradio as gr

PAGE_FILES = Path(__file__).parent
AT_ONCE = 24  # questions answered at the same time; more wait in a queue
MOST_WAITING = 200  # requests in that queue; a further one is told so
UPLOADS_KEPT = 3600  # seconds that Gradio keeps a file which was sent and not added
MOST_EARLIER = 20  # conversations that the reader's browser keeps
MOST_BEFORE = 20  # earlier questions that a program may send along
CONVERSATION = '<div class="conversation" role="log" aria-label="{label}">${{value}}</div>'
# What a browser keeps is open to whoever uses it; the key only has to stay the same.
KEPT = {"secret": "inspection-assistant"}
FONT = ("sans-serif",)  # the style sheet says which; Gradio's own would be a web font
ICON = (
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'>"
    "<rect width='32' height='32' rx='7' fill='%23175a73'/>"
    "<text x='16' y='36' font-size='40' text-anchor='middle' fill='white'>“</text></svg>"
)
QUIETLY = {"show_progress": "hidden", "api_visibility": "private"}
# The question that is being answered goes back into the box when it is stopped.
STOPPED = "(talk) => [talk, document.querySelector('.turn[aria-busy=true]')?.dataset.question ?? '']"

_NOTHING = (gr.skip(),) * 4  # leaves box, record, conversation and scope as they are

_log = logging.getLogger(__name__)

Record = dict[str, Any]


class Screen:
    """The page over one assistant, made of Gradio's parts."""

    def __init__(self, page: Page, assistant: Assistant, store: Store, counters: Counters, *, may_change: bool) -> None:
        """With `may_change` readers may add reports to the library and remove them."""
        self._page = page
        self._say = page.words.say
        self._assistant = assistant
        self._store = store
        self._counters = counters
        self._may_change = may_change
        self.blocks = self._compose()

    # ---- what stands where

    def _compose(self) -> gr.Blocks:
        kept = (UPLOADS_KEPT, UPLOADS_KEPT)
        with gr.Blocks(title=self._say("title"), analytics_enabled=False, delete_cache=kept) as blocks:
            self._talk = gr.BrowserState(storage_key="inspection-assistant-talk", **KEPT)
            self._earlier = gr.BrowserState([], storage_key="inspection-assistant-earlier", **KEPT)
            self._header = _html(self._page.header)
            with gr.Tabs(elem_id="tabs") as self._tabs:
                with gr.Tab(self._say("tab-ask"), id="ask", elem_id="tab-ask"):
                    self._lay_conversation()
                with gr.Tab(self._say("tab-earlier"), id="earlier"):
                    self._shelf = _html("", "open", "delete")
                with gr.Tab(self._say("tab-library"), id="library"):
                    self._lay_library()
            self._connect_asking()
            self._connect_talks()
            self._connect_scope()
            self._connect_library()
            blocks.load(
                self._restore, [self._talk, self._earlier], [self._header, *self._all_shown], **QUIETLY
            )
            states = [self._state, self._header]
            told = blocks.load(self._states, outputs=states, concurrency_limit=None, **QUIETLY)
            indexed = [self._conversation, *self._library_parts]
            told.then(self._after_indexing, self._talk, indexed, concurrency_limit=None, **QUIETLY)
            # Not queued: the tool server would ask its own address, where a password may be needed.
            unqueued = {"queue": False, "concurrency_limit": AT_ONCE}  # Gradio's client queues all the same
            gr.api(self.ask, api_name="ask", **unqueued)
            gr.api(self.library, api_name="library", **unqueued)
        return blocks.queue(max_size=MOST_WAITING)

    def _lay_conversation(self) -> None:
        template = CONVERSATION.format(label=self._say("conversation"))
        self._opening = self._page.opening
        self._conversation = _html(self._opening, "submit", "again", "edit", template=template)
        with gr.Column(elem_id="asking"):
            with gr.Row(elem_id="about"):
                self._about = _html(show_scope(Talk(), self._page.words), "pin", "clear")
                self._clear = gr.Button(self._say("new-conversation"), elem_id="clear")
            with gr.Accordion(self._say("limit"), open=False, elem_id="limit"), gr.Row():
                library = self._page.library
                multiple = {"multiselect": True, "value": []}
                self._councils = gr.Dropdown(councils_of(library), label=self._say("limit-councils"), **multiple)
                self._years = gr.Dropdown(years_of(library), label=self._say("limit-years"), **multiple)
                self._kinds = gr.Dropdown(kinds_of(library), label=self._say("limit-kinds"), **multiple)
            with gr.Row(elem_id="asking-row"):
                self._question = gr.Textbox(
                    label=self._say("question"), placeholder=self._say("hint"), max_lines=5
                )
                self._ask = gr.Button(self._say("ask"), variant="primary", scale=0, min_width=80)
                self._stop = gr.Button(self._say("stop"), scale=0, min_width=80, elem_id="stop")
            self._state = _html("")

    def _lay_library(self) -> None:
        with gr.Column(visible=self._may_change, elem_id="adding"):
            self._files = gr.File(label=self._say("add-reports"), file_count="multiple", height=140)
            self._added = _html("")
            self._lay_fetching()
        self._recent = gr.HTML(self.fetching.shown, js_on_load=MARK_FRESH, apply_default_css=False)
        self._reports = _html(self._library_list(), "remove")

    def _lay_fetching(self) -> None:
        self.fetching = fetching = Fetching(self._store, FetchSettings.from_mapping(os.environ))
        with gr.Accordion(fetching.say("title"), open=False, elem_id="fetching"):
            _html(fetching.explanation)
            where = gr.Dropdown(fetching.places, label=fetching.say("where"), multiselect=True, value=[])
            kinds = gr.Dropdown(fetching.kinds, label=fetching.say("kinds"), multiselect=True, value=[])
            since = gr.Textbox(label=fetching.say("since"), max_lines=1)
            self._fetch = gr.Button(fetching.say("button"), elem_id="fetch")
            self._fetched = _html("")
        self._fetch_given = [where, kinds, since]

    # ---- what happens when

    def _connect_asking(self) -> None:
        given = [self._talk, self._councils, self._years, self._kinds]
        shown = [self._question, self._talk, self._conversation, self._about]
        starts = [self._ask.click, self._question.submit, self._conversation.submit]
        # "multiple": else a question is dropped while one that was stopped has not come to its end.
        options = {
            "concurrency_limit": AT_ONCE, "concurrency_id": "asking", "trigger_mode": "multiple", **QUIETLY
        }
        asked = gr.on(starts, self._answer, [self._question, *given], shown, **options)
        again = self._conversation.again(self._answer_again, given, shown, **options)
        back = [self._question, self._conversation]
        self._answering = [asked, again]
        self._stop.click(
            self._stopped, [self._talk, self._question], back, js=STOPPED, cancels=self._answering, **QUIETLY
        )
        self._conversation.edit(self._edit, [self._talk], shown, cancels=self._answering, **QUIETLY)

    def _connect_talks(self) -> None:
        kept = [self._talk, self._earlier]
        self._clear.click(
            self._begin, kept, self._all_shown, cancels=self._answering, **QUIETLY
        )
        self._shelf.open(self._open, kept, [self._tabs, *self._all_shown], **QUIETLY)
        self._shelf.delete(self._delete, kept, [self._earlier, self._shelf], **QUIETLY)

    def _connect_scope(self) -> None:
        controls = [self._councils, self._years, self._kinds]
        told = {"fn": self._pinned, "inputs": [self._talk, *controls], "outputs": self._about, **QUIETLY}
        pinned = self._about.pin(
            lambda record: _values(talk_of(record).scope), [self._talk], controls, **QUIETLY
        )
        cleared = self._about.clear(lambda: ([], [], []), None, controls, **QUIETLY)
        pinned.then(**told)
        cleared.then(**told)
        gr.on([control.input for control in controls], trigger_mode="always_last", **told)

    def _connect_library(self) -> None:
        shown = self._library_parts
        options = {"concurrency_limit": 1, "concurrency_id": "library", **QUIETLY}
        if self._may_change:
            added = self._files.upload(self._add, self._files, [self._files, self._added], **options)
            added.then(self._library_shown, outputs=shown, **QUIETLY)
            fetched = self._fetch.click(self.fetching.run, self._fetch_given, self._fetched, **options)
            fetched.then(self.fetching.shown, outputs=self._recent, **QUIETLY).then(self._library_shown, outputs=shown, **QUIETLY)
            removed = self._reports.remove(self._remove, outputs=self._added, **options)
            removed.then(self._library_shown, outputs=shown, **QUIETLY)

    @property
    def _library_parts(self) -> list[Any]:
        """What shows the library."""
        return [self._header, self._reports, self._councils, self._years, self._kinds]

    @property
    def _all_shown(self) -> list[Any]:
        """What shows the conversation that is open, and those kept beside it."""
        controls = [self._councils, self._years, self._kinds]
        shown = [self._talk, self._conversation, self._about]
        return [*shown, *controls, self._earlier, self._shelf]

    # ---- handlers: asking

    def _answer(  # noqa: PLR0913, PLR0917 - what Gradio hands over
        self, event: gr.EventData, typed: str, record: object, councils: Any, years: Any, kinds: Any  # noqa: ANN401
    ) -> Iterator[tuple[Any, ...]]:
        offered = clean_question(_value(event))
        question = offered or clean_question(typed)
        if not question:
            yield _NOTHING  # a handler that yields nothing would empty the page
            return
        box = gr.skip() if offered else ""
        yield from self._reply(_limited(talk_of(record), councils, years, kinds), question, box)

    def _answer_again(self, record: object, councils: Any, years: Any, kinds: Any) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401
        talk = _limited(talk_of(record), councils, years, kinds)
        if not talk.turns:
            yield _NOTHING
            return
        yield from self._reply(talk.without_last(), talk.turns[-1].question, gr.skip())

    def _reply(self, talk: Talk, question: str, box: object) -> Iterator[tuple[Any, ...]]:
        """Yield the box, the record, the conversation and its scope as the reply grows."""
        try:
            with self._counters.question() as asked:
                for shown, finished in self._page.replies(talk, question):
                    if finished is None:
                        yield box, gr.skip(), shown, gr.skip()
                    else:
                        asked.reply = finished.turns[-1].reply
                        yield box, record_of(finished), shown, show_scope(finished, self._page.words)
                    box = gr.skip()  # it may hold the next question by now
        except Exception:  # noqa: BLE001 - the edge: a reader sees one plain sentence, the log the cause
            _log.exception("A question could not be answered")
            yield question, record_of(talk), self._page.failed(talk, question), gr.skip()

    def _stopped(self, record: object, question: str) -> tuple[str, str]:
        return question, self._page.show(talk_of(record))

    def _edit(self, record: object) -> tuple[Any, ...]:
        talk = talk_of(record)
        question = talk.turns[-1].question if talk.turns else ""
        talk = talk.without_last()
        return question, record_of(talk), self._page.show(talk), show_scope(talk, self._page.words)

    # ---- handlers: conversations

    def _restore(self, record: object, earlier: object) -> tuple[Any, ...]:
        talk, shown, *others = self._shown(talk_of(record), _talks(earlier))
        # What stands there already is left alone: a quick reader may have asked by now.
        return self._page.header, talk, gr.skip() if shown == self._opening else shown, *others

    def _begin(self, record: object, earlier: object) -> tuple[Any, ...]:
        talk = talk_of(record)
        return self._shown(Talk(pinned=talk.pinned), _kept(talk, _talks(earlier)))

    def _open(self, event: gr.EventData, record: object, earlier: object) -> tuple[Any, ...]:
        talks = _talks(earlier)
        chosen = _chosen(event, talks)
        others = [talk for talk in talks if talk is not chosen]
        return gr.Tabs(selected="ask"), *self._shown(chosen or talk_of(record), _kept(talk_of(record), others))

    def _delete(self, event: gr.EventData, record: object, earlier: object) -> tuple[Any, ...]:  # noqa: ARG002
        talks = _talks(earlier)
        chosen = _chosen(event, talks)
        others = [talk for talk in talks if talk is not chosen]
        return [record_of(talk) for talk in others], show_earlier(others, self._page.words)

    def _shown(self, talk: Talk, earlier: Sequence[Talk]) -> tuple[Any, ...]:
        words = self._page.words
        kept = [record_of(each) for each in earlier]
        shown = self._page.show(talk), show_scope(talk, words)
        return record_of(talk), *shown, *_values(talk.pinned), kept, show_earlier(earlier, words)

    # ---- handlers: scope and library

    def _pinned(self, record: object, councils: Any, years: Any, kinds: Any) -> str:  # noqa: ANN401
        return show_scope(_limited(talk_of(record), councils, years, kinds), self._page.words)

    def _add(self, files: Sequence[str] | None) -> Iterator[tuple[Any, ...]]:
        named = [(Path(file), Path(file).name) for file in files or ()]
        for told in adding(named, self._store, self._page.words):
            yield gr.skip(), told
        for path, _ in named:
            path.unlink(missing_ok=True)
        yield None, told

    def _remove(self, event: gr.EventData) -> str:
        removed = remove_report(str(_value(event)), self._store)
        return f'<p class="additions" role="status">{self._say("removed" if removed else "not-there")}</p>'

    def _library_shown(self) -> tuple[Any, ...]:
        library = self._page.library
        choices = councils_of(library), years_of(library), kinds_of(library)
        dropdowns = (gr.Dropdown(choices=list(values)) for values in choices)
        return self._page.header, self._library_list(), *dropdowns

    def _states(self) -> Iterator[tuple[str, str]]:
        """What is still being done, and the library as far as it has been read."""
        for state in self._page.states():
            yield state, self._page.header

    def _after_indexing(self, record: object) -> tuple[Any, ...]:
        """The library as it is by now, and questions to begin with where nothing has been asked yet."""
        if not self._page.has_new_reports:
            return (gr.skip(),) * (1 + len(self._library_parts))
        has_begun = bool(talk_of(record).turns)
        return gr.skip() if has_begun else self._page.opening, *self._library_shown()

    def _library_list(self) -> str:
        shelves = LibraryPage(self._page.library, self._store.catalogue.files(), self._page.words)
        return shelves.show(may_remove=self._may_change)

    # ---- for programs: Gradio's API and tools for chat models (MCP)

    def ask(self, question: str, earlier_questions: list[str] | None = None) -> dict[str, Any]:
        """Ask what Ofsted inspectors wrote about children's services in English councils.

        Returns the answer in Markdown with markers such as [1], the quotes that it cites with council,
        dates, page and file, and whether it is a refusal.

        Args:
            question: A question in plain words; name councils, topics, years or grades.
            earlier_questions: The questions before it in the same conversation, oldest first.
        """
        messages = [*(earlier_questions or [])[-MOST_BEFORE:], question]
        with self._counters.question() as asked:
            asked.reply = self._assistant.chain.invoke(messages)
        return as_json(asked.reply)

    def library(self) -> dict[str, Any]:
        """Tell which reports the assistant answers from: how many, which councils, and how far they reach."""
        library = self._page.library
        return {"label": library.label, "councils": list(library.councils)}

    # ---- serving

    def launch(self, serving: Serving, routes: Sequence[BaseRoute]) -> str:
        """Start the server and return its address; raise ServingError where that cannot be had."""
        # Gradio asks its own address whether it is up, and no proxy must answer in its place.
        direct = [os.environ.get("no_proxy") or os.environ.get("NO_PROXY"), "localhost", "127.0.0.1", serving.host]
        os.environ["no_proxy"] = ",".join(filter(None, direct))
        # Else whoever asks from this machine may claim any address, and guess passwords from each.
        os.environ.setdefault("FORWARDED_ALLOW_IPS", "")
        try:
            with redirect_stdout(io.StringIO()):  # it announces its tool server even when told to be quiet
                self.blocks.launch(
                    server_name=serving.host,
                    server_port=serving.port,
                    prevent_thread_lock=True,
                    quiet=True,
                    share=False,
                    ssr_mode=False,
                    footer_links=[],
                    run_history=False,
                    enable_monitoring=False,
                    allowed_paths=[],
                    max_file_size=LARGEST_FILE,
                    mcp_server=True,
                    app_kwargs={"middleware": serving.layers, "routes": list(routes), "openapi_url": None},
                    theme=gr.themes.Base(font=FONT, font_mono=FONT),
                    css_paths=PAGE_FILES / "style.css",
                    head=_head(),
                )
        except OSError as error:
            raise cannot_serve(serving.host, serving.port) from error
        return str(self.blocks.local_url)

    def block(self) -> None:
        """Serve until the program is stopped."""
        self.blocks.block_thread()


def _html(value: str, *events: str, template: str = "${value}") -> gr.HTML:
    """Words of the page; a button in them with `data-event` becomes that event, with `data-value`."""
    script = f"""const names = {json.dumps(events)};
element.addEventListener("click", (event) => {{
    const pressed = event.target.closest("[data-event]");
    if (!pressed || !names.includes(pressed.dataset.event)) return;
    if (!pressed.dataset.sure || confirm(pressed.dataset.sure))
        trigger(pressed.dataset.event, {{value: pressed.dataset.value ?? ""}});
}});"""
    return gr.HTML(
        value, html_template=template, js_on_load=script if events else None, apply_default_css=False
    )


def _head() -> str:
    script = (PAGE_FILES / "script.js").read_text(encoding="utf-8")
    return f'<link rel="icon" href="{ICON}"><script>{script}</script>'


def _value(event: gr.EventData) -> object:
    return (event._data or {}).get("value")  # noqa: SLF001 - Gradio's own accessor raises where there is none


def _chosen(event: gr.EventData, talks: Sequence[Talk]) -> Talk | None:
    number = str(_value(event))
    return talks[int(number)] if number.isdecimal() and int(number) < len(talks) else None


def _talks(records: object) -> list[Talk]:
    return [talk for talk in map(talk_of, records if isinstance(records, list) else []) if talk.turns]


def _kept(talk: Talk, earlier: Sequence[Talk]) -> list[Talk]:
    """Earlier conversations with one more, if anything was said in it."""
    return [*([talk] if talk.turns else []), *earlier][:MOST_EARLIER]


def _limited(talk: Talk, councils: Any, years: Any, kinds: Any) -> Talk:  # noqa: ANN401 - as Gradio gives them
    pinned = Scope(tuple(councils or ()), tuple(map(int, years or ())), tuple(kinds or ()))
    return replace(talk, pinned=pinned)


def _values(scope: Scope) -> tuple[list[str], list[int], list[str]]:
    return list(scope.councils), list(scope.years), list(scope.kinds)
