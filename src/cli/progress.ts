/**
 * Progress on stderr: rows, rate and time left. On a terminal, for work of more than half a second, one line that is gone
 * when the work ends; elsewhere a line every ten seconds, so that whoever reads the log of a long run sees it live.
 */
import type { Text } from '../domain/text.ts';
import type { Event } from '../execution/link.ts';
import { hintOf, messageOf } from '../render/messages.ts';
import { formatCount } from '../render/summary.ts';
import { cut, displayWidth } from '../render/width.ts';
import { formatInstant } from '../render/zone.ts';
import type { Session } from './session.ts';

const AFTER_MS = 500;
const EVERY_MS = 100;
/** What cannot go back in its line gets a line now and then. */
const PLAIN_EVERY_MS = 5_000;
const LOG_EVERY_MS = 10_000;
/** Whoever waits for each chunk anew is told so once, and again where it is still so. */
const WAITS_EVERY_MS = 60_000;
const SELECTED: Text = { en: 'selected', zh: '已选择' };
/** The mark that turns, and its blank. */
const MARK_WIDTH = 3;

export class Progress {
  private readonly session: Session;
  private readonly past: Text;
  /** What is being counted. */
  private word: Text;
  private readonly began = performance.now();
  private start = performance.now();
  private spinner: { text: string; stop(): unknown } | undefined;
  private loading = false;
  private stopped = false;
  private total: number | undefined;
  private rows: number | undefined = 0;
  /** Done before this run began: no part of its rate. */
  private base = 0;
  private drawn = 0;
  private waits = Number.NEGATIVE_INFINITY;

  constructor(session: Session, past: Text) {
    this.session = session;
    this.past = past;
    this.word = past;
  }

  async see(event: Event): Promise<void> {
    const { session } = this;
    if (event.type === 'started') [this.total, this.rows, this.base] = [event.rows, event.done ?? 0, event.done ?? 0];
    else if (event.type === 'selected') return await this.select(event);
    // Results that are told at the end begin anew at the first row: it has not become less.
    else if (event.type === 'results') this.rows = Math.max(this.rows ?? 0, event.rows.at(-1)?.row ?? 0);
    else if (event.type === 'progress') [this.rows, this.total] = [event.rows, event.of ?? this.total];
    else if (event.type === 'clock_back') await this.warn(event);
    else if (event.type === 'unanswered') {
      await session.note(
        session.say({
          en: `the server does not answer (${event.reason}); trying again`,
          zh: `服务器无应答（${event.reason}），正在重试`,
        }),
      );
    } else if (event.type === 'waiting' && performance.now() - this.waits >= WAITS_EVERY_MS) {
      this.waits = performance.now();
      const whose = event.batch ? ` (${event.operation}, ${event.batch})` : '';
      await session.note(
        session.say({
          en: `waiting for another process that writes to the state${whose}`,
          zh: `正在等待另一进程完成写入${whose}`,
        }),
      );
    }
    await this.draw();
  }

  /** The rows of a selection are found before the work on them begins. */
  private async select({ rows, all }: Extract<Event, { type: 'selected' }>): Promise<void> {
    [this.word, this.rows] = [SELECTED, rows];
    await this.draw();
    if (all) [this.word, this.total, this.rows, this.start] = [this.past, rows, 0, performance.now()];
  }

  private async warn({ last, now }: { readonly last: number; readonly now: number }): Promise<void> {
    const { session } = this;
    const at = (ms: number) => formatInstant(ms, session.tz);
    const said = messageOf('CLOCK_BACK', { last: at(last), now: at(now) }, session.lang);
    const hint = hintOf('CLOCK_BACK', {}, session.lang);
    await session.note(`${session.say({ en: 'warning: ', zh: '警告：' })}${said} (CLOCK_BACK)`);
    await session.note(`  ${session.say({ en: 'hint: ', zh: '提示：' })}${hint}`);
  }

  /** For work that is not told in events: each step has its own rate, and its time where nothing can be counted. */
  async at(step: Text, rows?: number, total?: number): Promise<void> {
    if (step !== this.word) [this.word, this.start, this.base] = [step, performance.now(), rows ?? 0];
    this.rows = rows;
    this.total = total;
    await this.draw();
  }

  private async draw(): Promise<void> {
    const { io, quiet } = this.session;
    const now = performance.now();
    if (quiet || this.stopped) return;
    const tty = io.stderr.isTTY === true;
    // A line is taken back only where it is known how wide the terminal is.
    const screen: { readonly columns?: number; readonly cursorTo?: unknown } = io.stderr.stream ?? io.stderr;
    const moving = io.env['TERM'] !== 'dumb' && screen.columns !== 0 && screen.cursorTo !== undefined;
    const lines = tty ? (moving ? undefined : PLAIN_EVERY_MS) : LOG_EVERY_MS;
    if (now - this.began < (lines ?? AFTER_MS) || now - this.drawn < (lines ?? EVERY_MS)) return;
    this.drawn = now;
    if (lines) await this.session.note(this.line(now));
    else if (this.spinner) this.spinner.text = this.line(now);
    else if (!this.loading) void this.open(now);
  }

  private async open(now: number): Promise<void> {
    this.loading = true;
    const { default: ora } = await import('ora');
    const { stderr } = this.session.io;
    if (this.stopped) return;
    this.spinner = ora({
      text: this.line(now),
      stream: (stderr.stream ?? stderr) as NodeJS.WriteStream,
      color: this.session.speech.color ? 'cyan' : false,
      discardStdin: false,
      hideCursor: true,
    }).start();
  }

  /** One line that fits: a line that wraps could not be taken back. */
  private line(now: number): string {
    const { lang, io } = this.session;
    if (this.rows === undefined) return `${this.word[lang]} · ${Math.round((now - this.start) / 1000)} s`;
    const rate = ((this.rows - this.base) / Math.max(1, now - this.start)) * 1000;
    const of = this.total === undefined ? '' : ` / ${formatCount(this.total)}`;
    const seconds =
      this.total === undefined || rate <= 0 ? undefined : Math.max(0, Math.ceil((this.total - this.rows) / rate));
    const left = seconds === undefined ? '' : ` · ${leftText(seconds)[lang]}`;
    const count = `${this.word[lang]} ${formatCount(this.rows)}`;
    const text = `${count}${of}${rate < 1 ? '' : ` · ${formatCount(Math.round(rate))}/s`}${left}`;
    if (io.stderr.isTTY !== true || io.stderr.columns === undefined) return text;
    const room = Math.max(1, io.stderr.columns - MARK_WIDTH);
    // Where there is little room, how long it still takes is what is wanted most.
    const fits = [text, `${count}${of}${left}`, `${count}${left}`].find((one) => displayWidth(one) <= room);
    return fits ?? cut(text, room);
  }

  stop(): void {
    this.stopped = true;
    this.spinner?.stop();
    this.spinner = undefined;
  }
}

function leftText(seconds: number): Text {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  const rest = seconds % 60;
  if (hours > 0) return { en: `${hours} h ${minutes} min left`, zh: `剩余 ${hours} 小时 ${minutes} 分` };
  if (minutes > 0) return { en: `${minutes} min ${rest} s left`, zh: `剩余 ${minutes} 分 ${rest} 秒` };
  return { en: `${rest} s left`, zh: `剩余 ${rest} 秒` };
}
