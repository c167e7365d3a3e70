import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { listenToTabs, notifyTabs } from '../../src/attempt/cross-tab.js';

const CLIENT = 'https://wise.com/oauth/authorize/ bank';

let leaving: AbortController;

beforeEach(() => {
  leaving = new AbortController();
});
afterEach(() => {
  leaving.abort();
  localStorage.clear();
});

/** The notices received from now on. */
function notices(client: () => string = () => CLIENT): string[] {
  const texts: string[] = [];
  listenToTabs(client, (text) => texts.push(text), leaving.signal);
  return texts;
}

const stored = (init: StorageEventInit): boolean => dispatchEvent(new StorageEvent('storage', init));

describe('a cross-tab notice', () => {
  test('T3 arrives in another tab, and does not stay in storage', async () => {
    const { contentWindow: tab } = document.body.appendChild(document.createElement('iframe'));
    if (!tab) throw new Error('A frame without a window');
    const events: [string | null, string | null][] = [];
    const removed = new Promise<void>((resolve) =>
      tab.addEventListener('storage', ({ key, newValue }) => {
        events.push([key, newValue]);
        if (newValue === null) resolve();
      }),
    );
    notifyTabs(CLIENT, 'linked');
    expect(localStorage).toHaveLength(0);
    await removed;
    expect(events).toEqual([[`wise-link:${CLIENT}`, 'linked'], [`wise-link:${CLIENT}`, null]]);
    tab.frameElement?.remove();
  });

  test('arrives once: the removal of the entry is no notice', () => {
    const texts = notices();
    stored({ key: `wise-link:${CLIENT}`, newValue: 'linked' });
    stored({ key: `wise-link:${CLIENT}`, newValue: null });
    expect(texts).toEqual(['linked']);
  });

  test.each([
    ['of another client', `wise-link:${CLIENT} too`],
    ['of another Wise', 'wise-link:https://wise-sandbox.com/oauth/authorize/ bank'],
    ['without a client', 'wise-link:'],
    ['of an attempt', `wise-link:${'S'.repeat(43)}`],
    ['of another library', CLIENT],
    ['of a client called undefined', 'wise-link:undefined'],
    ['for a clear of the whole storage', null],
  ])('M12 an event %s is ignored', (_, key) => {
    const texts = notices();
    stored({ key, newValue: 'forged' });
    expect(texts).toEqual([]);
  });

  test('is compared with the client at that time', () => {
    let client = 'one';
    const texts = notices(() => client);
    client = 'other';
    stored({ key: 'wise-link:one', newValue: 'first' });
    stored({ key: 'wise-link:other', newValue: 'second' });
    expect(texts).toEqual(['second']);
  });

  test('does not arrive after the abort', () => {
    const texts = notices();
    leaving.abort();
    stored({ key: `wise-link:${CLIENT}`, newValue: 'linked' });
    expect(texts).toEqual([]);
  });

  test.each([['Q1 closed', 'SecurityError'], ['Q2 full', 'QuotaExceededError']])('is dropped without an error if storage is %s', (_, name) => {
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('no', name);
    });
    expect(() => notifyTabs(CLIENT, 'linked')).not.toThrow();
  });
});
