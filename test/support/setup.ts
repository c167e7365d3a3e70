import { fixtureCleanup } from '@open-wc/testing';
import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest';
import { roomForAddresses } from './address-quota.js';
import { worker } from './backend.js';

beforeAll(() => worker.start({ quiet: true, onUnhandledRequest: 'bypass' }));
beforeEach(roomForAddresses);
// The runner shows the tests in a frame; customers see a page.
beforeEach(() => {
  vi.stubGlobal('parent', window);
});
afterEach(async () => {
  fixtureCleanup();
  // One that a test has left would take over what the next one's begins.
  for (const left of document.querySelectorAll('*')) if ('handleCallback' in left) left.remove(); // under other names, too
  await Promise.resolve(); // what an element that was taken out notes, it notes by now
  worker.resetHandlers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  sessionStorage.clear();
  localStorage.clear();
});
afterAll(() => worker.stop());
