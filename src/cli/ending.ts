/** What stderr says after the data of a query, and the exit code. */
import { KINDS } from '../domain/kinds.ts';
import { planTotals } from '../domain/plans.ts';
import type { Tail } from '../domain/question.ts';
import { shortened } from '../domain/text.ts';
import type { Query } from '../operations/define.ts';
import { formatCount } from '../render/summary.ts';
import type { Written } from '../render/write.ts';
import { tellDefaultView } from './default-view.ts';
import type { Session } from './session.ts';

export async function ending(
  session: Session,
  op: Query,
  input: Readonly<Record<string, unknown>>,
  written: Written,
): Promise<number> {
  const { lang } = session;
  if (written.hidden.length > 0) {
    await session.note(
      session.say({
        en: `no room for ${written.hidden.join(', ')}; --columns chooses`,
        zh: `宽度不足，未显示 ${written.hidden.join('、')}；可用 --columns 选择`,
      }),
    );
  }
  if (written.more) {
    const first = 'count' in op.input ? await session.firstPage(op.name, { ...input, count: true }) : undefined;
    const total = first && Number(first.rows[0]?.[0]);
    const all =
      total === undefined ? '' : session.say({ en: ` of ${formatCount(total)}`, zh: `，共 ${formatCount(total)} 条` });
    await session.note(
      session.say({
        en: `first ${formatCount(written.shown)}${all}; all of them: --format csv`,
        zh: `前 ${formatCount(written.shown)} 条${all}；全部输出请用 --format csv`,
      }),
    );
  } else if (written.cursor !== undefined) {
    const [first, total] =
      written.total === undefined
        ? [session.say({ en: 'first ', zh: '前 ' }), '']
        : [
            '',
            session.say(
              written.atLeast
                ? { en: ` of more than ${formatCount(written.total)}`, zh: `，共超过 ${formatCount(written.total)} 条` }
                : { en: ` of ${formatCount(written.total)}`, zh: `，共 ${formatCount(written.total)} 条` },
            ),
          ];
    await session.note(
      session.say({
        en: `${first}${formatCount(written.shown)}${total}; go on with --after ${written.cursor}`,
        zh: `${first}${formatCount(written.shown)} 条${total}；继续：--after ${written.cursor}`,
      }),
    );
  } else if (written.shown === 0 && session.format === 'table' && !op.silent) {
    await session.note(session.say({ en: 'nothing found', zh: '没有结果' }));
  }
  await tellUnseen(session, written);
  if (written.shown === 0 && written.cursor === undefined && !op.silent) await tellDefaultView(session);
  if (written.others) {
    const many = formatCount(written.others);
    await session.note(
      session.say({
        en: `and ${many} other ${written.others === 1 ? 'account' : 'accounts'}, shared with me from outside: adctl accounts list --other`,
        zh: `另有 ${many} 个其他账户，由我所在组织以外共享给我：adctl accounts list --other`,
      }),
    );
  }
  if (written.masked)
    await session.note(
      session.say({
        en: `${formatCount(written.masked)} of them stay masked: no right pii.reveal there`,
        zh: `其中 ${formatCount(written.masked)} 条仍为掩码：无 pii.reveal 权限`,
      }),
    );
  await tellUnwritten(session, written);
  if (written.totals) {
    const sums = planTotals(written.totals);
    await session.note(session.say({ en: `in all ${sums}`, zh: `合计 ${sums}` }));
  }
  if (written.warning) {
    const { messageOf } = await import('../render/messages.ts');
    const { code, details } = written.warning;
    const said = `${messageOf(code, details, lang)} (${code})`;
    await session.note(session.say({ en: `warning: ${said}`, zh: `警告：${said}` }));
  }
  if (written.reconciled) await (await import('./reconciled.ts')).tellReconciled(session, written.reconciled);
  if (written.found && written.found.length > 0) {
    const { findingText } = await import('./findings.ts');
    for (const finding of written.found) await session.note(findingText(finding, lang));
  }
  if (written.unchecked) {
    const { code, details } = written.unchecked;
    const { messageOf } = await import('../render/messages.ts');
    const why = messageOf(code, details, lang);
    await session.note(
      session.say({
        en: `warning: contact data was not checked: ${why} (${code})`,
        zh: `警告：未检查联系信息：${why}（${code}）`,
      }),
    );
  }
  if (written.found && written.found.length > 0) return 8;
  const { missing = [], refused = [] } = written;
  if (missing.length + refused.length === 0) return written.exit ?? 0;
  const { messageOf } = await import('../render/messages.ts');
  const kind = KINDS['kind' in op.columns ? op.columns.kind : 'account'].label;
  const errors = [...missing.map((value) => ({ code: 'NOT_FOUND', details: { kind, value } })), ...refused];
  for (const { code, details } of errors) await session.note(`error: ${messageOf(code, details, lang)} (${code})`);
  return 6;
}

/** Why nothing was found, as far as a word that was asked for says so. */
export async function tellUnseen(session: Session, { unseen = [] }: Pick<Tail, 'unseen'>): Promise<void> {
  for (const { kind, value, nearest } of unseen) {
    const near = { en: nearest.join(', '), zh: nearest.join('、') };
    await session.note(
      session.say({
        en: `no account seen has the ${kind.en} "${shortened(value)}"${near.en && `; nearest: ${near.en}`}`,
        zh: `可见账户均无${kind.zh}“${shortened(value)}”${near.zh && `；相近：${near.zh}`}`,
      }),
    );
  }
}

/** What is over and could not be written is not in what was read. */
export async function tellUnwritten(session: Session, { unwritten }: Pick<Tail, 'unwritten'>): Promise<void> {
  if (!unwritten) return;
  const many = formatCount(unwritten);
  await session.note(
    session.say({
      en: `${many} ${unwritten === 1 ? 'hold or lot is' : 'holds and lots are'} over and not written as such yet, for the state could not be written: adctl state sweep`,
      zh: `${many} 笔预占或红包已到期，因状态文件当前无法写入而尚未入账：adctl state sweep`,
    }),
  );
}
