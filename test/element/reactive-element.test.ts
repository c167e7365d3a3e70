// Checks that the base class of the self-contained files behaves like Lit's.
import { ReactiveElement as Lit } from '@lit/reactive-element';
import { afterEach, describe, expect, test } from 'vitest';
import { ReactiveElement as Ours } from '../../src/element/reactive-element.js';

interface Reactive extends HTMLElement {
  bankName: string | null | undefined;
  theme: string | null | undefined;
  data: unknown;
  updates: number;
  hasUpdated: boolean;
  isUpdatePending: boolean;
  updateComplete: Promise<boolean>;
  requestUpdate(): void;
}

const properties = { bankName: { attribute: 'bank-name' }, theme: { reflect: true }, data: { attribute: false } };
let count = 0;

/** A new element class on a base class. */
function make(base: typeof Lit): new () => Reactive {
  const made = class extends base {
    static override properties = properties;
    updates = 0;
    protected override createRenderRoot(): ShadowRoot {
      return this.attachShadow({ mode: 'open' });
    }
    protected override update(changed: never): void {
      super.update(changed);
      this.updates++;
      if ((this as unknown as Reactive).data === 'twice' && this.updates < 9) this.requestUpdate();
      if ((this as unknown as Reactive).data === 'wrong') throw new Error('wrong');
    }
  };
  return made as unknown as new () => Reactive;
}

/** Defines a class and makes one element of it, added to the page. */
function added(base: typeof Lit): Reactive {
  const made = make(base);
  customElements.define(`a-reactive-${++count}`, made);
  const element = new made();
  document.body.append(element);
  return element;
}

afterEach(() => {
  document.body.textContent = '';
});

describe.each([
  ['Lit', Lit],
  ['ours', Ours as unknown as typeof Lit],
])('an element on the base class of %s', (_, base) => {
  test('has the value of its attribute, under its own name, and null without it', () => {
    const element = added(base);
    expect(element.bankName).toBeUndefined();
    element.setAttribute('bank-name', 'A');
    expect(element.bankName).toBe('A');
    element.removeAttribute('bank-name');
    expect(element.bankName).toBeNull();
    expect(element.constructor).toHaveProperty('observedAttributes', ['bank-name', 'theme']);
  });

  test('updates once for all changes of a task, after it was added, and not for the same value', async () => {
    const made = make(base);
    customElements.define(`a-reactive-${++count}`, made);
    const element = new made();
    element.bankName = 'A';
    await Promise.resolve();
    expect([element.updates, element.hasUpdated, element.isUpdatePending, element.shadowRoot]).toEqual([0, false, true, null]);
    document.body.append(element);
    element.bankName = 'B';
    await element.updateComplete;
    expect([element.updates, element.hasUpdated, element.isUpdatePending]).toEqual([1, true, false]);
    element.bankName = 'B';
    expect(element.isUpdatePending).toBe(false);
    element.bankName = 'C';
    element.data = {};
    await element.updateComplete;
    expect(element.updates).toBe(2);
  });

  test('writes only the marked property to its attribute, keeps its value, and removes the attribute without one', async () => {
    const element = added(base);
    Object.assign(element, { bankName: 'A', theme: 1 });
    await element.updateComplete;
    expect([element.getAttributeNames(), element.getAttribute('theme'), element.theme]).toEqual([['theme'], '1', 1]);
    element.theme = undefined;
    await element.updateComplete;
    expect([element.getAttributeNames(), element.theme]).toEqual([[], undefined]);
  });

  test('keeps a property that was set before it was defined, over the attribute', async () => {
    const name = `a-reactive-${++count}`;
    const element = document.createElement(name) as Reactive;
    element.setAttribute('bank-name', 'attribute');
    element.bankName = 'property';
    document.body.append(element);
    customElements.define(name, make(base));
    await element.updateComplete;
    expect([element.bankName, Object.hasOwn(element, 'bankName'), element.updates]).toEqual(['property', false, 1]);
  });

  test('updates again for a change during an update, and the earlier promise resolves to false', async () => {
    const element = added(base);
    await element.updateComplete;
    element.data = 'twice';
    expect(await element.updateComplete).toBe(false);
    while (!(await element.updateComplete)) expect(element.updates).toBeLessThan(10);
    expect(element.updates).toBe(9);
  });

  test('rejects with the error of an update, and updates again after the next change', async () => {
    const element = added(base);
    await element.updateComplete;
    element.data = 'wrong';
    await expect(element.updateComplete).rejects.toThrow('wrong');
    expect(element.isUpdatePending).toBe(false);
    element.data = 'right';
    addEventListener('unhandledrejection', (event) => event.preventDefault(), { once: true });
    await element.updateComplete;
    expect(element.updates).toBe(3);
  });
});
