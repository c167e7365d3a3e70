/** How long a browser or a server may take, unless it is known to take longer. */
const PATIENCE = 15_000;

/** Looks again and again until there is something to see, and gives that. A look that fails is a look in vain. */
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
    if (Date.now() > deadline) throw new Error(`Waited ${patience / 1000} s in vain for ${what}`, { cause });
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Waits until a server answers. */
export const answers = async (url: string, patience?: number): Promise<Response> =>
  until(`an answer from ${url}`, () => fetch(url), patience);
