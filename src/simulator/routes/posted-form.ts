import type { Context } from 'hono';

/** Whether the request body is a form. */
export function isForm(c: Context): boolean {
  const [mediaType = ''] = (c.req.header('content-type') ?? '').split(';');
  return mediaType.trim().toLowerCase() === 'application/x-www-form-urlencoded';
}

/** The posted form; empty if the body is not a form. */
export async function postedForm(c: Context): Promise<URLSearchParams> {
  return new URLSearchParams(isForm(c) ? await c.req.text() : '');
}
