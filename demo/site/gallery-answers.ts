/** The fixed answers of the gallery's backend, by the last segment of the path, so that each phase stays the same. */
const ANSWERS: Record<string, { status: number; body: unknown }> = {
  sent: { status: 202, body: { sentTo: 's•••@e•••.com', resendAfterSeconds: 55, resendsLeft: 4 } },
  ended: { status: 200, body: { status: 'expired', link: { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••5282' } } },
};

/** Answers a request below `/gallery/`; `/gallery/never` never gets an answer. Undefined for other paths. */
export function answerGallery({ url }: Request): Promise<Response> | undefined {
  const [, name] = /^\/gallery\/(\w+)$/.exec(new URL(url).pathname) ?? [];
  if (name === undefined) return undefined;
  if (name === 'never') return new Promise(() => {});
  const { status, body } = ANSWERS[name] ?? { status: 404, body: {} };
  return Promise.resolve(Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } }));
}
