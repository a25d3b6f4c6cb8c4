/** A selection is shown before it is changed: how many, and samples where there are many (BULK-1). */
import type { Page, Tail } from '../../domain/question.ts';
import type { Change } from '../../operations/define.ts';
import { listOf } from '../../operations/lists.ts';
import { formatCount } from '../../render/summary.ts';
import type { Session } from '../session.ts';
import { usage } from '../usage.ts';

const MANY = 1_000;
const SHARE = 0.1;
const SAMPLES = 5;
export async function confirmWhere(
  session: Session,
  op: Change,
  asked: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { name: list } = await listOf(op.where?.kind ?? 'account');
  const count = await number(session, list, asked);
  const shown = formatCount(count);
  if (session.yes || count === 0) return;
  if (!session.asks) {
    throw usage(session, {
      en: `this selects ${shown} records; add --yes to go on, or --dry-run to see`,
      zh: `将选中 ${shown} 条记录；加 --yes 执行，或 --dry-run 预演`,
    });
  }
  if (count > MANY || count > SHARE * (await number(session, list, {}))) {
    const pages = (await session.link()).query({
      operation: list,
      actor: session.actor,
      narrow: session.narrow,
      tz: session.tz,
      input: { ...asked, limit: SAMPLES },
    });
    await samples(session, pages);
  }
  const { assent } = await import('./prompts.ts');
  const final = op.effect === 'final';
  await assent(
    session,
    session.say({
      en: `${op.name.replace('.', ' ')}: ${shown} records${final ? '; this cannot be undone' : ''}. Go on?`,
      zh: `${op.summary.zh}：共 ${shown} 条${final ? '，无法撤销' : ''}，继续？`,
    }),
  );
}

async function number(session: Session, list: string, asked: Readonly<Record<string, unknown>>): Promise<number> {
  const page = await session.firstPage(list, { ...asked, count: true });
  const count = Number(page?.rows[0]?.[0] ?? 0);
  return asked['limit'] === undefined ? count : Math.min(count, Number(asked['limit']));
}

async function samples(session: Session, pages: AsyncGenerator<Page, Tail>): Promise<void> {
  for await (const page of pages) for (const row of page.rows) await session.note(`  ${row.slice(0, 4).join('  ')}`);
}
