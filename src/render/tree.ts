/** Rows of a tree as a table draws them: names under their branches, and what does not fit the screen counted. */
import type { Cell, Page, Tail } from '../domain/question.ts';
import type { Lang } from '../domain/text.ts';
import type { Column } from './columns.ts';

export type TreeColumns = { readonly name: string; readonly kind: string };

/** Parents come before their children. Levels are closed from below until at most this many rows are left. */
export async function* drawTree(
  pages: AsyncGenerator<Page, Tail>,
  tree: TreeColumns,
  columns: readonly Column[],
  lang: Lang,
  most: number,
): AsyncGenerator<Page, Tail> {
  const rows: Cell[][] = [];
  let keys: readonly string[] = [];
  let tail: Tail = {};
  for (;;) {
    const next = await pages.next();
    if (next.done) {
      tail = next.value;
      break;
    }
    keys = next.value.columns;
    for (const row of next.value.rows) rows.push([...row]);
  }
  const at = (key: string) => keys.indexOf(key);
  const [depthAt, belowAt, nameAt, kindAt] = [at('depth'), at('below'), at(tree.name), at(tree.kind)];
  const kinds = columns.find(({ key }) => key === tree.kind)?.values ?? {};
  const shown = closed(rows, depthAt, belowAt, most);
  const branches = branchesOf(shown.map((row) => Number(row[depthAt])));
  shown.forEach((row, i) => {
    const name = row[nameAt] ?? kinds[String(row[kindAt])]?.[lang] ?? '';
    const below = Number(row[belowAt] ?? 0);
    row[nameAt] = `${branches[i]}${name}${below > 0 ? ` [+${below}]` : ''}`;
  });
  if (shown.length > 0) yield { columns: keys, rows: shown };
  return tail;
}

/** The deepest levels go first; each row that stays counts what went below it. */
function closed(rows: readonly Cell[][], depthAt: number, belowAt: number, most: number): Cell[][] {
  const depths = rows.map((row) => Number(row[depthAt]));
  let open = Math.max(0, ...depths) + 1;
  while (open > 1 && depths.filter((depth) => depth < open).length > most) open--;
  const shown: Cell[][] = [];
  rows.forEach((row, i) => {
    const last = shown.at(-1);
    if ((depths[i] as number) < open) shown.push(row);
    // What was closed before is below it already.
    else if (last) last[belowAt] = Number(last[belowAt] ?? 0) + 1 + Number(row[belowAt] ?? 0);
  });
  return shown;
}

/** `│  `, `├─ ` and `└─ ` before each row: a branch goes on while a later row hangs on the same level. */
function branchesOf(depths: readonly number[]): string[] {
  const goesOn: boolean[] = [];
  const texts: string[] = [];
  for (let i = depths.length - 1; i >= 0; i--) {
    const depth = depths[i] as number;
    let text = '';
    for (let level = 1; level < depth; level++) text += goesOn[level] ? '│  ' : '   ';
    if (depth > 0) text += goesOn[depth] ? '├─ ' : '└─ ';
    texts.push(text);
    goesOn[depth] = true;
    goesOn.length = depth + 1;
  }
  return texts.reverse();
}
