# Authlib: the advised settings send client_id beside HTTP Basic.
from authlib.integrations.requests_client import OAuth2Session

from settings import AUTHORIZE, CLIENT_ID, CLIENT_SECRET, IS_ADVISED, REDIRECT_URI, TOKEN, serve

session = OAuth2Session(CLIENT_ID, CLIENT_SECRET, redirect_uri=REDIRECT_URI)


def finish(code):
    advised = {"client_id": CLIENT_ID} if IS_ADVISED else {}
    return session.fetch_token(TOKEN, code=code, **advised)["access_token"]


serve(lambda: session.create_authorization_url(AUTHORIZE)[0], finish)
