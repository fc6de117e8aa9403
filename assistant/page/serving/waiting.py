"""Somebody at the door while the rest is loading: a page that waits and opens the real one.

The libraries behind the page take seconds to import. A reader who comes before is told so at once,
by a server of the standard library, which makes way when the page can be served.
"""

import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from assistant.answers import AssistantError
from assistant.page.serving.headers import HEADERS

_WAITING = """<!doctype html><html lang="en"><meta charset="utf-8">
<title>Inspection assistant</title>
<meta name="viewport" content="width=device-width"><style>body{font:1.1rem/1.6 sans-serif;
max-width:40rem;margin:20vh auto;padding:0 1rem;color:#1b2530;background:#fff}
@media(prefers-color-scheme:dark){body{color:#e6e9eb;background:#14191d}}</style>
<h1>Inspection assistant</h1>
<p role="status">Getting ready. This page opens by itself in a few seconds.</p>
<script>setInterval(async () => { try { const reply = await fetch(location.href);
if (reply.ok) location.reload();
} catch { /* nobody is at the door for a moment */ } }, 400);</script></html>"""


class ServingError(AssistantError):
    """The page cannot be served."""


class WaitingPage:
    """Serves the waiting page at an address until it is closed."""

    def __init__(self, host: str, port: int) -> None:
        """Begin at once; raises ServingError where the address cannot be had."""
        try:
            self._server = _Server((host, port), _Waiting)
        except OSError as error:
            raise cannot_serve(host, port) from error
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def __enter__(self) -> "WaitingPage":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Make way for the page; again is free."""
        self._server.shutdown()
        self._server.server_close()


def cannot_serve(host: str, port: int) -> ServingError:
    """The error of an address that cannot be had."""
    return ServingError(
        f"The page cannot be served at {host}, port {port}: the port is in use, or the address is "
        "not one of this machine. Choose another with --port or --host."
    )


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True


class _Waiting(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Answer that the page is not there yet: 503, so that programs know to come again."""
        body = _WAITING.encode()
        self.send_response(HTTPStatus.SERVICE_UNAVAILABLE)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.send_header("content-length", str(len(body)))
        self.send_header("retry-after", "2")
        for name, value in HEADERS:
            self.send_header(name.decode(), value.decode())
        self.end_headers()
        self.wfile.write(body)

    do_HEAD = do_POST = do_GET

    def log_message(self, *_: object) -> None:
        """Keep no record of who asked."""
