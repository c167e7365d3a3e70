import { expect, test, vi } from 'vitest';
import { isHandheld, isInApp } from '../../src/launch/in-app.js';

const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const ANDROID = 'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko)';
const WEB_VIEW =
  'Mozilla/5.0 (Linux; Android 15; Pixel 9 Build/AP4A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/137.0.0.0 Mobile Safari/537.36';

test.each([
  ['Facebook on iOS', `${IPHONE} Mobile/15E148 [FBAN/FBIOS;FBAV/515.0.0;FBDV/iPhone16,1]`],
  ['Facebook on Android', `${ANDROID} Version/4.0 Chrome/137.0.0.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/515.0.0;]`],
  ['Instagram', `${IPHONE} Mobile/15E148 Instagram 380.0.0 (iPhone16,1; iOS 18_5)`],
  ['Instagram on Android', `${ANDROID} Chrome/137.0.0.0 Mobile Safari/537.36 Instagram 380.0.0 Android`],
  [
    'TikTok by its old name',
    `${ANDROID} Chrome/137.0.0.0 Mobile Safari/537.36 musical_ly_2023 BytedanceWebview/d8a21c6`,
  ],
  ['TikTok', `${ANDROID} Chrome/137.0.0.0 Mobile Safari/537.36 trill_400 ByteLocale/en`],
  ['LINE', `${IPHONE} Mobile/15E148 Safari/604.1 Line/15.9.0`],
  ['the Google app', `${IPHONE} GSA/370.0 Mobile/15E148 Safari/604.1`],
  ['Threads', `${IPHONE} Mobile/15E148 Barcelona 384.0.0 (iPhone16,1; iOS 18_5)`],
  ['Snapchat', `${IPHONE} Version/18.5 Mobile/15E148 Snapchat/13.40.0.43 (like Safari/8621.2.5, panda)`],
  ['an app that says "like Safari"', `${IPHONE} Mobile/15E148 App/1.0 (like Safari/8621.2.5)`],
  ['an app that says "like Safari" on an iPad that calls itself a Mac', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) App/1.0 (like Safari/605.1.15)'],
  ['LinkedIn', `${IPHONE} Mobile/15E148 Safari/604.1 [LinkedInApp]/9.31`],
  ['Pinterest', `${ANDROID} Version/4.0 Chrome/137.0.0.0 Mobile Safari/537.36 [Pinterest/Android]`],
  ['X', `${IPHONE} Mobile/15E148 Safari/604.1 Twitter for iPhone/11.2`],
  ['X on Android', `${ANDROID} Version/4.0 Chrome/137.0.0.0 Mobile Safari/537.36 TwitterAndroid`],
  ['WeChat', `${IPHONE} Mobile/15E148 Safari/604.1 MicroMessenger/8.0.59(0x18003b2f) NetType/WIFI Language/en`],
  ['KakaoTalk', `${ANDROID} Version/4.0 Chrome/137.0.0.0 Mobile Safari/537.36;KAKAOTALK 2511000`],
  ['NAVER', `${ANDROID} Chrome/137.0.0.0 Mobile Safari/537.36 NAVER(inapp; search; 2000; 12.12.0)`],
  ["Android's web view", WEB_VIEW],
  ["iOS's web view", `${IPHONE} Mobile/15E148`],
  ["an iPad's web view", `${IPHONE.replace('iPhone;', 'iPad;')} Mobile/15E148`],
])('L14 %s is inside an app', (_, userAgent) => {
  expect(isInApp(userAgent)).toBe(true);
});

test.each([
  ['Safari on iOS', `${IPHONE} Version/18.5 Mobile/15E148 Safari/604.1`],
  ['Chrome on iOS', `${IPHONE} CriOS/137.0.0.0 Mobile/15E148 Safari/604.1`],
  ['Firefox on iOS', `${IPHONE} FxiOS/139.0 Mobile/15E148 Safari/605.1.15`],
  ['Chrome on Android', `${ANDROID} Chrome/137.0.0.0 Mobile Safari/537.36`],
  ['Firefox on Android', 'Mozilla/5.0 (Android 15; Mobile; rv:139.0) Gecko/139.0 Firefox/139.0'],
  ['Samsung Internet', `${ANDROID} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36`],
  ['Edge on iOS', `${IPHONE} Version/18.0 EdgiOS/137.0.0.0 Mobile/15E148 Safari/604.1`],
  ['DuckDuckGo, which is a browser', `${IPHONE} Version/18.5 Mobile/15E148 DuckDuckGo/7 Safari/605.1.15`],
  ['Opera on Android', `${ANDROID} Chrome/135.0.0.0 Mobile Safari/537.36 OPR/90.0.0.0`],
  [
    'Safari on a Mac',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15',
  ],
  [
    'WebKitGTK',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15',
  ],
  ['a browser with Online/ in its user agent', `${ANDROID} Chrome/137.0.0.0 Mobile Safari/537.36 Online/1.0`],
  ['nothing', ''],
])('L14 %s is not inside an app', (_, userAgent) => {
  expect(isInApp(userAgent)).toBe(false);
});

const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15';
const DESKTOP = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Safari/537.36';
const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Safari/537.36';

test.each([
  ['an iPhone', `${IPHONE} Version/18.5 Mobile/15E148 Safari/604.1`, 5, true, true],
  ['an Android tablet', `${ANDROID} Chrome/137.0.0.0 Safari/537.36`, 5, true, true],
  ['an Android tablet that calls itself a desktop', DESKTOP, 5, true, true],
  ['Macintosh with five touch points, an iPad', MAC, 5, true, true],
  ['Macintosh with five touch points, an iPad with a mouse', MAC, 5, false, true],
  ['a Mac', MAC, 0, false, false],
  ['a Mac with a touch bar', MAC, 1, false, false],
  ['a laptop with a touch screen', WINDOWS, 10, false, false],
  ['a desktop', DESKTOP, 0, false, false],
  ['a television', DESKTOP, 0, true, false],
])('%s: handheld by touch and mouse', (_, userAgent, maxTouchPoints, hasOnlyFingers, expected) => {
  vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(userAgent);
  vi.spyOn(navigator, 'maxTouchPoints', 'get').mockReturnValue(maxTouchPoints);
  vi.stubGlobal('matchMedia', () => ({ matches: hasOnlyFingers }));
  expect(isHandheld()).toBe(expected);
});
