/**
 * Where the records of a CSV end, how many there are, and whether its quotes hold: all that can be said without taking
 * cells apart. The first pass refuses by it; the second cuts blocks of whole records by it and leaves the rest to csv-parse.
 */
import type { Text } from '../domain/text.ts';

export type Delimiter = ',' | ';' | '\t';
/** `offset`: bytes of UTF-8 from the start. */
export type Fault = { readonly offset: number; readonly reason: Text };

const QUOTE = 0x22;
const CR = 0x0d;
const LF = 0x0a;
const SPACE = 0x20;
const TAB = 0x09;

/** A record larger than this is no record but a file of another kind; it would have to be held in memory. */
export const LONGEST = 4 * 1024 * 1024;

export const FAULTS = {
  nul: { en: 'a NUL byte; this is not a text file', zh: '出现 NUL 字节，不是文本文件' },
  open: { en: 'a quote is opened here and never closed', zh: '此处的引号未闭合' },
  after: { en: 'text after a closing quote', zh: '闭合引号之后还有文字' },
  long: { en: 'a row longer than 4 MiB begins here', zh: '此处开始的行超过 4 MiB' },
} satisfies Record<string, Text>;

const START = 0;
const PLAIN = 1;
const QUOTED = 2;
const CLOSED = 3;
const PADDED = 4;

export class CsvScan {
  /** Records with anything but blanks in them. */
  records = 0;
  /** Just after the first of them. */
  firstEnd: number | undefined;
  /** Blanks between a closing quote and the separator: csv-parse must be told to allow them. */
  padded = false;
  fault: Fault | undefined;
  private state = START;
  private content = false;
  private offset = 0;
  private quoteAt = 0;
  private recordAt = 0;
  private readonly delimiter: number;

  constructor(delimiter: Delimiter) {
    this.delimiter = delimiter.charCodeAt(0);
  }

  /** How much of the chunk belongs to records that have ended, in bytes; stops at a fault. */
  feed(chunk: Buffer): number {
    const nul = chunk.indexOf(0);
    const last = nul < 0 ? chunk.length : nul;
    const { delimiter, offset } = this;
    let { state, content } = this;
    let ended = 0;
    for (let i = 0; i < last; i++) {
      if (state === QUOTED && content) {
        // Nothing in here matters any more but its end.
        const next = chunk.indexOf(QUOTE, i);
        if (next < 0 || next >= last) break;
        i = next;
      }
      const byte = chunk[i]!;
      if (state === QUOTED) {
        if (byte === QUOTE) state = CLOSED;
        else if (byte !== SPACE && byte !== TAB && byte !== CR && byte !== LF) content = true;
      } else if (byte === delimiter) state = START;
      else if (byte === LF || byte === CR) {
        ended = i + 1;
        this.endRecord(offset + ended, content);
        state = START;
        content = false;
      } else if (byte === QUOTE) {
        if (state === START) {
          state = QUOTED;
          this.quoteAt = offset + i;
        } else {
          // A doubled quote goes on in the quoted cell; a quote within plain text is a character like any other.
          if (state === PADDED) return this.stop(offset + i, FAULTS.after);
          content = true;
          if (state === CLOSED) state = QUOTED;
        }
      } else if (state >= CLOSED) {
        if (byte !== SPACE && byte !== TAB) return this.stop(offset + i, FAULTS.after);
        this.padded = true;
        state = PADDED;
      } else {
        state = PLAIN;
        if (byte !== SPACE && byte !== TAB) content = true;
      }
    }
    this.state = state;
    this.content = content;
    this.offset = offset + last;
    if (nul >= 0) this.fault = { offset: offset + nul, reason: FAULTS.nul };
    else if (this.offset - this.recordAt > LONGEST) {
      // An open quote swallows the rest of a file: that is the better place to name.
      this.fault =
        state === QUOTED
          ? { offset: this.quoteAt, reason: FAULTS.open }
          : { offset: this.recordAt, reason: FAULTS.long };
    }
    return ended;
  }

  end(): void {
    if (this.fault) return;
    if (this.state === QUOTED) this.fault = { offset: this.quoteAt, reason: FAULTS.open };
    else this.endRecord(this.offset, this.content);
  }

  private endRecord(at: number, content: boolean): void {
    this.recordAt = at;
    if (!content) return;
    this.records++;
    this.firstEnd ??= at;
  }

  private stop(offset: number, reason: Text): 0 {
    this.fault = { offset, reason };
    return 0;
  }
}
