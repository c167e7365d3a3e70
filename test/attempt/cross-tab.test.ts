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

/** What is heard from now on. */
function heard(client: () => string = () => CLIENT): string[] {
  const texts: string[] = [];
  listenToTabs(client, (text) => texts.push(text), leaving.signal);
  return texts;
}

const stored = (init: StorageEventInit): boolean => dispatchEvent(new StorageEvent('storage', init));

describe('what one tab tells', () => {
  test('T3 another hears, and nothing of it remains', async () => {
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

  test('is heard once: that the entry goes is no news', () => {
    const texts = heard();
    stored({ key: `wise-link:${CLIENT}`, newValue: 'linked' });
    stored({ key: `wise-link:${CLIENT}`, newValue: null });
    expect(texts).toEqual(['linked']);
  });

  test.each([
    ['of another client', `wise-link:${CLIENT} too`],
    ['of another Wise', 'wise-link:https://wise-sandbox.com/oauth/authorize/ bank'],
    ['of nobody', 'wise-link:'],
    ['of an attempt', `wise-link:${'S'.repeat(43)}`],
    ['of another library', CLIENT],
    ['of a client called undefined', 'wise-link:undefined'],
    ['that the whole storage was cleared', null],
  ])('M12 an entry %s is not', (_, key) => {
    const texts = heard();
    stored({ key, newValue: 'forged' });
    expect(texts).toEqual([]);
  });

  test('is heard of the client that there is at that time', () => {
    let client = 'one';
    const texts = heard(() => client);
    client = 'other';
    stored({ key: 'wise-link:one', newValue: 'first' });
    stored({ key: 'wise-link:other', newValue: 'second' });
    expect(texts).toEqual(['second']);
  });

  test('is not heard after the signal', () => {
    const texts = heard();
    leaving.abort();
    stored({ key: `wise-link:${CLIENT}`, newValue: 'linked' });
    expect(texts).toEqual([]);
  });

  test.each([['Q1 closed', 'SecurityError'], ['Q2 full', 'QuotaExceededError']])('is lost without harm where storage is %s', (_, name) => {
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('no', name);
    });
    expect(() => notifyTabs(CLIENT, 'linked')).not.toThrow();
  });
});
