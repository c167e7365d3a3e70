import { error, ok, unknown, warning, type Finding } from './finding.js';
import { Policy } from './policy.js';
import type { Scene } from './scene.js';

/** The sandbox tokens that linking needs, each with the level and the effect if it is missing. */
const NEEDED = [
  ['allow-same-origin', error, 'the page has no origin, no storage and no session with its own backend'],
  ['allow-popups', error, 'no Wise window can be opened'],
  ['allow-popups-to-escape-sandbox', warning, 'the pages of Wise also run in the sandbox, and may not work there'],
  ['allow-forms', warning, 'the Enter key does nothing in the code field, and the forms of Wise may not work'],
] as const;

/** The frame elements around this page, innermost first. Undefined for a frame on another origin. */
export function framesAround(): (Element | undefined)[] {
  const frames: (Element | undefined)[] = [];
  for (let view: Window = window; view.parent !== view; view = view.parent) {
    try {
      frames.push(view.frameElement ?? undefined);
    } catch {
      frames.push(undefined);
    }
  }
  return frames;
}

/** Checks whether the page is in a frame, where browsers partition storage and channels by site. */
export function frame({ given }: Pick<Scene, 'given'>): Finding {
  const frames = framesAround();
  if (frames.length === 0) return ok('frame', 'The page is not in a frame.');
  if (given.mode === 'redirect') {
    return error(
      'frame',
      'The page is in a frame, which must not navigate to Wise: the card only offers to open the page in a new tab.',
      'Use the mode popup or email in a frame, or use a page that is not in a frame.',
    );
  }
  if (frames.includes(undefined)) {
    return warning(
      'frame',
      'The page is in a frame on another origin. If that is another site, only postMessage is left, and Wise can disable it.',
      'Open the page in its own tab.',
    );
  }
  return ok('frame', 'The page is in a frame on its own origin.');
}

/** Checks that no sandbox, of a frame or of the page's own policy, blocks what linking needs. */
export async function sandbox({ given, page }: Scene): Promise<Finding[]> {
  const frames = framesAround();
  const visit = await page;
  const policies = typeof visit === 'object' ? Policy.of(visit.headers.get('Content-Security-Policy')) : [];
  const sandboxes = [
    ...frames.map((element) => element?.getAttribute('sandbox')?.split(/\s+/)),
    ...policies.map((policy) => policy.values('sandbox')),
    // An opaque origin shows that some sandbox lacks allow-same-origin, even one that cannot be read.
    ...(origin === 'null' ? [NEEDED.map(([token]) => token).filter((token) => token !== 'allow-same-origin')] : []),
  ].filter((tokens) => tokens !== undefined);
  const found = lacking(sandboxes, given.mode === 'email');
  if (found.length > 0) return found;
  if (frames.includes(undefined)) {
    return [
      unknown(
        'sandbox',
        'The frame is on another origin, so its sandbox attribute cannot be read.',
        `If it has one, check that it contains allow-scripts ${NEEDED.map(([token]) => token).join(' ')}.`,
      ),
    ];
  }
  return [
    ok('sandbox', sandboxes.length > 0 ? 'The sandbox allows what linking needs.' : 'The page is not in a sandbox.'),
  ];
}

/** The needed tokens that at least one of these sandboxes lacks. The email flow needs no popup. */
export function lacking(sandboxes: readonly (readonly string[])[], isTyped: boolean): Finding[] {
  const allows = (token: string): boolean =>
    sandboxes.every((tokens) => tokens.some((given) => given.toLowerCase() === token));
  return NEEDED.filter(([token]) => !allows(token) && !(isTyped && token.startsWith('allow-popups'))).map(
    ([token, level, lost]) =>
      level(
        'sandbox',
        `The sandbox lacks ${token}: ${lost}.`,
        `Add ${token} to the sandbox attribute of the frame, or to the sandbox directive of the policy.`,
      ),
  );
}
