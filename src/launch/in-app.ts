/** The names by which apps mark the browser inside them; Android's own web view says `; wv)`. */
const APPS = /\b(FBAN|FBAV|Instagram|musical_ly|TikTok|trill_|Bytedance|GSA\/|Line\/)|; wv\)/;

/**
 * True for a browser inside an app, by its user agent: it may show no second window, keep no cookies, or be closed
 * before the customer is back. Only a hint for the wording, as a user agent can say anything.
 */
export const isInApp = (userAgent: string): boolean =>
  // A web view of iOS names no Safari, which every browser there does.
  APPS.test(userAgent) || (/\b(iPhone|iPad|iPod)\b/.test(userAgent) && !/\bSafari\//.test(userAgent));
