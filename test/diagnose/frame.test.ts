import { afterEach, describe, expect, test, vi } from 'vitest';
import { frame, framesAround, lacking } from '../../src/diagnose/frame.js';

afterEach(() => vi.unstubAllGlobals());

/** A window above this one; the outermost is its own parent. Its frame: null or a throw where it is on another origin. */
class Above {
  readonly parent: Above;
  readonly #frame: Element | 'throws' | null;

  constructor(frame: Element | 'throws' | null = null, parent?: Above) {
    this.parent = parent ?? this;
    this.#frame = frame;
  }

  get frameElement(): Element | null {
    if (this.#frame === 'throws') throw new DOMException('Blocked', 'SecurityError');
    return this.#frame;
  }
}

/** As if the page were in these frames, the innermost first. */
function within(inner: Element | null, ...outer: (Element | 'throws' | null)[]): void {
  vi.stubGlobal('frameElement', inner);
  vi.stubGlobal(
    'parent',
    outer.reduceRight((parent, frame) => new Above(frame, parent), new Above()),
  );
}

describe('H7 a sandbox', () => {
  test.each([
    ['allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-forms', false, []],
    ['ALLOW-SAME-ORIGIN Allow-Popups allow-popups-to-escape-sandbox allow-forms', false, []],
    [
      'allow-scripts',
      false,
      [
        'error allow-same-origin',
        'error allow-popups',
        'warning allow-popups-to-escape-sandbox',
        'warning allow-forms',
      ],
    ],
    ['allow-same-origin allow-popups allow-forms', false, ['warning allow-popups-to-escape-sandbox']],
    ['allow-same-origin allow-forms', true, []],
    ['', true, ['error allow-same-origin', 'warning allow-forms']],
  ])('"%s", code typed: %s', (tokens, isTyped, lost) => {
    const found = lacking([tokens.split(' ')], isTyped);
    expect(found.map(({ level, message }) => `${level} ${/lacks ([\w-]+)/.exec(message)?.[1]}`)).toEqual(lost);
  });

  test('around another adds to what is lost', () => {
    const inner = ['allow-same-origin', 'allow-popups', 'allow-popups-to-escape-sandbox', 'allow-forms'];
    expect(lacking([inner, inner.slice(1)], false)).toHaveLength(1);
    expect(lacking([], false)).toEqual([]);
  });
});

describe('a frame', () => {
  const ours = document.createElement('iframe');

  test.each<[string, Parameters<typeof within>, string, string]>([
    ['a frame of our own', [ours], 'popup', 'ok'],
    ['a frame on another origin', [null], 'popup', 'warning'],
    ['a frame of our own in one on another origin', [ours, null], 'popup', 'warning'],
    ['a frame of our own in one that cannot be asked', [ours, 'throws'], 'popup', 'warning'],
    ['L15 a frame, by redirect', [ours], 'redirect', 'error'],
  ])('%s', (_, frames, mode, level) => {
    within(...frames);
    expect(frame({ given: { mode } }).level).toBe(level);
    expect(framesAround()).toHaveLength(frames.length);
  });

  test.each(['popup', 'redirect'])('that is none, by %s', (mode) => {
    expect(frame({ given: { mode } }).level).toBe('ok');
  });
});
