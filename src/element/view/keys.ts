/** Keys in the code field and on the card. */

/** Whether an input method uses the key. Safari ends the composition before it dispatches its last key. */
const isComposed = ({ isComposing, keyCode }: KeyboardEvent): boolean => isComposing || keyCode === 229;

/** Stops keys that write text: the page sees the host element as their target, not a field, and may treat them as shortcuts. */
export function keepText(input: HTMLInputElement): void {
  const keep = (event: Event): void => event.stopPropagation();
  let isWriting = false;
  let isPrevented = false;

  /** Inserts text that the page has prevented, and text of several lines, whose breaks the browser would replace by spaces. Can be undone. */
  const write = (event: Event, text: string | null | undefined): void => {
    keep(event);
    // In Safari `execCommand` dispatches `beforeinput` as well, which the page prevents again.
    if (isWriting) isPrevented = event.defaultPrevented;
    if (isWriting || !text) return;
    const lines = text.trim().split(/[\n\r]+/);
    if (!event.defaultPrevented && !lines[1]) return;
    event.preventDefault();
    const written = lines.join('\u2028') || text;
    isWriting = true;
    isPrevented = false;
    document.execCommand('insertText', false, written);
    isWriting = false;
    if (isPrevented) input.setRangeText(written, input.selectionStart ?? 0, input.selectionEnd ?? 0, 'end');
  };

  const press = (event: KeyboardEvent): void => {
    const { key, defaultPrevented, type } = event;
    const isShortcut = event.ctrlKey || event.metaKey || event.altKey;
    // Keys that leave the field, and shortcuts that do not edit.
    if (/^(Escape|Tab|F\d+)$/.test(key) || (isShortcut && /^[^acvxyz]$/i.test(key))) return;
    keep(event);
    if (isComposed(event) || type === 'keyup') return;
    if (key === 'Enter' && event.repeat) event.preventDefault(); // a held key counts once
    else if (key === 'Enter' && defaultPrevented) input.form?.requestSubmit();
    else if (key === 'Backspace' && defaultPrevented) document.execCommand('delete');
    else if (!key[1] && !isShortcut) write(event, key);
  };

  for (const type of ['keydown', 'keypress', 'keyup'] as const) input.addEventListener(type, press);
  for (const type of ['copy', 'cut'] as const) input.addEventListener(type, keep);
  input.addEventListener('paste', (event) => write(event, event.clipboardData?.getData('text')));
  input.addEventListener('beforeinput', (event) => write(event, event.data));
}

/** Calls `take` for an Escape that nothing else has handled. If it returns true, the default action is prevented. */
export function onEscape(element: HTMLElement, take: () => boolean): void {
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || isComposed(event)) return;
    if (event.repeat) event.preventDefault(); // a held key counts once
    // Decide last: until then the page may prevent the event, or stop it.
    const decide = (last: Event): unknown => last === event && !event.defaultPrevented && take() && event.preventDefault();
    event.composedPath().at(-1)?.addEventListener('keydown', decide, { once: true });
  });
}
