declare global {
  /** The bank's own origin, and that of the Wise simulator. */
  var BANK: string;
  var WISE: string;
}

export {};
