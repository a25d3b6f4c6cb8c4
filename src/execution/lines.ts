/** Bytes in lines: at LF alone, for the texts in them may hold whatever else ends a line somewhere. */
const NEWLINE = 10;

/** Whole lines of a stream of bytes, without their ends; `most` bytes each at the longest. */
export async function* linesOf(bytes: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let length = 0;
  for await (const part of bytes) {
    const buffer = Buffer.from(part.buffer, part.byteOffset, part.byteLength);
    let from = 0;
    for (let at = buffer.indexOf(NEWLINE); at >= 0; at = buffer.indexOf(NEWLINE, from)) {
      const piece = buffer.subarray(from, at);
      if (length + piece.length > most) throw new LineTooLong();
      yield held.length === 0 ? piece : Buffer.concat([...held, piece]);
      held = [];
      length = 0;
      from = at + 1;
    }
    if (from < buffer.length) {
      held.push(buffer.subarray(from));
      length += buffer.length - from;
    }
    if (length > most) throw new LineTooLong();
  }
  if (length > 0) yield Buffer.concat(held);
}

export class LineTooLong extends Error {}
