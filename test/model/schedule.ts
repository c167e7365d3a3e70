import * as fc from 'fast-check';
import { clocks } from './actors/clocks.js';
import { customer } from './actors/customer.js';
import { eventLoop } from './actors/event-loop.js';
import { faults } from './actors/faults.js';
import { names } from './actors/names.js';
import { partner } from './actors/partner.js';
import { tabs } from './actors/tabs.js';
import { attacker } from './actors/attacker.js';
import { time } from './actors/time.js';
import { wisePage } from './actors/wise-page.js';
import { finale } from './finale.js';
import type { Row } from './row.js';
import type { Scripts } from './scripts.js';
import { PLAIN, type Setting } from './setting.js';
import type { Step } from './step.js';
import { Violation } from './violation.js';
import { World } from './world.js';

const ACTORS: Record<string, { acts: (world: World) => Step[]; weight: number }> = {
  eventLoop: { acts: eventLoop, weight: 10 },
  customer: { acts: customer, weight: 8 },
  wisePage: { acts: wisePage, weight: 5 },
  time: { acts: time, weight: 5 },
  tabs: { acts: tabs, weight: 4 },
  partner: { acts: partner, weight: 3 },
  faults: { acts: faults, weight: 3 },
  attacker: { acts: attacker, weight: 1 },
  names: { acts: names, weight: 1 },
  clocks: { acts: clocks, weight: 1 },
};

/** A command: one actor takes one of its currently possible steps. */
class Move implements fc.Command<object, World> {
  readonly #actor: string;
  readonly #which: number;
  #text = 'nothing';

  constructor(actor: string, which: number) {
    this.#actor = actor;
    this.#which = which;
  }

  check(): boolean {
    return true;
  }

  run(_model: object, world: World): void {
    const steps = ACTORS[this.#actor]?.acts(world) ?? [];
    const step = steps[this.#which % steps.length];
    this.#text = step?.text ?? 'nothing';
    if (step) take(step, world);
  }

  toString(): string {
    return this.#text;
  }
}

const moves = Object.entries(ACTORS).map(([actor, { weight }]) => ({
  weight,
  arbitrary: fc.noBias(fc.nat(9999)).map((which) => new Move(actor, which)),
}));

/** Random schedules. */
export const schedules = fc.commands([fc.oneof(...moves)], { maxCommands: 60, size: 'max' });

/** Runs a random schedule and the finale. Throws a violation with the recorded schedule. */
export function play(scripts: Scripts, setting: Setting, commands: Iterable<fc.Command<object, World>>): void {
  const world = new World(scripts, setting);
  try {
    fc.modelRun(() => ({ model: {}, real: world }), commands);
    finale(world);
  } catch (cause) {
    if (cause instanceof Violation) cause.row = { setting, steps: world.steps };
    throw cause;
  }
}

/** Runs a recorded schedule and the finale. Skips impossible steps. Throws a violation. */
export function replay(scripts: Scripts, { setting, steps }: Row): void {
  const world = new World(scripts, { ...PLAIN, ...setting });
  const actors = Object.values(ACTORS);
  for (const text of steps) {
    const step = actors.flatMap(({ acts }) => acts(world)).find((other) => other.text === text);
    if (step) take(step, world);
  }
  finale(world);
}

function take(step: Step, world: World): void {
  world.steps.push(step.text);
  step.run();
  world.oracle.checks();
}
