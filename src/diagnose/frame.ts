import { error, ok, unknown, warning, type Finding } from './finding.js';
import { Policy } from './policy.js';
import type { Scene } from './scene.js';

/** What a sandbox must allow, and what is lost without. */
const NEEDED = [
  ['allow-same-origin', error, 'the page has no origin, no storage and no session at its own backend'],
  ['allow-popups', error, 'no Wise window can be opened'],
  ['allow-popups-to-escape-sandbox', warning, 'the pages of Wise run in the sandbox too, and may not work there'],
  ['allow-forms', warning, 'the Enter key does nothing in the code field, nor may the forms of Wise work'],
] as const;

/** The frame elements that this page is in, the innermost first. Undefined stands for one on another origin. */
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

/** Whether the page is in a frame, where browsers keep storage and channels apart by site. */
export function frame({ given }: Pick<Scene, 'given'>): Finding {
  const frames = framesAround();
  if (frames.length === 0) return ok('frame', 'The page is in no frame.');
  if (given.mode === 'redirect') {
    return error(
      'frame',
      'The page is in a frame, which must not be led to Wise: the card only offers the page in a tab of its own.',
      'Use the mode popup or email in a frame, or link on a page of its own.',
    );
  }
  if (frames.includes(undefined)) {
    return warning(
      'frame',
      'The page is in a frame on another origin. If that is another site, Wise can cut the one road that is left.',
      'Open the page that links in a tab of its own.',
    );
  }
  return ok('frame', 'The page is in a frame on its own origin.');
}

/** Whether a sandbox takes away what linking needs: that of a frame around, or one by the page's own policy. */
export async function sandbox({ given, page }: Scene): Promise<Finding[]> {
  const frames = framesAround();
  const visit = await page;
  const policies = typeof visit === 'object' ? Policy.of(visit.headers.get('Content-Security-Policy')) : [];
  const sandboxes = [
    ...frames.map((element) => element?.getAttribute('sandbox')?.split(/\s+/)),
    ...policies.map((policy) => policy.values('sandbox')),
    // Whoever took the origin away, it can be seen.
    ...(origin === 'null' ? [NEEDED.map(([token]) => token).filter((token) => token !== 'allow-same-origin')] : []),
  ].filter((tokens) => tokens !== undefined);
  const found = lacking(sandboxes, given.mode === 'email');
  if (found.length > 0) return found;
  if (frames.includes(undefined)) {
    return [
      unknown(
        'sandbox',
        'The frame is on another origin, where its sandbox attribute cannot be read.',
        `If it has one, see that it holds allow-scripts ${NEEDED.map(([token]) => token).join(' ')}.`,
      ),
    ];
  }
  return [
    ok('sandbox', sandboxes.length > 0 ? 'The sandbox allows what linking needs.' : 'The page is in no sandbox.'),
  ];
}

/** What these sandboxes lack between them. A customer who types the code needs no second window. */
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
