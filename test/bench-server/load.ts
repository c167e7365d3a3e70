import { Agent, request } from 'node:http';
import type { Prepared } from './attempts.js';
import type { Child } from './child.js';
import { ORIGIN, REDIRECT_URI } from './setup.js';

/** What one measurement found. */
export interface Measured {
  perSecond: number;
  medianMs: number;
  cpuMs: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/** Sends the codes of all attempts, `atOnce` at a time. Throws if one is not linked. */
export async function measure(child: Child, attempts: Prepared[], atOnce: number): Promise<Measured> {
  const cpuBefore = await child.cpuMs();
  const times: number[] = [];
  const left = [...attempts];
  const began = performance.now();
  const work = async (): Promise<void> => {
    for (let attempt = left.pop(); attempt !== undefined; attempt = left.pop()) {
      const sent = performance.now();
      const text = await exchange(child.url, attempt);
      times.push(performance.now() - sent);
      if (!text.includes('"linked"')) throw new Error(`An exchange failed: ${text}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  const seconds = (performance.now() - began) / 1000;
  const cpuMs = ((await child.cpuMs()) - cpuBefore) / attempts.length;
  return { perSecond: attempts.length / seconds, medianMs: times.toSorted((a, b) => a - b)[times.length >> 1] ?? NaN, cpuMs };
}

function exchange(url: string, { cookie, attemptId, state, code }: Prepared): Promise<string> {
  const body = JSON.stringify({ attemptId, state, code, profileId: code.slice(1), source: 'popup', redirectUri: REDIRECT_URI });
  const headers = {
    'Cookie': cookie,
    'Origin': ORIGIN,
    'Sec-Fetch-Site': 'same-origin',
    'X-Wise-Link': '1',
    'X-Correlation-Id': crypto.randomUUID(),
    'Idempotency-Key': crypto.randomUUID(),
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
  };
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/api/wise/exchange`, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += String(chunk)));
      response.on('end', () => resolve(text));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
