import { nearest, spelled } from '../../domain/nearest.ts';
import type { Cell, Page, Tail } from '../../domain/question.ts';
import { AdctlError } from '../../domain/refusal.ts';
import type { Text } from '../../domain/text.ts';
import { ACCOUNT_WRITE_ROW } from '../account-columns.ts';
import { accountsOf, addresses, candidates, comparedFields, differences } from '../account-compare.ts';
import { type ColumnDef, defineQuery } from '../define.ts';
import { ACCOUNT_FILTERS, accountQuestion } from './list.ts';

const KINDS_OF_DIFFERENCE = {
  differs: { en: 'differs', zh: '不一致' },
  only_in_file: { en: 'only in the file', zh: '仅在文件中' },
  only_here: { en: 'only here', zh: '仅在系统中' },
  invalid: { en: 'invalid', zh: '无效' },
} as const;
type DifferenceKind = keyof typeof KINDS_OF_DIFFERENCE;

const COLUMNS: readonly ColumnDef[] = [
  { key: 'difference', type: 'enum', label: { en: 'Difference', zh: '差异' }, values: KINDS_OF_DIFFERENCE },
  { key: 'row', type: 'integer', label: { en: 'Row', zh: '行' } },
  { key: 'account', type: 'id', label: { en: 'Account', zh: '账户' } },
  { key: 'field', type: 'text', label: { en: 'Field', zh: '字段' } },
  { key: 'file', type: 'text', label: { en: 'In the file', zh: '文件中' } },
  { key: 'here', type: 'text', label: { en: 'Here', zh: '系统中' } },
  { key: 'code', type: 'text', label: { en: 'Code', zh: '代码' } },
];
const NAMES = COLUMNS.map(({ key }) => key);

const { where, search, status, entity, unit, manager, platform, tag, mine, other } = ACCOUNT_FILTERS;

export const diffAccounts = defineQuery({
  kind: 'query',
  name: 'accounts.diff',
  summary: { en: 'Compare a file with the accounts here', zh: '比较文件与系统中的账户' },
  input: {
    fields: {
      type: 'list',
      label: { en: 'fields', zh: '字段' },
      help: { en: 'compare these only; else every column of the file', zh: '只比较这些字段；默认比较文件的所有列' },
      metavar: 'A,B',
    },
    only: {
      type: 'list',
      values: KINDS_OF_DIFFERENCE,
      label: { en: 'only', zh: '仅' },
      help: {
        en: 'only differences of this kind (several: a,b, or repeated)',
        zh: '只输出此类差异（多个用逗号分隔或重复）',
      },
    },
    where,
    search,
    status,
    entity,
    unit,
    manager,
    platform,
    tag,
    mine,
    other,
  },
  rows: { schema: ACCOUNT_WRITE_ROW, argument: 'id' },
  columns: { columns: COLUMNS },
  right: 'account.read',
  examples: [
    {
      command: 'adctl accounts diff --from claims.csv --fields status --only only_in_file',
      does: { en: 'which accounts of a file are not here', zh: '文件中哪些账户不在系统中' },
    },
    {
      command: 'adctl accounts diff --from claims.csv --entity 珠海格力电器股份有限公司 --only only_here',
      does: { en: 'which accounts of an entity the file lacks', zh: '某主体有哪些账户不在文件中' },
    },
  ],
  async *run(tx, ctx, input, rows): AsyncGenerator<Page, Tail> {
    const fields = comparedFields(input.fields);
    const counts: Record<DifferenceKind, number> = { differs: 0, only_in_file: 0, only_here: 0, invalid: 0 };
    const only = kindsNamed(input.only);
    const wanted = (kind: DifferenceKind) => only === undefined || only.has(kind);
    const tell = (kind: DifferenceKind, lines: readonly (readonly Cell[])[]) => {
      counts[kind] += lines.length > 0 && wanted(kind) ? 1 : 0;
      return wanted(kind) ? lines.map((line) => [kind, ...line]) : [];
    };
    const inFile = new Set<string>();
    const addressed = addresses(tx);
    for await (const chunk of rows) {
      const found = await accountsOf(tx, chunk, fields);
      const lines: Cell[][] = [];
      for (const row of chunk) {
        const bad = (why: string) => lines.push(...tell('invalid', [[row.row, row.target, null, null, null, why]]));
        const here = candidates(found, row);
        // Whatever is wrong with the row, the accounts that it may mean are not missing from the file.
        for (const one of here) inFile.add(`${one['platform']}:${one['id']}`);
        if (!row.input) bad(row.bad?.refuse ?? '');
        else if (here.length > 1) bad('AMBIGUOUS');
        else if (!here[0])
          lines.push(
            ...tell('only_in_file', [[row.row, row.target, null, (row.input['name'] as string) ?? null, null, null]]),
          );
        else {
          const account = `${here[0]['platform']}:${here[0]['id']}`;
          const differing = await differences(row.input as never, here[0], fields, addressed);
          lines.push(
            ...tell(
              'differs',
              differing.map((one) => [row.row, account, one.field, one.file, one.here, null]),
            ),
          );
        }
      }
      if (lines.length > 0) yield { columns: NAMES, rows: lines };
    }
    if (wanted('only_here')) {
      const question = { ...accountQuestion(input as never, ctx), columns: ['platform', 'id', 'name'] };
      for await (const page of tx.list(question)) {
        const lines = page.rows.flatMap(([platform, id, name]) =>
          inFile.has(`${platform}:${id}`)
            ? []
            : tell('only_here', [[null, `${platform}:${id}`, null, null, name ?? null, null]]),
        );
        if (lines.length > 0) yield { columns: NAMES, rows: lines };
      }
    }
    const any = Object.values(counts).some((count) => count > 0);
    return any ? { found: [{ code: 'ACCOUNTS_DIFFER', details: { counts: told(counts) } }] } : {};
  },
});

/** By key or label. */
function kindsNamed(texts: readonly string[] | undefined): ReadonlySet<DifferenceKind> | undefined {
  if (!texts) return undefined;
  const kinds = Object.entries(KINDS_OF_DIFFERENCE);
  const keys = kinds.map(([key]) => key);
  return new Set(
    texts.map((text) => {
      const wanted = spelled(text);
      const found = kinds.find(([key, { en, zh }]) => [key, en, zh].some((word) => spelled(word) === wanted));
      if (found) return found[0] as DifferenceKind;
      const field = { en: 'only', zh: '仅' };
      throw new AdctlError('VALUE_INVALID', { field, value: text, expected: keys, nearest: nearest(text, keys) });
    }),
  );
}

/** `3 differs · 1 only here`, without what there is none of. */
function told(counts: Readonly<Record<DifferenceKind, number>>): Text {
  const parts = (lang: 'en' | 'zh') =>
    (Object.keys(KINDS_OF_DIFFERENCE) as DifferenceKind[])
      .filter((kind) => counts[kind] > 0)
      .map((kind) => `${KINDS_OF_DIFFERENCE[kind][lang]} ${counts[kind]}`)
      .join(' · ');
  return { en: parts('en'), zh: parts('zh') };
}
