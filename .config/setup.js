// What npm start and npm test need before anything of ours can run. Imports nothing that has to be installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '..');

const lang = process.env.ADCTL_LANG || process.env.LC_ALL || process.env.LANG || '';
export const inWords = (en, zh) => (lang.startsWith('zh') ? zh : en);
/** To whoever waits; on stderr, as everything that is no result. */
const say = (en, zh) => process.stderr.write(`${inWords(en, zh)}\n`);

export function run(file, args, options = {}) {
  const { status, signal, error } = spawnSync(file, args, { cwd: root, stdio: 'inherit', ...options });
  if (error) process.stderr.write(`${file}: ${error.message}\n`);
  if (signal === 'SIGINT') return 130;
  return status ?? 1;
}

const lockOf = (...names) => JSON.parse(readFileSync(join(root, ...names), 'utf8')).packages;

/** Whether what is installed is what the lock file says; packages for other platforms need not be there. */
function installed() {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  if (statSync(record).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs) return true;
  const have = lockOf('node_modules', '.package-lock.json');
  return Object.entries(lockOf('package-lock.json')).every(
    ([path, { version, optional }]) => path === '' || have[path]?.version === version || (optional && !have[path]),
  );
}

/** Where this Node keeps its own headers: SQLite is compiled against them, and nothing has to be fetched for that. */
function headers() {
  const prefix = resolve(dirname(realpathSync(process.execPath)), '..');
  try {
    const text = readFileSync(join(prefix, 'include', 'node', 'node_version.h'), 'utf8');
    const part = (name) => new RegExp(`^#define NODE_${name}_VERSION (\\d+)$`, 'm').exec(text)?.[1];
    const version = ['MAJOR', 'MINOR', 'PATCH'].map(part).join('.');
    return version === process.versions.node ? { npm_config_nodedir: prefix } : {};
  } catch {
    return {};
  }
}

/** Installs and builds what is missing; the exit code of what failed, else 0. */
export function prepare() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    say(
      `Node 20.19 or newer is needed; this is ${process.versions.node}`,
      `需要 Node 20.19 或更高版本，当前为 ${process.versions.node}`,
    );
    return 1;
  }
  if (!installed()) {
    say(
      'Installing what package-lock.json lists; compiling SQLite takes about a minute …',
      '正在按 package-lock.json 安装依赖，编译 SQLite 约需一分钟……',
    );
    const npm = process.env.npm_execpath;
    const args = ['ci', '--include=dev'];
    const env = { ...headers(), ...process.env };
    const code = npm ? run(process.execPath, [npm, ...args], { env }) : run('npm', args, { env });
    if (code !== 0) return code;
  }
  return run(process.execPath, [join(root, '.config', 'build.js')]);
}

if (process.argv[1] === import.meta.filename) process.exitCode = prepare();
