/** What `--help` says. */
export const USAGE = `
Checks a partner's backend against the contract of <wise-link>, cases B1 to B15.

  npm run contract -- <URL of the exchange endpoint> [options]

The backend under test must call the Wise simulator instead of Wise (npm run wise), and nobody else should use
that simulator meanwhile. The two customers must be, for your backend, the same persons as at the simulator:
Sarah Jenkins, born 1985-05-20, and Omar Haddad, born 1979-11-03, unless you name others.

Logged in, one of the two:
  --cookie "name=value"          the session of a customer
  --other-cookie "name=value"    the session of another customer (B4, B12)
or
  --login URL                    where a customer logs in
  --login-body JSON              what is posted there for the customer
  --other-login-body JSON        and for the other customer

Endpoints that you have besides the exchange; a case that needs another is not checked:
  --start-url URL  --email-url URL  --status-url URL  --callback-url URL

Where they differ from the demo:
  --wise URL                     the simulator            (http://127.0.0.1:4200)
  --client-id ID                 yours at the simulator   (bank)
  --redirect-uri URI             registered there         (<origin>/wise-callback.html)
  --origin ORIGIN                your own                 (that of the exchange URL)
  --header "Name: value"         your own request header, e.g. a CSRF token; may come more than once
  --at-wise ADDRESS              the customer             (sarah@example.com)
  --other-at-wise ADDRESS        the other customer       (omar@example.com)
  --stranger-at-wise ADDRESS     somebody else than the customer (twin@example.com)
  --longest-wait SECONDS         for something to expire  (90)

The demo, after npm start:
  npm run contract -- http://localhost:4100/api/wise/exchange \\
    --login /api/session --login-body '{"customer":"sarah","password":"bank"}' \\
    --other-login-body '{"customer":"omar","password":"bank"}' \\
    --start-url /api/wise/start --email-url /api/wise/email --status-url /api/wise/status \\
    --callback-url /wise-callback.html

Ends with 0 if nothing failed, with 1 if a case did, and with 2 if it could not begin.
`;
