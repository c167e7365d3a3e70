/**
 * A time from now in words: "in 40 seconds". Rounded up to ten seconds, so that a countdown changes seldom and never
 * ends too early.
 */
export function relativeTime(seconds: number, lang: string): string {
  const tens = Math.ceil(seconds / 10) * 10;
  const [count, unit] = inUnit(tens);
  return new Intl.RelativeTimeFormat(lang).format(Math.ceil(count), unit);
}

function inUnit(seconds: number): [number, 'second' | 'minute' | 'hour'] {
  if (seconds > 5400) return [seconds / 3600, 'hour'];
  return seconds > 90 ? [seconds / 60, 'minute'] : [seconds, 'second'];
}
