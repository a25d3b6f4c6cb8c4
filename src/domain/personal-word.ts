/** Words of a search that look like contact data: names and logins are searched, and what is kept is kept in clear (PII-1). */
export function personalWord(search: unknown): 'phone' | 'email' | 'id_number' | undefined {
  for (const word of String(search ?? '')
    .normalize('NFKC')
    .split(/\s+/)) {
    if (/^[^@]+@[^@]+\.[^@]+$/.test(word)) return 'email';
    if (/^\d{17}[\dX]$/i.test(word)) return 'id_number';
    if (/^\+?\d{7,15}$/.test(word.replaceAll(/[-().]/g, ''))) return 'phone';
  }
  return undefined;
}
