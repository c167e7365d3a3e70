/** Tells developers that Wise ignores what they sent. For the consent page and the terminal. */
export function ignoredNote(names: readonly string[]): string {
  const parts = [
    ...(names.some((name) => name.startsWith('code_')) ? ['Wise documents no PKCE'] : []),
    ...(names.includes('response_type') ? ['Wise documents no response_type and always answers with a code'] : []),
  ];
  return `${parts.join('. ')}. Ignored: ${names.join(', ')}.`;
}
