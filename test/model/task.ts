/** Something that may happen next. */
export interface Task {
  /** What it is, in a schedule. */
  text: string;
  /** Which of two came first. */
  order: number;
  run: () => void;
}
