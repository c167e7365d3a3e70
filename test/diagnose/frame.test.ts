// Tests the findings about frames and sandboxes.
import { afterEach, describe, expect, test, vi } from 'vitest';
import { frame, framesAround, lacking } from '../../src/diagnose/frame.js';

afterEach(() => vi.unstubAllGlobals());

/** A parent window. The top-level window is its own parent. On another origin, `frameElement` is null or throws. */
class ParentWindow {
  readonly parent: ParentWindow;
  readonly #frame: Element | 'throws' | null;

  constructor(frame: Element | 'throws' | null = null, parent?: ParentWindow) {
    this.parent = parent ?? this;
    this.#frame = frame;
  }

  get frameElement(): Element | null {
    if (this.#frame === 'throws') throw new DOMException('Blocked', 'SecurityError');
    return this.#frame;
  }
}

/** Puts the page into these frames, innermost first. */
function within(inner: Element | null, ...outer: (Element | 'throws' | null)[]): void {
  vi.stubGlobal('frameElement', inner);
  vi.stubGlobal(
    'parent',
    outer.reduceRight((parent, frame) => new ParentWindow(frame, parent), new ParentWindow()),
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
  ])('"%s", code typed: %s', (tokens, isTyped, missing) => {
    const found = lacking([tokens.split(' ')], isTyped);
    expect(found.map(({ level, message }) => `${level} ${/lacks ([\w-]+)/.exec(message)?.[1]}`)).toEqual(missing);
  });

  test('around another sandbox adds its missing tokens', () => {
    const inner = ['allow-same-origin', 'allow-popups', 'allow-popups-to-escape-sandbox', 'allow-forms'];
    expect(lacking([inner, inner.slice(1)], false)).toHaveLength(1);
    expect(lacking([], false)).toEqual([]);
  });
});

describe('a frame', () => {
  const sameOrigin = document.createElement('iframe');

  test.each<[string, Parameters<typeof within>, string, string]>([
    ['a frame on the same origin', [sameOrigin], 'popup', 'ok'],
    ['a frame on another origin', [null], 'popup', 'warning'],
    ['a frame on the same origin inside one on another origin', [sameOrigin, null], 'popup', 'warning'],
    ['a frame on the same origin inside one that throws', [sameOrigin, 'throws'], 'popup', 'warning'],
    ['L15 a frame, with mode redirect', [sameOrigin], 'redirect', 'error'],
  ])('%s', (_, frames, mode, level) => {
    within(...frames);
    expect(frame({ given: { mode } }).level).toBe(level);
    expect(framesAround()).toHaveLength(frames.length);
  });

  test.each(['popup', 'redirect'])('is not there, with mode %s', (mode) => {
    expect(frame({ given: { mode } }).level).toBe('ok');
  });
});
