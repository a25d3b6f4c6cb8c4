/**
 * PII-1, the proof: real processes work with known numbers, and everything that they leave or print is searched for each
 * of them. The user's own input, its `--failed` copy and `--reveal` apart.
 */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CFB } from '@e965/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ended, Place } from './processes.ts';
import { onTerminal, python } from './terminal.ts';

/** Known numbers in all, five of each person. */
const NUMBERS = Number(process.env['ADCTL_NUMBERS'] ?? 100);
const PERSONS = Math.ceil(NUMBERS / 5);

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
function idNumber(n: number): string {
  const digits = `110105${1950 + (n % 50)}0${1 + (n % 9)}1${n % 9}${String(n % 1000).padStart(3, '0')}`;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  return digits + '10X98765432'[sum % 11];
}
const people = Array.from({ length: PERSONS }, (_, i) => ({
  login: `p${i}`,
  phone: `1397${String(5_550_000 + i * 7)}`,
  email: `secret.person.${i}@mail-${i}.example`,
  wechat: `wxsecret_${i}_${i * 31}`,
  id_number: idNumber(i),
  licence: idNumber(500 + i),
}));
const [first, second] = people as [(typeof people)[0], (typeof people)[0]];
/** Written over others in the course of the work. */
const LATER = ['13644443333', 'later.secret@mail.example', '13644445555'];
const SECRETS = [
  ...people.flatMap(({ phone, email, wechat, id_number, licence }) => [phone, email, wechat, id_number, licence]),
  ...LATER,
];

const place = new Place();
const input = join(place.folder, 'input');
const temp = join(place.folder, 'tmp');
/** What was printed, and what lay on the disk at any moment. */
const seen = new Map<string, string>();
const commands: string[][] = [];

/** What a file was when it was last looked at: where nothing has changed there is nothing new to see. */
const looked = new Map<string, string>();

function look(): void {
  const walk = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (path !== input) walk(path);
        continue;
      }
      try {
        const { ino, size, mtimeNs } = statSync(path, { bigint: true });
        const now = `${ino} ${size} ${mtimeNs}`;
        if (looked.get(path) === now) continue;
        looked.set(path, now);
        for (const secret of leaks(plain(readFileSync(path)))) seen.set(`${path}: ${secret}`, secret);
      } catch {
        // Gone since it was listed.
      }
    }
  };
  walk(place.folder);
}

/** The bytes as they are; of a workbook, which is a zip, what is in its parts. */
function plain(bytes: Buffer): string {
  if (bytes.subarray(0, 2).toString() !== 'PK') return bytes.toString('latin1');
  const { FileIndex } = CFB.read(bytes, { type: 'buffer' }) as { FileIndex: { content?: Uint8Array }[] };
  return FileIndex.map(({ content = [] }) => Buffer.from(content as Uint8Array).toString('latin1')).join('\n');
}

const leaks = (text: string): string[] => {
  const folded = text.toLowerCase();
  return SECRETS.filter((secret) => folded.includes(secret.toLowerCase()));
};

async function run(...args: string[]): Promise<Ended> {
  commands.push(args);
  const ended = await place.run(...args);
  for (const secret of leaks(plain(ended.bytes) + ended.stderr)) seen.set(`adctl ${args.join(' ')}: ${secret}`, secret);
  expect(ended.stderr).not.toContain('(BUG)');
  look();
  return ended;
}

/** What a terminal shows, also where a cell was broken into lines. */
async function screen(...args: string[]): Promise<string> {
  if (!python) return '';
  commands.push(args);
  const { raw, text } = await onTerminal(place, args, { width: 60, env: { TMPDIR: temp } });
  expect(text).not.toContain('(BUG)');
  for (const secret of [...leaks(raw), ...leaks(text.replace(/[\s│┃|]/g, ''))])
    seen.set(`adctl ${args.join(' ')} on a terminal: ${secret}`, secret);
  look();
  return text;
}
const file = (name: string, text: string): string => {
  const path = join(input, name);
  writeFileSync(path, text);
  return path;
};
const batchOf = ({ stderr }: Ended) => /b_\w+/.exec(stderr)?.[0] as string;

beforeAll(() => {
  mkdirSync(input);
  mkdirSync(temp);
  Object.assign(place.env, { TMPDIR: temp });
});
afterAll(() => place.remove());

test(`PII-1 none of ${SECRETS.length} known numbers stands in clear anywhere`, {
  timeout: 300_000 + NUMBERS * 200,
}, async () => {
  const header = 'login,name,phone,email,wechat,id_number\n';
  const line = (one: (typeof people)[0], phone = one.phone) =>
    `${one.login},成员,${phone},${one.email},${one.wechat},${one.id_number}\n`;
  const members = file('members.csv', header + people.map((one) => line(one)).join(''));
  const results = (name: string) => ['--results', join(place.folder, `${name}.csv`)];
  const failed = (name: string) => ['--failed', join(input, `${name}.csv`)];

  // In, singly and from files, rehearsed, refused, and killed on the way.
  await run('members', 'import', '--from', members, '--dry-run', ...results('rehearsed'));
  for (let kill = 0; kill < 3; kill++) {
    const { child, ended } = place.start('members', 'import', '--from', members, ...results('killed'));
    const timer = setInterval(look, 15);
    setTimeout(() => child.kill('SIGKILL'), 150 + kill * 100);
    const { stdout, stderr } = await ended;
    clearInterval(timer);
    expect(leaks(stdout + stderr)).toEqual([]);
    look();
  }
  const imported = await run('members', 'import', '--from', members, ...results('imported'), '-v');
  expect([0, 6]).toContain(imported.code);
  const bad = people.map((one) => line(one, `${one.phone}x`)).join('');
  const wrong = file(
    'wrong.csv',
    header + bad + `new1,n,${first.phone},${first.email} x,${first.wechat},${first.id_number}1\n`,
  );
  await run('members', 'import', '--from', wrong, ...results('wrong'), ...failed('failed'), '--format', 'json');
  await run('members', 'import', '--from', wrong, '--atomic', '--debug', '-v', ...results('atomic'));
  const licences = people.map(({ login, licence }) => `张${login},entity,${licence}\n`).join('');
  await run('orgs', 'import', '--from', file('orgs.csv', `name,kind,licence\n${licences}`), ...results('orgs'));
  await run('orgs', 'create', '张三', '--kind', 'entity', '--licence', first.licence, '--debug');
  await run('orgs', 'create', '张三', '--kind', 'entity', '--licence', `${first.licence.slice(0, 17)}Y`);
  await run('orgs', 'create', '张三', '--kind', 'entity', '--licence', first.licence, '--licence-kind', 'business');
  await run('members', 'create', 'solo', '--name', '单', '--phone', LATER[2] as string);
  await run('members', 'create', 'solo2', '--name', '单', '--id-number', `${first.id_number.slice(0, 17)}Y`, '--debug');

  // Changed, found, shown, kept under a name, undone.
  const updated = await run('members', 'update', 'p0', '--phone', LATER[0] as string, '--email', LATER[1] as string);
  const twice = file('update.csv', `login,phone\np1,${LATER[2]}\nnobody,${second.phone}\n`);
  await run('members', 'update', '--from', twice, ...results('updated'), ...failed('updated-failed'));
  for (const format of ['table', 'csv', 'json', 'html'])
    await run('members', 'list', '--columns', '+wechat,+id_number', '--format', format);
  for (const { phone, email } of people.slice(0, 3)) {
    await run('members', 'list', '--where', `phone = ${phone}`);
    await run('members', 'list', '--where', `email = ${email}`, '--format', 'table', '--debug');
  }
  await run('members', 'list', '--search', first.phone);
  await run('members', 'list', '--after', first.phone);
  await run('members', 'verify', '--where', `phone = ${second.phone}`, '--method', 'x', '--yes');
  await run('members', 'verify', '--where', `wechat = ${second.wechat}`, '--method', 'x', '--yes', '--max-rows', '0');
  const view = await run('views', 'save', 'mine', '--', 'members', 'list', '--where', `phone = ${second.phone}`);
  expect(view.stderr).toContain('VIEW_PERSONAL');
  await run('members', 'show', 'p0', '--format', 'table');
  await run('orgs', 'list', '--columns', '+personal_number', '--format', 'json');
  await run('orgs', 'show', '张p1', '--format', 'table');
  await run('orgs', 'show', second.licence, '--debug');
  await run('orgs', 'archive', second.licence, ...results('archived'));
  await run('members', 'grant', 'p2', '--role', 'eU', '--org', second.licence);
  await run('orgs', 'list', '--parent', second.licence);
  await run('members', 'show', 'p0', 'p1', '--reveal');
  await run('audit', 'list', '--format', 'json');
  await run('audit', 'list', '--search', second.phone);
  const listed = await place.json<{ id: string }>('batches', 'list');
  for (const { id } of listed.slice(0, 8)) {
    await run('batches', 'show', id, '--format', 'json');
    await run('batches', 'results', id, '--format', 'json');
  }
  await run('undo', batchOf(updated), ...results('undone'));
  await run('undo', '--last', '--yes');
  for (const what of ['member', 'where-member', 'org', 'view']) await run('__complete', what, '');

  // As a workbook, on stdout and in files.
  const sheet = ['--format', 'xlsx', '--columns', 'login,phone,email,wechat,id_number'];
  const book = await run('members', 'list', ...sheet);
  expect(plain(book.bytes)).toMatch(/139\*{4}0014/);
  await run('orgs', 'list', '--columns', '+personal_number', '--format', 'xlsx');
  await run('audit', 'list', '--format', 'xlsx');
  for (const { id } of listed.slice(0, 8)) await run('batches', 'results', id, '--format', 'xlsx');
  const sheets = join(place.folder, 'results.xlsx');
  await run('members', 'import', '--from', wrong, '--results', sheets, '--failed', join(input, 'failed.xlsx'));
  expect(plain(readFileSync(sheets))).toContain('VALUE_INVALID');

  // On a terminal: tables, blocks, trees, failed rows, questions, progress, errors.
  const table = await screen('members', 'list', '--columns', 'login,phone,email,wechat,id_number', '--limit', '5');
  if (python) expect(table).toMatch(/139\*{4}0070/);
  await screen('members', 'list', '--search', first.phone, '--where', `email = ${second.email}`);
  await screen('members', 'show', 'p0', 'p2');
  await screen('orgs', 'show', second.licence, '--debug');
  await screen('orgs', 'tree');
  await screen('audit', 'list', '--limit', '50');
  await screen('members', 'import', '--from', wrong, ...failed('on-terminal'), '-v');
  await screen('members', 'import', '--from', members, '--atomic', '--debug');
  await screen('members', 'update', '--from', twice, '--dry-run');
  await screen('members', 'verify', '--where', `phone = ${second.phone}`, '--method', 'x', '--no-input');
  await screen('orgs', 'create', '张三', '--kind', 'entity', '--licence', first.licence);
  await screen('batches', 'results', listed[0]?.id as string);

  // The state as a whole.
  await run('state', 'backup', join(place.folder, 'backup.db'));
  await run('state', 'check');
  await run('state', 'key', '--rotate');
  await run('members', 'erase', 'p1', '--yes', ...results('erased'));
  await run('state', 'compact');
  await run('state', 'rebuild');
  await run('state', 'restore', join(place.folder, 'backup.db'), '--yes');
  await run('state', 'info', '--format', 'json');
  await run('profile', 'test', '-v');

  looked.clear();
  look();
  expect([...seen.keys()]).toEqual([]);
  // The search is worth something: the input holds what was looked for, and masked it is shown.
  expect(leaks(readFileSync(members, 'latin1'))).toHaveLength(PERSONS * 4);
  expect((await place.run('members', 'show', 'p2', '--format', 'json')).stdout).toContain('139****0014');
  expect(commands.length).toBeGreaterThan(50);
});
