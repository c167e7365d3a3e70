import { formWith, shownCode } from './page.js';
import { SetupError } from './setup-error.js';

// The password of all test customers of the simulator.
const PASSWORD = 'wise';

/** The result of "Give access": the code, and the profile id if the redirect URI received one. */
export interface Consent {
  code: string;
  profileId: string | undefined;
}

/** Goes through the simulator's pages like a customer, from the authorization request to the consent. */
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

/** A browser without JavaScript at one server: follows its redirects and keeps its cookie. */
class Visit {
  /** The redirect to another server, if there was one. */
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

// The simulator's error page says why it refused the authorization request.
function headingOf(html: string): string {
  return (/<main.*<\/main>/s.exec(html)?.[0] ?? html).replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ').trim().slice(0, 200);
}
