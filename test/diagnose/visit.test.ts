// Tests the requests of diagnose.
import { http, HttpResponse } from 'msw';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { visit } from '../../src/diagnose/visit.js';
import { worker } from '../support/backend.js';

const answers = (answer: () => Response): void => worker.use(http.all('/there', answer));

describe('a request', () => {
  test('returns status, headers and text', async () => {
    answers(() => HttpResponse.text('Hello', { status: 404, headers: { 'X-Example': 'yes' } }));
    const answer = await visit('/there', {});
    expect(answer).toMatchObject({ status: 404, text: 'Hello' });
    expect(typeof answer === 'object' && answer.headers.get('X-Example')).toBe('yes');
  });

  test.each([301, 302, 303, 307, 308])('does not follow a redirect by %i', async (status) => {
    answers(() => new Response(null, { status, headers: { Location: '/elsewhere' } }));
    expect(await visit('/there', {})).toBe('redirect');
  });

  test('to a server that is down', async () => {
    answers(() => HttpResponse.error());
    expect(await visit('/there', {})).toBe('network');
  });

  test('is sent only to the page’s own origin', async () => {
    expect(await visit('https://elsewhere.invalid/', {})).toBe('network');
  });
});

describe('X19 a request that a policy blocks', () => {
  afterEach(() => document.querySelector('iframe')?.remove());

  /** The result of a request from a page under this policy. */
  function visitUnder(policy: string): Promise<unknown> {
    const page = `<meta http-equiv="Content-Security-Policy" content="${policy}">
      <script type="module">
        import { visit } from '${location.origin}/src/diagnose/visit.ts';
        parent.postMessage(await visit('${location.origin}/there', {}), '*');
      </script>`;
    const frame = document.createElement('iframe');
    frame.src = URL.createObjectURL(new Blob([page], { type: 'text/html' }));
    document.body.append(frame);
    return new Promise((resolve) => {
      const receive = ({ source, data }: MessageEvent): void => {
        if (source === frame.contentWindow) resolve(data);
      };
      addEventListener('message', receive, { signal: AbortSignal.timeout(5000) });
    });
  }

  test.each(["connect-src 'none'", "default-src 'none'; script-src * 'unsafe-inline'"])(
    '%s is distinguished from a server that is down',
    async (policy) => {
      expect(await visitUnder(policy)).toBe('policy');
    },
  );

  test.each([
    ['a policy that only reports', { disposition: 'report' }],
    ['a policy that blocks a URL on another origin', { blockedURI: 'https://statistics.example/' }],
    ['a policy that blocks an image', { effectiveDirective: 'img-src' }],
  ])('is distinguished from %s', async (_, other) => {
    const init = {
      effectiveDirective: 'connect-src',
      disposition: 'enforce',
      blockedURI: location.origin,
      ...other,
    } as SecurityPolicyViolationEventInit;
    vi.spyOn(window, 'fetch').mockImplementation(() => {
      document.dispatchEvent(new SecurityPolicyViolationEvent('securitypolicyviolation', init));
      return Promise.reject(new TypeError());
    });
    expect(await visit('/there', {})).toBe('network');
  });
});
