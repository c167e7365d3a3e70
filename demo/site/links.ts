import type { Link } from '../../src/index.js';
import { member, text } from './json.js';
import { describe, none } from './log.js';
import { make } from './make.js';

/** A link as the bank's backend lists it. */
interface StoredLink extends Link {
  linkedAt: string;
  /** Undefined while the link is active. */
  endedAt: string | undefined;
}

const LINKS = '/api/wise/links';
const time = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** Lists the links that the bank stored, with a button to delete them. */
export function storedLinks(onDeleted: () => void): { section: HTMLElement; refresh: () => Promise<void> } {
  const list = make('ul', { id: 'links' });
  const forget = make('button', { type: 'button' }, 'Forget the links');
  const section = make('section', { hidden: true }, make('h2', {}, 'What the bank stored'), list, none('No link.'), forget);
  const refresh = async (): Promise<void> => list.replaceChildren(...(await stored()).map(line));
  forget.addEventListener('click', () => {
    void deleteLinks().then(refresh).then(onDeleted);
  });
  return { section, refresh };
}

const line = (link: StoredLink): Node =>
  make('li', {}, describe(link), make('small', {}, `since ${time.format(new Date(link.linkedAt))}${ending(link)}`));

const ending = ({ endedAt }: StoredLink): string =>
  endedAt ? `, ended ${time.format(new Date(endedAt))}: needs linking again` : '';

async function stored(): Promise<StoredLink[]> {
  const response = await fetch(LINKS);
  const links = response.ok ? member(await response.json(), 'links') : [];
  return Array.isArray(links) ? links.map(readLink) : [];
}

function readLink(value: unknown): StoredLink {
  const profileType = text(value, 'profileType') === 'business' ? 'business' : 'personal';
  const [displayName, profileRef] = [text(value, 'displayName'), text(value, 'profileRef')];
  const endedAt = member(value, 'endedAt');
  return { displayName, profileType, profileRef, linkedAt: text(value, 'linkedAt'), endedAt: typeof endedAt === 'string' ? endedAt : undefined };
}

// Forms and pages of other sites cannot send this header, so it proves that the request comes from our own page.
const deleteLinks = (): Promise<Response> => fetch(LINKS, { method: 'DELETE', headers: { 'X-Wise-Link': '1' } });
