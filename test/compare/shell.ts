// The page around each candidate: a place for its button, and a log of what the candidate tells the page or the customer.

/** What a candidate told. The page of a peer would show it; the product shows it by itself. */
export interface Told {
  kind: 'linked' | 'says';
  text: string;
  /** In milliseconds since 1970. */
  at: number;
  /** Whether the content that was told is still on the page. */
  isShown: boolean;
}

declare global {
  interface Window {
    told: Told[];
    /** When the button was painted and could be pressed, in milliseconds since the navigation. */
    buttonAt?: number;
    /** When the button was clicked, and when `window.open` was called. */
    clickedAt?: number;
    openedAt?: number;
    /** Replaces the content of the page, as a page transition does: the new content comes before the old one goes. */
    swap(): void;
    /** Moves the clock. */
    jump?: number;
  }
}

const SCRIPT = `
const now = () => performance.timeOrigin + performance.now();
var told = [];
let mounted;
let current;
function show() {
  const main = document.body.appendChild(document.createElement('main'));
  current = { main, dispose: mounted(main) };
}
function start(mount) {
  mounted = mount;
  show();
}
function startWith(logIn) {
  start((main) => {
    const button = main.appendChild(document.createElement('button'));
    button.textContent = 'Connect';
    button.onclick = async () => {
      try {
        shows(main, 'linked', await logIn());
      } catch (error) {
        shows(main, 'says', [error.name, ...(error.error && !error.message.includes(error.error) ? [error.error] : []), error.message].join(': '));
      }
    };
    ready(main);
  });
}
function shows(main, kind, text) {
  const output = main.querySelector('output') ?? main.appendChild(document.createElement('output'));
  output.textContent = text;
  told.push({ kind, text, at: now(), isShown: main.isConnected });
}
function ready() {
  requestAnimationFrame(() => setTimeout(() => (window.buttonAt ??= performance.now())));
}
function swap() {
  const before = current;
  show();
  setTimeout(() => {
    before.dispose?.();
    before.main.remove();
  }, 300);
}
addEventListener('click', (event) => (window.clickedAt ??= performance.timeOrigin + event.timeStamp), true);
const opens = window.open;
window.open = (...given) => {
  window.openedAt ??= now();
  return opens.apply(window, given);
};
`;

/** A page of a candidate that loads a script. */
export function pageOf(script: string, settings: Record<string, unknown>): string {
  const variables = Object.entries(settings).map(([name, value]) => `var ${name} = ${JSON.stringify(value ?? null)};`).join('\n');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Compare</title><link rel="icon" href="data:,"></head><body><script>${variables}${SCRIPT}</script><script type="module" src="${script}"></script></body></html>`;
}

/** A redirect page: nothing but its script. */
export function redirectPageOf(script: string, settings: Record<string, unknown>): string {
  const variables = Object.entries(settings).map(([name, value]) => `var ${name} = ${JSON.stringify(value ?? null)};`).join('\n');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Redirect</title><link rel="icon" href="data:,"></head><body><main></main><script>${variables}</script><script type="module" src="${script}"></script></body></html>`;
}
