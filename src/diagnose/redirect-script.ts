import { error, ok, warning, type Finding } from './finding.js';
import { policiesIn, Policy } from './policy.js';
import { hashesOf, scriptsIn } from './script.js';
import { visit, type Answer } from './visit.js';

const COMPANY = 'Take away all but ours: also what a server or a CDN adds by itself.';

/** The directive that counts. */
const WHERE = 'script-src of each of its policies (script-src-elem where there is one, default-src where there is neither)';

/** Whether the script of the redirect page is there and may run, and is alone. */
export async function scriptFindings({ text, headers }: Answer, address: URL): Promise<Finding[]> {
  const scripts = scriptsIn(text);
  const policies = [...Policy.of(headers.get('Content-Security-Policy')), ...policiesIn(text)];
  const looks = scripts.map(({ src, text: code }) =>
    src === undefined ? inlineFinding(code, policies) : fileFinding(new URL(src, address), address, policies),
  );
  const findings = (await Promise.all(looks)).filter((finding) => finding !== undefined);
  if (scripts.length > 1) {
    findings.push(
      warning('redirect-page', `${scripts.length} scripts are there, each of which can read the code.`, COMPANY),
    );
  }
  return findings.length > 0 ? findings : [ok('redirect-page', 'The redirect page is there, and its script may run.')];
}

async function inlineFinding(code: string, policies: readonly Policy[]): Promise<Finding | undefined> {
  const hashes = await hashesOf(code);
  if (policies.every((policy) => policy.allowsInline(hashes))) return undefined;
  return error(
    'redirect-csp',
    'A Content-Security-Policy of the redirect page forbids its script.',
    `Add ${hashes[0]} to ${WHERE}; or take callback-external.html and callback.js instead.`,
  );
}

async function fileFinding(file: URL, page: URL, policies: readonly Policy[]): Promise<Finding | undefined> {
  const { pathname } = file;
  if (!policies.every((policy) => policy.allowsScript(file, page))) {
    const message = `A Content-Security-Policy of the redirect page forbids ${pathname}.`;
    return error('redirect-csp', message, `Add ${file.origin === page.origin ? "'self'" : file.origin} to ${WHERE}.`);
  }
  if (file.origin !== page.origin) return undefined; // whether that comes, only the browser can try
  const answer = await visit(file.href, { credentials: 'omit' });
  if (typeof answer === 'object' && answer.status === 200 && isScript(answer.headers)) return undefined;
  const message = `The script of the redirect page does not come: ${pathname}.`;
  return error('redirect-page', message, 'Put dist/cdn/callback.js beside dist/cdn/callback-external.html.');
}

const isScript = (headers: Headers): boolean => /\bjavascript\b/i.test(headers.get('Content-Type') ?? '');
