/** Whether an input is a workbook: by what it holds, whatever it is called. */
export const ZIP = '504b0304';
const COMPOUND = 'd0cf11e0a1b11ae1';

/** `binary`: by its first bytes; `text`: it begins with a tag, which no header of ours does. */
export function sheetKind(head: Buffer, bom: number): 'binary' | 'text' | undefined {
  const hex = head.toString('hex', 0, 8);
  if (hex.startsWith(ZIP) || hex === COMPOUND) return 'binary';
  return head.subarray(bom).toString('latin1').replaceAll('\0', '').trimStart().startsWith('<') ? 'text' : undefined;
}
