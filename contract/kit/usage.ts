/** The text of `--help`. */
export const USAGE = `
Usage: wise-link-contract <URL of the exchange endpoint> [options]

Checks a partner's backend against the contract of <wise-link>, cases B1 to B18.

The backend under test must call the Wise simulator (npx wise-simulator) instead of Wise. Do not use that simulator for
anything else at the same time. In your backend the two customers must be the same persons as in the simulator:
Sarah Jenkins, born 1985-05-20, and Omar Haddad, born 1979-11-03, unless you set others.

Log-in, one of:
  --cookie "name=value"          the session of a customer
  --other-cookie "name=value"    the session of another customer (B4, B12)
or
  --login URL                    your log-in endpoint
  --login-body JSON              the request body for the customer
  --other-login-body JSON        the request body for the other customer

Your other endpoints. Cases that need an endpoint you leave out are skipped:
  --start-url URL  --email-url URL  --status-url URL  --callback-url URL

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
  npx wise-link-contract http://localhost:3000/api/wise/exchange --cookie "session=1" --other-cookie "session=2"
  npx wise-link-contract http://localhost:4100/api/wise/exchange \\
    --login /api/session --login-body '{"customer":"sarah","password":"bank"}' \\
    --other-login-body '{"customer":"omar","password":"bank"}' \\
    --start-url /api/wise/start --email-url /api/wise/email --status-url /api/wise/status \\
    --callback-url /wise-callback.html

Each failed case has what was found, the sentence of the contract that is broken with its page in the repository, and
what to change. A case that cannot be checked is skipped, and says why.

Exit codes:
  0  no case failed, or it printed this text
  1  a case failed
  2  it could not start: an option is wrong, or the backend or the simulator cannot be reached; or no case failed, but
     a report could not be written
`;
