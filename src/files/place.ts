/** Line and column, both from 1, the column in characters; a line ends with LF, CR or CRLF. */
export type At = { readonly line: number; readonly column: number };

export class Place {
  private line = 1;
  private column = 1;
  private afterCr = false;

  pass(text: string): void {
    for (const char of text) {
      if (char === '\n' && this.afterCr) {
        this.afterCr = false;
        continue;
      }
      this.afterCr = char === '\r';
      if (char === '\n' || char === '\r') {
        this.line++;
        this.column = 1;
      } else this.column++;
    }
  }

  at(): At {
    return { line: this.line, column: this.column };
  }
}

/** The place of a byte of UTF-8 text. Only a refusal pays for this second look. */
export async function placeOf(chunks: AsyncIterable<Buffer>, offset: number): Promise<At> {
  const place = new Place();
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let left = offset;
  for await (const chunk of chunks) {
    place.pass(decoder.decode(chunk.subarray(0, Math.min(left, chunk.length)), { stream: true }));
    left -= chunk.length;
    if (left <= 0) break;
  }
  return place.at();
}
