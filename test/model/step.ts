/** A possible step of an actor. */
export interface Step {
  /** The actor and the action, as recorded in a schedule. */
  text: string;
  run: () => void;
}

/** An actor: returns its currently possible steps. */
export type Actor<World> = (world: World) => Step[];
