import { describe, expect, it } from 'vitest';
import { Canaries } from './canaries.js';

const canaries = new Canaries();
canaries.add('email', 'sarah@example.com');
canaries.add('state', 'q+/7"Zk');
canaries.add('code', 'G2s8EJ');

describe('a secret in a log is found', () => {
  it.each([
    ['in plain text', 'GET /callback?code=G2s8EJ', ['code']],
    ['in another case', 'user SARAH@EXAMPLE.COM', ['email']],
    ['in a URL', '?email=sarah%40example.com&state=q%2B%2F7%22Zk', ['email', 'state']],
    ['in JSON', String.raw`{"state":"q+/7\"Zk"}`, ['state']],
    ['in base64', Buffer.from('sarah@example.com').toString('base64'), ['email']],
    ['in hexadecimal digits', Buffer.from('G2s8EJ').toString('hex'), ['code']],
    ['twice, reported once', 'G2s8EJ G2s8EJ', ['code']],
    ['unless there is none', 'G2s8E J, sarah@example.org', []],
  ])('%s', (_, text, names) => {
    expect(canaries.foundIn(text)).toEqual(names);
  });

  it('but an empty one is refused', () => {
    expect(() => canaries.add('code', '')).toThrow('empty');
  });
});
