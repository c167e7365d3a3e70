/** ENTRY `wise-link/testing/cypress`: a fake backend and a fake Wise for Cypress tests. */
import { standIn, type BackendOptions, type Scenario } from './stand-in.js';

export { FakeWise, type FakeWiseOptions } from './fake-wise.js';
export type { Grant } from './grant.js';
export { LINK, SCENARIOS, type BackendOptions, type Scenario } from './stand-in.js';

/** The used part of a request that Cypress intercepted. */
export interface Intercepted {
  url: string;
  /** Parsed, if it is JSON. */
  body: unknown;
  reply(answer: { forceNetworkError: true } | { statusCode: number; headers: Record<string, string>; body: string }): void;
}

/** The used part of Cypress' `cy`. */
export interface Cy {
  intercept(matcher: { method: string; pathname: string; hostname?: string }, handler: (request: Intercepted) => Promise<void>): unknown;
}

/** Answers all endpoints of the contract, for one scenario: `backend(cy, 'identity-mismatch')`. Each call starts with new state. The default is `linked`. */
export function backend(cy: Cy, scenario: Scenario = 'linked', options: BackendOptions = {}): void {
  for (const { method, path, answer } of standIn(scenario, options)) {
    const { pathname, hostname } = URL.canParse(path) ? new URL(path) : { pathname: path };
    cy.intercept({ method, pathname, ...(hostname && { hostname }) }, async (request) => {
      const body = typeof request.body === 'string' ? request.body : JSON.stringify(request.body);
      const response = await answer(new Request(request.url, { method, ...(method === 'POST' && { body }) }));
      if (response.type === 'error') return request.reply({ forceNetworkError: true });
      return request.reply({ statusCode: response.status, headers: Object.fromEntries(response.headers), body: await response.text() });
    });
  }
}
