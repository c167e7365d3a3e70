# requests-oauthlib: the advised settings send client_id beside HTTP Basic.
import os

from requests.auth import HTTPBasicAuth
from requests_oauthlib import OAuth2Session

from settings import AUTHORIZE, CLIENT_ID, CLIENT_SECRET, IS_ADVISED, REDIRECT_URI, TOKEN, serve

# The simulator has no TLS, which oauthlib refuses otherwise.
os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"

session = OAuth2Session(CLIENT_ID, redirect_uri=REDIRECT_URI)


def finish(code):
    advised = {"auth": HTTPBasicAuth(CLIENT_ID, CLIENT_SECRET), "include_client_id": True}
    settings = advised if IS_ADVISED else {"client_secret": CLIENT_SECRET}
    return session.fetch_token(TOKEN, code=code, **settings)["access_token"]


serve(lambda: session.authorization_url(AUTHORIZE)[0], finish)
