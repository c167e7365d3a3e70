import { fixtureCleanup } from '@open-wc/testing';
import { afterAll, afterEach, beforeAll, vi } from 'vitest';
import { worker } from './backend.js';

beforeAll(() => worker.start({ quiet: true, onUnhandledRequest: 'bypass' }));
afterEach(() => {
  fixtureCleanup();
  worker.resetHandlers();
  vi.restoreAllMocks();
  sessionStorage.clear();
});
afterAll(() => worker.stop());
