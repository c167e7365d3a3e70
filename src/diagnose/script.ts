/** A script in a page's markup. */
export interface Script {
  /** Its address, where it is in a file of its own. */
  readonly src: string | undefined;
  readonly text: string;
}

/** The scripts in a page's markup. No document is made of it: Trusted Types would forbid that. */
export const scriptsIn = (html: string): Script[] =>
  [...html.matchAll(/<script\b([^>]*)>(.*?)<\/script\s*>/gis)].map(([, attributes = '', text = '']) => {
    const [, double, single, bare] = /(?:^|\s)src\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i.exec(attributes) ?? [];
    return { src: double ?? single ?? bare, text };
  });

/** The hashes by which a policy may name a script. Browsers take the text with plain line feeds. */
export async function hashesOf(text: string): Promise<string[]> {
  const bytes = new TextEncoder().encode(text.replace(/\r\n?/g, '\n'));
  const digest = async (bits: number): Promise<string> => {
    const sum = new Uint8Array(await crypto.subtle.digest(`SHA-${bits}`, bytes));
    return `'sha${bits}-${btoa(String.fromCharCode(...sum))}'`;
  };
  return Promise.all([256, 384, 512].map(digest));
}
