import type { Kit } from './kit.js';
import { printable } from './printable.js';
import { valuesIn } from './session-header.js';

// A shorter value, such as "1", would be in any text.
const SHORTEST = 8;

/** A text from outside for a report: one harmless line, without the sessions of the customers. */
export function concealed({ sessions }: Kit, text: string): string {
  const secrets = sessions.flatMap(({ header }) => valuesIn(header)).filter(({ length }) => length >= SHORTEST);
  return printable(secrets.reduce((line, secret) => line.replaceAll(secret, '•••'), text));
}
