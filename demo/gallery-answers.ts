import type { ServerResponse } from 'node:http';

/** The fixed answers of the gallery's backend, by the last segment of the path, so that each phase stays the same. */
const ANSWERS: Record<string, { status: number; body: unknown }> = {
  sent: { status: 202, body: { sentTo: 's•••@e•••.com', resendAfterSeconds: 55, resendsLeft: 4 } },
  ended: { status: 200, body: { status: 'expired', link: { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••5282' } } },
};

/** Answers a call to the gallery's backend. */
export function answerGallery(pathname: string, response: ServerResponse): void {
  const answer = ANSWERS[pathname.slice(pathname.lastIndexOf('/') + 1)] ?? { status: 404, body: {} };
  response.writeHead(answer.status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' }).end(JSON.stringify(answer.body));
}
