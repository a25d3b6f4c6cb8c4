// Keeps beside a file of dist what V8 compiles of it: runs what is typed most on a small state of its own.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import v8 from 'node:v8';

const { load, scripts } = createRequire(import.meta.url)('../bin/adctl.js');
const folder = mkdtempSync(join(tmpdir(), 'adctl-build-'));
const name = process.argv[2];

/** Other settings of the builder mean nothing here. */
for (const key of Object.keys(process.env)) if (/^ADCTL_|^NODE_/.test(key)) delete process.env[key];
Object.assign(process.env, { ADCTL_CONFIG_DIR: join(folder, 'config'), ADCTL_DB: join(folder, 'state.db') });
Object.assign(process.env, { ADCTL_LANG: 'en', HOME: folder });

const COMMANDS = {
  main: [
    ['accounts', 'list', '--limit', '10'],
    ['accounts', 'list', '--limit', '10', '-o', 'table', '--color', 'always'],
    ['accounts', 'list', '--search', '格力', '--where', 'daily_budget > 5', '--sort', '-name', '-o', 'json'],
    ['accounts', 'show', '20000001'],
    ['accounts', 'claim', '20000001'],
    ['orgs', 'list', '--lang', 'zh', '-o', 'table'],
    ['funds', 'statement', '--limit', '10'],
    ['funds', 'statement', '20000001', '--type', 'consumption', '-o', 'table'],
    ['funds', 'overview', '--limit', '10'],
    ['orgs', 'tree'],
    ['orgs', 'tree', '-o', 'table'],
    ['nonsense'],
  ],
  completing: ['account', 'org', 'unit', 'member', 'tag', 'where-account'].map((what) => ['__complete', what, '']),
}[name];

// V8 takes what was compiled under the same flags only: what a command sets for itself is not set while it is compiled.
v8.setFlagsFromString = () => {};

/** The same from a server, whose answers are worth being quick as well. */
const ASKED = {
  main: [
    ['accounts', 'list', '--limit', '10'],
    ['accounts', 'claim', '20000002'],
  ],
  completing: [],
}[name];

/** A server of the small state, and what is needed to ask it. */
async function served(launcher) {
  const token = execFileSync(process.execPath, [launcher, 'tokens', 'create', 'build'], { encoding: 'utf8' }).trim();
  const server = spawn(process.execPath, [launcher, 'serve', '--listen', '127.0.0.1:0']);
  server.stdout.resume();
  let told = '';
  for await (const text of server.stderr) {
    told += text;
    const [url] = /http:\/\/[\d.:]+/.exec(told) ?? [];
    if (url) return { server, env: { ADCTL_URL: url, ADCTL_TOKEN: token } };
  }
  throw new Error(told);
}

try {
  // In a process of its own: what only it needs is not worth keeping.
  const launcher = join(import.meta.dirname, '..', 'bin', 'adctl.js');
  execFileSync(process.execPath, [launcher, 'demo', '--accounts', '100'], { stdio: 'ignore' });
  for (const args of COMMANDS) {
    process.argv = [process.execPath, 'adctl', ...args];
    await load(`${name}.cjs`).run(() => {});
  }
  if (ASKED.length > 0) {
    const { server, env } = await served(launcher);
    try {
      const { ADCTL_DB: _, ...others } = process.env;
      process.env = { ...others, ...env };
      for (const args of ASKED) {
        process.argv = [process.execPath, 'adctl', ...args];
        await load(`${name}.cjs`).run(() => {});
      }
    } finally {
      server.kill();
    }
  }
  for (const [file, { script, stamp }] of scripts)
    writeFileSync(`${file}.compiled`, Buffer.concat([script.createCachedData(), Buffer.from(stamp, 'latin1')]));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
