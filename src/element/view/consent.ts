/** Prevents accidental answers to a question that has just appeared or moved. */
import { after } from '../../timer.js';
import { mark } from './part.js';

/** How long a question must stay in place before it can be answered, in milliseconds. */
const STILL = 500;

/**
 * Decides which presses count. Nobody has read a button that has just appeared or moved under the pointer: the answers to
 * a question must stay in place for a while before a press starts.
 */
export interface Consent {
  /** Starts or ends a question. */
  ask(isAsked: boolean): void;
  /** Whether a press counts. The second press of a double click was meant for the earlier button. */
  takes(detail?: number): boolean;
}

/** The consent for the controls in an element. */
export function consentOf(actions: HTMLElement): Consent {
  let waiting: AbortController | undefined;
  let place = '';
  let isEarly = false;

  /** The place on the page, so that scrolling does not count as moving. */
  const where = (): string => {
    const { x, y, width, height } = actions.getBoundingClientRect();
    return [x + scrollX, y + scrollY, width, height].map(Math.round).join();
  };

  /** Whether the question has stayed in place for long enough. If it has moved, the time starts again. */
  const isStill = (): boolean => {
    if (place && place !== where()) ask(true);
    return !actions.hasAttribute('aria-disabled');
  };

  const ask = (isAsked: boolean): void => {
    waiting?.abort();
    place = isAsked ? where() : '';
    mark(actions, 'aria-disabled', isAsked && 'true');
    if (!isAsked) return;
    const { signal } = (waiting = new AbortController());
    // With a root margin that just fits the element, the observer reports any move. No polling.
    const { top, bottom } = actions.getBoundingClientRect();
    const below = bottom - document.documentElement.clientHeight;
    const rootMargin = `${Math.ceil(-top)}px 0px ${Math.ceil(below)}px`;
    // A test DOM has no observer: there only the press checks the place.
    const { IntersectionObserver: Observer } = window as Partial<typeof globalThis>;
    const observer = Observer && new Observer(isStill, { root: document, rootMargin, threshold: 1 });
    observer?.observe(actions);
    signal.addEventListener('abort', () => observer?.disconnect());
    void after(STILL, signal).then(() => mark(actions, 'aria-disabled', false));
  };

  actions.addEventListener('pointerdown', () => (isEarly = !isStill()));
  actions.addEventListener('keydown', (event) => {
    // A held key counts once. Space acts only on keyup.
    if (/^( |Enter)$/.test(event.key) && (event.repeat || !isStill())) event.preventDefault();
  });
  return {
    ask: (isAsked) => isAsked === !!place || ask(isAsked),
    takes: (detail = 0) => {
      const wasEarly = detail && isEarly;
      isEarly = false; // the next press counts again
      return detail < 2 && !wasEarly && isStill();
    },
  };
}
