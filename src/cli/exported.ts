/** What a list of money tells beside its rows: sums per currency, and with `--manifest` all that proves an export. */
import { mapPages } from '../domain/pages.ts';
import type { Page, Tail } from '../domain/question.ts';
import type { Query } from '../operations/define.ts';
import type { Column } from '../render/columns.ts';
import type { Sink, Written } from '../render/write.ts';
import type { Asked, Manifest } from './manifest.ts';
import type { Session } from './session.ts';
import { Sums } from './sums.ts';

const LINE = 'line';

export class Exported {
  private readonly session: Session;
  private readonly op: Query;
  private readonly input: Asked;
  private readonly columns: readonly Column[];
  private readonly manifest: Manifest | undefined;
  private readonly sums: Sums;
  private readonly asOf: number;
  private lastLine: number | undefined;

  private constructor(session: Session, op: Query, input: Asked, columns: readonly Column[], manifest?: Manifest) {
    this.session = session;
    this.op = op;
    this.input = input;
    this.columns = columns;
    this.manifest = manifest;
    this.sums = new Sums(columns, op.unsummed?.(input));
    this.asOf = session.io.clock();
    if (this.follows) this.lastLine = Number(input['since_line'] ?? 0);
  }

  /** Undefined: the list has nothing to add up. */
  static async of(
    session: Session,
    op: Query,
    input: Asked,
    columns: readonly Column[],
  ): Promise<Exported | undefined> {
    if (!op.manifest) return undefined;
    const { manifest: file } = session.options;
    if (typeof file !== 'string') return new Exported(session, op, input, columns);
    const { assertOutput } = await import('./assert-writable.ts');
    await assertOutput(session, file);
    const { Manifest } = await import('./manifest.ts');
    return new Exported(session, op, input, columns, new Manifest(file));
  }

  /** Whether a later export can go on from where this one ended. */
  private get follows(): boolean {
    return 'since_line' in this.op.input;
  }

  /** Columns that are needed besides those that are printed. */
  besides(keys: readonly string[]): string[] {
    const wanted = [
      ...(this.sums.columns.length > 0 ? ['currency'] : []),
      ...(this.manifest && this.follows ? [LINE] : []),
    ];
    return wanted.filter((key) => !keys.includes(key));
  }

  get sink(): Sink {
    return this.manifest ? this.session.sinkSeen(this.manifest.seen) : this.session.sink;
  }

  watch(pages: AsyncGenerator<Page, Tail>): AsyncGenerator<Page, Tail> {
    return mapPages(pages, (page) => {
      this.sums.take(page);
      const at = this.manifest && this.follows ? page.columns.indexOf(LINE) : -1;
      if (at >= 0) for (const row of page.rows) this.lastLine = Math.max(this.lastLine ?? 0, Number(row[at]));
      return page;
    });
  }

  async end(written: Written): Promise<void> {
    const { session, sums } = this;
    const whole = !written.more && written.cursor === undefined && this.input['after'] === undefined;
    await this.manifest?.write({
      operation: this.op.name,
      input: this.input,
      format: session.format,
      columns: this.columns.map(({ key }) => key),
      zone: session.tz,
      asOf: this.asOf,
      sums,
      lastLine: this.lastLine,
      history: written.history,
      whole,
    });
    if (session.quiet || !whole || sums.rows < 2 || sums.columns.length === 0) return;
    for (const line of sums.lines(session.lang)) await session.note(line);
  }
}
