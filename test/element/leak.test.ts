// Tests that elements release their timers, channels and listeners.
import { expect, onTestFinished, test, vi } from 'vitest';
import '../../src/index.js';
import { beginning } from '../leak/beginning.js';
import { Ledger } from '../leak/ledger.js';
import { Mounts } from '../leak/mounts.js';
import { answerAt, emailAnswers, exchangeAnswers, json, linked, problem, sent } from '../support/backend.js';

test('D9 P23 elements that are added and removed leave no timer, channel or listener', { timeout: 60_000 }, async () => {
  exchangeAnswers(linked);
  emailAnswers(sent);
  answerAt('/api/wise/start', (url) => json(beginning(url, location.origin), 201)());
  answerAt('/api/wise/status', ({ search }) => (search ? linked() : json({ status: 'none' })()));
  answerAt('/api/wise/nothing', json({}));
  answerAt('/api/wise/busy', problem('wise_unavailable', 503, { retryable: true, retryAfterSeconds: 30 }));
  answerAt('/api/wise/never');
  const mounts = new Mounts();
  vi.spyOn(window, 'open').mockImplementation(mounts.open);
  const ledger = new Ledger();
  onTestFinished(() => ledger.close());
  await mounts.run(400);
  for (const { made, alive } of [ledger.timers, ledger.channels, ledger.listeners]) {
    expect(made).toBeGreaterThan(0);
    expect(alive).toBe(0);
  }
});
