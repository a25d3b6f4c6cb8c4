import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { spool } from '../../src/files/spool.ts';
import { everything, everythingOf, fileOf, openFile, refusalOf, scratch, stream } from './helpers.ts';

const spools = (): string[] =>
  readdirSync(tmpdir()).filter((name) => name.endsWith('.spool') && name.startsWith('adctl-'));

describe('PII-1: standard input is spooled', () => {
  const secret = '13812341234,secret\n'.repeat(1000);

  it('unreadable on the disk, and without a name', async () => {
    const before = spools();
    const spooled = await spool(stream(secret, Buffer.from(secret)));
    expect(spools().filter((name) => !before.includes(name))).toEqual([]);
    const { size } = await spooled.handle.stat();
    const onDisk = Buffer.alloc(size);
    await spooled.handle.read(onDisk, 0, size, 0);
    expect(size).toBe(secret.length * 2);
    expect(onDisk.includes('secret') || onDisk.includes('138')).toBe(false);
    let back = '';
    for await (const chunk of spooled.bytes()) back += chunk.toString();
    expect(back).toBe(secret + secret);
    await spooled.close();
  });

  it('and read like a file, several times', async () => {
    const text = 'id,name\n1,"a\nb"\n2,中\n';
    const bytes = Buffer.from(text);
    const input = (): AsyncGenerator<Buffer | string> => stream(...Array.from(bytes, (byte) => Buffer.of(byte)));
    const fromStdin = await everythingOf('-', { stdin: input() });
    const fromFile = await everything(text);
    expect(fromStdin.rows).toEqual(fromFile.rows);
    expect(fromStdin.original).toEqual(fromFile.original);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(fromStdin.opened.source).toEqual({ path: '-', bytes: bytes.length, sha256, stdin: true });
    expect(fromFile.opened.source).toMatchObject({ bytes: bytes.length, sha256, stdin: false });
  });

  it.skipIf(process.platform === 'win32')('a named pipe is a stream as well', async () => {
    const pipe = scratch('pipe');
    execFileSync('mkfifo', [pipe]);
    const [{ opened, rows }] = await Promise.all([everythingOf(pipe), writeFile(pipe, 'id\n0012\n')]);
    expect(opened.source).toMatchObject({ path: pipe, bytes: 8, stdin: true });
    expect(rows[0]!.cells).toEqual({ id: '0012' });
  });

  it('a refusal speaks of standard input', async () => {
    const error = await refusalOf(() => everythingOf('-', { stdin: stream('id\n"x') }));
    expect(error.details).toMatchObject({ file: { en: 'standard input', zh: '标准输入' }, line: 2, column: 1 });
  });
});

it('200,000 rows are read in little memory', async () => {
  const file = fileOf(
    'id,name\n' + Array.from({ length: 200_000 }, (_, i) => `${i},账户 ${i} "x" ${'y'.repeat(80)}\n`).join(''),
  );
  const opened = await openFile(file);
  expect(opened.rows).toBe(200_000);
  let rows = 0;
  let most = 0;
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  for await (const chunk of opened.read()) {
    rows += chunk.length;
    expect(chunk.length).toBeLessThanOrEqual(1000);
    most = Math.max(most, process.memoryUsage().heapUsed - before);
  }
  expect(rows).toBe(200_000);
  // All rows at once take more than 200 MB.
  expect(most).toBeLessThan(120e6);
  await opened.close();
});
