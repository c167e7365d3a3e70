/** Checks the script of the redirect page. */
import { error, ok, warning, type Finding } from './finding.js';
import { policiesIn, Policy } from './policy.js';
import { hashesOf, scriptsIn } from './script.js';
import { visit, type Answer } from './visit.js';

const REMOVE_OTHERS = "Remove all scripts except the redirect page's own, including scripts that a server or a CDN adds.";

/** The directive to change. */
const WHERE = 'script-src of each of its policies (script-src-elem if it is set, default-src if neither is set)';

/** Checks that the script of the redirect page exists, may run, and is the only one. */
export async function scriptFindings({ text, headers }: Answer, address: URL): Promise<Finding[]> {
  const scripts = scriptsIn(text);
  const policies = [...Policy.of(headers.get('Content-Security-Policy')), ...policiesIn(text)];
  const checks = scripts.map(({ src, text: code }) =>
    src === undefined ? inlineFinding(code, policies) : fileFinding(new URL(src, address), address, policies),
  );
  const findings = (await Promise.all(checks)).filter((finding) => finding !== undefined);
  if (scripts.length > 1) {
    findings.push(
      warning('redirect-page', `The redirect page has ${scripts.length} scripts, and each of them can read the code.`, REMOVE_OTHERS),
    );
  }
  return findings.length > 0 ? findings : [ok('redirect-page', 'The redirect page exists, and its script may run.')];
}

async function inlineFinding(code: string, policies: readonly Policy[]): Promise<Finding | undefined> {
  const hashes = await hashesOf(code);
  if (policies.every((policy) => policy.allowsInline(hashes))) return undefined;
  return error(
    'redirect-csp',
    'A Content-Security-Policy of the redirect page forbids its script.',
    `Add ${hashes[0]} to ${WHERE}; or use callback-external.html and callback.js.`,
  );
}

async function fileFinding(file: URL, page: URL, policies: readonly Policy[]): Promise<Finding | undefined> {
  const { pathname } = file;
  if (!policies.every((policy) => policy.allowsScript(file, page))) {
    const message = `A Content-Security-Policy of the redirect page forbids ${pathname}.`;
    return error('redirect-csp', message, `Add ${file.origin === page.origin ? "'self'" : file.origin} to ${WHERE}.`);
  }
  if (file.origin !== page.origin) return undefined; // fetch cannot read a file on another origin
  const answer = await visit(file.href, { credentials: 'omit' });
  if (typeof answer === 'object' && answer.status === 200 && isScript(answer.headers)) return undefined;
  const message = `The script of the redirect page cannot be loaded: ${pathname}.`;
  return error('redirect-page', message, 'Serve dist/cdn/callback.js next to dist/cdn/callback-external.html.');
}

const isScript = (headers: Headers): boolean => /\bjavascript\b/i.test(headers.get('Content-Type') ?? '');
