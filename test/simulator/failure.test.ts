import { expect, test, vi } from 'vitest';
import { createWise } from '../../src/simulator/app.js';
import { BANK } from './simulator.js';

test('an unexpected error is logged without its message, on the pages and in the API', async () => {
  const logged: string[] = [];
  const stderr = vi.spyOn(process.stderr, 'write').mockImplementation((text) => logged.push(String(text)) > 0);
  const broken = {
    ...BANK,
    get redirectUris(): string[] {
      throw Object.assign(new TypeError('canary\n    at canary'), { input: 'canary' });
    },
    get clientSecret(): string {
      throw new TypeError('canary');
    },
  };
  const wise = createWise({ clients: [broken] });
  const page = await wise.request('/oauth/authorize?client_id=bank&redirect_uri=canary&state=canary');
  const body = new URLSearchParams({ grant_type: 'authorization_code', client_id: 'bank', code: 'canary', redirect_uri: 'canary' });
  const call = await wise.request('/oauth/token', { method: 'POST', body, headers: { Authorization: `Basic ${btoa('bank:secret')}` } });
  stderr.mockRestore();
  expect([page.status, call.status]).toEqual([500, 500]);
  expect(await page.text()).toBe('Internal Server Error');
  expect(logged).toHaveLength(2);
  for (const text of logged) {
    expect(text).toMatch(/^TypeError\n\s+at .*failure\.test\.ts/);
    expect(text).not.toContain('canary');
  }
});
