import { Realm } from './realm.js';
import type { Source } from './source.js';

/** The compiled scripts of the pages. */
export class Scripts {
  readonly realm = new Realm();
  readonly bank: (page: object, exports: object) => void;
  readonly callback: (page: object, exports: object) => void;

  constructor({ bank, callback }: Source) {
    this.bank = this.realm.compile(bank);
    this.callback = this.realm.compile(callback);
  }
}
