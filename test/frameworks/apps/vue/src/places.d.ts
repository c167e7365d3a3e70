declare global {
  /** The origins of the bank and of the Wise simulator. */
  var BANK: string;
  var WISE: string;
}

export {};

declare module 'vue' {
  interface ComponentCustomProperties {
    BANK: string;
    WISE: string;
  }
}
