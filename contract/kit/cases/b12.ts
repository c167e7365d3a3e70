import { describe, secondsToWait } from '../answer.js';
import type { Answer } from '../answer.js';
import type { Case } from '../case.js';
import { must, NotChecked } from '../finding.js';
import { foreignAttempt } from '../foreign-attempt.js';
import type { Kit } from '../kit.js';
import { mustRefuse } from '../refusal.js';

const OFTEN = 6;

/** B12: resend without attempt, with foreign attempt, 6× → 429. */
export const b12: Case = {
  name: 'B12',
  title: 'An e-mail is sent without an attempt, not for another customer’s attempt, and not six times in a row',
  mend:
    'Take the address from your own record. Look for the attempt by id and customer together (404). Let a minute pass ' +
    'between two e-mails and send five a day, counted per customer in one transaction; else 429 rate_limited.',
  async run(kit) {
    const { emailUrl } = kit.options;
    if (emailUrl === undefined) throw new NotChecked('give --email-url');
    const foreign = kit.other && (await foreignAttempt(kit));
    if (foreign !== undefined) {
      await withEmails(kit, 0, async () => {
        const answer = await kit.customer.browser.post(emailUrl, { attemptId: foreign.attemptId }, crypto.randomUUID());
        mustRefuse(answer, 404, 'attempt_not_found', 'an e-mail for another customer’s attempt');
      });
      await foreign.discard();
    }
    await often(kit, emailUrl);
    if (foreign === undefined) throw new NotChecked('the rest is right; for an attempt of another customer’s, give --other-cookie');
  },
};

async function often(kit: Kit, emailUrl: URL): Promise<void> {
  const { browser } = kit.customer;
  const [first, ...more] = await askOften(() => browser.post(emailUrl, {}, crypto.randomUUID()));
  if (first.status === 429) throw new NotChecked(`the customer has had his e-mails: run the kit again in ${secondsToWait(first)} s`);
  const { sentTo, resendAfterSeconds, resendsLeft } = first.body;
  const isRight = first.status === 202 && typeof sentTo === 'string' && typeof resendAfterSeconds === 'number' && typeof resendsLeft === 'number';
  must(isRight, `a request for an e-mail was answered ${describe(first)}, and not 202 with sentTo, resendAfterSeconds and resendsLeft`);
  const refused = more.find(({ status }) => status !== 202);
  must(refused !== undefined, `${OFTEN} requests for an e-mail, one after the other, were all answered 202`);
  mustRefuse(refused, 429, 'rate_limited', 'a request too soon after another');
  must((secondsToWait(refused) ?? 0) > 0, 'rate_limited came without retryAfterSeconds');
}

async function askOften(ask: () => Promise<Answer>): Promise<[Answer, ...Answer[]]> {
  const answers: [Answer, ...Answer[]] = [await ask()];
  while (answers.length < OFTEN && answers.at(-1)?.status === 202) answers.push(await ask());
  return answers;
}

async function withEmails({ wise }: Kit, most: number, work: () => Promise<void>): Promise<void> {
  const before = await wise.emails();
  await work();
  const sent = (await wise.emails()) - before;
  must(sent <= most, `Wise sent ${sent} e-mails, and not ${most}`);
}
