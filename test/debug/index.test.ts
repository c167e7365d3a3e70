// Tests the timeline of debug.js.
import { expect as assert } from '@open-wc/testing';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LinkError } from '../../src/errors.js';
import { WiseLinkChangeEvent, WiseLinkErrorEvent, WiseLinkNavigateEvent } from '../../src/events.js';

const STATE = 'wYkDQ3pN0s-PVdrS9Tj7oN4GQYF1EyUz3jWbTnc0XkA';

let copies = 0;
let listeners: AbortSignal[];

/** Imports another copy of the file, like a second script tag. A module runs once for each URL. */
const load = (): Promise<unknown> => import(/* @vite-ignore */ `/src/debug/index.ts?copy=${(copies += 1)}`);

const hosts = (): Element[] => [...document.querySelectorAll('[data-wise-link-debug]')];
const root = (): ShadowRoot => {
  const shadow = hosts()[0]?.shadowRoot;
  if (!shadow) throw new Error('There is no timeline');
  return shadow;
};
const texts = (): string[] => [...root().querySelectorAll('.text')].map(({ textContent }) => textContent ?? '');
const button = (name: string): HTMLButtonElement => {
  const found = [...root().querySelectorAll('button')].find(({ textContent }) => textContent === name);
  if (!found) throw new Error(`There is no button ${name}`);
  return found;
};

/** WebKit applies the style sheets of a new shadow root when it paints, after the callbacks of the frame. */
const painted = async (): Promise<void> => {
  for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
};

/** Replaces the clipboard. Returns the copied lines. */
function clipboard(): () => string[] {
  const writeText = vi.fn<(text: string) => Promise<void>>(() => Promise.resolve());
  vi.spyOn(navigator, 'clipboard', 'get').mockReturnValue({ writeText } as unknown as Clipboard);
  return () => writeText.mock.calls.flatMap(([text]) => text.split('\n'));
}

/** An element on the page that fires the events of a `<wise-link>`. */
function emitter(id = ''): HTMLElement {
  const element = document.body.appendChild(document.createElement('div'));
  element.id = id;
  element.className = 'emitter';
  return element;
}
const change = (element: EventTarget, phase: 'idle' | 'requesting-email' = 'requesting-email'): boolean =>
  element.dispatchEvent(new WiseLinkChangeEvent({ phase }, 'idle'));

beforeEach(() => {
  listeners = [];
  for (const target of [document, window]) {
    const add = target.addEventListener.bind(target);
    vi.spyOn(target, 'addEventListener').mockImplementation((...[type, listener, options]: Parameters<typeof add>) => {
      if (typeof options === 'object' && options.signal) listeners.push(options.signal);
      add(type, listener, options);
    });
  }
});
afterEach(() => {
  for (const name of hosts().map(() => 'Close')) button(name).click();
  for (const element of document.querySelectorAll('.emitter')) element.remove();
});

describe('the timeline', () => {
  test('is shown once, even if it is imported several times', async () => {
    await load();
    await load();
    expect(hosts()).toHaveLength(1);
    change(emitter());
    expect(texts().filter((text) => text.includes('requesting-email'))).toHaveLength(1);
  });

  test('has a line for each event, with the time and the phases', async () => {
    await load();
    const element = emitter();
    change(element);
    element.dispatchEvent(new WiseLinkErrorEvent(new LinkError('state_mismatch', { correlationId: 'c0ffee' })));
    expect(texts().slice(-2)).toEqual(['idle → requesting-email', 'error: state_mismatch (correlation id c0ffee)']);
    expect([...root().querySelectorAll('.at')].map(({ textContent }) => textContent)).toEqual(
      texts().map(() => expect.stringMatching(/^\d+ ms$/)),
    );
  });

  test('records an event that the page stops', async () => {
    await load();
    const element = emitter();
    element.addEventListener('wise-link-change', (event) => event.stopImmediatePropagation(), { once: true });
    change(element);
    expect(texts()).toContain('idle → requesting-email');
  });

  test('records the events of an element in a shadow root', async () => {
    await load();
    const inner = emitter().attachShadow({ mode: 'open' }).appendChild(document.createElement('p'));
    change(inner);
    expect(texts()).toContain('idle → requesting-email');
  });

  test('names the elements if there are several', async () => {
    await load();
    const names = async (): Promise<(string | null)[]> => {
      await painted();
      const shown = [...root().querySelectorAll('.element')].filter((name) => name.checkVisibility());
      return shown.map(({ textContent }) => textContent);
    };
    change(emitter('left'));
    expect(await names()).toEqual([]);
    change(emitter());
    expect(await names()).toEqual(['#left', 'wise-link 2']);
  });

  test('starts with the state of an element on the page', async () => {
    const element = document.body.appendChild(document.createElement('wise-link'));
    element.className = 'emitter';
    Object.defineProperty(element, 'phase', { value: 'confirming' });
    await load();
    expect(texts()).toEqual(['the timeline starts: confirming']);
  });

  test('shows that the page opens Wise itself', async () => {
    await load();
    const element = emitter();
    element.addEventListener('wise-link-navigate', (event) => event.preventDefault(), { once: true });
    element.dispatchEvent(new WiseLinkNavigateEvent(`https://wise.com/oauth/authorize/?state=${STATE}`));
    await Promise.resolve();
    expect(texts().slice(-2)).toEqual([
      'navigate: to https://wise.com/oauth/authorize/',
      'navigate: cancelled, the page opens Wise itself',
    ]);
    expect(root().textContent).not.toContain(STATE);
  });

  test.each<[string, EventTarget, Event, string | undefined]>([
    ['G5 hidden or shown', document, new Event('visibilitychange'), 'the page is visible'],
    ['G3 frozen', document, new Event('freeze'), 'the browser freezes the page'],
    ['G3 resumed', document, new Event('resume'), 'the page is no longer frozen'],
    [
      'G2 back from the back/forward cache',
      window,
      new PageTransitionEvent('pageshow', { persisted: true }),
      'the page is back from the back/forward cache',
    ],
    ['G1 shown', window, new PageTransitionEvent('pageshow'), 'the page is shown'],
    [
      'Q5 cleared by another page',
      window,
      new StorageEvent('storage', { key: null }),
      'another page cleared the storage',
    ],
    [
      'changed by another page',
      window,
      new StorageEvent('storage', { key: `wise-link:${STATE}`, newValue: STATE }),
      'another page changed a stored entry of wise-link',
    ],
    [
      'Q7 an entry of the page changed by another page',
      window,
      new StorageEvent('storage', { key: 'other', newValue: STATE }),
      undefined,
    ],
  ])('records page events: %s', async (_, target, event, text) => {
    await load();
    const before = texts();
    target.dispatchEvent(event);
    expect(texts()).toEqual(text ? [...before, text] : before);
    expect(root().textContent).not.toContain(STATE);
  });

  test('H12 ignores an event whose properties throw', async () => {
    await load();
    const before = texts();
    const event = Object.defineProperty(new Event('wise-link-change', { bubbles: true }), 'phase', {
      get: () => {
        throw new Error(STATE);
      },
    });
    expect(() => emitter().dispatchEvent(event)).not.toThrow();
    expect(texts()).toEqual(before);
  });

  test('G5 keeps the last 500 lines', async () => {
    await load();
    const element = emitter();
    for (let count = 0; count < 600; count += 1) change(element);
    change(element, 'idle');
    expect(texts()).toHaveLength(500);
    expect(texts().at(-1)).toBe('idle → idle');
    const written = clipboard();
    button('Copy').click();
    await vi.waitFor(() => button('Copied'));
    expect(written()).toHaveLength(502);
  });
});

describe('the panel', () => {
  test('leaves no element and no listener when it is closed', async () => {
    await load();
    const shadow = root();
    const before = texts();
    button('Close').click();
    change(emitter());
    for (const type of ['freeze', 'resume', 'visibilitychange']) document.dispatchEvent(new Event(type));
    for (const type of ['pageshow', 'storage']) window.dispatchEvent(new Event(type));
    expect(hosts()).toEqual([]);
    expect([...shadow.querySelectorAll('.text')].map(({ textContent }) => textContent)).toEqual(before);
    expect(listeners.length).toBeGreaterThan(5);
    expect(listeners.every(({ aborted }) => aborted)).toBe(true);
  });

  test('of a second copy leaves no listener', async () => {
    await load();
    const first = listeners.length;
    await load();
    expect(listeners.slice(first).every(({ aborted }) => aborted)).toBe(true);
    expect(listeners.slice(0, first).some(({ aborted }) => aborted)).toBe(false);
  });

  test('waits for a body, and has the events before it', async () => {
    const body = vi.spyOn(document, 'body', 'get');
    body.mockReturnValue(null as unknown as HTMLElement);
    await load();
    await load();
    expect(hosts()).toEqual([]);
    document.dispatchEvent(new Event('resume'));
    body.mockRestore();
    document.dispatchEvent(new Event('DOMContentLoaded'));
    expect(hosts()).toHaveLength(1);
    expect(texts()).toContain('the page is no longer frozen');
  });

  test('copies the timeline with the user agent, and without secrets', async () => {
    const written = clipboard();
    await load();
    change(emitter('left'));
    change(emitter('right'), 'idle');
    button('Copy').click();
    await vi.waitFor(() => button('Copied'));
    expect(written()).toEqual([
      expect.stringMatching(/^wise-link, \d{4}-\d\d-\d\dT[\d:.]+Z$/),
      navigator.userAgent,
      expect.stringMatching(/^ +\d+ ms {2}the timeline starts; there is no <wise-link> yet$/),
      expect.stringMatching(/^ +\d+ ms {2}#left {2}idle → requesting-email$/),
      expect.stringMatching(/^ +\d+ ms {2}#right {2}idle → idle$/),
    ]);
  });

  test.each([
    [true, 'Copied'],
    [false, 'Not copied'],
  ])('uses execCommand if the clipboard API refuses, which works: %s', async (works, label) => {
    vi.spyOn(navigator, 'clipboard', 'get').mockReturnValue(undefined as unknown as Clipboard);
    const copied: string[] = [];
    vi.spyOn(document, 'execCommand').mockImplementation((command) => {
      copied.push(command, root().querySelector('textarea')?.value ?? '');
      return works;
    });
    await load();
    button('Copy').click();
    await vi.waitFor(() => button(label));
    expect(copied).toEqual(['copy', expect.stringContaining(navigator.userAgent)]);
    expect(root().querySelector('textarea')).toBeNull();
  });

  test('takes no focus, and is no live region', async () => {
    const field = document.body.appendChild(document.createElement('input'));
    field.className = 'emitter';
    field.focus();
    await load();
    change(emitter());
    expect(document.activeElement).toBe(field);
    expect(root().querySelectorAll('[aria-live], [role]')).toHaveLength(0);
  });

  test('A2 is reached by keyboard', async () => {
    await load();
    for (const element of root().querySelectorAll<HTMLElement>('button, ol')) {
      element.focus();
      expect(root().activeElement).toBe(element);
    }
  });

  test('A1 is accessible', async () => {
    await load();
    change(emitter());
    const [host] = hosts();
    await assert(host as HTMLElement).to.be.accessible();
    expect(root().querySelector('section')?.ariaLabel).toBe('Timeline of wise-link');
  });

  test('H8 a page’s styles for all elements do not move or hide it', async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('body > div { display: none; position: static } * { all: unset }');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    await load();
    await painted();
    const { position, display } = getComputedStyle(hosts()[0] as Element);
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    expect({ position, display }).toEqual({ position: 'fixed', display: 'block' });
  });

  test('H4 H5 violates neither style-src none nor Trusted Types', async () => {
    const policy = "style-src 'none'; img-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
    const page = `<meta http-equiv="Content-Security-Policy" content="${policy}">
      <script>
        const violations = [];
        addEventListener('securitypolicyviolation', ({ effectiveDirective }) => violations.push(effectiveDirective));
      </script>
      <script type="module">
        import '${location.origin}/src/debug/index.ts';
        document.dispatchEvent(new Event('resume'));
        await new Promise(requestAnimationFrame);
        const { shadowRoot } = document.querySelector('[data-wise-link-debug]');
        parent.postMessage([violations, getComputedStyle(shadowRoot.querySelector('header')).display], '*');
      </script>`;
    const frame = document.createElement('iframe');
    frame.className = 'emitter';
    frame.src = URL.createObjectURL(new Blob([page], { type: 'text/html' }));
    const received = new Promise((resolve) => {
      addEventListener('message', ({ source, data }) => source === frame.contentWindow && resolve(data), {
        signal: AbortSignal.timeout(5000),
      });
    });
    document.body.append(frame);
    expect(await received).toEqual([[], 'flex']);
  });
});
