"""The page that asks for the password, and what happens when one is given."""

from html import escape

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from assistant.page.serving.password import (
    COOKIE,
    LONGEST_PASSWORD,
    SESSION_SECONDS,
    Sessions,
    TooManyTriesError,
)
from assistant.wording import Wording

_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width"><style>body{{font:1.1rem/1.6 sans-serif;
max-width:26rem;margin:15vh auto;padding:0 1rem;color:#1b2530;background:#fff}}
input,button{{font:inherit;padding:.4rem .6rem;width:100%;box-sizing:border-box;margin:.3rem 0}}
@media(prefers-color-scheme:dark){{body{{color:#e6e9eb;background:#14191d}}}}</style>
<main><h1>{title}</h1><p role="status">{told}</p><form method="post" action="/login">
<input type="text" name="username" value="reader" autocomplete="username" hidden>
<label for="password">{label}</label><input id="password" name="password" type="password"
autocomplete="current-password" maxlength="{longest}" required autofocus>
<button>{enter}</button></form></main></html>"""


def login_routes(sessions: Sessions, words: Wording) -> list[Route]:
    """The routes by which one comes in and leaves."""

    def page(told: str = "", status: int = 200) -> Response:
        shown = {name: escape(words.say(name)) for name in ("title", "enter")}
        label = escape(words.say("password"))
        return HTMLResponse(
            _PAGE.format(told=escape(told), label=label, longest=LONGEST_PASSWORD, **shown), status
        )

    def ask(_: Request) -> Response:
        return page()

    async def enter(request: Request) -> Response:
        async with request.form(max_files=0, max_fields=8) as form:
            attempt = str(form.get("password", ""))
        address = request.client.host if request.client else "nobody"
        try:
            token = await run_in_threadpool(sessions.enter, attempt, address)
        except TooManyTriesError as error:
            return page(str(error), 429)
        if token is None:
            return page(words.say("wrong-password"), 401)
        return _entered(token, request)

    async def leave(request: Request) -> Response:
        sessions.leave(request.cookies.get(COOKIE, ""))
        reply = RedirectResponse("/login", 303)
        reply.delete_cookie(COOKIE)
        return reply

    return [
        Route("/login", ask, methods=["GET"]),
        Route("/login", enter, methods=["POST"]),
        Route("/logout", leave, methods=["POST"]),
    ]


def _entered(token: str, request: Request) -> Response:
    # Gradio's client logs in at the same address, and takes no redirection for success.
    is_browser = "text/html" in request.headers.get("accept", "")
    reply = RedirectResponse("/", 303) if is_browser else PlainTextResponse("You are in.")
    reply.set_cookie(
        COOKIE,
        token,
        max_age=SESSION_SECONDS,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return reply
