/** Something that somebody may do. */
export interface Step {
  /** Who does what, as it stands in a schedule. */
  text: string;
  run: () => void;
}

/** Somebody, as the list of what he may do at this moment. */
export type Actor<World> = (world: World) => Step[];
