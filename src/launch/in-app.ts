/**
 * The names by which apps mark the browser inside them; Android's own web view says `; wv)`. Some say "like Safari", which no
 * browser says of itself: theirs is `Safari/` with a version, after `like Gecko`.
 */
const APPS =
  /\b(FB(AN|AV|_IAB)|Instagram|Barcelona |musical_ly|TikTok|trill_|Bytedance|GSA\/|Line\/|Snapchat|LinkedInApp|Pinterest\/|Twitter|MicroMessenger|KAKAOTALK|NAVER\()|like Safari|; wv\)/;

/**
 * True for a browser inside an app, by its user agent: it may show no second window, keep no cookies, or be closed
 * before the customer is back. Only a hint for the wording, as a user agent can say anything.
 */
export const isInApp = (userAgent = navigator.userAgent): boolean =>
  // A web view of iOS names no Safari, which every browser there does.
  APPS.test(userAgent) || (/\b(iPhone|iPad|iPod)\b/.test(userAgent) && !/\bSafari\//.test(userAgent));

/**
 * True for a phone or a tablet: by its name, or, since tablets call themselves a Mac or a Linux desktop, by fingers and the
 * lack of a mouse. A laptop with a touch screen has a mouse.
 */
export const isHandheld = (): boolean =>
  /Android|iPhone|iPad/.test(navigator.userAgent) ||
  (navigator.maxTouchPoints > 1 && (navigator.userAgent.includes('Macintosh') || matchMedia('(hover:none)').matches));
