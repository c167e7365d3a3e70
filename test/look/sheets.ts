// Saves pictures of one card in many languages, a few on each sheet, for a person to look at.
import type { Page } from 'playwright';

/** The cards with the longest texts: the code, the question, and three failures. */
export const SCENES = ['awaiting-code-sent', 'awaiting-code-wrong', 'confirming', 'failed-identity', 'failed-busy', 'failed-too-many'] as const;

const PER_SHEET = 10;

/** The pictures of the cards, by scene. */
export type Pictures = Record<(typeof SCENES)[number], { lang: string; png: Buffer }[]>;

export const noPictures = (): Pictures => Object.fromEntries(SCENES.map((scene) => [scene, [] as unknown])) as Pictures;

/** Takes a picture of each scene on the gallery that the page shows. */
export async function take(page: Page, lang: string, pictures: Pictures): Promise<void> {
  for (const scene of SCENES) pictures[scene].push({ lang, png: await page.locator(`#${scene}`).screenshot() });
}

/** Saves the sheets as `SCENE-1.png` and so on. */
export async function save(page: Page, pictures: Pictures, folder: string): Promise<void> {
  await page.setViewportSize({ width: 5 * 330, height: 800 });
  for (const [scene, all] of Object.entries(pictures)) {
    for (let first = 0; first < all.length; first += PER_SHEET) {
      const cards = all.slice(first, first + PER_SHEET).map(({ lang, png }) => `<figure><figcaption>${lang}</figcaption><img alt="" src="data:image/png;base64,${png.toString('base64')}"></figure>`);
      await page.setContent(`<style>body{display:flex;flex-wrap:wrap;gap:8px;margin:0;align-items:start}figure{margin:0;width:320px}</style>${cards.join('')}`);
      await page.screenshot({ path: `${folder}/${scene}-${first / PER_SHEET + 1}.png`, fullPage: true });
    }
  }
}
