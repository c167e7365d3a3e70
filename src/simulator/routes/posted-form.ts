import type { Context } from 'hono';

/** Whether the request brings a form, as opposed to JSON or nothing. */
export function isForm(c: Context): boolean {
  const [mediaType = ''] = (c.req.header('content-type') ?? '').split(';');
  return mediaType.trim().toLowerCase() === 'application/x-www-form-urlencoded';
}

/** The form that was posted; empty if it is none. */
export async function postedForm(c: Context): Promise<URLSearchParams> {
  return new URLSearchParams(isForm(c) ? await c.req.text() : '');
}
