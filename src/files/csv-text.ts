/** One record as CSV: a line that every reader takes for the same cells. */

/** Also what other readers take for separators, and blanks at the edges, which some of them drop. */
const QUOTED = /[",;\t\r\n]|^\s|\s$/;

export function csvLine(cells: readonly string[]): string {
  // A line with nothing on it would be skipped by readers, and the row lost.
  if (cells.length === 1 && cells[0] === '') return '""\n';
  return cells.map((cell) => (QUOTED.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',') + '\n';
}
