/** A moment in a backend's work: before an operation, after it, or after its transaction was committed. */
export interface Moment {
  when: 'before' | 'after' | 'committed';
  /** Identifies the operation: a part of its SQL, `call` and a path at Wise, or `request` and a path of the backend. */
  what: string;
}

/** Kills this process at a given moment, like `kill -9`. */
export class CrashSwitch {
  #moment: Moment | undefined;

  arm(moment: Moment): void {
    this.#moment = moment;
  }

  /** Called at every moment. Kills the process at the armed one, and never resolves. */
  async reach(when: Moment['when'], what: string): Promise<void> {
    if (this.#moment?.when !== when || !what.includes(this.#moment.what)) return;
    process.kill(process.pid, 'SIGKILL');
    await new Promise(() => {});
  }
}
