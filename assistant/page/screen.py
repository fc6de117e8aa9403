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
from html import escape
from pathlib import Path
from typing import Any

from starlette.routing import BaseRoute

from assistant.answers import Scope, as_json
from assistant.page.adding import LARGEST_FILE, adding
from assistant.page.assets import PAGE_FILES, print_style, scripts
from assistant.page.conversation import Page, clean_question, whole_letters
from assistant.page.fetching import MARK_FRESH, Fetching
from assistant.page.library_list import LibraryPage, Permissions, named_facts, show_transcripts
from assistant.page.scoping import councils_of, kinds_of, show_scope, years_of
from assistant.page.serving.access import Serving
from assistant.page.serving.health import Counters
from assistant.page.serving.waiting import cannot_serve
from assistant.page.transcript import Transcript, record_of, transcript_of
from assistant.page.without_stubs import without_stubs
from assistant.pipeline import Assistant
from index.fetching.settings import FetchSettings
from index.moderation import accept, bring_back, set_aside, set_aside_reports
from index.places.councils import council_named
from index.reports import Report
from index.storing.store import Store

with without_stubs():
    import gradio as gr

AT_ONCE = 24  # questions answered at the same time; more wait in a queue
MOST_WAITING = 200  # requests in that queue; a further one is told so
UPLOADS_KEPT = 3600  # seconds that Gradio keeps a file which was sent and not added
MOST_BEFORE = 20  # earlier questions that a program may send along
CONVERSATION = '<div class="conversation" role="log" aria-label="{label}">${{value}}</div>'
# What a browser keeps is open to whoever uses it; the key only has to stay the same.
KEPT = {"secret": "inspection-assistant"}
FONT = ("sans-serif",)  # the style sheet says which; Gradio's own would be a web font
QUIETLY = {"show_progress": "hidden", "api_visibility": "private"}
LIBRARY_CHANGES = ("remove", "restore", "accept")
# Each window goes on with its own conversation, and all of them are kept.
KEPT_TRANSCRIPT = "(talk, home) => [page.keptTalk(talk), home]"
KEEP_TRANSCRIPT = "(talk) => page.keepTalk(talk)"
RESTORED = "() => page.restored()"
BEGUN = "(talk, home) => [page.begun(talk), home]"
# The question that is being answered goes back into the box when it is stopped.
STOPPED = (
    "(talk) => [talk, document.querySelector('.turn[aria-busy=true]')?.dataset.question ?? '']"
)

_NOTHING = (gr.skip(),) * 4  # leaves box, record, conversation and scope as they are

_log = logging.getLogger(__name__)

Record = dict[str, Any]
# What Gradio hands over of a list of choices: what was chosen, or nothing at all.
Chosen = Sequence[str] | None


class Screen:
    """The page over one assistant, made of Gradio's parts."""

    def __init__(
        self, page: Page, assistant: Assistant, store: Store, counters: Counters, may: Permissions
    ) -> None:
        """`may` tells what readers may do with the library."""
        self._page = page
        self._say = page.words.say
        self._assistant = assistant
        self._store = store
        self._counters = counters
        self._may = may
        self.blocks = self._compose()

    # ---- what stands where

    def _compose(self) -> gr.Blocks:
        kept = (UPLOADS_KEPT, UPLOADS_KEPT)
        with gr.Blocks(
            title=self._say("title"), analytics_enabled=False, delete_cache=kept
        ) as blocks:
            self._transcript = gr.BrowserState(storage_key="inspection-assistant-talk", **KEPT)
            self._home = gr.BrowserState("", storage_key="inspection-assistant-council", **KEPT)
            self._header = _html(self._page.header)
            with gr.Tabs(elem_id="tabs") as self._tabs:
                with gr.Tab(self._say("tab-ask"), id="ask", elem_id="tab-ask"):
                    self._lay_conversation()
                with gr.Tab(self._say("tab-earlier"), id="earlier"):
                    self._shelf = _html(show_transcripts(self._page.words), "open")
                with gr.Tab(self._say("tab-library"), id="library") as self._library_tab:
                    self._lay_library()
            self._connect_asking()
            self._connect_transcripts()
            self._connect_scope()
            self._connect_library()
            restored = blocks.load(
                self._restore,
                [self._transcript, self._home],
                [self._header, *self._all_shown],
                js=KEPT_TRANSCRIPT,
                **QUIETLY,
            )
            restored.then(None, js=RESTORED)
            blocks.load(self.fetching.shown, outputs=self._recent, **QUIETLY)
            self._transcript.change(None, self._transcript, None, js=KEEP_TRANSCRIPT)
            states = [self._state, self._header]
            told = blocks.load(self._states, outputs=states, concurrency_limit=None, **QUIETLY)
            indexed = [self._conversation, *self._limits]
            told.then(
                self._after_indexing,
                [self._transcript, self._home],
                indexed,
                js=BEGUN,
                concurrency_limit=None,
                **QUIETLY,
            )
            # Not queued: the tool server would ask its own address, where a password may be needed.
            unqueued = {
                "queue": False,
                "concurrency_limit": AT_ONCE,
            }  # Gradio's client queues all the same
            gr.api(self.ask, api_name="ask", **unqueued)
            gr.api(self.library, api_name="library", **unqueued)
        return blocks.queue(max_size=MOST_WAITING)

    def _lay_conversation(self) -> None:
        template = CONVERSATION.format(label=self._say("conversation"))
        self._opening = self._page.opening
        self._conversation = _html(
            self._opening, "submit", "again", "edit", "home", template=template
        )
        with gr.Column(elem_id="asking"):
            with gr.Row(elem_id="about"):
                self._about = _html(
                    show_scope(Transcript(), self._page.words), "pin", "clear", "keep"
                )
                self._clear = gr.Button(self._say("new-conversation"), elem_id="clear")
            with gr.Accordion(self._say("limit"), open=False, elem_id="limit"), gr.Row():
                library = self._page.library
                multiple = {"multiselect": True, "value": []}
                self._councils = gr.Dropdown(
                    councils_of(library), label=self._say("limit-councils"), **multiple
                )
                self._years = gr.Dropdown(
                    years_of(library), label=self._say("limit-years"), **multiple
                )
                self._kinds = gr.Dropdown(
                    kinds_of(library), label=self._say("limit-kinds"), **multiple
                )
            with gr.Row(elem_id="asking-row"):
                self._question = gr.Textbox(
                    label=self._say("question"), placeholder=self._say("hint"), max_lines=5
                )
                self._ask = gr.Button(self._say("ask"), variant="primary", scale=0, min_width=80)
                self._stop = gr.Button(self._say("stop"), scale=0, min_width=80, elem_id="stop")
            self._state = _html("")
            full = escape(self._say("storage-full"))
            _html(f'<p id="storage-note" class="state" role="status" data-full="{full}"></p>')

    def _lay_library(self) -> None:
        with gr.Column(visible=self._may.change, elem_id="adding"):
            self._files = gr.File(label=self._say("add-reports"), file_count="multiple", height=140)
            self._added = _html("")
            self._lay_fetching()
        self._recent = gr.HTML("", js_on_load=MARK_FRESH, apply_default_css=False)
        self._reports = _html("", "refresh", *LIBRARY_CHANGES)

    def _lay_fetching(self) -> None:
        self.fetching = fetching = Fetching(self._store, FetchSettings.from_mapping(os.environ))
        with gr.Accordion(fetching.say("title"), open=False, elem_id="fetching"):
            _html(fetching.explanation)
            where = gr.Dropdown(
                fetching.places, label=fetching.say("where"), multiselect=True, value=[]
            )
            kinds = gr.Dropdown(
                fetching.kinds, label=fetching.say("kinds"), multiselect=True, value=[]
            )
            since = gr.Textbox(label=fetching.say("since"), max_lines=1)
            self._fetch = gr.Button(fetching.say("button"), elem_id="fetch")
            self._fetched = _html("")
        self._fetch_given = [where, kinds, since]

    # ---- what happens when

    def _connect_asking(self) -> None:
        given = [self._transcript, self._home, *self._limits]
        shown = [self._question, self._transcript, self._conversation, self._about]
        starts = [self._ask.click, self._question.submit, self._conversation.submit]
        # "multiple": else a question is dropped while one that was stopped has not come to its end.
        options = {
            "concurrency_limit": AT_ONCE,
            "concurrency_id": "asking",
            "trigger_mode": "multiple",
            **QUIETLY,
        }
        asked = gr.on(starts, self._answer, [self._question, *given], shown, **options)
        again = self._conversation.again(self._answer_again, given, shown, **options)
        back = [self._question, self._conversation]
        self._answering = [asked, again]
        self._stop.click(
            self._stopped,
            [self._transcript, self._question],
            back,
            js=STOPPED,
            cancels=self._answering,
            **QUIETLY,
        )
        self._conversation.edit(
            self._edit, [self._transcript], shown, cancels=self._answering, **QUIETLY
        )
        self._about.keep(self._leave_as_it_is, [self._transcript], shown, **QUIETLY)

    def _connect_transcripts(self) -> None:
        given = [self._transcript, self._home]
        self._clear.click(self._begin, given, self._all_shown, cancels=self._answering, **QUIETLY)
        self._shelf.open(self._open, given, [self._tabs, *self._all_shown], **QUIETLY)
        settled = self._conversation.home(
            self._settle, self._transcript, [self._home, self._conversation], **QUIETLY
        )
        # A question that needed to know it is put again.
        settled.then(
            self._answer_again,
            [*given, *self._limits],
            [self._question, self._transcript, self._conversation, self._about],
            **QUIETLY,
        )

    def _connect_scope(self) -> None:
        controls = self._limits
        told = {
            "fn": self._pinned,
            "inputs": [self._transcript, *controls],
            "outputs": self._about,
            **QUIETLY,
        }
        pinned = self._about.pin(self._keep_to, [self._transcript], controls, **QUIETLY)
        cleared = self._about.clear(lambda: ([], [], []), None, controls, **QUIETLY)
        pinned.then(**told)
        cleared.then(**told)
        gr.on([control.input for control in controls], trigger_mode="always_last", **told)

    def _connect_library(self) -> None:
        shown = [self._header, self._reports, *self._limits]
        options = {"concurrency_limit": 1, "concurrency_id": "library", **QUIETLY}
        for looked_at in (self._library_tab.select, self._reports.refresh):
            looked_at(self._library_shown, outputs=shown, **QUIETLY)
        if self._may.change:
            fetched = self._fetch.click(
                self.fetching.run, self._fetch_given, self._fetched, **options
            )
            changes = [fetched.then(self.fetching.shown, outputs=self._recent, **QUIETLY)]
            changes += [
                self._files.upload(self._add, self._files, [self._files, self._added], **options)
            ]
            handlers = (self._remove, self._restore_report, self._accept)
            events = (getattr(self._reports, name) for name in LIBRARY_CHANGES)
            changes += [
                event(do, outputs=self._added, **options)
                for event, do in zip(events, handlers, strict=True)
            ]
            for change in changes:
                change.then(self._library_shown, outputs=shown, **QUIETLY)

    @property
    def _limits(self) -> list[Any]:
        """What limits a conversation."""
        return [self._councils, self._years, self._kinds]

    @property
    def _all_shown(self) -> list[Any]:
        """What shows the conversation that is open."""
        return [self._transcript, self._conversation, self._about, *self._limits]

    # ---- handlers: asking

    def _answer(  # noqa: PLR0913, PLR0917 - what Gradio hands over
        self,
        event: gr.EventData,
        typed: str,
        record: object,
        home: object,
        councils: Chosen,
        years: Chosen,
        kinds: Chosen,
    ) -> Iterator[tuple[Any, ...]]:
        offered = clean_question(_value(event))
        question = offered or clean_question(typed)
        if not question:
            yield _NOTHING  # a handler that yields nothing would empty the page
            return
        box = gr.skip() if offered else ""
        yield from self._reply(
            _limited(transcript_of(record), councils, years, kinds), question, _home(home), box
        )

    def _answer_again(
        self,
        record: object,
        home: object,
        councils: Chosen,
        years: Chosen,
        kinds: Chosen,
    ) -> Iterator[tuple[Any, ...]]:
        transcript = _limited(transcript_of(record), councils, years, kinds)
        if not transcript.turns:
            yield _NOTHING
            return
        yield from self._reply(
            replace(transcript, editing=True), transcript.turns[-1].question, _home(home), gr.skip()
        )

    def _reply(
        self, transcript: Transcript, question: str, home: str, box: object
    ) -> Iterator[tuple[Any, ...]]:
        """Yield the box, the record, the conversation and its scope as the reply grows."""
        try:
            with self._counters.question() as asked:
                for shown, finished in self._page.replies(transcript, question, home):
                    if finished is None:
                        yield box, gr.skip(), shown, gr.skip()
                    else:
                        asked.reply = finished.turns[-1].reply
                        yield (
                            box,
                            record_of(finished),
                            shown,
                            show_scope(finished, self._page.words),
                        )
                    box = gr.skip()  # it may hold the next question by now
        except Exception:  # noqa: BLE001 - the edge: a reader sees one plain sentence, the log the cause
            _log.exception("A question could not be answered")
            yield (
                question,
                record_of(transcript),
                self._page.failed(transcript, question),
                gr.skip(),
            )

    def _stopped(self, record: object, question: str) -> tuple[str, str]:
        return question, self._page.show(transcript_of(record))

    def _edit(self, record: object) -> tuple[Any, ...]:
        transcript = replace(transcript_of(record), editing=True)
        question = transcript.turns[-1].question if transcript.turns else ""
        return (
            question,
            record_of(transcript),
            self._page.show(transcript),
            show_scope(transcript, self._page.words),
        )

    def _leave_as_it_is(self, record: object) -> tuple[Any, ...]:
        transcript = replace(transcript_of(record), editing=False)
        return (
            "",
            record_of(transcript),
            self._page.show(transcript),
            show_scope(transcript, self._page.words),
        )

    # ---- handlers: conversations

    def _restore(self, record: object, home: object) -> tuple[Any, ...]:
        transcript, shown, *others = self._shown(
            replace(transcript_of(record), editing=False), home
        )
        # What stands there already is left alone: a quick reader may have asked by now.
        return (
            self._page.header,
            transcript,
            gr.skip() if shown == self._opening else shown,
            *others,
        )

    def _begin(self, record: object, home: object) -> tuple[Any, ...]:
        return self._shown(Transcript(pinned=transcript_of(record).pinned), home)

    def _open(self, event: gr.EventData, record: object, home: object) -> tuple[Any, ...]:
        """Open a conversation that the browser kept, or one from a colleague's file."""
        chosen = transcript_of(_value(event))
        if not chosen.turns:
            gr.Warning(self._say("no-conversation"))
            return gr.skip(), *self._shown(transcript_of(record), home)
        return gr.Tabs(selected="ask"), *self._shown(replace(chosen, editing=False), home)

    def _settle(self, event: gr.EventData, record: object) -> tuple[str, str]:
        """Keep which council is the reader's own; where nothing was asked yet, begin with
        questions on it.
        """
        home = _home(_value(event))
        return home, self._page.show(transcript_of(record), home)

    def _shown(self, transcript: Transcript, home: object) -> tuple[Any, ...]:
        shown = self._page.show(transcript, _home(home)), show_scope(transcript, self._page.words)
        return record_of(transcript), *shown, *_values(transcript.pinned)

    # ---- handlers: scope and library

    def _keep_to(self, record: object) -> tuple[list[str], list[int], list[str]]:
        """What limits a conversation to what it is about, as far as it can be chosen."""
        library, scope = self._page.library, transcript_of(record).scope
        return (
            [name for name in councils_of(library) if name in scope.councils],
            [year for year in years_of(library) if year in scope.years],
            [kind for kind in kinds_of(library) if kind in scope.kinds],
        )

    def _pinned(self, record: object, councils: Chosen, years: Chosen, kinds: Chosen) -> str:
        return show_scope(_limited(transcript_of(record), councils, years, kinds), self._page.words)

    def _add(self, files: Sequence[str] | None) -> Iterator[tuple[Any, ...]]:
        named = [(Path(file), Path(file).name) for file in files or ()]
        for told in adding(named, self._store, self._page.words):
            yield gr.skip(), told
        for path, _ in named:
            path.unlink(missing_ok=True)
        yield None, told

    def _remove(self, event: gr.EventData) -> str:
        return self._told("removed", set_aside(str(_value(event)), self._store))

    def _restore_report(self, event: gr.EventData) -> str:
        report = str(_value(event))
        return self._told("brought-back" if bring_back(report, self._store) else "not-there", None)

    def _accept(self, event: gr.EventData) -> str:
        report = str(_value(event))
        if self._may.accept and accept(report, self._store):
            return self._told("accepted", self._page.library.by_id.get(report))
        return self._told("not-there", None)

    def _told(self, name: str, report: Report | None) -> str:
        """What became of a report; that it is not there where none is named and none need be."""
        if name in {"removed", "accepted"}:
            named = report and self._say("named-report", **named_facts(report, self._page.words))
            told = self._say(name, report=named) if named else self._say("not-there")
        else:
            told = self._say(name)
        return f'<p class="additions" role="status">{escape(told)}</p>'

    def _library_shown(self) -> tuple[Any, ...]:
        return self._page.header, self._library_list(), *self._limits_shown()

    def _limits_shown(self) -> list[gr.Dropdown]:
        """What can be chosen to limit a conversation, as the library is now."""
        library = self._page.library
        choices = councils_of(library), years_of(library), kinds_of(library)
        return [gr.Dropdown(choices=list(values)) for values in choices]

    def _states(self) -> Iterator[tuple[str, str]]:
        """What is still being done, and the library as far as it has been read."""
        for state in self._page.states():
            yield state, self._page.header

    def _after_indexing(self, record: object, home: object) -> tuple[Any, ...]:
        """The library as it is by now, and questions to begin with where nothing has been asked
        yet.
        """
        asks = isinstance(record, dict) and record.get("begun") is True
        has_begun = asks or not self._page.has_new_reports or bool(transcript_of(record).turns)
        opening = gr.skip() if has_begun else self._page.opening_for(_home(home))
        return opening, *self._limits_shown()

    def _library_list(self) -> str:
        removed = [each.report for each in set_aside_reports(self._store)]
        shelves = LibraryPage(
            self._page.library, self._store.catalogue.files(), self._page.words, removed
        )
        return shelves.show(self._may)

    # ---- for programs: Gradio's API and tools for chat models (MCP)

    def ask(self, question: str, earlier_questions: list[str] | None = None) -> dict[str, Any]:
        """Ask what Ofsted inspectors wrote about children's services in English councils.

        Returns the answer in Markdown with markers such as [1], the quotes that it cites with
        council, dates, page and file, and whether it is a refusal.

        Args:
            question: A question in plain words; name councils, topics, years or grades.
            earlier_questions: The questions before it in the same conversation, oldest first.
        """
        messages = [
            whole_letters(each) for each in (*(earlier_questions or [])[-MOST_BEFORE:], question)
        ]
        with self._counters.question() as asked:
            asked.reply = self._assistant.chain.invoke(messages)
        return as_json(asked.reply)

    def library(self) -> dict[str, Any]:
        """Tell which reports the assistant answers from: how many, which councils, and how far
        they reach.
        """
        library = self._page.library
        return {"label": library.label, "councils": list(library.councils)}

    # ---- serving

    def launch(self, serving: Serving, routes: Sequence[BaseRoute]) -> str:
        """Start the server and return its address; raise ServingError where that cannot be had."""
        # Gradio asks its own address whether it is up, and no proxy must answer in its place.
        direct = [
            os.environ.get("no_proxy") or os.environ.get("NO_PROXY"),
            "localhost",
            "127.0.0.1",
            serving.host,
        ]
        os.environ["no_proxy"] = ",".join(filter(None, direct))
        # Else whoever asks from this machine may claim any address, and guess passwords from each.
        os.environ.setdefault("FORWARDED_ALLOW_IPS", "")
        try:
            with redirect_stdout(
                io.StringIO()
            ):  # it announces its tool server even when told to be quiet
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
                    app_kwargs={
                        "middleware": serving.layers,
                        "routes": list(routes),
                        "openapi_url": None,
                    },
                    theme=gr.themes.Base(font=FONT, font_mono=FONT),
                    css_paths=PAGE_FILES / "style.css",
                    head=_head(),
                )
        except OSError as error:
            raise cannot_serve(serving.host, serving.port) from error
        _tell_tools_in_json(self.blocks.mcp_server_obj)
        return str(self.blocks.local_url)

    def block(self) -> None:
        """Serve until the program is stopped."""
        self.blocks.block_thread()


def _html(value: str, *events: str, template: str = "${value}") -> gr.HTML:
    """Words of the page; a button in them with `data-event` becomes that event, with
    `data-value`.
    """
    script = f"""const names = {json.dumps(events)};
element.addEventListener("click", (event) => {{
    const pressed = event.target.closest("button[data-event]");
    if (!pressed || !names.includes(pressed.dataset.event)) return;
    if (!pressed.dataset.sure || confirm(pressed.dataset.sure))
        trigger(pressed.dataset.event, {{value: page.given(pressed)}});
}});
element.addEventListener("change", async (event) => {{
    const name = event.target.dataset.event;
    if (names.includes(name)) trigger(name, {{value: await page.chosen(event.target)}});
}});
if (names.includes("refresh"))
    document.addEventListener("visibilitychange", () => {{
        if (page.looksAtLibrary()) trigger("refresh", {{}});
    }});"""
    return gr.HTML(
        value,
        html_template=template,
        js_on_load=script if events else None,
        apply_default_css=False,
    )


def _head() -> str:
    icon = '<link rel="icon" href="/favicon.ico">'
    return f"{icon}{print_style()}<script>{scripts()}</script>"


def _tell_tools_in_json(server: Any) -> None:  # noqa: ANN401 - Gradio's own
    """Have chat models given JSON: Gradio's tool server would write what Python prints of a
    dictionary.
    """
    tell = server.postprocess_output_data

    def tell_in_json(data: Sequence[object], root_url: str) -> Any:  # noqa: ANN401
        return tell(
            [
                json.dumps(each, ensure_ascii=False) if isinstance(each, dict) else each
                for each in data
            ],
            root_url,
        )

    server.postprocess_output_data = tell_in_json


def _value(event: gr.EventData) -> object:
    return (event._data or {}).get("value")  # noqa: SLF001 - Gradio's own accessor raises where there is none


def _home(kept: object) -> str:
    """The reader's own council, as far as it is one that is known."""
    return kept if isinstance(kept, str) and council_named(kept) else ""


def _limited(transcript: Transcript, councils: Chosen, years: Chosen, kinds: Chosen) -> Transcript:
    pinned = Scope(tuple(councils or ()), tuple(map(int, years or ())), tuple(kinds or ()))
    return replace(transcript, pinned=pinned)


def _values(scope: Scope) -> tuple[list[str], list[int], list[str]]:
    return list(scope.councils), list(scope.years), list(scope.kinds)
