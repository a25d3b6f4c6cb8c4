/** Parity of commands: those of the transcripts, those that are no operations, and what is long, many or strange. */
import { describe, test } from 'vitest';
import { COMMANDS, FILES } from '../cli/commands/index.ts';
import type { Line } from './parity/lines.ts';
import { onBoth } from './parity/on-both.ts';

const { same, stopped } = onBoth();

describe('what the transcripts show', () => {
  const modes: readonly Omit<Line, 'line'>[] = [{}, { columns: 60, lang: 'zh' }];
  test.each(Object.keys(COMMANDS).flatMap((noun) => modes.map((mode) => ({ noun, mode, ...mode }))))(
    '$noun, width $columns',
    async ({ noun, mode }) => {
      await same(
        (COMMANDS[noun] ?? []).map((line) => ({ line, ...mode })),
        FILES,
      );
    },
  );
});

describe('what is long, many or strange', () => {
  test('in arguments', async () => {
    const ids = Array.from({ length: 2_600 }, (_, i) => String(20000001 + i));
    const strange = [
      'a b',
      "it's",
      'a"b',
      'a\nb',
      '😀é',
      '\u202Eabc',
      '\u0000',
      '\ufffd',
      '=1+1',
      '',
      ' ',
      '-'.repeat(3),
    ];
    const note = { line: 'accounts note 20000001 --text' };
    await same([
      { line: 'accounts list --csv --where', more: [`id in ${ids.slice(0, 1_000).join(',')}`] },
      { line: 'accounts list --csv --search', more: ['格'.repeat(5_000)] },
      { line: 'accounts show --csv', more: ids },
      { line: 'accounts tag --tag 甲', more: ids },
      { line: 'accounts tag --tag 乙 --atomic', more: ids },
      { line: 'accounts claim -n --json', more: ids },
      { line: 'accounts suspend --yes --where', more: [`id in ${ids.slice(0, 1_000).join(',')}`] },
      { ...note, more: ['长'.repeat(100_000)] },
      { ...note, more: ['x', '--reason', '长'.repeat(10_000), '--reference', 'r'.repeat(5_000)] },
      ...strange.flatMap((text) => [
        { ...note, more: [text] },
        { line: 'accounts list --csv --columns id --search', more: [text] },
        { line: 'accounts list --csv --columns id --where', more: [`note = ${text}`] },
        { line: 'accounts show', more: [text] },
        { line: 'members create', more: [text, '--name', text] },
        { line: 'accounts tag 20000001 --reason', more: [text, '--tag', text, '--reference', text] },
      ]),
      { line: 'accounts note 20000001 --text x --lock-timeout 3600' },
      { line: 'accounts note 20000001 --text y --lock fail' },
      { line: 'accounts note 20000001 --text z --lock-timeout 1.0005' },
      { line: 'accounts list --limit 999999999999 --count' },
      { line: 'accounts list --limit 1 --tz Nowhere/None' },
      { line: 'accounts tag 20000001 --tag x --max-rows 999999999' },
    ]);
  });

  test('in files', async () => {
    const rows = (count: number, of: (i: number) => string) => Array.from({ length: count }, (_, i) => of(i)).join('');
    const many = `id,备注\n${rows(5_300, (i) => (i % 900 === 7 ? `${i},a,b,c\n` : `${20000001 + (i % 640)},行${i}\n`))}`;
    const files = {
      'many.csv': many,
      'many.json': JSON.stringify(
        Array.from({ length: 2_100 }, (_, i) => ({ id: 20000001 + i, note: i % 2 ? null : '\ud800' })),
      ),
      'wide.csv': `id,note\n20000001,${'宽'.repeat(400_000)}\n20000002,x\n`,
      'none.csv': 'id\n',
      'new.csv': `platform,id,name\n${rows(2_400, (i) => `tencent,9${String(i).padStart(7, '0')},新${i}\n`)}`,
    };
    const all = '--results all.csv --failed bad.csv';
    await same(
      [
        { line: `accounts note --from many.csv ${all}` },
        { line: 'accounts note --from bad.csv -n --results all.xlsx -q' },
        { line: `accounts note --from many.csv --atomic ${all}`, columns: 100 },
        { line: `accounts note --from many.csv -n --reference R ${all} --json` },
        { line: `@wang.wei accounts note --from many.csv ${all}`, lang: 'zh' },
        { line: 'accounts note --from many.json --results all.json -o ndjson' },
        { line: 'accounts note --from wide.csv --results all.csv' },
        { line: 'accounts note --from wide.csv --atomic --results all.csv' },
        { line: 'accounts tag --tag x --from none.csv --results all.csv --failed bad.csv' },
        { line: `accounts import --from new.csv ${all} -q` },
        { line: `accounts import --from new.csv ${all} -q` },
        { line: 'accounts diff --from new.csv --json' },
        { line: 'undo --last --yes -q' },
        { line: 'accounts tag --tag x --from - --results all.csv', stdin: many },
        { line: 'accounts tag --from many.csv --ignore-unknown --tag y -q --max-rows 5000' },
        { line: 'accounts tag --from many.csv --ignore-unknown --tag y -q' },
      ],
      files,
    );
  });
});

describe('commands that are no operations', () => {
  test('batches resume: by its member and by who only sees it, each row once and all of them kept', async () => {
    const [first = '', second = ''] = stopped;
    await same([
      { line: `@wang.wei batches resume ${first}` },
      { line: `@qi.yue batches resume ${first}` },
      { line: `batches resume ${first} --results all.csv --failed bad.csv` },
      { line: `batches resume ${first}` },
      { line: `@dong.mei batches resume ${second} --results all.json -q`, columns: 90 },
      { line: `batches show ${second}` },
      { line: `batches results ${first} --limit 5` },
      { line: `batches undo ${second} -n -q` },
      { line: `@dong.mei batches undo ${second} -q`, lang: 'zh' },
      { line: 'batches resume b_01KE5WCZE0DJ84GVMYFT9SF8DF' },
    ]);
  });

  test('whoami, completion, help and what is mistyped', async () => {
    const actors = ['owner', 'cao.yang', 'sun.li', 'qi.yue', 'wang.wei'];
    const columns = '--columns member,verified,roles,view,view_from,acts_as,rights';
    const kinds = ['account', 'org', 'unit', 'member', 'tag', 'batch', 'token', 'view', 'asset', 'platform'];
    await same([
      { line: "views save 大预算 -- accounts list --where 'daily_budget > 5000'" },
      { line: 'accounts tag 20000001 --tag 甲 -q' },
      ...actors.flatMap((login) => [
        { line: `@${login} whoami ${columns}` },
        { line: `@${login} whoami ${columns}`, columns: 80, lang: 'zh' as const },
        { line: `@${login} whoami --rights --json` },
        ...kinds.flatMap((kind) => [{ line: `@${login} __complete ${kind} ''` }]),
      ]),
      ...kinds.map((kind) => ({ line: `__complete ${kind}, 'e'`, lang: 'zh' as const })),
      ...['', 'accounts', 'accounts claim', 'bulk', 'formats', 'errors', 'TOKEN_INVALID', 'nonsense'].map((topic) => ({
        line: `help ${topic}`,
      })),
      ...['acounts list', 'accounts lst', '--limit 5 accounts list', 'accounts list --stat active'].map((line) => ({
        line,
      })),
    ]);
  });
});
