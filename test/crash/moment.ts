/** A moment in a backend's work: about to do something, having done it, or having it for good in the database. */
export interface Moment {
  when: 'before' | 'after' | 'committed';
  /** Of what is done: a part of its SQL, `call` and a path at Wise, or `request` and a path of the backend. */
  what: string;
}

/** Ends this process as `kill -9` does, at the moment that it was told. */
export class Death {
  #moment: Moment | undefined;

  awaitMoment(moment: Moment): void {
    this.#moment = moment;
  }

  /** To be called at every moment; does not come back from the one that was awaited. */
  async reach(when: Moment['when'], what: string): Promise<void> {
    if (this.#moment?.when !== when || !what.includes(this.#moment.what)) return;
    process.kill(process.pid, 'SIGKILL');
    await new Promise(() => {});
  }
}
