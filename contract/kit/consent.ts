import { formWith, shownCode } from './page.js';
import { SetupError } from './setup-error.js';

// All test customers of the simulator have it.
const PASSWORD = 'wise';

/** What came of a customer's "Give access": a code, and the profile that he chose, if the way back tells it. */
export interface Consent {
  code: string;
  profileId: string | undefined;
}

/** Goes through the pages of the simulator as a customer does, from the authorize page to his consent. */
export async function consent(authorizeUrl: URL, email: string): Promise<Consent> {
  const visit = new Visit();
  let html = await visit.open(authorizeUrl);
  html = await visit.press(html, 'Log in', { email, password: PASSWORD });
  html = await visit.press(html, 'Continue');
  html = await visit.press(html, 'Give access');
  const code = visit.sentTo?.searchParams.get('code') ?? shownCode(html);
  if (code === undefined) throw new SetupError(`The Wise simulator gave ${email} no code.`);
  return { code, profileId: visit.sentTo?.searchParams.get('profileId') ?? undefined };
}

/** A browser without JavaScript, at one server: follows its redirects, keeps its cookie. */
class Visit {
  /** Where the browser was sent that is not this server. */
  sentTo: URL | undefined;
  #at: URL | undefined;
  #cookie = '';

  async open(url: URL, init: RequestInit = {}): Promise<string> {
    this.#at = url;
    const response = await fetch(url, { ...init, headers: this.#cookie ? { Cookie: this.#cookie } : {}, redirect: 'manual' });
    this.#cookie = response.headers.get('Set-Cookie')?.split(';')[0] ?? this.#cookie;
    const html = await response.text();
    const location = response.headers.get('Location');
    if (location === null) return html;
    const next = new URL(location, url);
    if (next.origin === url.origin) return this.open(next);
    this.sentTo = next;
    return '';
  }

  async press(html: string, button: string, fill: Record<string, string> = {}): Promise<string> {
    const form = formWith(html, button);
    if (form === undefined) throw new SetupError(`The Wise simulator shows no button “${button}”: ${headingOf(html)}`);
    for (const [name, value] of Object.entries(fill)) form.fields.set(name, value);
    return this.open(new URL(form.action, this.#at), { method: 'POST', body: form.fields });
  }
}

// A simulator that refuses the authorize URL says why.
function headingOf(html: string): string {
  return (/<main.*<\/main>/s.exec(html)?.[0] ?? html).replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ').trim().slice(0, 200);
}
