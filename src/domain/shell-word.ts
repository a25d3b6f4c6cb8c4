/** A word as it is typed into a shell, quoted where the shell would take it for more than itself. */
export const shellWord = (text: string): string =>
  /^[\p{L}\p{N}_.,:@%+=/-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
