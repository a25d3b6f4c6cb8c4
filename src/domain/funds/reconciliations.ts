/** What came of comparing a statement file with the books (FUND-11), and how it is kept. */
import type { KindDef } from '../kind.ts';

export const DIFFERENCES = {
  only_in_file: { en: 'only in the file', zh: '仅在文件中' },
  only_here: { en: 'only here', zh: '仅在账本中' },
  differs: { en: 'differs', zh: '不一致' },
  invalid: { en: 'invalid', zh: '无效' },
  matched: { en: 'matched', zh: '已匹配' },
} as const;
export type DifferenceKind = keyof typeof DIFFERENCES;

/** Of one currency, in decimal text: what came in and went out by the file, and by the books within its days. */
export type Sums = {
  readonly currency: string;
  readonly file: readonly [received: string, paid: string];
  /** What the file counts as neither, and what it names though no money moved: nothing of it is in `file`. */
  readonly neutral?: string;
  readonly unmoved?: string;
  readonly here: readonly [received: string, paid: string];
};

/** In counts and sums. */
export type Compared = Omit<Reconciliation, 'kept' | 'before'>;

export type Reconciliation = {
  readonly lines: number;
  readonly by_reference: number;
  readonly by_amount: number;
  readonly differing: number;
  readonly only_in_file: number;
  readonly only_here: number;
  readonly invalid: number;
  readonly sums: readonly Sums[];
  /** How many lines lie outside the days that the file itself names; not kept. */
  readonly outside?: { readonly lines: number; readonly from: string; readonly to: string };
  /** How many of ours, in currencies that the file does not have; not kept. */
  readonly apart?: { readonly movements: number; readonly currencies: readonly string[] };
  /** Under which name it is kept; `again`: it was before. */
  readonly kept?: { readonly name: string; readonly again: boolean };
  /** When the same file was reconciled for the same holder before. */
  readonly before?: readonly { readonly name: string; readonly member: string; readonly created: number }[];
};

const count = (en: string, zh: string) => ({ type: 'integer', label: { en, zh } }) as const;

export const reconciliationKind: KindDef = {
  name: 'reconciliation',
  table: 'reconciliations',
  label: { en: 'reconciliation', zh: '对账' },
  key: ['id'],
  separator: '/',
  fields: {
    id: { type: 'id', label: { en: 'ID', zh: '编号' } },
    name: { type: 'text', label: { en: 'Name', zh: '名称' } },
    holder: { type: 'id', holder: true, label: { en: 'Holder', zh: '持有方' } },
    source: { type: 'text', label: { en: 'Source', zh: '来源' } },
    file: { type: 'text', label: { en: 'File', zh: '文件' } },
    sha256: { type: 'text', label: { en: 'SHA-256', zh: 'SHA-256' } },
    from_day: { type: 'day', label: { en: 'From', zh: '起始日' } },
    to_day: { type: 'day', label: { en: 'To', zh: '截止日' } },
    lines: count('Lines', '行数'),
    by_reference: count('By reference', '按参考号匹配'),
    by_amount: count('By amount and day', '按金额与日期匹配'),
    differing: count('Differing', '不一致'),
    only_in_file: count('Only in file', '仅在文件中'),
    only_here: count('Only here', '仅在账本中'),
    invalid: count('Invalid', '无效'),
    faults: { type: 'list', label: { en: 'Faults of the file', zh: '文件自身问题' } },
    fault_details: { type: 'json', hidden: true, label: { en: 'Details of the faults', zh: '问题明细' } },
    sums: { type: 'json', label: { en: 'Sums', zh: '合计' } },
    digest: { type: 'text', hidden: true, label: { en: 'Digest of the differences', zh: '差异摘要' } },
    differences: { type: 'json', hidden: true, unlogged: true, label: { en: 'Differences', zh: '差异' } },
    member: { type: 'id', ref: 'member', noName: true, label: { en: 'By', zh: '操作人' } },
    created: { type: 'instant', label: { en: 'Time', zh: '时间' } },
  },
  indexes: { file: { fields: ['holder', 'sha256'] } },
  nameField: 'name',
  search: ['name', 'file'],
  columns: [
    'id',
    'name',
    'holder',
    'source',
    'file',
    'from_day',
    'to_day',
    'lines',
    'by_reference',
    'by_amount',
    'differing',
    'only_in_file',
    'only_here',
    'invalid',
    'faults',
    'member',
    'created',
  ],
  optional: ['faults', 'invalid', 'id', 'source', 'lines'],
  sort: ['-created', '-id'],
  audited: true,
};
