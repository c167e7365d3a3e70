/** One line of the timeline. */
export interface Line {
  /** Milliseconds since the timeline started. */
  readonly at: number;
  /** The name of the element. Empty for the page. */
  readonly element: string;
  readonly text: string;
  readonly kind: 'step' | 'good' | 'bad' | 'page';
}

/** The maximum number of lines, so that memory does not grow on a page that stays open for days. */
export const MAX_LINES = 500;

/** A line as text, for an email or a ticket. With `isNamed`, it includes the name of the element. */
export const asText = ({ at, element, text }: Line, isNamed: boolean): string =>
  `${`${at}`.padStart(8)} ms  ${isNamed && element ? `${element}  ` : ''}${text}`;
