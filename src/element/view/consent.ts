import { after } from '../../timer.js';
import { mark } from './part.js';

/** How long a question must have stood still before it can be answered, in milliseconds. */
const STILL = 500;

/**
 * Says which presses count. What has just come up, or moved, under a pointer or a key has not been read: the answers to a
 * question must have stood where they are for a while before the press begins.
 */
export interface Consent {
  /** A question is asked, or none any more. */
  ask(isAsked: boolean): void;
  /** Whether a press counts: the second one of a double click is meant for what stood there before. */
  takes(detail?: number): boolean;
}

/** That of the controls in an element. */
export function consentOf(actions: HTMLElement): Consent {
  let waiting = new AbortController();
  let place = '';
  let isEarly = false;

  /** On the page: whoever scrolls it, a hand or assistive technology that leads to an answer, knows what moves. */
  const where = (): string => {
    const { x, y, width, height } = actions.getBoundingClientRect();
    return [x + scrollX, y + scrollY, width, height].map(Math.round).join();
  };

  /** Whether it stands where it stood, and has for long enough. If it has moved, it begins anew. */
  const isStill = (): boolean => {
    if (place && place !== where()) ask(true);
    return !actions.hasAttribute('aria-disabled');
  };

  const ask = (isAsked: boolean): void => {
    waiting.abort();
    place = isAsked ? where() : '';
    mark(actions, 'aria-disabled', isAsked && 'true');
    if (!isAsked) return;
    const { signal } = (waiting = new AbortController());
    // Seen through a gap as high as it is, it tells of itself when it moves: nothing polls.
    const { top, bottom } = actions.getBoundingClientRect();
    const below = bottom - document.documentElement.clientHeight;
    const rootMargin = `${Math.ceil(-top)}px 0px ${Math.ceil(below)}px`;
    // A test DOM has none: there the press alone is looked at.
    const { IntersectionObserver: Observer } = window as Partial<typeof globalThis>;
    const observer = Observer && new Observer(isStill, { root: document, rootMargin, threshold: 1 });
    observer?.observe(actions);
    signal.addEventListener('abort', () => observer?.disconnect());
    void after(STILL, signal).then(() => mark(actions, 'aria-disabled', false));
  };

  actions.addEventListener('pointerdown', () => (isEarly = !isStill()));
  actions.addEventListener('keydown', (event) => {
    // Held down, a key is pressed once; and Space acts only when it comes up.
    if (/^( |Enter)$/.test(event.key) && (event.repeat || !isStill())) event.preventDefault();
  });
  return {
    ask: (isAsked) => (isAsked && place) || ask(isAsked),
    takes: (detail = 0) => {
      const wasEarly = detail && isEarly;
      isEarly = false; // whoever presses anew is heard
      return detail < 2 && !wasEarly && isStill();
    },
  };
}
