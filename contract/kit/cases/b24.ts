import type { Answer } from '../answer.js';
import type { Case } from '../case.js';
import { must, NotChecked } from '../finding.js';
import { otherCustomer } from '../other-customer.js';
import { RULES } from '../rules.js';

/** B24: one subject for each customer. Runs late, because it checks the earlier responses of both. */
export const b24: Case = {
  name: 'B24',
  title: 'The subject is the same in every answer to a customer, and another one for another customer',
  rule: RULES.subject,
  fix: 'Make subject from your id of the customer alone, for example as its HMAC. Other tabs show a link if the subject is the same.',
  async run(kit) {
    const { customer, options: { statusUrl } } = kit;
    const other = otherCustomer(kit);
    if (statusUrl !== undefined) for (const { browser } of [customer, other]) await browser.send(statusUrl, { method: 'GET' });
    const [own, theirs] = [subjects(customer.answers), subjects(other.answers)];
    must(own.length < 2 && theirs.length < 2, 'the subject of a customer was not the same in each answer');
    const [mine] = own;
    const [another] = theirs;
    if (mine === undefined || another === undefined) throw new NotChecked('no answer to one of the customers had a subject. Without it, other tabs show a link only after a reload');
    must(mine !== another, 'two customers have the same subject');
  },
};

const subjects = (answers: readonly Answer[]): unknown[] => [...new Set(answers.map(({ body }) => body['subject']).filter((subject) => subject !== undefined))];
