import { http, type HttpHandler } from 'msw';
import { standIn, type BackendOptions, type Scenario } from './stand-in.js';

/**
 * MSW handlers for all endpoints of the contract, for one scenario: `setupServer(...backend('identity-mismatch'))`. Each call
 * of this function returns handlers with new state. The default is `linked`.
 */
export function backend(scenario: Scenario = 'linked', options: BackendOptions = {}): HttpHandler[] {
  return standIn(scenario, options).map(({ method, path, answer }) => (method === 'GET' ? http.get : http.post)(path, ({ request }) => answer(request)));
}
