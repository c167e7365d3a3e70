import { WiseLink } from '../../src/index.js';
import { CELLS, type Cell } from './gallery-cells.js';

/** The names of the fixed phases, in order. */
export const PHASES: readonly string[] = Object.keys(CELLS);

/** Sets or removes attributes. */
export function setAttributes(element: Element, attributes: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value) element.setAttribute(name, value);
    else element.removeAttribute(name);
  }
}

/** A real element that `playCell` will bring into a fixed phase. */
export function makeCell(name: string, more: Readonly<Record<string, string | undefined>> = {}): WiseLink {
  const element = new WiseLink();
  const { attributes, exchange } = CELLS[name] ?? {};
  setAttributes(element, {
    environment: 'sandbox',
    // A different client id for each, because attempts and pauses are stored by client id.
    'client-id': name,
    'redirect-uri': `${location.origin}/wise-callback.html`,
    'exchange-url': '/gallery/never',
    'partner-name': 'Meridian Bank',
    mode: 'popup',
    ...more,
    ...attributes,
  });
  if (exchange) element.exchange = exchange;
  return element;
}

/** Brings the element of a cell, which is in the document, into its phase. All windows must be blocked. */
export async function playCell(name: string, element: WiseLink): Promise<void> {
  const cell: Cell | undefined = CELLS[name];
  await element.updateComplete;
  await cell?.play?.(element);
  // Wait for the backend's answer, then for the update.
  await new Promise((resolve) => setTimeout(resolve, 300));
  await element.updateComplete;
}
