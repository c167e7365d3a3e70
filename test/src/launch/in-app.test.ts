import { expect, test } from 'vitest';
import { isInApp } from '../../../src/launch/in-app.js';

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
  [
    'Safari on a Mac',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15',
  ],
  [
    'WebKitGTK',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15',
  ],
  ['a browser that calls itself online', `${ANDROID} Chrome/137.0.0.0 Mobile Safari/537.36 Online/1.0`],
  ['nothing', ''],
])('L14 %s is not inside an app', (_, userAgent) => {
  expect(isInApp(userAgent)).toBe(false);
});
