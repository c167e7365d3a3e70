/** The default time limit for a browser or a server. */
const PATIENCE = 15_000;

/** Polls until `look` returns a value, and returns it. Retries after errors. */
export async function until<T>(what: string, look: () => Promise<T | undefined>, patience = PATIENCE): Promise<T> {
  const deadline = Date.now() + patience;
  for (;;) {
    let cause: unknown;
    try {
      const found = await look();
      if (found !== undefined) return found;
    } catch (error) {
      cause = error;
    }
    if (Date.now() > deadline) throw new Error(`Timed out after ${patience / 1000} s waiting for ${what}`, { cause });
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Waits until a server answers. */
export const answers = async (url: string, patience?: number): Promise<Response> =>
  until(`an answer from ${url}`, () => fetch(url), patience);
