import { describe, expect, test } from 'vitest';
import { createWise } from '../../src/simulator/app.js';

const lines: string[] = [];
const wise = createWise({ allowedHosts: ['wise.test'], log: (line) => lines.push(line) });
const asked = async (host: string, path = '/outbox') => (await wise.request(path, { headers: { host } })).status;

describe('a request', () => {
  test.each(['localhost', 'localhost:4200', 'LOCALHOST', 'wise.localhost:4200', '127.0.0.1:4200', '127.0.1.1', '[::1]:4200', 'wise.test', 'Wise.Test:80'])(
    'to %s is answered',
    async (host) => {
      expect(await asked(host)).toBe(200);
    },
  );

  test.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', 'notlocalhost', 'x.wise.test', '192.168.0.1', '@', ''])(
    'to "%s" is refused on pages, the API and the control routes, against DNS rebinding',
    async (host) => {
      for (const path of ['/outbox', '/v2/profiles', '/simulator/outbox']) expect(await asked(host, path)).toBe(403);
    },
  );

  test('that is refused is in the terminal, without the name', async () => {
    lines.length = 0;
    await asked('evil.example');
    expect(lines).toEqual(['GET 403: the Host header is not a loopback name; --allowed-host adds a name']);
  });
});
