import { getResponse } from 'msw';
import { backend, type BackendOptions, type Scenario } from '../../../src/testing/index.js';

/** A backend in the page that plays one scenario. Each call of this function starts with new state. */
export function standInFor(scenario: Scenario, options: BackendOptions): (request: Request) => Promise<Response> {
  const handlers = backend(scenario, options);
  return async (request) => (await getResponse(handlers, request)) ?? Response.json({}, { status: 404 });
}
