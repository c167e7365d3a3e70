"""A bank in Python, with wise-link-server beside it. Needs nothing but Python 3.9. Its log-in is a placeholder: everybody is Sarah, or Omar at /?omar."""

import hashlib
import http.client
import json
import os
import secrets
import threading
import urllib.parse
import urllib.request
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

CUSTOMERS = {
    "c-1": {"id": "c-1", "givenName": "Sarah", "familyName": "Jenkins", "dateOfBirth": "1985-05-20", "email": "sarah@example.com", "company": None},
    "c-2": {"id": "c-2", "givenName": "Omar", "familyName": "Haddad", "dateOfBirth": "1979-11-03", "email": "omar@example.com", "company": None},
}
FILES = {"/": "page.html", "/wise-link.js": "node_modules/wise-link/dist/cdn/wise-link.js", "/wise-callback.html": "node_modules/wise-link/dist/cdn/callback.html"}
# The redirect page's address has the code for a moment.
SECRET_PAGE = [("Cache-Control", "no-store"), ("Referrer-Policy", "no-referrer"), ("X-Content-Type-Options", "nosniff"), ("Content-Security-Policy", "frame-ancestors 'none'")]
SERVICE = ("127.0.0.1", 8080)
INTERNAL = "http://127.0.0.1:8081"
# Headers of one connection, which a proxy does not pass on (RFC 9110 section 7.6.1).
OWN = {"connection", "keep-alive", "transfer-encoding", "te", "upgrade", "host"}
sessions = {}


class Bank(BaseHTTPRequestHandler):
    def session(self):
        cookie = SimpleCookie(self.headers.get("Cookie", "")).get("session")
        return cookie.value if cookie and cookie.value in sessions else None

    def answer(self, status, body=b"", kind="application/json", headers=()):
        self.send_response(status)
        for name, value in [("Content-Type", kind), ("Content-Length", str(len(body))), *headers]:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        path = self.path.split("?")[0]
        if path.startswith("/api/wise/"):
            self.pass_on()
        elif path in FILES:
            # Not at the redirect page: the browser sends it no SameSite=Strict cookie, and a new log-in would replace the customer's.
            new = [] if self.session() or path != "/" else [("Set-Cookie", f"session={self.log_in()}; HttpOnly; SameSite=Strict; Path=/")]
            new += SECRET_PAGE if path == "/wise-callback.html" else []
            self.answer(200, Path(FILES[path]).read_bytes(), "text/javascript" if path.endswith(".js") else "text/html", new)
        elif path == "/profiles" and self.session():
            self.answer(200, self.profiles(sessions[self.session()]))
        else:
            self.answer(404)

    def do_POST(self):
        self.pass_on()

    def log_in(self):
        session = secrets.token_urlsafe(32)
        sessions[session] = "c-2" if self.path == "/?omar" else "c-1"
        return session

    def profiles(self, customer):
        token = json.load(self.ask(f"{INTERNAL}/customers/{urllib.parse.quote(customer, safe='')}/access-token", os.environ["WISE_LINK_INTERNAL_SECRET"]))["accessToken"]
        return self.ask("http://127.0.0.1:4200/v2/profiles", token).read()

    def ask(self, url, token):
        return urllib.request.urlopen(urllib.request.Request(url, headers={"Authorization": f"Bearer {token}"}), timeout=30)

    def pass_on(self):
        service = http.client.HTTPConnection(*SERVICE, timeout=60)
        headers = {name: value for name, value in self.headers.items() if name.lower() not in OWN}
        service.request(self.command, self.path, self.rfile.read(int(self.headers.get("Content-Length", 0))), headers)
        got = service.getresponse()
        self.answer(got.status, got.read(), got.getheader("Content-Type", ""), [pair for pair in got.getheaders() if pair[0].lower() not in OWN | {"content-type", "content-length", "date"}])


class Sessions(Bank):
    """Where wise-link-server asks who is logged in. On a port of its own: it has personal data, and no page may reach it."""

    def do_GET(self):
        session = self.session()
        known = {"sessionId": hashlib.sha256(session.encode()).hexdigest(), "customer": CUSTOMERS[sessions[session]]} if session else None
        self.answer(200 if known else 401, json.dumps(known).encode())


threading.Thread(target=ThreadingHTTPServer(("127.0.0.1", 3001), Sessions).serve_forever, daemon=True).start()
ThreadingHTTPServer(("localhost", 3000), Bank).serve_forever()
