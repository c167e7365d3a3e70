# What the driver tells each program in Python, and how a program answers. The other programs have settings.mjs.
import json
import os
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request, urlopen

WISE = os.environ["WISE"]
AUTHORIZE = f"{WISE}/oauth/authorize/"
TOKEN = f"{WISE}/oauth/token"
CLIENT_ID = os.environ["CLIENT_ID"]
CLIENT_SECRET = os.environ["CLIENT_SECRET"]
PORT = int(os.environ["PORT"])
REDIRECT_URI = f"http://localhost:{PORT}/callback"

# Whether the program uses the settings that docs/oauth-libraries.md advises, and not the library's defaults.
IS_ADVISED = os.environ["ADVISED"] == "1"


def linked_text(access_token):
    """The text of the page after the exchange: the name of the customer, read with the access token."""
    request = Request(f"{WISE}/v2/profiles", headers={"Authorization": f"Bearer {access_token}"})
    with urlopen(request) as response:
        return f"linked {json.load(response)[0]['fullName']}"


def serve(begin, finish):
    """A server: `begin` returns the URL to redirect to, `finish` exchanges a code for an access token."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            try:
                self._answer(urlsplit(self.path))
            except Exception as cause:
                self._send(500, f"failed {cause}")

        def _answer(self, url):
            if url.path == "/start":
                self._send(302, "", location=begin())
            elif url.path == "/callback":
                self._send(200, linked_text(finish(parse_qs(url.query)["code"][0])))
            else:
                self._send(404, "")

        def _send(self, status, text, location=None):
            self.send_response(status)
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            if location:
                self.send_header("Location", location)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_):
            """Writes nothing, because the path has the code."""

    HTTPServer(("127.0.0.1", PORT), Handler).serve_forever()
