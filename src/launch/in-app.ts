/**
 * Marks of in-app browsers in a user agent. Android's web view has `; wv)`. Some apps have `like Safari`, which no browser has:
 * browsers have `Safari/` with a version, after `like Gecko`.
 */
const APPS =
  /\b(FB(AN|AV|_IAB)|Instagram|Barcelona |musical_ly|TikTok|trill_|Bytedance|GSA\/|Line\/|Snapchat|LinkedInApp|Pinterest\/|Twitter|MicroMessenger|KAKAOTALK|NAVER\()|like Safari|; wv\)/;

/**
 * Whether the user agent is that of an in-app browser, which may open no second window, store no cookies, or close before the
 * customer returns. Only a hint for the words, as a user agent can be anything.
 */
export const isInApp = (userAgent = navigator.userAgent): boolean =>
  // On iOS, every browser has Safari in its user agent, and a web view does not.
  APPS.test(userAgent) || (/\b(iPhone|iPad|iPod)\b/.test(userAgent) && !/\bSafari\//.test(userAgent));

/**
 * Whether the device is a phone or a tablet: by its user agent, or by touch without a mouse, as tablets have the user agent of a
 * Mac or a Linux desktop. A laptop with a touch screen has a mouse.
 */
export const isHandheld = (): boolean =>
  /Android|iPhone|iPad/.test(navigator.userAgent) ||
  (navigator.maxTouchPoints > 1 && (navigator.userAgent.includes('Macintosh') || window.matchMedia?.('(hover:none)').matches));
