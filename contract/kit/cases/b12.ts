import { describe, secondsToWait } from '../answer.js';
import type { Answer } from '../answer.js';
import type { Case } from '../case.js';
import { must, NotChecked } from '../finding.js';
import { FULL_ADDRESS } from '../full-address.js';
import { foreignAttempt } from '../foreign-attempt.js';
import type { Kit, Person } from '../kit.js';
import { mustRefuse } from '../refusal.js';

const OFTEN = 6;

/** For how many seconds a code can be exchanged at Wise. */
const LONGEST = 1800;

/** B12: resend without attempt, with foreign attempt, 6× → 429. */
export const b12: Case = {
  name: 'B12',
  title: 'An e-mail is sent without an attempt, not for another customer’s attempt, and not six times in a row',
  mend:
    'Take the address from your own record, and show it masked: s•••@e•••.com. Look for the attempt by id and customer ' +
    'together (404). Let a minute pass between two e-mails and send five a day, counted per customer in one transaction; ' +
    'else 429 rate_limited. In ttlSeconds promise a code no more than its 1800 seconds at Wise.',
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
  mustSayWhatIsSent(first, kit.customer);
  const refused = more.find(({ status }) => status !== 202);
  must(refused !== undefined, `${OFTEN} requests for an e-mail, one after the other, were all answered 202`);
  mustRefuse(refused, 429, 'rate_limited', 'a request too soon after another');
  must((secondsToWait(refused) ?? 0) > 0, 'rate_limited came without retryAfterSeconds');
}

function mustSayWhatIsSent(answer: Answer, { atWise }: Person): void {
  const { sentTo, resendAfterSeconds, resendsLeft, ttlSeconds } = answer.body;
  const isRight = answer.status === 202 && typeof sentTo === 'string' && typeof resendAfterSeconds === 'number' && typeof resendsLeft === 'number';
  must(isRight, `a request for an e-mail was answered ${describe(answer)}, and not 202 with sentTo, resendAfterSeconds and resendsLeft`);
  must(isMasked(sentTo, atWise), 'sentTo shows the customer’s address, or the name in it, unmasked');
  if (ttlSeconds === undefined) return;
  const isPossible = typeof ttlSeconds === 'number' && ttlSeconds > 0 && ttlSeconds <= LONGEST;
  must(isPossible, `ttlSeconds is ${JSON.stringify(ttlSeconds)}, and not a number of seconds above 0 and up to ${LONGEST}`);
}

// Of a very short name a mask may leave all there is.
function isMasked(sentTo: string, address: string): boolean {
  const [name = ''] = address.toLowerCase().split('@');
  const [shown = ''] = sentTo.toLowerCase().split('@');
  return !FULL_ADDRESS.test(sentTo) && (name.length < 3 || !shown.includes(name));
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
