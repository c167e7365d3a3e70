/** One line of the timeline. */
export interface Line {
  /** Milliseconds since the timeline began. */
  readonly at: number;
  /** The element that said it; empty for the page. */
  readonly who: string;
  readonly text: string;
  readonly kind: 'step' | 'good' | 'bad' | 'page';
}

/** How many lines are kept: a page that is left open for days must not grow. */
export const MOST = 500;

/** A line as text, for a mail or a ticket. The element is named where there are several. */
export const asText = ({ at, who, text }: Line, isNamed: boolean): string =>
  `${`${at}`.padStart(8)} ms  ${isNamed && who ? `${who}  ` : ''}${text}`;
