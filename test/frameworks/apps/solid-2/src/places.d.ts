declare global {
  /** The origins of the bank and of the Wise simulator. */
  var BANK: string;
  var WISE: string;
}

export {};
