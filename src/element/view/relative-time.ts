/**
 * A span of time from now, in words: "in 40 seconds". It is rounded up to ten seconds, so that what counts down with it
 * changes seldom, and never says that it is over too early.
 */
export function soon(seconds: number, lang: string): string {
  const tens = Math.ceil(seconds / 10) * 10;
  const [count, unit] = tens > 5400 ? [tens / 3600, 'hour' as const] : tens > 90 ? [tens / 60, 'minute' as const] : [tens, 'second' as const];
  return new Intl.RelativeTimeFormat(lang).format(Math.ceil(count), unit);
}
