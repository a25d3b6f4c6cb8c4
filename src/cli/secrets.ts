/**
 * Secrets that a change makes, one for each row: made here, sent as their hashes, shown when the row is through, and kept
 * nowhere. Where nothing else is asked for, they alone are the data: one a line, so that `TOKEN=$(…)` takes one as it is.
 */
import { randomBytes } from 'node:crypto';
import type { RawRow } from '../domain/schema.ts';
import { hashOf, newToken } from '../domain/tokens.ts';
import type { ChangeCall, RowResult } from '../execution/link.ts';
import type { Change } from '../operations/define.ts';
import type { Column } from '../render/columns.ts';
import type { Session } from './session.ts';
import { usage } from './usage.ts';

export const SECRET_COLUMN: Column = { key: 'token', label: { en: 'Token', zh: '令牌' }, type: 'text' };

export class Secrets {
  private readonly session: Session;
  private readonly hash: string;
  /** A rehearsal makes none that anybody could keep. */
  private readonly dry: boolean;
  private readonly made = new Map<number, string>();
  private told = 0;

  constructor(session: Session, { hash }: NonNullable<Change['secret']>, { dryRun }: Pick<ChangeCall, 'dryRun'>) {
    this.session = session;
    this.hash = hash;
    this.dry = dryRun === true;
    if (session.quiet && !this.dry)
      throw usage(session, {
        en: '--quiet would show the token to nobody: leave it out, and 2>/dev/null keeps the rest quiet',
        zh: '--quiet 会使令牌无人可见：请去掉，可用 2>/dev/null 隐藏其他输出',
      });
  }

  /** Only the secrets, and no table of what became of the rows. */
  get alone(): boolean {
    const { formatTyped, options } = this.session;
    return !this.dry && !formatTyped && options['columns'] === undefined;
  }

  /** The same rows, each with the hash of its secret. Read again, a row has the same one. */
  fill(rows: ChangeCall['rows']): ChangeCall['rows'] {
    const filled = ({ cells, ...row }: RawRow): RawRow => ({
      ...row,
      cells: { ...cells, [this.hash]: hashOf(this.secretOf(row.row)) },
    });
    return {
      async *[Symbol.asyncIterator]() {
        for await (const chunk of rows) yield chunk.map(filled);
      },
    };
  }

  private secretOf(row: number): string {
    const there = this.made.get(row);
    if (there !== undefined) return there;
    const { random: bytes = randomBytes } = this.session.io;
    const secret = newToken(bytes(32));
    this.made.set(row, secret);
    return secret;
  }

  /** Nothing of a row that failed: its secret opens nothing. */
  shown({ row, status }: RowResult): string | null {
    return this.dry || status !== 'ok' ? null : (this.made.get(row) ?? null);
  }

  /** Once their rows are written; on a terminal with the name of each where there are several. */
  async tell(results: readonly RowResult[], several: boolean): Promise<void> {
    if (!this.alone) return;
    for (const result of results) {
      const secret = this.shown(result);
      if (secret === null) continue;
      this.told++;
      const name = this.session.tty && several ? `${result.target}  ` : '';
      await this.session.telling.write(`${name}${secret}\n`);
    }
  }

  async end(): Promise<void> {
    if (this.told === 0 || !this.session.tty) return;
    await this.session.note(this.session.say({ en: 'shown once: keep it now', zh: '仅显示一次，请立即保存' }));
  }
}
