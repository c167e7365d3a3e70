/** Answers a request in the page. Undefined: the request goes to the server. */
export type Answerer = (request: Request) => Promise<Response> | undefined;

/** A request of the page with its answer. */
export interface Seen {
  method: string;
  path: string;
  correlationId: string;
  /** The bodies, as text. */
  sent: string;
  received: string;
  status: number;
}

/** Replaces the page's `fetch`: `answer` may answer first, and `observe` gets every request to this origin that got an answer. */
export function answerHere(answer: Answerer, observe: (seen: Seen) => void = () => {}): void {
  const { fetch } = window;
  window.fetch = async (target, init) => {
    // Without the signal: its owner may abort it as soon as it has the answer.
    const request = new Request(target, { ...init, signal: null });
    const { origin, pathname } = new URL(request.url);
    if (origin !== location.origin) return fetch(target, init);
    const copy = request.clone();
    const response = await (answer(request) ?? fetch(target, init));
    if (response.type === 'error') throw new TypeError('Failed to fetch');
    const [sent, received] = await Promise.all([copy.text(), response.clone().text()]);
    observe({ method: copy.method, path: pathname, correlationId: copy.headers.get('X-Correlation-Id') ?? '', sent, received, status: response.status });
    return response;
  };
}
