/** One Content-Security-Policy: the parts that matter for linking (CSP level 3). */
export class Policy {
  readonly #directives = new Map<string, readonly string[]>();

  constructor(text: string) {
    for (const directive of text.split(';')) {
      const [name, ...values] = directive.trim().split(/\s+/);
      // The browser ignores a duplicate directive.
      if (name && !this.#directives.has(name.toLowerCase())) this.#directives.set(name.toLowerCase(), values);
    }
  }

  /** The policies of a header. All of them must allow an action. */
  static of(header: string | null): Policy[] {
    return (header ?? '').split(',').flatMap((text) => (text.trim() ? [new Policy(text)] : []));
  }

  /** The values of the first of these directives that is set. */
  values(...directives: string[]): readonly string[] | undefined {
    const name = directives.find((directive) => this.#directives.has(directive));
    return name === undefined ? undefined : this.#directives.get(name);
  }

  /** Whether a page at `self` may connect to `url`. */
  allowsConnection(url: URL, self: URL): boolean {
    return this.#allows(url, self, 'connect-src', 'default-src');
  }

  /** Whether a page at `self` may load the script at `url`. Nonces and `strict-dynamic` are not supported. */
  allowsScript(url: URL, self: URL): boolean {
    return this.#allows(url, self, 'script-src-elem', 'script-src', 'default-src');
  }

  /** Whether an inline script with one of these hashes may run. */
  allowsInline(hashes: readonly string[]): boolean {
    const sources = this.values('script-src-elem', 'script-src', 'default-src');
    if (!sources) return true;
    if (sources.some((source) => hashes.includes(source))) return true;
    const isStrict = sources.some((source) => /^'(sha\d+-.*|nonce-.*|strict-dynamic)'$/i.test(source));
    return !isStrict && sources.some((source) => source.toLowerCase() === "'unsafe-inline'");
  }

  #allows(url: URL, self: URL, ...directives: string[]): boolean {
    return this.values(...directives)?.some((source) => matches(source, url, self)) ?? true;
  }
}

/** The `<meta>` policies in a page's markup. */
export const policiesIn = (html: string): Policy[] =>
  [...html.matchAll(/<meta\b[^>]*>/gi)].flatMap(([tag]) => {
    if (!/http-equiv\s*=\s*["']?content-security-policy["'\s/>]/i.test(tag)) return [];
    const [, double, single] = /\bcontent\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(tag) ?? [];
    return [
      new Policy((double ?? single ?? '').replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&')),
    ];
  });

/** Whether a source expression matches a URL (CSP3, "Does url match expression in origin"). */
function matches(source: string, url: URL, self: URL): boolean {
  if (source.toLowerCase() === "'self'") return url.origin === self.origin;
  if (source === '*') return /^https?:$/.test(url.protocol);
  if (/^[a-z][a-z\d+.-]*:$/i.test(source)) return isScheme(source.toLowerCase(), url);
  const [, scheme, host, port, path] =
    /^(?:([a-z][a-z\d+.-]*:)\/\/)?([^/:'[\]]+|\[[^\]]*\])(?::(\d+|\*))?(\/[^?#]*)?$/i.exec(source) ?? [];
  if (!isScheme(scheme?.toLowerCase() ?? self.protocol, url)) return false;
  if (!host || !isHost(host.toLowerCase(), url.hostname)) return false;
  const isPort =
    port === undefined
      ? url.port === ''
      : port === '*' || port === (url.port || (url.protocol === 'https:' ? '443' : '80'));
  if (!isPort) return false;
  return !path || (path.endsWith('/') ? url.pathname.startsWith(path) : url.pathname === path);
}

const isScheme = (scheme: string, { protocol }: URL): boolean =>
  scheme === protocol || (scheme === 'http:' && protocol === 'https:');

const isHost = (pattern: string, host: string): boolean =>
  pattern === '*' || (pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : pattern === host);
