/** What is said of a change when it is through: the counts, why rows failed, how to go on. */
import { FINE } from '../domain/batches.ts';
import { formatMinor } from '../domain/money.ts';
import { AdctlError } from '../domain/refusal.ts';
import type { Text } from '../domain/text.ts';
import type { ReasonCount, RowResult, Summary } from '../execution/link.ts';
import type { Change } from '../operations/define.ts';
import { briefOf, messageOf, renderError, sharedHint } from '../render/messages.ts';
import { plain } from '../render/plain.ts';
import { formatCount, noteLines, reasonLines, summaryLine } from '../render/summary.ts';
import { tellDefaultView } from './default-view.ts';
import type { InputRows } from './input-rows.ts';
import type { Session } from './session.ts';
import { typedAgain } from './typed-again.ts';
import { walletsPaid } from './wallets-paid.ts';

export const SHOWN_FAILURES = 20;
/** Rows that a batch can find again: they lie in a file, or were kept with it. */
const RESUMABLE: ReadonlySet<string> = new Set(['file', 'where']);

/** What leads on where not all rows were run. A batch whose answers were lost is resumed too: what was done is not done again. */
const WAYS_ON: Partial<Record<Summary['state'], Text>> = {
  interrupted: { en: 'interrupted; go on with', zh: '已中断；继续执行' },
  unknown: { en: 'the server was lost; find out and go on with', zh: '与服务器失去联系；确认结果并继续' },
};

const AGAIN: Text = {
  en: 'what moved back stays so; to move it again: the same command, under a new reference if it had one',
  zh: '已冲正的资金不能重做；如需重新执行，请再次执行原命令；原命令有参考号的，须换用新的参考号',
};

function inAll(session: Session, { counts, moved = {} }: Summary): string {
  const sums = Object.entries(moved).toSorted();
  const text = sums.map(([currency, minor]) => `${formatMinor(BigInt(minor), currency)} ${currency}`).join(' · ');
  return counts.pending && !counts.ok
    ? session.say({ en: `not moved yet: in all ${text}`, zh: `尚未发生：合计 ${text}` })
    : session.say({ en: `in all ${text}`, zh: `合计 ${text}` });
}

export async function sumUp(
  session: Session,
  op: Change & { readonly past: Text },
  input: InputRows,
  summary: Summary,
  only: RowResult | undefined,
): Promise<void> {
  const { lang } = session;
  const rows = Object.values(summary.counts).reduce((sum, count) => sum + (count ?? 0), 0);
  if (rows === 0) return await session.note(session.say({ en: 'no rows: nothing to do', zh: '没有数据行，无需处理' }));
  if (summary.counts.not_found) await tellDefaultView(session);
  const undo =
    summary.undoable && (summary.counts.ok ?? 0) + (summary.counts.pending ?? 0) > 0
      ? { [op.name === 'batches.undo' ? 'redo' : 'undo']: `adctl undo ${summary.batch}` }
      : {};
  const dry = summary.state === 'dry_run';
  if (input.one && only && !FINE.has(only.status) && only.code)
    return await session.note((await renderError(new AdctlError(only.code, only.details), session.speech)).trimEnd());
  await session.note(
    summaryLine({
      past: op.past,
      counts: summary.counts,
      ...(!dry && { batch: summary.batch }),
      dryRun: dry,
      ...undo,
      lang,
    }),
  );
  const inWords = <T extends ReasonCount>(one: T) => ({ ...one, text: briefOf(one.code, one.details ?? {}, lang) });
  // Details are kept with a note where they are those of all its rows.
  const noted = <T extends ReasonCount>(one: T) =>
    one.details ? { ...one, text: plain(messageOf(one.code, one.details, lang)) } : inWords(one);
  const lines = [...reasonLines(summary.reasons.map(inWords), lang), ...noteLines(summary.notes.map(noted), lang)];
  const [reason, another] = summary.reasons;
  const hint = reason && !another ? sharedHint(reason.code, reason.details ?? {}, lang) : undefined;
  if (hint !== undefined) lines.push(`${session.say({ en: 'hint: ', zh: '提示：' })}${plain(hint)}`);
  const kept = op.money && input.one && !dry ? only?.reference : undefined;
  if (kept !== undefined && session.options['reference'] !== undefined)
    lines.push(session.say({ en: `reference ${kept}`, zh: `参考号 ${kept}` }));
  if (only?.status === 'ok' && op.right === 'funds.consume') lines.push(...walletsPaid(only, lang));
  if (summary.moved && !input.one) lines.push(inAll(session, summary));
  for (const line of lines) await session.note(`  ${line}`);
  if (summary.head) await session.note(`  ${session.say({ en: 'log head', zh: '日志链头' })} ${summary.head}`);
  const restored = op.name === 'batches.undo' && summary.state === 'done' && (summary.counts.ok ?? 0) > 0;
  // An undo can be undone, unless it moved money.
  if (restored && !summary.undoable) await session.note(`  ${session.say(AGAIN)}`);
  if (op.lasting && (summary.counts.ok ?? 0) > 0) await session.note(`  ${session.say(op.lasting)}`);
  if (op.after && !dry && (summary.counts.ok ?? 0) > 0) await session.note(`  ${session.say(op.after)}`);
  const failed = rows - [...FINE].reduce((sum, status) => sum + (summary.counts[status] ?? 0), 0);
  const goesOn = WAYS_ON[summary.state];
  if (goesOn) {
    const again =
      RESUMABLE.has(input.source.type) || op.expand
        ? typedAgain(session, 'adctl batches resume', [summary.batch])
        : summary.state === 'unknown'
          ? typedAgain(session, 'adctl batches results', [summary.batch])
          : session.say({ en: 'the same command again', zh: '再次执行相同命令' });
    await session.note(`  ${session.say(goesOn)}: ${again}`);
  } else if (failed > SHOWN_FAILURES && session.tty && !session.quiet && !session.formatTyped && !dry) {
    await session.note(
      `  ${session.say({ en: `first ${SHOWN_FAILURES} of ${formatCount(failed)}; all`, zh: `仅显示前 ${SHOWN_FAILURES} 条失败，共 ${formatCount(failed)} 条；全部` })}: adctl batches results ${summary.batch} --format csv`,
    );
  }
}
