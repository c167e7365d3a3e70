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
  // Up to two hours: "in 2 hours" would be too long by half an hour, and Hebrew has a special form for it.
  if (seconds > 7200) return [seconds / 3600, 'hour'];
  return seconds > 90 ? [seconds / 60, 'minute'] : [seconds, 'second'];
}
