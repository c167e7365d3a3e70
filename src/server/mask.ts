/** Masks names, profile ids and email addresses. */
const HIDDEN = '•••';

/** "Sarah Jenkins" → "S••• J•••": enough to recognize your own name, too little to learn another's. */
export function maskName(name: string): string {
  const initials = name.split(/\s+/u).map(firstLetter);
  return initials.flatMap((initial) => (initial === '' ? [] : [`${initial}${HIDDEN}`])).join(' ');
}

/** "sarah@example.com" → "s•••@e•••.com". */
export function maskEmail(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  const ending = domain.includes('.') ? domain.slice(domain.lastIndexOf('.')) : '';
  return `${firstLetter(address)}${HIDDEN}@${firstLetter(domain)}${HIDDEN}${ending}`;
}

/** "30000000" → "•••0000". Shows nothing of a short number, because the last four digits would be most of it. */
export function maskProfileId(id: string): string {
  return id.length > 4 ? `${HIDDEN}${id.slice(-4)}` : HIDDEN;
}

// A whole letter or digit: not half of a surrogate pair, and no character that changes the writing direction.
function firstLetter(text: string): string {
  return /[\p{L}\p{N}]/u.exec(text)?.[0] ?? '';
}
