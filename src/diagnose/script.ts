/** A script in a page's markup. */
export interface Script {
  /** The URL of its file. Undefined for an inline script. */
  readonly src: string | undefined;
  readonly text: string;
}

/** The scripts in a page's markup. Uses a regular expression, because Trusted Types may forbid DOMParser. */
export const scriptsIn = (html: string): Script[] =>
  [...html.matchAll(/<script\b([^>]*)>(.*?)<\/script\s*>/gis)].map(([, attributes = '', text = '']) => {
    const [, double, single, unquoted] = /(?:^|\s)src\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i.exec(attributes) ?? [];
    return { src: double ?? single ?? unquoted, text };
  });

/** The hashes that allow an inline script in a policy. Browsers hash the text with LF line ends. */
export async function hashesOf(text: string): Promise<string[]> {
  const bytes = new TextEncoder().encode(text.replace(/\r\n?/g, '\n'));
  const digest = async (bits: number): Promise<string> => {
    const sum = new Uint8Array(await crypto.subtle.digest(`SHA-${bits}`, bytes));
    return `'sha${bits}-${btoa(String.fromCharCode(...sum))}'`;
  };
  return Promise.all([256, 384, 512].map(digest));
}
