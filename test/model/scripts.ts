import { Realm } from './realm.js';
import type { Source } from './source.js';

/** The scripts of the pages, ready to run on any number of them. */
export class Scripts {
  readonly realm = new Realm();
  readonly bank: (page: object, exports: object) => void;
  readonly callback: (page: object, exports: object) => void;

  constructor({ bank, callback }: Source) {
    this.bank = this.realm.compile(bank);
    this.callback = this.realm.compile(callback);
  }
}
