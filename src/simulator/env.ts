import type { Client } from './clients.js';
import type { TokenRequest } from './oauth/token-request.js';
import type { FormContext } from './pages/form-context.js';
import type { Session } from './sessions.js';
import type { Wise } from './wise.js';

/** What the steps before a route have found out. */
export interface WiseEnv {
  Variables: {
    wise: Wise;
    /** On the customer's pages. */
    session: Session;
    /** On the customer's pages: the browser, and the flow that the form or the link names. */
    context: FormContext;
    /** On the customer's pages: what was posted, its CSRF token already checked. */
    form: URLSearchParams;
    /** Behind a client-credentials token: whose it is. */
    client: Client;
    /** At the token endpoint. */
    tokenRequest: TokenRequest;
  };
}
