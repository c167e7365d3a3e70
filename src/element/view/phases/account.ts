/** The phases that show the Wise account. */
import type { Link } from '../../../contract.js';
import type { Words } from '../../../locales/en.js';
import { fill, joined } from '../../../locales/fill.js';
import type { PhaseView, View } from '../view.js';

export const confirming: PhaseView<'confirming'> = ({ link }, words) => ({
  ...withAccount(words.confirming, link, words),
  labels: { confirm: words.confirm, decline: words.decline },
});

export const linked: PhaseView<'linked'> = ({ link }, words) => ({
  ...withAccount(words.linked, link, words),
  next: words.next,
  labels: {},
});

function withAccount(status: string, { profileType, displayName, profileRef }: Link, words: Words): Pick<View, 'status' | 'hint' | 'initials' | 'news'> {
  const hint = fill(words[profileType], { name: displayName, profile: profileRef });
  const initials = displayName.replace(/^(\S)\S*\s*(\S?).*/u, '$1$2');
  return { status, hint, initials, news: joined(words, status, hint) };
}
