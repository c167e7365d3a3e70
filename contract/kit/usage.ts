/** The text of `--help`. */
export const USAGE = `
Usage: wise-link-contract <URL of the exchange endpoint> [options]

Checks a partner's backend against the contract of <wise-link>, cases B1 to B24.

The backend under test must call the Wise simulator (npx wise-simulator) instead of Wise. Do not use that simulator for
anything else at the same time. In your backend the two customers must be the same persons as in the simulator:
Sarah Jenkins, born 1985-05-20, and Omar Haddad, born 1979-11-03, unless you set others.

The session of the customer, one of these. Secrets are environment variables, or files that a variable with _FILE at
its end names (WISE_CONTRACT_COOKIE_FILE), because lists of processes show arguments:
  WISE_CONTRACT_COOKIE           cookies: name=value; name=value
  WISE_CONTRACT_TOKEN            a bearer token, for the Authorization header
  WISE_CONTRACT_LOGIN            the JSON body of a request to your log-in, which answers with cookies
    --login URL                  your log-in
  --session-command COMMAND      a command for your shell. It prints one line, the header “Cookie: …” or
                                 “Authorization: …”. It runs at the start, and again after a 401. It may take 30 seconds

The session of another customer, for the cases with another customer's attempt, code or key, which are skipped else:
  WISE_CONTRACT_OTHER_COOKIE, WISE_CONTRACT_OTHER_TOKEN, WISE_CONTRACT_OTHER_LOGIN
  --other-session-command COMMAND

Your other endpoints. Cases that need an endpoint you leave out are skipped:
  --start-url URL  --email-url URL  --status-url URL  --callback-url URL

TLS of your backend:
  --ca FILE                      certificate authorities to trust, beside those of Node (PEM)
  --cert FILE  --key FILE        a client certificate and its private key (PEM)
  WISE_CONTRACT_KEY_PASSPHRASE   the passphrase of that key, if it has one
  --insecure                     do not check certificates. Only for addresses on loopback

Reports, for your CI:
  --junit FILE                   in the JUnit format of Jenkins, GitLab and the test reporters for GitHub
  --json FILE                    as JSON

Options with the defaults of the demo:
  --wise URL                     the simulator                  (http://127.0.0.1:4200)
  --client-id ID                 your client id there           (bank)
  --redirect-uri URI             a redirect URI registered there (<origin>/wise-callback.html)
  --origin ORIGIN                the origin of your pages       (the origin of the exchange URL)
  --header "Name: value"         your own request header, for example a CSRF token; can be repeated
  --at-wise ADDRESS              the customer at Wise           (sarah@example.com)
  --other-at-wise ADDRESS        the other customer at Wise     (omar@example.com)
  --stranger-at-wise ADDRESS     another person at Wise         (twin@example.com)
  --longest-wait SECONDS         the longest wait for something to expire (90)
  -h, --help                     print this text

Examples:
  WISE_CONTRACT_COOKIE="session=1" npx wise-link-contract http://localhost:3000/api/wise/exchange
  WISE_CONTRACT_LOGIN_FILE=sarah.json WISE_CONTRACT_OTHER_LOGIN_FILE=omar.json \\
    npx wise-link-contract http://localhost:4100/api/wise/exchange --login /api/session \\
    --start-url /api/wise/start --email-url /api/wise/email --status-url /api/wise/status \\
    --callback-url /wise-callback.html --junit reports/contract.xml
  npx wise-link-contract https://bank.internal/api/wise/exchange --ca ca.pem --cert kit.pem --key kit.key \\
    --session-command "./new-token sarah" --other-session-command "./new-token omar"

Each failed case has what was found, the sentence of the contract that is broken with its page in the repository, and
what to change. A case that cannot be checked is skipped, and says why.

Exit codes:
  0  no case failed, or it printed this text
  1  a case failed
  2  it could not start: an option is wrong, or the backend or the simulator cannot be reached; or no case failed, but
     a report could not be written
`;
