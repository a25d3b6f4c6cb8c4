/**
 * The map of what the actor sees (ORG-7): groups hold entities and group units, entities their units; agencies stand
 * beside them, and so do accounts shared from outside (ORG-8). Accounts are counted, never listed.
 */
import type { Cell, Question } from '../domain/question.ts';
import type { Pointer } from '../store/port.ts';
import type { Ctx, ScopedTx } from './define.ts';

export type Node = {
  readonly id: string;
  readonly kind: string;
  readonly name: string | null;
  readonly parent: string | null;
  accounts: number | null;
  members: number | null;
  readonly status: string | null;
  readonly children: Node[];
  /** Places below that `--find` leaves out. */
  left: number;
};

export const NODE_KEYS = ['id', 'parent', 'depth', 'kind', 'name', 'accounts', 'members', 'below', 'status'];

export function nodeCells(node: Node, depth: number, parent: string | null, open: boolean): Cell[] {
  const below = node.left + (open ? 0 : node.children.reduce((sum, child) => sum + 1 + sizeBelow(child), 0));
  const { id, kind, name, accounts, members, status } = node;
  return [id, parent, depth, kind, name, accounts, members, below, status];
}

function sizeBelow(node: Node): number {
  return node.left + node.children.reduce((sum, child) => sum + 1 + sizeBelow(child), 0);
}

const ROOTS = ['group', 'entity', 'unit', 'agency'];

/** `root`: the organisation or unit at which the map is opened. */
type Asked = { readonly root: Pointer | undefined; readonly find: string | undefined };

export async function loadTree(tx: ScopedTx, ctx: Ctx, { root, find }: Asked): Promise<Node[]> {
  const nodes = await placesOf(tx, root, find === undefined);
  const roots: Node[] = [];
  for (const node of nodes.values()) {
    const above = node.id === root?.key || node.parent === null ? undefined : nodes.get(node.parent);
    if (above && node.kind !== 'agency') above.children.push(node);
    else if (root === undefined || node.id === root.key) roots.push(node);
  }
  roots.sort((a, b) => ROOTS.indexOf(a.kind) - ROOTS.indexOf(b.kind));
  if (find !== undefined) {
    const wanted = await matching(tx, find);
    const kept = roots.filter((node) => prune(node, wanted));
    const all: Node[] = [];
    const gather = (node: Node) => {
      all.push(node);
      node.children.forEach(gather);
    };
    kept.forEach(gather);
    await count(tx, all);
    return kept;
  }
  return root === undefined ? [...roots, ...(await beside(tx, ctx, nodes))] : roots;
}

/** Accounts and members of what is left of a tree: nothing else is counted. */
async function count(tx: ScopedTx, nodes: readonly Node[]): Promise<void> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  for (const kind of ['org', 'unit'] as const) {
    const values = nodes.filter((node) => (node.kind === 'unit') === (kind === 'unit')).map(({ id }) => id);
    if (values.length === 0) continue;
    const filters = [{ field: 'id', op: 'in' as const, values }];
    for await (const { rows } of tx.list({ kind, columns: ['id', 'accounts', 'members'], filters, sort: [] }))
      for (const [id, of, members] of rows) {
        const node = byId.get(String(id));
        if (node) Object.assign(node, { accounts: of, members });
      }
  }
}

const accounts = (filters: Question['filters']): Question => ({ kind: 'account', columns: ['id'], filters, sort: [] });

async function placesOf(tx: ScopedTx, root: Pointer | undefined, counted: boolean): Promise<Map<string, Node>> {
  const nodes = new Map<string, Node>();
  const take = async (question: Omit<Question, 'columns' | 'filters'>, filters: Question['filters']) => {
    const unit = question.kind === 'unit';
    const counts = counted ? ['accounts', 'members'] : [];
    const columns = ['id', 'name', unit ? 'org' : 'parent', 'status', unit ? 'type' : 'kind', ...counts];
    for await (const { rows } of tx.list({ ...question, columns, filters })) {
      for (const [id, name, parent, status, kind, of = null, members = null] of rows as [
        string,
        ...(string | number | null)[],
      ][])
        nodes.set(id, {
          id,
          kind: unit ? 'unit' : String(kind),
          name: name as string | null,
          parent: parent as string | null,
          accounts: of as number | null,
          members: members as number | null,
          status: status as string | null,
          children: [],
          left: 0,
        });
    }
  };
  const orgs = { kind: 'org', sort: ['kind', 'name'] } as const;
  const units = { kind: 'unit', sort: ['name', 'id'] } as const;
  const at = (field: string, ...values: string[]) => [{ field, op: 'in' as const, values }];
  if (root === undefined) {
    await take(orgs, []);
    await take(units, []);
  } else if (root.kind === 'unit') await take(units, at('id', root.key));
  else {
    await take(orgs, at('id', root.key));
    await take(orgs, at('parent', root.key));
    await take(units, at('org', ...[...nodes.values()].filter(({ kind }) => kind !== 'agency').map(({ id }) => id)));
  }
  return nodes;
}

/** The places that the text finds by name, id or licence. */
async function matching(tx: ScopedTx, find: string): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const kind of ['org', 'unit'] as const)
    for await (const { rows } of tx.list({ kind, columns: ['id'], filters: [], search: find, sort: [] }))
      for (const [id] of rows) found.add(String(id));
  return found;
}

/** Keeps what is wanted and what leads to it. */
function prune(node: Node, wanted: ReadonlySet<string>): boolean {
  const kept = node.children.filter((child) => prune(child, wanted));
  const gone = node.children.filter((child) => !kept.includes(child));
  node.left = gone.reduce((sum, child) => sum + 1 + sizeBelow(child), 0);
  node.children.splice(0, node.children.length, ...kept);
  return kept.length > 0 || wanted.has(node.id);
}

/** Accounts outside every organisation of the actor: shared with it, or, for who sees everything, without an entity. */
async function beside(tx: ScopedTx, ctx: Ctx, nodes: ReadonlyMap<string, Node>): Promise<Node[]> {
  const node = (id: string, count: number): Node[] =>
    count <= 0
      ? []
      : [
          {
            id,
            kind: id,
            name: null,
            parent: null,
            accounts: count,
            members: null,
            status: null,
            children: [],
            left: 0,
          },
        ];
  const other = await tx.count({ ...accounts([]), other: ctx.actor.login });
  if (!ctx.scope.all) return node('other', other);
  const inEntities = [...nodes.values()]
    .filter(({ kind }) => kind === 'entity')
    .reduce((sum, { accounts: count }) => sum + (count ?? 0), 0);
  return [...node('other', other), ...node('none', (await tx.count(accounts([]))) - inEntities)];
}
