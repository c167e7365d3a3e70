import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { takeResponse } from '../../src/attempt/address.js';

describe('takeResponse', () => {
  let before: string;
  beforeEach(() => {
    before = location.href;
  });
  afterEach(() => history.replaceState(null, '', before));

  test.each([
    ['?code=c&state=s', ''],
    ['?code=c&state=s&profileId=1', ''],
    ['?code=c&state=s&profileID=1&profileid=2', ''],
    ['?code=c&code=d&state=s&state=t', ''],
    ['?c%6Fde=c&state=s', ''],
    ['?error=e&error_description=d&error_uri=u&state=s&iss=i', ''],
    ['?via=query&code=c&tab=2&state=s&utm=1', '?via=query&tab=2&utm=1'],
    ['?code=c&state=s#/accounts', '#/accounts'],
    ['?zipcode=1&statement=2&codes=3&code=c&state=s', '?zipcode=1&statement=2&codes=3'],
  ])('C24 C27 of %s leaves only the partner’s own parameters', (query, left) => {
    history.replaceState({ route: 1 }, '', location.pathname + query);
    const full = location.href;
    expect(takeResponse()).toBe(full);
    expect(location.href.slice((location.origin + location.pathname).length)).toBe(left);
    expect(history.state, 'the state of the router').toEqual({ route: 1 });
  });

  test('C27 adds no history entry, so Back does not restore the code', () => {
    history.replaceState(null, '', `${location.pathname}?code=c&state=s`);
    const { length } = history;
    takeResponse();
    expect(history).toHaveLength(length);
  });

  test('C27 returns the response even if the browser blocks replaceState', () => {
    history.replaceState(null, '', `${location.pathname}?code=c&state=s`);
    const response = location.href;
    vi.spyOn(history, 'replaceState').mockImplementation(() => {
      throw new DOMException('more than 100 times per 10 seconds', 'SecurityError');
    });
    expect(takeResponse()).toBe(response);
    vi.restoreAllMocks();
  });

  test('does not change a URL without a response', () => {
    const replaced = vi.spyOn(history, 'replaceState');
    takeResponse();
    expect(replaced).not.toHaveBeenCalled();
  });

  test('C22 removes ten thousand parameters without a long task', () => {
    history.replaceState(null, '', `${location.pathname}?state=s${'&code=a'.repeat(10_000)}`);
    const start = performance.now();
    takeResponse();
    expect(performance.now() - start).toBeLessThan(500);
    expect(location.search).toBe('');
  });
});
