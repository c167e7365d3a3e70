import type { Outcome } from './outcome.js';
import type { ElementRequest, Page } from './page.js';
import type { Row } from './rows.js';
import type { Stage } from './stage.js';

/** Longer than the life of an attempt. */
const TOO_LATE_SECONDS = 31 * 60;

/** Plays a row: the crash, the restart on the same database, and what the person does then. */
export async function play(stage: Stage, row: Row): Promise<Outcome> {
  const { person, killed } = row;
  await stage.clear();
  const page = stage.openPage();
  await page.logIn(stage.backend, 'sarah');
  const exchange = await page.authorize(stage.backend, person);
  const confirmation = page.confirmation(person.says);
  // What was answered before the crash, the page has; it sends again only what was cut off, and what follows on that.
  const before = killed === 'confirm' ? [(await stage.untilFinal(page, exchange)).word] : [];
  const requests = killed === 'confirm' ? ([confirmation] as const) : ([exchange, confirmation] as const);
  const wasKilled = await crash(stage, page, row, requests[0]);
  await stage.start();

  const end = person.comesBack ? await comeBack(stage, page, requests) : await stayAway(stage, page);
  const { code } = JSON.parse(exchange.body);
  const kept = await stage.keptTokens();
  const status = await page.askStatus(stage.backend);
  const works = kept > 0 && (await stage.tokenWorks());
  return { wasKilled, ...end, answers: [...before, ...end.answers], status, ...stage.wise.callsOf(code), kept, works, leaks: stage.leaks(page) };
}

/** Sends a request that the backend does not survive; says whether that was so. */
async function crash(stage: Stage, page: Page, { point }: Row, request: ElementRequest): Promise<boolean> {
  const { backend, wise } = stage;
  if (point.moment === undefined) wise.beforeNextAnswer(() => backend.kill());
  else await backend.dieAt(point.moment);
  const answer = await page.send(backend, request).catch(() => null);
  if (answer === null) return backend.wasKilled();
  await backend.stop();
  return false;
}

type Requests = readonly [ElementRequest, ElementRequest?];
type End = Pick<Outcome, 'answers' | 'isRepeated' | 'waited'>;

/** The page sends the same again; asked "is this you?", the customer answers. The last comes once more. */
async function comeBack(stage: Stage, page: Page, [request, next]: Requests, answers: string[] = []): Promise<End> {
  const { word, text, waited } = await stage.untilFinal(page, request);
  answers.push(word);
  if (word === 'pending_confirmation' && next !== undefined) return comeBack(stage, page, [next], answers);
  const again = await stage.untilFinal(page, request);
  return { answers, isRepeated: again.text === text, waited };
}

/** Nobody sends anything; his time ends, and some other customer asks for something. */
async function stayAway(stage: Stage, page: Page): Promise<End> {
  await stage.forward(TOO_LATE_SECONDS);
  const other = stage.openPage();
  await other.logIn(stage.backend, 'omar');
  await other.askStatus(stage.backend, page.attemptId);
  return { answers: [await page.askStatus(stage.backend)], isRepeated: true, waited: 0 };
}
