/**
 * For the partner's engineer, in a file of its own that no customer carries: what is wrong with the page around a
 * `<wise-link>`, and how to mend it.
 *
 * It only looks: it opens no window, and of the requests that it makes, all to this page's own origin, none holds a
 * code or a state.
 */
import { attribute, properties } from './attributes.js';
import { browser } from './browser.js';
import { definition } from './definition.js';
import { endpoint } from './endpoint.js';
import { error, unknown, type Check, type Finding } from './finding.js';
import { frame, sandbox } from './frame.js';
import { ATTRIBUTES } from './given.js';
import { appearance, lang, theme } from './looks.js';
import { pageOpener, pagePolicy } from './page.js';
import { redirectPage } from './redirect-page.js';
import { sceneOf, type Scene } from './scene.js';
import { secureContext } from './secure-context.js';
import { channel, siteStorage, tabStorage } from './storage.js';
import type { WiseLink } from '../element/wise-link.js';

export type { Check, Finding, Level } from './finding.js';

type Look = (scene: Scene) => Finding | Finding[] | Promise<Finding | Finding[]>;

const LOOKS: readonly (readonly [Check, Look])[] = [
  ['definition', definition],
  ['secure-context', secureContext],
  ...ATTRIBUTES.map((name): [Check, Look] => [name, ({ given }) => attribute(name, given, location.href)]),
  ['properties', properties],
  ['theme', theme],
  ['appearance', appearance],
  ['lang', lang],
  ['redirect-page', redirectPage],
  ['endpoint', endpoint],
  ['page-coop', pageOpener],
  ['page-csp', pagePolicy],
  ['frame', frame],
  ['sandbox', sandbox],
  ['browser', browser],
  ['session-storage', tabStorage],
  ['local-storage', siteStorage],
  ['broadcast-channel', channel],
];

/**
 * Looks at everything around the element. Never rejects: what cannot be looked at is a finding too.
 *
 * `console.table(await diagnose(document.querySelector('wise-link')))`
 */
export async function diagnose(element: WiseLink | null): Promise<Finding[]> {
  const found = await carefully('definition', async () => {
    if (element?.ownerDocument !== document) {
      return error(
        'definition',
        'There is no such element in this document.',
        'Give diagnose the element itself, in the page or the frame that holds it.',
      );
    }
    const scene = sceneOf(element);
    const findings = await Promise.all(LOOKS.map(([check, look]) => carefully(check, () => look(scene))));
    return findings.flat();
  });
  return [found].flat();
}

async function carefully(check: Check, look: () => ReturnType<Look>): Promise<Finding | Finding[]> {
  try {
    return await look();
  } catch (cause) {
    // By its name only: a message may hold anything.
    const name = cause instanceof Error ? cause.name : typeof cause;
    return unknown(check, `It could not be looked at: ${name}.`, 'Look at it by hand.');
  }
}
