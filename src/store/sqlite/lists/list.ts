/** Answers a question: compiles it for the reader, walks an index where one gives the order, and streams pages. */
import type { KindDef, KindName } from '../../../domain/kind.ts';
import { KINDS } from '../../../domain/kinds.ts';
import { formatMinor } from '../../../domain/money.ts';
import type { Cell, Page, Question, Tail } from '../../../domain/question.ts';
import { AdctlError } from '../../../domain/refusal.ts';
import { Unreadable } from '../../../domain/stored.ts';
import type { Sight } from '../../port.ts';
import { accountsSeen } from '../counted.ts';
import { type Field, fieldOf, shown } from '../fields.ts';
import { Lens } from '../lens.ts';
import { listOf } from '../rows.ts';
import type { Session } from '../session.ts';
import { and, join, raw, type Sql, sql, TRUE } from '../sql.ts';
import { Asked } from './asked.ts';
import type { Condition } from './condition.ts';
import { openCursor, sealCursor } from './cursor.ts';
import { conditionsOf } from './filters.ts';
import { LIMITS } from './limits.ts';
import { orderOfPart } from './page-sql.ts';
import { type Part, partsOf } from './parts.ts';
import { PagePlan } from './plan.ts';
import { type Order, orderOf } from './sorting.ts';
import { type Stream, streamed, UNITED } from './stream.ts';
import { told, totalOf } from './total.ts';

const PAGE_ROWS = 500;
const CURSOR_KEY_BYTES = 32;

export async function* listRows(
  session: Session,
  question: Question,
  sight: Sight,
  hold: boolean,
): AsyncGenerator<Page, Tail> {
  const key = () => cursorKey(session);
  const after = question.after === undefined ? undefined : openCursor(key, question, question.after);
  const { limit } = question;
  const paged = question.kind === 'account' && limit !== undefined && limit <= LIMITS.mostPlanned;
  const shape = shapeOf(session, question, sight, { paged, whole: limit === undefined && hold });
  if (after && after.length !== shape.order.terms.length) throw new AdctlError('CURSOR_INVALID');
  const columns = shape.columns.map(({ name }) => name);
  let page: Cell[][] = [];
  let count = 0;
  let last: readonly unknown[] | undefined;
  const asked = paged ? new Asked(session, new Lens(sight, { exact: exactly(question) }), question) : undefined;
  const rows = asked ? planned(asked, shape, after, (limit ?? 0) + 1) : streamed(session, shape, after, limit, hold);
  for (const row of rows) {
    if (limit !== undefined && count === limit) {
      if (page.length > 0) yield { columns, rows: page };
      const cursor = sealCursor(key, question, last ? shape.places.map((at) => last?.[at]) : []);
      return { cursor, ...(asked ? totalOf(asked) : totalBeside(session, question, sight)) };
    }
    page.push(shape.columns.map(({ cell }, i) => cell(row[i], row)));
    last = row;
    count++;
    if (page.length === PAGE_ROWS) {
      yield { columns, rows: page };
      page = [];
    }
  }
  if (page.length > 0) yield { columns, rows: page };
  return {};
}

/** Kinds of whose rows each asks several tables whether it is one. */
const ASKING: ReadonlySet<KindName> = new Set<KindName>(['lot_line', 'purse_funds']);

/** Of a list that no plan was made for: a long one of accounts, which takes longer than to count it, or of another kind. */
function totalBeside(session: Session, question: Question, sight: Sight): Pick<Tail, 'total' | 'atLeast'> {
  if (question.kind === 'account') return { total: countRows(session, question, sight) };
  const most = ASKING.has(question.kind) ? LIMITS.countedReading : LIMITS.counted;
  return told(countRows(session, question, sight, most), most);
}

/** To the end, or no further than `most`. */
export function countRows(session: Session, question: Question, sight: Sight, most?: number): number {
  const kind = KINDS[question.kind];
  const lens = new Lens(sight, { exact: exactly(question) });
  const conditions = conditionsOf(lens, kind, question, undefined);
  const { scope } = lens;
  if (kind.name === 'account' && conditions.length <= 1) {
    // Nothing is asked but what is seen at all.
    if (conditions.length === 0) return session.first<[number]>(sql`SELECT accounts FROM meta`)?.[0] ?? 0;
    if (!scope.all) return session.first<[number]>(accountsSeen(lens, scope))?.[0] ?? 0;
  }
  const where = conditionsWith(session, kind, conditions, undefined, false, LIMITS.wholeCount);
  const rows = sql`SELECT 1 FROM ${raw(kind.table)} t WHERE ${where}`;
  // Few lines have lots: those of the newest transactions are looked through, as for the page, and not one holder's first.
  const newest = kind.name === 'lot_line' && !question.filters.some(({ field }) => field === 'holder');
  const some = most === undefined ? rows : sql`${rows}${raw(newest ? ' ORDER BY t.line DESC' : '')} LIMIT ${most}`;
  const [count] = session.first<[number]>(sql`SELECT count(*) FROM (${some})`) ?? [0];
  return count;
}

/** Which lines, of days of consumption whose: the digits of an account's id are enough. */
const TOLD_BY = {
  line: 't.line / 65536',
  holder: "CAST(substr(substr(t.holder, length(rtrim(t.holder, '0123456789')) + 1), -9) AS INTEGER)",
} as const;

/** How many rows of the ledger there are and a sum that tells which: another as many are not taken for them. */
export function tallyRows(session: Session, question: Question, sight: Sight): string {
  const kind = KINDS[question.kind];
  const conditions = conditionsOf(new Lens(sight), kind, question, undefined);
  const where = conditionsWith(session, kind, conditions, undefined, false, LIMITS.wholeCount);
  const by = raw(TOLD_BY[kind.key.includes('line') ? 'line' : 'holder']);
  const tally = sql`SELECT count(*), CAST(coalesce(sum(${by}), 0) AS TEXT) FROM ${raw(kind.table)} t WHERE ${where}`;
  return (session.first<[number, string]>(tally) ?? [0, '0']).join('/');
}

/** The rows that the plan of each part finds (plan.ts), with their cells. */
function* planned(
  asked: Asked,
  { cells, order }: Stream,
  after: readonly unknown[] | undefined,
  wanted: number,
): Generator<readonly unknown[]> {
  const { terms } = order;
  const values = join(cells, ', ');
  const whole: Part = { fixed: new Map(), terms, filled: false, ...(after && { after }) };
  const found = (rows: Sql) =>
    asked.session.all(
      sql`SELECT ${values} FROM (${rows}) p CROSS JOIN accounts t ON t.seq = p.seq ORDER BY ${orderOfPart(whole, terms)}`,
    );
  if (asked.none) return;
  const plan = new PagePlan(asked);
  const few = plan.few;
  if (few) return yield* found(plan.driven(few, whole, wanted));
  let left = wanted;
  for (const part of partsOf(asked.session, asked.listed, terms, after, asked.fixed)) {
    const rows = found(plan.rows(part, left));
    yield* rows;
    left -= rows.length;
    if (left <= 0) return;
  }
}

/** Asked for by its key, or a part of it: then one record, or a few. */
function exactly({ kind, filters }: Question): boolean {
  const [key] = KINDS[kind].key;
  return KINDS[kind].key.length === 1 && filters.some(({ field }) => field === key);
}

/** What is read of each row, in which order, and what becomes of it. */
type Shape = Stream & {
  readonly columns: readonly {
    readonly name: string;
    readonly cell: (value: unknown, row: readonly unknown[]) => Cell;
  }[];
};

/** `whole`: read to its end from one snapshot, where nobody goes on from within. */
function shapeOf(
  session: Session,
  question: Question,
  sight: Sight,
  { paged, whole }: { readonly paged: boolean; readonly whole: boolean },
): Shape {
  const kind = KINDS[question.kind];
  const lens = new Lens(sight, { exact: exactly(question) });
  const order = orderOf(lens, kind, question.sort);
  const fields = question.columns.map((name) => fieldOf(lens, kind, 't', name));
  const cells = fields.map((field) => (exact(kind, field) ? digits(field) : shown(field)));
  // What a row is asked for twice is read once: each costs a million lines a fifth of a second.
  const known = new Map(cells.map((cell, at) => [keyOf(cell), at]));
  const placeOf = (cell: Sql): number => {
    const text = keyOf(cell);
    const at = known.get(text) ?? cells.push(cell) - 1;
    known.set(text, at);
    return at;
  };
  const columns = fields.map(({ name, def, currency = raw('NULL') }) => {
    if (def.type === 'amount') {
      const at = placeOf(currency);
      const none = def.unlimited ? 'unlimited' : null;
      return {
        name,
        cell: (value: unknown, row: readonly unknown[]) =>
          value === null ? none : formatMinor(value as number | string, String(row[at] ?? '')),
      };
    }
    if (def.type === 'list') return { name, cell: listOf };
    return { name, cell: (value: unknown) => value as Cell };
  });
  const where = () =>
    conditionsWith(
      session,
      kind,
      conditionsOf(lens, kind, question, order.lead),
      order.lead,
      question.limit !== undefined,
      UNITED.has(kind.name) ? mostLed(order) : LIMITS.fewStreamed,
    );
  const places = whole ? [] : order.terms.map(({ value }) => placeOf(value));
  return { kind, columns, cells, places, order, where: paged ? TRUE : where() };
}

/** In the order of their holders rows are walked, where there are many; in any other all are read and sorted, and the fewer the better. */
const mostLed = ({ terms: [first] }: Order): number => (first?.column === 'holder' ? LIMITS.fewIds : LIMITS.wholeCount);

const keyOf = ({ text, values }: Sql): string => (values.length === 0 ? text : JSON.stringify([text, values]));

/** Amounts of accounts are no larger than a number holds; those of the ledger come as their digits. */
const exact = (kind: KindDef, { def }: Field): boolean =>
  def.type === 'amount' && (kind.name !== 'account' || def.derived === true);

/** The digits of what is beyond a number; those of what has to be found first, always. */
function digits(field: Field): Sql {
  const value = shown(field);
  if (!field.stored) return sql`CAST(${value} AS TEXT)`;
  return sql`CASE WHEN ${value} BETWEEN -9007199254740991 AND 9007199254740991 THEN ${value} ELSE CAST(${value} AS TEXT) END`;
}

/** At most one condition leads to the rows, the one with the fewest; all others test what it finds. None is counted beyond the fewest so far. */
function conditionsWith(
  session: Session,
  kind: KindDef,
  conditions: readonly Condition[],
  lead: string | undefined,
  cut: boolean,
  most = LIMITS.fewStreamed,
): Sql {
  let driver: Condition | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const condition of conditions) {
    if (!condition.leads) continue;
    const far = Math.min(most, least);
    const [size] = session.first<[number]>(sql`SELECT count(*) FROM (${condition.leads.size} LIMIT ${far})`) ?? [0];
    if (size < least) [driver, least] = [condition, size];
  }
  // Accounts are sorted where no index has the order; what lies beside them is walked in its own order, each row tested.
  if (least >= most && (kind.name !== 'account' || (cut && lead !== undefined))) driver = undefined;
  const besides = (condition: Condition) => (driver && condition.beside) || condition.test;
  return and(conditions.map((one) => (one === driver && one.leads?.drive) || besides(one)));
}

function cursorKey(session: Session): Buffer {
  const [key] = session.first<[Buffer]>(sql`SELECT cursor_key FROM meta`) ?? [];
  if (!key) throw new Error('the state has no meta row');
  if (key.length !== CURSOR_KEY_BYTES) throw new Unreadable('its key of cursors cannot be read');
  return key;
}
