import { expect, onTestFinished, test, vi } from 'vitest';
import '../../src/index.js';
import { Ledger } from '../leak/ledger.js';
import { Mounts } from '../leak/mounts.js';
import { emailAnswers, exchangeAnswers, linked, sent } from '../support/backend.js';

test('D9 P23 elements that come and go leave no timer, no channel and no listener behind', async () => {
  exchangeAnswers(linked);
  emailAnswers(sent);
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
