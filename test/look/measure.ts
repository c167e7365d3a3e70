/** The measurements of one card in the gallery. */
export interface Measured {
  name: string;
  lang: string;
  /** The height of the card, in pixels. */
  height: number;
  /** Parts with overflowing text. */
  wide: string[];
  /** Targets that are too small. */
  small: string[];
  contrasts: { part: string; kind: 'text' | 'other'; ratio: number }[];
}

/** Measures all cards of the gallery. Runs in the page, so it must be self-contained. */
export function measure(): Measured[] {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!canvas) throw new Error('no canvas');

  /** Blends any CSS color over another, as red, green and blue. */
  const over = (color: string, [r = 255, g = 255, b = 255]: number[]): number[] => {
    canvas.fillStyle = `rgb(${r} ${g} ${b})`;
    canvas.fillRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  /** WCAG 2.2, "relative luminance". */
  const luminance = (rgb: number[]): number => {
    const [r = 0, g = 0, b = 0] = rgb.map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one: number[], other: number[]): number => {
    const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  /** The background behind an element, through shadow roots, down to the page. */
  const ground = (element: Element): number[] => {
    const root = element.getRootNode();
    const behind = element.parentElement ?? (root instanceof ShadowRoot ? root.host : undefined);
    const color = getComputedStyle(element).backgroundColor;
    return over(color, behind ? ground(behind) : over('Canvas', [255, 255, 255]));
  };

  return [...document.querySelectorAll('#cells > section')].map((cell): Measured => {
    const element = cell.querySelector('wise-link');
    const form = element?.shadowRoot?.querySelector('form');
    if (!form) throw new Error(`${cell.id} has no card`);
    const parts = [...form.querySelectorAll<HTMLElement>('[part]')].filter((one) => one.checkVisibility() && one.offsetWidth !== 1);
    const texts = parts.filter(({ localName, textContent }) => localName !== 'svg' && localName !== 'div' && textContent?.trim());
    const name = (one: Element): string => one.getAttribute('part') ?? one.localName;
    const { right, left } = form.getBoundingClientRect();
    const isWide = (one: Element): boolean => {
      const box = one.getBoundingClientRect();
      return one.scrollWidth > one.clientWidth + 1 || box.right > right + 1 || box.left < left - 1;
    };
    const pressed = parts.filter((one) => one.matches('a, button, input'));
    const contrasts: Measured['contrasts'] = texts.map((one) => {
      const behind = ground(one);
      return { part: name(one), kind: 'text', ratio: ratio(over(getComputedStyle(one).color, behind), behind) };
    });
    const behind = ground(form);
    for (const one of parts) {
      const { borderTopColor, borderTopWidth, color, backgroundColor } = getComputedStyle(one);
      if (one.matches('input')) contrasts.push({ part: 'border of the input', kind: 'other', ratio: ratio(over(borderTopColor, behind), behind) });
      if (one.matches('a, button') && Number.parseFloat(borderTopWidth) && !borderTopColor.endsWith(' 0)')) {
        contrasts.push({ part: `border of ${name(one)}`, kind: 'other', ratio: ratio(over(borderTopColor, behind), behind) });
      }
      if (one.matches('svg')) contrasts.push({ part: 'icon', kind: 'other', ratio: ratio(over(color, ground(one)), ground(one)) });
      if (one.matches('button') && one === parts.find((first) => first.matches('button')) && !backgroundColor.endsWith(' 0)')) {
        contrasts.push({ part: 'main button', kind: 'other', ratio: ratio(ground(one), behind) });
      }
    }
    for (const one of pressed) {
      one.focus();
      if (!one.matches(':focus-visible')) continue;
      contrasts.push({ part: `focus ring of ${name(one)}`, kind: 'other', ratio: ratio(over(getComputedStyle(one).outlineColor, behind), behind) });
    }
    return {
      name: cell.id,
      lang: form.lang,
      height: Math.round(form.getBoundingClientRect().height),
      wide: texts.filter((one) => !one.matches('input') && isWide(one)).map(name),
      small: pressed.filter((one) => one.offsetHeight < 44 || one.offsetWidth < 44).map(name),
      contrasts,
    };
  });
}
