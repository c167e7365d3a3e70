/** A task that may run next. */
export interface Task {
  /** Its name in a schedule. */
  text: string;
  /** Its position in the order of creation. */
  order: number;
  run: () => void;
}
