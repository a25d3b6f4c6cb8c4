/** How a reconciliation went, on stderr: counts, then the sums of both sides by currency. */
import type { Reconciliation } from '../domain/funds/reconciliations.ts';
import { dayIn } from '../domain/zone.ts';
import { formatCount } from '../render/summary.ts';
import type { Session } from './session.ts';

export async function tellReconciled(session: Session, result: Reconciliation): Promise<void> {
  const {
    by_reference,
    by_amount,
    differing,
    only_in_file,
    only_here,
    invalid,
    sums,
    outside,
    apart,
    before = [],
    kept,
  } = result;
  const n = formatCount;
  await session.note(
    session.say({
      en: `matched ${n(by_reference + by_amount)} (by reference ${n(by_reference)}, by amount and day ${n(by_amount)}) · differing ${n(differing)} · only in the file ${n(only_in_file)} · only here ${n(only_here)}${invalid > 0 ? ` · invalid ${n(invalid)}` : ''}`,
      zh: `已匹配 ${n(by_reference + by_amount)}（参考号 ${n(by_reference)}，金额与日期 ${n(by_amount)}）· 不一致 ${n(differing)} · 仅在文件中 ${n(only_in_file)} · 仅在账本中 ${n(only_here)}${invalid > 0 ? ` · 无效 ${n(invalid)}` : ''}`,
    }),
  );
  for (const { currency, file, neutral, unmoved, here } of sums) {
    const more = (en: string, zh: string, sum: string | undefined) =>
      sum === undefined ? '' : session.say({ en: `, ${en} ${sum}`, zh: ` ${zh} ${sum}` });
    const others = more('neither', '不计收支', neutral) + more('not moved', '未动账', unmoved);
    await session.note(
      session.say({
        en: `  ${currency}: in the file +${file[0]} −${file[1]}${others}, here +${here[0]} −${here[1]}`,
        zh: `  ${currency}：文件收 ${file[0]} 付 ${file[1]}${others}，账本收 ${here[0]} 付 ${here[1]}`,
      }),
    );
  }
  if (outside)
    await session.note(
      session.say({
        en: `${n(outside.lines)} ${outside.lines === 1 ? 'line lies' : 'lines lie'} outside the days that the file names, ${outside.from} to ${outside.to}: of those days the books are searched for ${outside.lines === 1 ? 'it' : 'them'} alone`,
        zh: `${n(outside.lines)} 行不在文件注明的期间 ${outside.from} 至 ${outside.to} 内：期间之外仅为这些行查找账本，不列出仅在账本中的交易`,
      }),
    );
  if (apart)
    await session.note(
      session.say({
        en: `${n(apart.movements)} ${apart.movements === 1 ? 'movement' : 'movements'} here in ${apart.currencies.join(', ')} not compared: the file has nothing in ${apart.currencies.length === 1 ? 'it' : 'them'}`,
        zh: `账本中 ${n(apart.movements)} 笔 ${apart.currencies.join('、')} 交易未参与对账：文件中没有该币种`,
      }),
    );
  for (const one of before.filter(({ name }) => name !== kept?.name || kept.again)) {
    const day = dayIn(session.tz, one.created);
    await session.note(
      session.say({
        en: `this file was reconciled before: "${one.name}" by ${one.member} on ${day}`,
        zh: `该文件曾于 ${day} 由 ${one.member} 对账：“${one.name}”`,
      }),
    );
  }
  if (kept && !kept.again)
    await session.note(
      session.say({
        en: `kept as "${kept.name}": adctl funds reconcile --show ${JSON.stringify(kept.name)}`,
        zh: `已保留为“${kept.name}”：adctl funds reconcile --show ${JSON.stringify(kept.name)}`,
      }),
    );
}
