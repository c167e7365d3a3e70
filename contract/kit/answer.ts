/** An answer of the backend. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The members of its JSON object; none if it is no such thing. */
  body: Readonly<Record<string, unknown>>;
}

/** Reads a whole answer. */
export async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: membersOf(text) };
}

/** An answer in one line, for people. It tells no more than the backend told. */
export function describe({ status, body, text }: Answer): string {
  const word = body['code'] ?? body['status'];
  return typeof word === 'string' ? `${status} ${word}` : `${status} ${text.slice(0, 80).replaceAll(/\s+/g, ' ')}`.trim();
}

/** The seconds that the backend wants the caller to wait. */
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
