/** What queries see of the store: the actor's scope and time bound, addresses in filters resolved, personal fields masked. */
import type { KindName } from '../domain/kind.ts';
import { KINDS } from '../domain/kinds.ts';
import { maskPii } from '../domain/mask.ts';
import type { Cell, Filter, Page, Question, Tail } from '../domain/question.ts';
import { AdctlError } from '../domain/refusal.ts';
import type { ScopedTx } from '../operations/define.ts';
import type { ReadTx, Sight } from '../store/port.ts';
import type { Vault } from './vault.ts';
import { personOf } from './view.ts';

/** Shown where a personal value is there but its key is not. */
const LOST = '•••';

export function scopedTx(tx: ReadTx, sight: Sight, vault: Vault): ScopedTx {
  return {
    async *list(question) {
      const resolved = await resolve(tx, sight, vault, question);
      return yield* masked(tx, resolved, sight, vault);
    },
    count: async (question) => tx.count(await resolve(tx, sight, vault, question), sight),
    rows: (need) => tx.rows(need, sight),
    entriesOf: (batch, first, last) => tx.entriesOf(batch, first, last),
    results: (batch, after, limit) => tx.results(batch, after, limit),
    verifyLog: (head) => tx.verifyLog(head),
    head: () => tx.head(),
  };
}

/** Filters on references take names and licences as well as ids; on personal fields they ask the blind index. */
export async function resolve(tx: ReadTx, sight: Sight, vault: Vault, question: Question): Promise<Question> {
  const filters: Filter[] = [];
  for (const filter of question.filters) {
    const def = KINDS[question.kind].fields[filter.field];
    if (def?.pii && filter.values.length > 0) {
      filters.push({
        ...filter,
        field: `${filter.field}_bi`,
        values: filter.values.map((v) => vault.blind(filter.field, String(v))),
      });
    } else if ((def?.ref === 'org' || def?.ref === 'unit') && ['=', '!=', 'in'].includes(filter.op)) {
      const values: string[] = [];
      for (const value of filter.values) values.push(await addressed(tx, sight, def.ref, String(value)));
      filters.push({ ...filter, values });
    } else filters.push(filter);
  }
  return { ...question, filters };
}

async function addressed(tx: ReadTx, sight: Sight, kind: 'org' | 'unit', text: string): Promise<string> {
  const bare = text.replace(/^(group|entity|agency|unit):/, '');
  const fields = kind === 'org' ? ['kind'] : ['org'];
  for (const by of kind === 'org' ? ['key', 'licence', 'name'] : ['key', 'name']) {
    const found = (await tx.rows({ kind, by, values: [bare], fields }, sight)).filter(({ visible }) => visible);
    if (found.length === 1) return found[0]!.key;
    const entities = found.filter(({ row }) => row['kind'] === 'entity');
    if (entities.length === 1 && by === 'name') return entities[0]!.key;
    if (found.length > 1)
      throw new AdctlError('AMBIGUOUS', { value: text, candidates: found.map(({ key }) => key).slice(0, 5) });
  }
  throw new AdctlError('NOT_FOUND', { kind: KINDS[kind].label, value: text });
}

async function* masked(tx: ReadTx, question: Question, sight: Sight, vault: Vault): AsyncGenerator<Page, Tail> {
  const def = KINDS[question.kind];
  const personal = question.columns.filter((column) => def.fields[column]?.pii);
  if (personal.length === 0) return yield* tx.list(question, sight);
  const columns = [...question.columns, ...def.key.filter((field) => !question.columns.includes(field))];
  const pages = tx.list({ ...question, columns }, sight);
  for (;;) {
    const next = await pages.next();
    if (next.done) return next.value;
    const keyAt = def.key.map((field) => columns.indexOf(field));
    const keys = next.value.rows.map((row) => keyAt.map((i) => row[i]).join(def.separator));
    const persons = [...new Set(keys.map((key) => personOf(question.kind, key)))];
    vault.accept(persons, await tx.personKeys(persons));
    yield {
      columns: question.columns,
      rows: next.value.rows.map((row, i) => maskRow(question, row, keys[i] as string, vault)),
    };
    vault.forget();
  }
}

function maskRow(question: Question, row: readonly Cell[], key: string, vault: Vault): Cell[] {
  const { fields } = KINDS[question.kind];
  return question.columns.map((column, i) =>
    maskValue(question.kind, key, column, row[i] ?? null, fields[column]?.pii, vault),
  );
}

export function maskValue(
  kind: KindName,
  key: string,
  field: string,
  value: Cell,
  pii: 'phone' | 'email' | 'text' | 'number' | undefined,
  vault: Vault,
): Cell {
  if (!pii || value === null) return value;
  const plain = vault.unseal(personOf(kind, key), field, String(value));
  return plain === undefined ? LOST : maskPii(pii, plain);
}
