/**
 * Every command, right and wrong, through the real main: in both languages, on a terminal and in a pipe. What they print
 * is kept in transcripts/ and compared; ADCTL_WRITE=1 writes it anew, to be read before it is committed.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { shell } from '../helpers/main.ts';
import { NOW, newFolder } from '../helpers/state.ts';
import { COMMANDS, FILES } from './commands/index.ts';

const KEPT = resolve(import.meta.dirname, 'transcripts');
const seed = newFolder();
const MODES = [
  { name: 'en-pipe', lang: 'en' },
  { name: 'en-terminal', lang: 'en', columns: 100 },
  { name: 'zh-pipe', lang: 'zh' },
  { name: 'zh-terminal', lang: 'zh', columns: 60 },
] as const;

beforeAll(async () => {
  const { code, stderr } = await shell({ folder: seed }).run(['demo', '--accounts', '600']);
  expect(`${code} ${code === 0 ? '' : stderr}`.trim()).toBe('0');
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(seed, name), text);
}, 60_000);

/** A shell's words; quotes hold blanks together. */
function wordsOf(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

/** What differs from run to run, or from machine to machine, in words that do not. */
function settled(text: string, folder: string): string {
  return text
    .replaceAll(`${folder}/`, '')
    .replaceAll(folder, '.')
    .replace(/\bb_[0-9A-HJKMNP-TV-Z]{26}\b/g, 'b_ULID')
    .replace(/\bt_[a-z2-9]{16}\b/g, 't_TRANSACTION')
    .replace(/\bl_[a-z2-9]{16}\b/g, 'l_LOT')
    .replace(/\bh_[a-z2-9]{16}\b/g, 'h_HOLD')
    .replace(/\b([geastuh]_)[a-z2-9]{8}\b/g, '$1XXXXXXXX')
    .replace(/\br_[a-z2-9]{16}\b/g, 'r_REQUEST')
    .replace(/\b[0-9a-f]{64}\b/g, 'HEAD')
    .replace(/\badctl_[\w-]{49}/g, 'adctl_SECRET')
    .replace(/\bs_[0-9a-f]{16}\b/g, 's_STATE')
    .replace(/\b2026-01-05T02:\d\d:\d\d\.000Z/g, 'NOW')
    .replace(/--after [\w.-]{12,}/g, '--after CURSOR')
    .replace(/[\d,]+ of [\d,]+ bytes/g, 'N of N bytes')
    .replace(/[\d,]+ 字节中的 [\d,]+ 字节/g, 'N 字节中的 N 字节')
    .replace(/[\d,]+ bytes in/g, 'N bytes in')
    .replace(/共 [\d,]+ 字节/g, '共 N 字节');
}

test.each(MODES)('transcripts: $name', { timeout: 240_000 }, async ({ name, lang, ...mode }) => {
  const env = { ADCTL_LANG: lang, ADCTL_NO_INPUT: '1' };
  for (const [noun, commands] of Object.entries(COMMANDS)) {
    const folder = join(newFolder(), 'work');
    cpSync(seed, folder, { recursive: true });
    const { run } = shell({ folder });
    // Each command a second after the one before, so that the newest is the newest.
    let commandsRun = 0;
    let text = '';
    for (const command of commands) {
      const words = wordsOf(command);
      const as = words[0]?.startsWith('@') ? ['--as', words[0].slice(1)] : [];
      const argv = words
        .slice(as.length / 2)
        .map((word) => (/\.(csv|db|xlsx|json)$|^\.$/.test(word) ? join(folder, word) : word));
      const { code, stdout, stderr } = await run([...argv, ...as], { ...mode, env, now: NOW + 1000 * ++commandsRun });
      const shown = [stdout, stderr?.replace(/^/gm, '! ').replace(/! $/, '')].filter(Boolean).join('');
      text += `$ ${command}\n${shown}[${code}]\n\n`;
      expect(stderr, command).not.toMatch(/\(BUG\)|\n\s+at /);
    }
    compare(join(KEPT, name, `${noun}.txt`), settled(text, folder));
  }
});

function compare(file: string, text: string): void {
  if (process.env['ADCTL_WRITE']) {
    mkdirSync(resolve(file, '..'), { recursive: true });
    writeFileSync(file, text);
  }
  expect(existsSync(file), file).toBe(true);
  expect(text).toBe(readFileSync(file, 'utf8'));
}
