import { expect, it } from 'vitest';
import { bundle, type Plant } from '../crash/bundle.js';
import { startPostgres } from '../server/postgres-server.js';
import { Bank } from './bank.js';
import { soak } from './soak.js';

it.each<{ bug: string; fault: string; plant: Plant }>([
  {
    bug: 'the identity is not checked',
    fault: 'another person was linked',
    plant: { file: 'verify.ts', from: 'const verdict = await judgeOrRelease(', to: "const verdict = profiles[0] ? { kind: 'same', profile: profiles[0] } : await judgeOrRelease(" },
  },
  {
    bug: 'the answer is not stored',
    fault: 'a repeated request got another answer',
    plant: { file: 'accept-link.ts', from: "from decided where customer_id = $2 and kind = 'code'", to: "from decided where false and customer_id = $2 and kind = 'code'" },
  },
  {
    bug: 'the response of Wise is logged',
    fault: 'secrets are in the output',
    plant: { file: 'wise-client.ts', from: 'outcome: outcome.kind }', to: 'outcome: JSON.stringify(outcome) }' },
  },
])('the soak test finds that $bug', async ({ fault, plant }) => {
  const bank = await Bank.open(await startPostgres(), await bundle('planted-soak', [plant], '../soak/backend'));
  const { faults } = await soak(bank, { milliseconds: 8000, attempts: 100 });
  expect(faults.join('\n')).toContain(fault);
}, 300_000);
