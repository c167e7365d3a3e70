const RealDate = Date;
let offset = 0;

/** Sets how many seconds the clock of this process is ahead of the machine's. Timers are not affected, as after a real jump. */
export function shiftClock(seconds: number): void {
  offset = seconds * 1000;
  globalThis.Date = ShiftedDate as DateConstructor;
}

class ShiftedDate extends RealDate {
  constructor(...values: [] | ConstructorParameters<DateConstructor>) {
    if (values.length === 0) super(ShiftedDate.now());
    else super(...values);
  }

  static override now(): number {
    return RealDate.now() + offset;
  }
}
