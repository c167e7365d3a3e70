// Creates, uses and reads a `<wise-link>` in component tests.
import { expect as assert, fixture } from '@open-wc/testing';
import '../../src/index.js';
import type { WiseLink } from '../../src/index.js';

/** Adds a `<wise-link>` to the page, as a partner does. */
export async function wiseLink(attributes: Record<string, string> = {}): Promise<WiseLink> {
  const element = document.createElement('wise-link');
  const all = {
    environment: 'sandbox',
    'client-id': 'bank',
    'redirect-uri': `${location.origin}/wise-callback.html`,
    'exchange-url': '/api/wise/exchange',
    mode: 'popup',
    ...attributes,
  };
  for (const [name, value] of Object.entries(all)) element.setAttribute(name, value);
  return fixture<WiseLink>(element);
}

/** The visible parts with their texts. Normalizes spaces, because engines use different ones in a time of day. */
export function seen(element: WiseLink): Record<string, string> {
  const parts = [...(element.shadowRoot?.querySelectorAll<HTMLElement>('[part]') ?? [])];
  const shown = parts.filter(
    (part) => part.checkVisibility() && (part.textContent || part.part.value === 'input') && !['card', 'actions'].includes(part.part.value),
  );
  return Object.fromEntries(shown.map((part) => [part.part.value, part.textContent?.trim().replace(/\s/g, ' ') ?? '']));
}

/** A part, which must be visible. */
export function partOf(element: WiseLink, name: string): HTMLElement {
  const part = element.shadowRoot?.querySelector<HTMLElement>(`[part=${name}]`);
  if (!part?.checkVisibility()) throw new Error(`${name} is not visible, but: ${Object.keys(seen(element)).join(', ')}`);
  return part;
}

/** Presses a button. */
export const press = (element: WiseLink, name: string): void => partOf(element, name).click();

/** Waits until "is this your account?" accepts an answer. */
export async function canAnswer(element: WiseLink): Promise<void> {
  while (partOf(element, 'decline').closest('[aria-disabled]')) await new Promise(requestAnimationFrame);
}

/** Answers "is this your account?" with a button. */
export async function answers(element: WiseLink, name: 'confirm' | 'decline'): Promise<void> {
  await canAnswer(element);
  press(element, name);
}

/** Types into the code field. */
export function type(element: WiseLink, text: string): void {
  const input = partOf(element, 'input');
  if (input instanceof HTMLInputElement) input.value = text;
}

/** Waits until the element is in the phase and has rendered it. */
export async function reaches(element: WiseLink, phase: string): Promise<void> {
  while (element.phase !== phase) {
    await new Promise((resolve) => element.addEventListener('wise-link-change', resolve, { once: true }));
  }
  await element.updateComplete;
}

/** The accessibility audit. Returns a promise, so that the linter finds a missing `await`. */
export async function audit(element: WiseLink): Promise<void> {
  await assert(element).to.be.accessible();
}
