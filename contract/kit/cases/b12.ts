import { describe, secondsToWait } from '../answer.js';
import type { Answer } from '../answer.js';
import type { Case } from '../case.js';
import { must, NotChecked } from '../finding.js';
import { FULL_ADDRESS } from '../full-address.js';
import { foreignAttempt } from '../foreign-attempt.js';
import type { Kit, Person } from '../kit.js';
import { otherCustomer } from '../other-customer.js';
import { mustRefuse } from '../refusal.js';
import { RULES } from '../rules.js';

const MAX_REQUESTS = 6;

/** The lifetime of a Wise code in seconds. */
const CODE_LIFE_SECONDS = 1800;

/** B12: resend without attempt, with foreign attempt, 6× → 429. */
export const b12: Case = {
  name: 'B12',
  title: 'An email is sent without an attempt, but not for another customer’s attempt and not six times in a row',
  rule: RULES.emailLimit,
  fix:
    'Use the address from your own records, and show it masked: s•••@e•••.com. Find the attempt by id and customer ' +
    'together (else 404). Allow one email a minute and five a day, counted per customer in one transaction (else 429 ' +
    'rate_limited). ttlSeconds must not exceed the 1800 seconds that a code lasts at Wise.',
  async run(kit) {
    const { emailUrl } = kit.options;
    if (emailUrl === undefined) throw new NotChecked('there is no --email-url');
    const foreign = kit.other && (await foreignAttempt(kit, kit.other));
    if (foreign !== undefined) {
      await withEmails(kit, 0, async () => {
        const answer = await kit.customer.browser.post(emailUrl, { attemptId: foreign.attemptId }, crypto.randomUUID());
        mustRefuse(answer, 404, 'attempt_not_found', 'an email for another customer’s attempt', RULES.ownEmail);
      });
      await foreign.discard();
    }
    await checkLimit(kit, emailUrl);
    // Everything else has passed.
    otherCustomer(kit);
  },
};

async function checkLimit(kit: Kit, emailUrl: URL): Promise<void> {
  const { browser } = kit.customer;
  const [first, ...more] = await requestUntilRefused(() => browser.post(emailUrl, {}, crypto.randomUUID()));
  if (first.status === 429) throw new NotChecked(`the customer has reached the limit of emails: run the kit again in ${secondsToWait(first)} s`);
  mustDescribeEmail(first, kit.customer);
  const refused = more.find(({ status }) => status !== 202);
  must(refused !== undefined, `${MAX_REQUESTS} requests for an email in a row all got 202`);
  mustRefuse(refused, 429, 'rate_limited', 'a request too soon after another');
  must((secondsToWait(refused) ?? 0) > 0, 'rate_limited had no retryAfterSeconds');
}

function mustDescribeEmail(answer: Answer, { atWise }: Person): void {
  const { sentTo, resendAfterSeconds, resendsLeft, ttlSeconds } = answer.body;
  const isRight = answer.status === 202 && typeof sentTo === 'string' && typeof resendAfterSeconds === 'number' && typeof resendsLeft === 'number';
  must(isRight, `a request for an email got ${describe(answer)}, not 202 with sentTo, resendAfterSeconds and resendsLeft`, RULES.emailSent);
  must(isMasked(sentTo, atWise), 'sentTo shows the customer’s address, or the name in it, unmasked', RULES.masked);
  if (ttlSeconds === undefined) return;
  const isPossible = typeof ttlSeconds === 'number' && ttlSeconds > 0 && ttlSeconds <= CODE_LIFE_SECONDS;
  must(isPossible, `ttlSeconds is ${JSON.stringify(ttlSeconds)}, not a number greater than 0 and at most ${CODE_LIFE_SECONDS}`, RULES.emailTime);
}

// A mask may leave all of a very short name.
function isMasked(sentTo: string, address: string): boolean {
  const [name = ''] = address.toLowerCase().split('@');
  const [shown = ''] = sentTo.toLowerCase().split('@');
  return !FULL_ADDRESS.test(sentTo) && (name.length < 3 || !shown.includes(name));
}

async function requestUntilRefused(ask: () => Promise<Answer>): Promise<[Answer, ...Answer[]]> {
  const answers: [Answer, ...Answer[]] = [await ask()];
  while (answers.length < MAX_REQUESTS && answers.at(-1)?.status === 202) answers.push(await ask());
  return answers;
}

async function withEmails({ wise }: Kit, most: number, work: () => Promise<void>): Promise<void> {
  const before = await wise.emails();
  await work();
  const sent = (await wise.emails()) - before;
  must(sent <= most, `Wise sent ${sent} emails, not ${most}`, RULES.ownEmail);
}
