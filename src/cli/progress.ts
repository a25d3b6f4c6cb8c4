/** Progress on a terminal, for work of more than half a second: rows, rate and time left. */
import type { Text } from '../domain/text.ts';
import type { Event } from '../execution/link.ts';
import { formatCount } from '../render/summary.ts';
import type { Session } from './session.ts';

const AFTER_MS = 500;
const EVERY_MS = 100;

export class Progress {
  private readonly session: Session;
  private readonly past: Text;
  private readonly start = performance.now();
  private spinner: { text: string; stop(): unknown } | undefined;
  private loading = false;
  private stopped = false;
  private total: number | undefined;
  private rows = 0;
  private drawn = 0;

  constructor(session: Session, past: Text) {
    this.session = session;
    this.past = past;
  }

  async see(event: Event): Promise<void> {
    const { session } = this;
    if (event.type === 'started') this.total = event.rows;
    else if (event.type === 'results') this.rows = event.rows.at(-1)?.row ?? this.rows;
    else if (event.type === 'progress') this.rows = event.rows;
    else if (event.type === 'waiting') {
      const whose = event.batch ? ` (${event.operation}, ${event.batch})` : '';
      await session.note(
        session.say({
          en: `waiting for another process that writes to the state${whose}`,
          zh: `正在等待另一进程完成写入${whose}`,
        }),
      );
    }
    const now = performance.now();
    if (session.io.stderr.isTTY !== true || session.quiet || session.io.env['TERM'] === 'dumb') return;
    if (now - this.start < AFTER_MS || now - this.drawn < EVERY_MS) return;
    this.drawn = now;
    if (this.spinner) this.spinner.text = this.line(now);
    else if (!this.loading) void this.open(now);
  }

  private async open(now: number): Promise<void> {
    this.loading = true;
    const { default: ora } = await import('ora');
    if (!this.stopped)
      this.spinner = ora({
        text: this.line(now),
        stream: this.session.io.stderr as NodeJS.WriteStream,
        discardStdin: false,
        hideCursor: true,
      }).start();
  }

  private line(now: number): string {
    const rate = Math.round((this.rows / Math.max(1, now - this.start)) * 1000);
    const of = this.total === undefined ? '' : ` / ${formatCount(this.total)}`;
    const left = this.total === undefined || rate === 0 ? '' : ` · ${Math.ceil((this.total - this.rows) / rate)} s`;
    return `${this.past[this.session.lang]} ${formatCount(this.rows)}${of} · ${formatCount(rate)}/s${left}`;
  }

  stop(): void {
    this.stopped = true;
    this.spinner?.stop();
    this.spinner = undefined;
  }
}
