// The fake backend of the live examples.
import { setupWorker } from 'msw/browser';
import { backend, type Scenario } from '../../src/testing/index.js';

const base = new URL(import.meta.env.BASE_URL, location.href);
const worker = setupWorker();
let started: Promise<unknown> | undefined;

/** The redirect URI. */
export const callbackUrl = new URL('wise-callback.html', base).href;

/** Starts a scenario in the site's worker, for the endpoints below a path. */
export async function plays(scenario: Scenario, at: string): Promise<void> {
  started ??= worker.start({ quiet: true, onUnhandledRequest: 'bypass', serviceWorker: { url: new URL('mockServiceWorker.js', base).href } });
  await started;
  worker.use(...backend(scenario, { start: `${at}/start`, exchange: `${at}/exchange`, email: `${at}/email`, status: `${at}/status` }));
}
