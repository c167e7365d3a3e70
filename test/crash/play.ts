import type { Outcome } from './outcome.js';
import type { ElementRequest, Page } from './page.js';
import type { Row } from './rows.js';
import type { Stage } from './stage.js';

/** Longer than the time limit of an attempt. */
const EXPIRED_AFTER_SECONDS = 31 * 60;

/** Runs a row: the crash, the restart on the same database, and the requests of the person after it. */
export async function play(stage: Stage, row: Row): Promise<Outcome> {
  const { person, killed } = row;
  await stage.clear();
  const page = stage.openPage();
  await page.logIn(stage.backend, 'sarah');
  const exchange = await page.authorize(stage.backend, person);
  const confirmation = page.confirmation(person.confirms);
  // The page repeats only the request that was interrupted, and sends the next one.
  const before = killed === 'confirm' ? [(await stage.untilFinal(page, exchange)).word] : [];
  const requests = killed === 'confirm' ? ([confirmation] as const) : ([exchange, confirmation] as const);
  const wasKilled = await crash(stage, page, row, requests[0]);
  await stage.start();

  const end = person.returns ? await replay(stage, page, requests) : await letExpire(stage, page);
  const { code } = JSON.parse(exchange.body);
  const kept = await stage.keptTokens();
  const status = await page.askStatus(stage.backend);
  const works = kept > 0 && (await stage.tokenWorks());
  return { wasKilled, ...end, answers: [...before, ...end.answers], status, ...stage.wise.callsOf(code), kept, works, leaks: stage.leaks(page) };
}

/** Sends a request during which the backend is killed. Returns whether it was killed. */
async function crash(stage: Stage, page: Page, { point }: Row, request: ElementRequest): Promise<boolean> {
  const { backend, wise } = stage;
  if (point.moment === undefined) wise.beforeNextAnswer(() => backend.kill());
  else await backend.crashAt(point.moment);
  const answer = await page.send(backend, request).catch(() => null);
  if (answer === null) return backend.wasKilled();
  await backend.stop();
  return false;
}

type Requests = readonly [ElementRequest, ElementRequest?];
type End = Pick<Outcome, 'answers' | 'isRepeated' | 'waited'>;

/** Repeats the request, answers "is this you?" if asked, and repeats the last request once more. */
async function replay(stage: Stage, page: Page, [request, next]: Requests, answers: string[] = []): Promise<End> {
  const { word, text, waited } = await stage.untilFinal(page, request);
  answers.push(word);
  if (word === 'pending_confirmation' && next !== undefined) return replay(stage, page, [next], answers);
  const again = await stage.untilFinal(page, request);
  return { answers, isRepeated: again.text === text, waited };
}

/** Lets the attempt expire without a request, and then sends a request of another customer. */
async function letExpire(stage: Stage, page: Page): Promise<End> {
  await stage.forward(EXPIRED_AFTER_SECONDS);
  const other = stage.openPage();
  await other.logIn(stage.backend, 'omar');
  await other.askStatus(stage.backend, page.attemptId);
  return { answers: [await page.askStatus(stage.backend)], isRepeated: true, waited: 0 };
}
