"""What the page asks for beside its conversation: pages of reports, files, documents, complaints.

Reports are named by their id and never by a path; what a browser sends is small and checked.
"""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    Response,
)
from starlette.routing import Route

from assistant.answers import RecordError
from assistant.page.about import about_page, explained_terms
from assistant.page.assets import ICON, PAGE_FILES, scripts
from assistant.page.complaints import Complaint, Complaints
from assistant.page.councils import CouncilPages
from assistant.page.exporting import as_csv, as_markdown, as_word
from assistant.page.taking import file_name
from assistant.page.transcript import Turn, turns_of
from assistant.page.viewing import NotHereError, Place, Viewer
from assistant.wording import Wording
from index.reports import UnreadableFileError

LARGEST_REQUEST = 8 * 2**20  # bytes; a long conversation has about 1 MB
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Answering = Callable[[Request], Response]


def _as_workbook(turns: Sequence[Turn], words: Wording, saved: datetime) -> bytes:
    """What writes workbooks takes a moment to load, and few ask for one."""
    from assistant.page.workbook import as_workbook

    return as_workbook(turns, words, saved)


def _to_paste(turns: Sequence[Turn], words: Wording, _: datetime) -> str:
    """Markdown without a file's properties."""
    return as_markdown(turns, words)


_FORMS: dict[str, tuple[str, str, Callable[[Sequence[Turn], Wording, datetime], str | bytes]]] = {
    "copy": ("md", "text/markdown; charset=utf-8", _to_paste),
    "word": ("docx", WORD, as_word),
    "excel": ("xlsx", EXCEL, _as_workbook),
    "markdown": ("md", "text/markdown; charset=utf-8", as_markdown),
    "table": ("csv", "text/csv; charset=utf-8", as_csv),
}


def page_routes(viewer: Viewer, complaints: Complaints, words: Wording) -> list[Route]:
    """The routes, for any Starlette application."""

    def show_page(request: Request) -> Response:
        number = request.path_params["number"]
        last = _number(request.query_params.get("last"), number)
        place = Place(
            request.path_params["report"], number, last, request.query_params.get("quote", "")
        )
        return HTMLResponse(viewer.show(place))

    def draw(request: Request) -> Response:
        picture = viewer.picture(request.path_params["report"], request.path_params["number"])
        # A report is known by its bytes, so that its pages never change.
        return Response(
            picture, media_type="image/png", headers={"cache-control": "private, max-age=86400"}
        )

    def give_file(request: Request) -> Response:
        report = request.path_params["report"]
        kind = "application/pdf" if viewer.is_printed(report) else "text/plain; charset=utf-8"
        path = viewer.file(report)
        return FileResponse(
            path, media_type=kind, filename=path.name, content_disposition_type="inline"
        )

    async def take_away(request: Request) -> Response:
        asked = await _sent(request)
        turns = turns_of(asked["turns"])
        form = str(asked["form"])
        ending, media_type, write = _FORMS.get(form, _FORMS["markdown"])
        saved = datetime.now().astimezone()
        name = file_name(turns, ending, saved.date())
        headers = {"content-disposition": f'attachment; filename="{name}"'}
        return Response(
            await run_in_threadpool(write, turns, words, saved),
            media_type=media_type,
            headers=headers,
        )

    async def complain(request: Request) -> Response:
        asked = await _sent(request)
        names = ("question", "report", "quote", "reason")
        complaint = Complaint(page=int(asked["page"]), **{name: str(asked[name]) for name in names})
        kept = complaints.keep(complaint)
        return PlainTextResponse(words.say("complaint-kept" if kept else "complaint-not-kept"))

    report = "/reports/{report}"
    return [
        Route(f"{report}/pages/{{number:int}}.png", _safely(draw)),
        Route(f"{report}/pages/{{number:int}}", _safely(show_page)),
        Route(f"{report}/file", _safely(give_file)),
        Route("/take-away", _safely_sent(take_away), methods=["POST"]),
        Route("/wrong-evidence", _safely_sent(complain), methods=["POST"]),
    ]


def leaflet_routes(councils: CouncilPages, words: Wording) -> list[Route]:
    """The pages beside the conversation: of a council, of what this is, and the words of the
    trade.
    """

    def show_council(request: Request) -> Response:
        shown, is_there = councils.show(request.path_params["council"])
        return HTMLResponse(shown, 200 if is_there else 404)

    def show_about(_: Request) -> Response:
        return HTMLResponse(about_page(words))

    def tell_terms(_: Request) -> Response:
        told = {form: f"{term.name}: {term.meaning}" for form, term in explained_terms().items()}
        return JSONResponse(told, headers={"cache-control": "private, max-age=86400"})

    return [
        Route("/councils/{council}", show_council),
        Route("/about", show_about),
        Route("/terms", tell_terms),
        *_asset_routes(),
    ]


def _asset_routes() -> list[Route]:
    """What pages beside the conversation look like and do, and the icon."""

    def dress(text: str, kind: str) -> Answering:
        return lambda _: Response(text, media_type=kind, headers={"cache-control": "no-cache"})

    return [
        Route(
            "/page.css", dress((PAGE_FILES / "style.css").read_text(encoding="utf-8"), "text/css")
        ),
        Route("/page.js", dress(scripts(), "text/javascript")),
        Route("/favicon.ico", dress(ICON, "image/svg+xml")),
    ]


def _safely(answer: Answering) -> Answering:
    def answer_or_tell(request: Request) -> Response:
        try:
            return answer(request)
        except (NotHereError, UnreadableFileError) as error:
            return PlainTextResponse(str(error), status_code=404)

    return answer_or_tell


def _safely_sent(answer: Callable[[Request], Any]) -> Callable[[Request], Any]:
    async def answer_or_tell(request: Request) -> Response:
        try:
            response: Response = await answer(request)
        except (RecordError, KeyError, TypeError, ValueError):
            return PlainTextResponse(
                "This request is not of the form that the page sends.", status_code=400
            )
        return response

    return answer_or_tell


async def _sent(request: Request) -> dict[str, Any]:
    """The JSON object that was sent; raises ValueError where it is none, or too large.

    The type is insisted on: a form on another site cannot send it without asking first.
    """
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        raise ValueError("not JSON")
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST_REQUEST:
            raise ValueError("too large")
    sent = json.loads(body)
    if not isinstance(sent, dict):
        raise TypeError("no object")
    return sent


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else otherwise
