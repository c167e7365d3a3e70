import type { Reply } from './http-client.js';

/** A response of the backend. */
export interface Answer extends Reply {
  /** The members of the JSON object; empty if the body is not one. */
  body: Readonly<Record<string, unknown>>;
}

/** Reads a response. */
export const readAnswer = (reply: Reply): Answer => ({ ...reply, body: membersOf(reply.text) });

/** A response in one line, for the report. */
export function describe({ status, body, text }: Answer): string {
  const word = body['code'] ?? body['status'];
  return typeof word === 'string' ? `${status} ${word}` : `${status} ${text.slice(0, 80).replaceAll(/\s+/g, ' ')}`.trim();
}

/** The `retryAfterSeconds` of a response; null if there is none. */
export function secondsToWait({ body }: Answer): number | null {
  const seconds = body['retryAfterSeconds'];
  return typeof seconds === 'number' && seconds >= 0 ? seconds : null;
}

function membersOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
