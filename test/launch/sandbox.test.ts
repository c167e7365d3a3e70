import { describe, expect, test, vi } from 'vitest';
import { readConfig, type Config } from '../../src/config.js';
import { checkSandbox } from '../../src/launch/sandbox.js';
import { wiseLink, partOf, reaches, seen } from '../support/element.js';

/** The config of an element in this mode. */
const inMode = (mode: string): Config =>
  readConfig({ environment: 'sandbox', clientId: 'bank', redirectUri: 'https://bank.example/cb', exchangeUrl: '/x', mode }, 'https://bank.example/');

/** Puts this page into frames, the innermost first; undefined stands for a frame without a sandbox. */
function inFrames(...sandboxes: (string | undefined)[]): void {
  const views = sandboxes.map((tokens) => {
    const frameElement = document.createElement('iframe');
    if (tokens !== undefined) frameElement.setAttribute('sandbox', tokens);
    return { frameElement, parent: {} };
  });
  for (const [place, view] of views.entries()) view.parent = views[place + 1] ?? { frameElement: null };
  vi.stubGlobal('frameElement', views[0]?.frameElement ?? null);
  vi.stubGlobal('parent', views[0]?.parent);
}

/** The token that is reported missing; undefined if none. */
function lack(config: Config): string | undefined {
  try {
    expect(checkSandbox(config)).toBe(config);
    return undefined;
  } catch (cause) {
    expect(cause).toMatchObject({ code: 'misconfigured', message: `The sandbox lacks ${Reflect.get(Object(cause), 'cause')}` });
    return String(Reflect.get(Object(cause), 'cause'));
  }
}

const ALL = 'allow-scripts allow-same-origin allow-popups';

describe('a sandbox', () => {
  test.each<[name: string, sandboxes: (string | undefined)[], mode: string, lacks: string | undefined]>([
    ['that does not exist', [undefined], 'popup', undefined],
    ['that allows all', [ALL], 'popup', undefined],
    ['that allows windows in another case, on several lines', ['Allow-Scripts\nALLOW-POPUPS'], 'popup', undefined],
    ['H7 L23 without allow-popups', ['allow-scripts allow-same-origin'], 'popup', 'allow-popups'],
    ['H7 in mode auto', ['allow-scripts allow-same-origin'], 'auto', 'allow-popups'],
    ['that only lets windows escape', ['allow-same-origin allow-popups-to-escape-sandbox'], 'popup', 'allow-popups'],
    ['that is empty', [''], 'popup', 'allow-popups'],
    ['of an outer frame', [undefined, ALL, 'allow-scripts'], 'popup', 'allow-popups'],
    ['in the email flow, which opens no window', ['allow-scripts allow-same-origin'], 'email', undefined],
    ['in the redirect flow, which offers a tab', ['allow-scripts allow-same-origin'], 'redirect', undefined],
  ])('%s', (_, sandboxes, mode, lacks) => {
    inFrames(...sandboxes);
    expect(lack(inMode(mode))).toBe(lacks);
  });

  test('on another origin cannot be read, so nothing is reported', () => {
    vi.stubGlobal('frameElement', null);
    expect(lack(inMode('popup'))).toBeUndefined();
  });

  test.each(['popup', 'redirect', 'email'])('with an opaque origin, in mode %s', (mode) => {
    vi.stubGlobal('origin', 'null');
    expect(lack(inMode(mode))).toBe('allow-same-origin');
  });
});

describe('in a sandbox the card', () => {
  test('H7 without an origin offers a new tab before the launch', async () => {
    inFrames('allow-scripts allow-popups');
    vi.stubGlobal('origin', 'null');
    const element = await wiseLink();
    await reaches(element, 'failed');
    expect(element.error).toMatchObject({ code: 'misconfigured', message: 'The sandbox lacks allow-same-origin' });
    expect(seen(element)).toMatchObject({ error: 'You cannot connect a Wise account at the moment. Try again later.', link: 'Open in a new tab', copy: 'Copy the link' });
    expect(partOf(element, 'link')).toHaveProperty('href', location.href.split('?')[0]);
  });

  test('H7 without allow-popups offers no link that opens a window, but a link to copy', async () => {
    inFrames('allow-scripts allow-same-origin');
    const copied = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    const element = await wiseLink();
    await reaches(element, 'failed');
    expect(element.error).toMatchObject({ code: 'misconfigured', message: 'The sandbox lacks allow-popups' });
    expect(Object.keys(seen(element))).toEqual(expect.arrayContaining(['error', 'copy']));
    expect(Object.keys(seen(element))).not.toContain('link');
    partOf(element, 'copy').click();
    expect(copied).toHaveBeenCalledWith(location.href);
  });

  test('H7 works if the email flow is set instead', async () => {
    inFrames('allow-scripts allow-same-origin');
    const element = await wiseLink();
    await reaches(element, 'failed');
    element.mode = 'email';
    await reaches(element, 'awaiting-code');
  });
});
