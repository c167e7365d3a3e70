/** A form: its action and the fields that would be sent. */
export interface Form {
  action: string;
  fields: URLSearchParams;
}

/** The form of a simulator page that has this button; undefined if there is none. */
export function formWith(html: string, button: string): Form | undefined {
  for (const [, action = '', body = ''] of html.matchAll(/<form[^>]*action="([^"]*)"[^>]*>(.*?)<\/form>/gs)) {
    const tag = [...body.matchAll(/<button([^>]*)>(.*?)<\/button>/gs)].find(([, , label = '']) => label.trim() === button)?.[1];
    if (tag === undefined) continue;
    const fields = new URLSearchParams();
    for (const [input] of body.matchAll(/<input[^>]*>/g)) {
      const isUnchosen = attribute(input, 'type') === 'radio' && !/\schecked\b/.test(input);
      if (!isUnchosen) fields.set(attribute(input, 'name'), attribute(input, 'value'));
    }
    const name = attribute(tag, 'name');
    if (name !== '') fields.set(name, attribute(tag, 'value'));
    return { action: decoded(action), fields };
  }
  return undefined;
}

/** The code on a page; undefined if there is none. */
export function shownCode(html: string): string | undefined {
  return /<output id="code"[^>]*>([^<]*)<\/output>/.exec(html)?.[1];
}

function attribute(tag: string, name: string): string {
  return decoded(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
}

function decoded(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
