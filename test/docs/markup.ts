// Parses the HTML snippets of the documentation.
import { parse, parseFragment, type DefaultTreeAdapterTypes } from 'parse5';

type Node = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.Document | DefaultTreeAdapterTypes.DocumentFragment;

/** An element of an HTML snippet. */
export interface Tag {
  name: string;
  attributes: ReadonlyMap<string, string>;
  /** Its text, for example of a script. */
  text: string;
}

/** The elements of an HTML page or fragment. Throws on parse errors. */
export function tagsOf(html: string): Tag[] {
  const read = /^\s*<!doctype/i.test(html) ? parse : parseFragment;
  const onParseError = ({ code, startLine }: { code: string; startLine: number }): void => {
    throw new SyntaxError(`${code} in line ${startLine}`);
  };
  return tagsIn(read(html, { onParseError }));
}

function tagsIn(node: Node): Tag[] {
  const children = 'childNodes' in node ? node.childNodes : [];
  const inside = children.flatMap(tagsIn);
  if (!('tagName' in node)) return inside;
  const text = children.map((child) => ('value' in child ? child.value : '')).join('');
  return [{ name: node.tagName, attributes: new Map(node.attrs.map(({ name, value }) => [name, value])), text }, ...inside];
}
