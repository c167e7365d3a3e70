import type { HttpBindings } from '@hono/node-server';
import type { Call } from './call.js';
import type { Client } from './clients.js';
import type { TokenRequest } from './oauth/token-request.js';
import type { FormContext } from './pages/form-context.js';
import type { Session } from './sessions.js';
import type { Wise } from './wise.js';

/** The variables that middleware sets for a route. */
export interface WiseEnv {
  Bindings: HttpBindings;
  Variables: {
    wise: Wise;
    /** Writes a line for the terminal. */
    log: (line: string) => void;
    /** On the API. */
    call: Call;
    /** On the customer's pages. */
    session: Session;
    /** On the customer's pages: the browser session, and the flow from the form or the link. */
    context: FormContext;
    /** On the customer's pages: the posted form, with a valid CSRF token. */
    form: URLSearchParams;
    /** After a client-credentials token: the client that owns it. */
    client: Client;
    /** At the token endpoint. */
    tokenRequest: TokenRequest;
    /** At the token endpoint: the posted form. */
    tokenForm: URLSearchParams;
  };
}
