import type { Exchange } from 'wise-link';

declare global {
  /** The origins of the bank and of the Wise simulator. */
  var BANK: string;
  var WISE: string;
  /** Set in one test only: it passes a function where the framework has attributes. */
  var EXCHANGE: Exchange;
}
