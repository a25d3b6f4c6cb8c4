// Bundles src/ and the libraries into few files, and does nothing while dist is newer. Finding and linking forty small
// chunks cost three times what parsing one file does, and one file of all made every list load what only changes use:
//   main.cjs             the start of every command, and all that a list or the map runs
//   rest.cjs             everything else; takes what it shares from main.cjs, so that nothing is there twice
//   words.cjs            what is said of errors
//   completing.cjs       completion, which starts at each press of Tab and needs neither
//   libraries/NAME.cjs   a library that few commands use
//   *.compiled           what V8 compiled of each (compile.js)
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const at = (...names) => join(root, ...names);
const SOURCES = [
  'src',
  'bin',
  'package.json',
  'package-lock.json',
  '.config/build.js',
  '.config/bundle.js',
  '.config/compile.js',
];
/** Written last: a build that was stopped, or made by another V8, is made again. */
const WHOLE = at('dist', 'whole');

/** The newest time of change in a file or folder, folders' own included: a removed file counts too. */
function newest(path) {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), found.mtimeMs);
}

function stale() {
  if (!existsSync(WHOLE) || readFileSync(WHOLE, 'utf8') !== process.versions.v8) return true;
  const built = statSync(WHOLE).mtimeMs;
  return SOURCES.some((name) => newest(at(name)) > built);
}

/**
 * Marks each file, so that what was compiled of it can be told from what was compiled of another. It is read as one byte
 * for each character, and the bundler leaves those of regular expressions as they were written.
 */
function stamp(file) {
  const text = readFileSync(file, 'utf8').replace(
    /[^\0-\x7f]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const mark = createHash('sha256').update(text).digest('hex').slice(0, 16);
  writeFileSync(file, `//${mark}\n${text}`, 'latin1');
}

/** What earlier builds left and this one does not write, what was compiled of it included. */
function sweep(folder, keep) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) sweep(path, keep);
    else if (!keep.includes(path)) rmSync(path);
  }
}

/** What is made from the program's own tables and kept beside it: scripts of shells, the manual. */
const GENERATED = {
  'adctl.bash': ['completion', 'bash'],
  _adctl: ['completion', 'zsh'],
  'adctl.fish': ['completion', 'fish'],
  'adctl.1': ['help', '--man'],
};

function generate() {
  mkdirSync(at('completions'), { recursive: true });
  for (const [name, args] of Object.entries(GENERATED)) {
    // Nothing of the builder's own settings may show in it.
    const env = { PATH: process.env.PATH, ADCTL_LANG: 'en', ADCTL_CONFIG_DIR: at('dist', 'none'), NO_COLOR: '1' };
    const text = execFileSync(process.execPath, [at('bin', 'adctl.js'), ...args], { env, encoding: 'utf8' });
    const file = at('completions', name);
    if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
  }
}

if (process.argv.includes('--force') || stale()) {
  rmSync(WHOLE, { force: true });
  // The builder is loaded only where there is something to build.
  const { bundle } = await import('./bundle.js');
  const files = await bundle();
  for (const file of files) stamp(file);
  sweep(at('dist'), files);
  for (const name of ['main', 'completing'])
    execFileSync(process.execPath, [at('.config', 'compile.js'), name], { stdio: 'ignore' });
  generate();
  writeFileSync(WHOLE, process.versions.v8);
}
