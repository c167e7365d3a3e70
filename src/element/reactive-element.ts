import type { PropertyDeclarations, ReactiveElement as LitElement } from '@lit/reactive-element';

/** What a declaration of ours says about a property: its attribute, if that has another name, or that it has none. */
interface Declaration {
  readonly attribute?: string | false;
  readonly reflect?: boolean;
}

/** The declared properties of a class, with their names. */
const declared = (of: object): [name: string, Declaration][] => Object.entries((of as { properties: Record<string, Declaration> }).properties);

/**
 * Replaces Lit's class of the same name in the self-contained files, where it takes half of the space. Has only what
 * `<wise-link>` uses, with the same behavior: test/element/reactive-element.test.ts runs on both.
 */
export class ReactiveElement extends HTMLElement implements Pick<LitElement, 'hasUpdated' | 'isUpdatePending' | 'updateComplete'> {
  declare static properties: PropertyDeclarations;

  /** Called once for each class, before it has elements, so this also defines the properties. */
  static get observedAttributes(): string[] {
    return declared(this).flatMap(([name, { attribute = name }]) => {
      Object.defineProperty(this.prototype, name, {
        get(this: ReactiveElement): unknown {
          return this.#values.get(name);
        },
        set(this: ReactiveElement, value: unknown) {
          if (Object.is(value, this.#values.get(name))) return;
          this.#values.set(name, value);
          this.requestUpdate();
        },
        configurable: true,
        enumerable: true,
      });
      return attribute || [];
    });
  }

  hasUpdated = false;
  isUpdatePending = false;
  updateComplete: Promise<boolean>;
  readonly #values = new Map<string, unknown>();
  /** Properties that were set before the element was defined. They win over attributes. */
  readonly #early: [string, unknown][] = [];
  #isReflecting = false;
  /** Lets the first update start. */
  #connected: (done: boolean) => void = () => {};

  constructor() {
    super();
    for (const [name] of declared(this.constructor)) {
      if (!Object.hasOwn(this, name)) continue;
      this.#early.push([name, Reflect.get(this, name)]);
      Reflect.deleteProperty(this, name);
    }
    this.updateComplete = new Promise((resolve) => (this.#connected = resolve));
    this.requestUpdate();
  }

  connectedCallback(): void {
    this.#root();
    this.#connected(true);
  }

  disconnectedCallback(): void {}

  attributeChangedCallback(changed: string, _: string | null, value: string | null): void {
    if (this.#isReflecting) return;
    for (const [name, { attribute = name }] of declared(this.constructor)) if (attribute === changed) Reflect.set(this, name, value);
  }

  /** Updates the element in a microtask, once for all changes in a task. */
  requestUpdate(): void {
    if (!this.isUpdatePending) this.updateComplete = this.#update();
  }

  protected createRenderRoot(): void {}

  protected willUpdate(): void {}

  protected scheduleUpdate(): unknown {
    this.#root();
    for (const [name, value] of this.#early.splice(0)) Reflect.set(this, name, value);
    try {
      this.willUpdate();
      this.update();
    } catch (cause) {
      this.isUpdatePending = false;
      throw cause;
    }
    this.hasUpdated = true;
    return undefined;
  }

  /** Writes properties to the attributes that styles use. A change from here on needs another update. */
  protected update(): void {
    this.#isReflecting = true;
    for (const [name, { reflect }] of declared(this.constructor)) {
      const value = this.#values.get(name) ?? null;
      if (!reflect) continue;
      if (value === null) this.removeAttribute(name);
      else if (this.getAttribute(name) !== value) this.setAttribute(name, value as string);
    }
    this.#isReflecting = false;
    this.isUpdatePending = false;
  }

  #root(): void {
    if (!this.shadowRoot) this.createRenderRoot();
  }

  async #update(): Promise<boolean> {
    this.isUpdatePending = true;
    // Reports an error of an earlier update that nothing has handled.
    await this.updateComplete.catch((cause: unknown) => void Promise.reject(cause as Error));
    await this.scheduleUpdate();
    return !this.isUpdatePending;
  }
}
