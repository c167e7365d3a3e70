/**
 * Finds what is wrong with the page around a `<wise-link>`, and how to fix it. For the partner's engineer: a separate file
 * that customers do not load.
 *
 * It changes nothing and opens no window. It sends requests only to the page's own origin, without a code or a state.
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
import { messages } from './words.js';
import type { WiseLink } from '../element/wise-link.js';

export type { Check, Finding, Level } from './finding.js';

type Checker = (scene: Scene) => Finding | Finding[] | Promise<Finding | Finding[]>;

const CHECKS: readonly (readonly [Check, Checker])[] = [
  ['definition', definition],
  ['secure-context', secureContext],
  ...ATTRIBUTES.map((name): [Check, Checker] => [name, ({ given }) => attribute(name, given, location.href)]),
  ['properties', properties],
  ['theme', theme],
  ['appearance', appearance],
  ['lang', lang],
  ['messages', messages],
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
 * Runs all checks for the element. Never rejects: a check that throws becomes a finding.
 *
 * `console.table(await diagnose(document.querySelector('wise-link')))`
 */
export async function diagnose(element: WiseLink | null): Promise<Finding[]> {
  const found = await guarded('definition', async () => {
    if (element?.ownerDocument !== document) {
      return error(
        'definition',
        'The element is not in this document.',
        'Call diagnose with the element, in the page or the frame that contains it.',
      );
    }
    const scene = sceneOf(element);
    const findings = await Promise.all(CHECKS.map(([check, run]) => guarded(check, () => run(scene))));
    return findings.flat();
  });
  return [found].flat();
}

async function guarded(check: Check, run: () => ReturnType<Checker>): Promise<Finding | Finding[]> {
  try {
    return await run();
  } catch (cause) {
    // Only the name: a message may contain a secret.
    const name = cause instanceof Error ? cause.name : typeof cause;
    return unknown(check, `This check failed: ${name}.`, 'Check it yourself.');
  }
}
