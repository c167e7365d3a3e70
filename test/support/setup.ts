// Runs before each component test file.
import { fixtureCleanup } from '@open-wc/testing';
import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest';
import { roomForAddresses } from './address-quota.js';
import { worker } from './backend.js';

beforeAll(() => worker.start({ quiet: true, onUnhandledRequest: 'bypass' }));
beforeEach(roomForAddresses);
// The test runner uses a frame; customers see a top-level page.
beforeEach(() => {
  vi.stubGlobal('parent', window);
});
afterEach(async () => {
  fixtureCleanup();
  // An element left by a test would take over the next test's attempt.
  for (const left of document.querySelectorAll('*')) if ('handleCallback' in left) left.remove(); // Also finds elements under other names.
  await Promise.resolve(); // A removed element stores its attempt in a microtask.
  worker.resetHandlers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  sessionStorage.clear();
  localStorage.clear();
});
afterAll(() => worker.stop());
