/** Whether an input method has taken the key for itself. Safari ends the composition before it tells of its last key. */
const isComposed = ({ isComposing, keyCode }: KeyboardEvent): boolean => isComposing || keyCode === 229;

/** The page sees our host as the target and not a field, and may take each key for a shortcut: it hears of none that writes. */
export function keepText(input: HTMLInputElement): void {
  const keep = (event: Event): void => event.stopPropagation();

  /** Writes what the page has prevented; and lines apart, whose ends the browser would turn into spaces. It can be undone. */
  const write = (event: Event, text: string | null | undefined): void => {
    keep(event);
    if (!text) return;
    const lines = text.trim().split(/[\n\r]+/);
    if (!event.defaultPrevented && !lines[1]) return;
    event.preventDefault();
    document.execCommand('insertText', false, lines.join('\u2028') || text);
  };

  const press = (event: KeyboardEvent): void => {
    const { key, defaultPrevented, type } = event;
    const isShortcut = event.ctrlKey || event.metaKey || event.altKey;
    // What leads away, and what a field has no use for.
    if (/^(Escape|Tab|F\d+)$/.test(key) || (isShortcut && /^[^acvxyz]$/i.test(key))) return;
    keep(event);
    if (isComposed(event) || type === 'keyup') return;
    if (key === 'Enter' && event.repeat) event.preventDefault(); // held down, it is still one
    else if (key === 'Enter' && defaultPrevented) input.form?.requestSubmit();
    else if (key === 'Backspace' && defaultPrevented) document.execCommand('delete');
    else if (!key[1] && !isShortcut) write(event, key);
  };

  for (const type of ['keydown', 'keypress', 'keyup'] as const) input.addEventListener(type, press);
  for (const type of ['copy', 'cut'] as const) input.addEventListener(type, keep);
  input.addEventListener('paste', (event) => write(event, event.clipboardData?.getData('text')));
  input.addEventListener('beforeinput', (event) => write(event, event.data));
}

/** Offers an Escape that nobody else has taken. Whoever takes it says so, and then it does nothing else. */
export function onEscape(element: HTMLElement, take: () => boolean): void {
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || isComposed(event)) return;
    if (event.repeat) event.preventDefault(); // held down, it is still one
    // Last of all: until then somebody may prevent it, or keep it to themselves.
    const decide = (last: Event): unknown => last === event && !event.defaultPrevented && take() && event.preventDefault();
    event.composedPath().at(-1)?.addEventListener('keydown', decide, { once: true });
  });
}
