/** The objects of a JSON array, or of a text of objects laid out over several lines: cut apart without holding more than one. */
import type { Text } from '../domain/text.ts';
import { FAULTS, type Fault, LONGEST } from './csv-scan.ts';

export class JsonFault extends Error {
  readonly fault: Fault;
  constructor(fault: Fault) {
    super(fault.reason.en);
    this.fault = fault;
  }
}

const REASONS = {
  object: { en: 'a JSON object is expected here', zh: '此处应为 JSON 对象' },
  separator: { en: '"," or "]" is expected here', zh: '此处应为“,”或“]”' },
  open: { en: 'what is opened here is never closed', zh: '此处打开的括号未闭合' },
  array: { en: 'the array is never closed', zh: '数组未闭合' },
  more: { en: 'text after the end of the array', zh: '数组结束后还有内容' },
} satisfies Record<string, Text>;

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];
const isBlank = (byte: number): boolean => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);

type Where = 'start' | 'first' | 'value' | 'inside' | 'after' | 'end';

/** Texts of objects, as many as a chunk of bytes completes. */
export async function* jsonValues(chunks: AsyncIterable<Buffer>, array: boolean): AsyncGenerator<string[]> {
  let where = (array ? 'start' : 'value') as Where;
  let depth = 0;
  let quoted = false;
  let escaped = false;
  let offset = 0;
  let begun = 0;
  let parts: Buffer[] = [];
  const stop = (at: number, reason: Text): never => {
    throw new JsonFault({ offset: at, reason });
  };
  for await (const chunk of chunks) {
    const found: string[] = [];
    let from = 0;
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i]!;
      if (byte === 0) stop(offset + i, FAULTS.nul);
      if (where === 'inside') {
        if (escaped) escaped = false;
        else if (quoted) {
          if (byte === BACKSLASH) escaped = true;
          else if (byte === QUOTE) quoted = false;
        } else if (byte === QUOTE) quoted = true;
        else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) depth++;
        else if ((byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) && --depth === 0) {
          found.push(Buffer.concat([...parts, chunk.subarray(from, i + 1)]).toString());
          parts = [];
          where = array ? 'after' : 'value';
        }
      } else if (isBlank(byte)) continue;
      else if (where === 'start') where = 'first';
      else if (where === 'end') stop(offset + i, REASONS.more);
      else if (where === 'after') {
        if (byte !== COMMA && byte !== CLOSE_ARRAY) stop(offset + i, REASONS.separator);
        where = byte === COMMA ? 'value' : 'end';
      } else if (where === 'first' && byte === CLOSE_ARRAY) where = 'end';
      else if (byte !== OPEN_OBJECT) stop(offset + i, REASONS.object);
      else {
        where = 'inside';
        depth = 1;
        from = i;
        begun = offset + i;
      }
    }
    offset += chunk.length;
    if (where === 'inside') {
      parts.push(chunk.subarray(from));
      if (offset - begun > LONGEST) stop(begun, FAULTS.long);
    }
    if (found.length > 0) yield found;
  }
  if (where === 'inside') stop(begun, REASONS.open);
  if (array && where !== 'end') stop(offset, REASONS.array);
}
