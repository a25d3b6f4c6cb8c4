// Bundles src/ into one file and each library into another, loaded where it is used. Finding and linking forty small
// chunks cost three times what parsing one file does. Does nothing while dist is newer.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const at = (...names) => join(root, ...names);
const SOURCES = ['src', 'bin', 'package.json', 'package-lock.json', '.config/build.js', '.config/compile.js'];
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

/** Loaded only by what uses them; what is not named here is part of the one file. */
const LIBRARIES = [
  '@e965/xlsx',
  'chalk',
  'cli-table3',
  'conf',
  'csv-parse',
  'csv-parse/sync',
  'csv-stringify/sync',
  'iconv-lite',
  'inquirer',
  'ora',
];

const fileOf = (library) => `libraries/${library.replace(/^@[^/]+\//, '').replace('/', '-')}.cjs`;

const common = {
  absWorkingDir: root,
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  // One byte for each character, whatever the language: half the memory, and no decoding.
  charset: 'ascii',
  // `import()` becomes a late `require`: what is loaded on demand is run on demand, inside the one file.
  supported: { 'dynamic-import': false },
  // What ES modules find their own place by.
  define: { 'import.meta.url': '__url' },
  banner: { js: "const __url = require('node:url').pathToFileURL(__filename).href;" },
  metafile: true,
  logLevel: 'warning',
};

/** A CommonJS face as Node gives it: the default export is the module, the named ones are its properties. */
const exported = (library) => `
  const library = require('${library}');
  const { default: main, ...named } = library;
  module.exports = library.__esModule && main ? Object.assign(main, named) : library;
`;

const librariesApart = {
  name: 'libraries apart',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path }) =>
      LIBRARIES.includes(path) ? { path: `./${fileOf(path)}`, external: true } : undefined,
    );
  },
};

/** Parts of Node that take time to load and that most commands never use: loaded when something of theirs is. */
const LATE = ['child_process', 'crypto', 'fs/promises', 'readline', 'timers/promises'];

const lateBuiltins = {
  name: 'late builtins',
  setup(build) {
    const filter = new RegExp(`^(node:)?(${LATE.join('|')})$`);
    build.onResolve({ filter }, ({ path, namespace }) =>
      namespace === 'late' ? { path, external: true } : { path: path.replace(/^node:/, ''), namespace: 'late' },
    );
    build.onLoad({ filter: /./, namespace: 'late' }, ({ path }) => {
      const names = Object.keys(process.getBuiltinModule?.(path) ?? createRequire(import.meta.url)(path));
      const getters = names.map((name) => `get ${JSON.stringify(name)}() { return late().${name}; }`);
      return {
        contents: `let found; const late = () => (found ??= require('node:${path}')); module.exports = { ${getters} };`,
      };
    });
  },
};

/** The table library measures every text a dozen times: by the program's own measure, which knows simple text at a glance. */
const measured = {
  name: 'measured',
  setup(build) {
    build.onResolve({ filter: /^string-width$/ }, () => ({ path: 'width', namespace: 'measured' }));
    build.onLoad({ filter: /./, namespace: 'measured' }, () => ({
      contents: "module.exports = require('./src/render/width.ts').displayWidth;",
      resolveDir: root,
    }));
  },
};

async function bundle() {
  const { build } = await import('esbuild');
  const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
  const driver = JSON.parse(readFileSync(at('node_modules/better-sqlite3/package.json'), 'utf8')).version;
  const written = [];
  for (const library of LIBRARIES) {
    const { metafile } = await build({
      ...common,
      stdin: { contents: exported(library), resolveDir: root },
      outfile: at('dist', fileOf(library)),
      ...(library === 'cli-table3' && { plugins: [measured] }),
      // It talks to the console about files that are a little odd.
      ...(library === '@e965/xlsx' && { drop: ['console'] }),
    });
    written.push(...Object.keys(metafile.outputs));
  }
  // Completion starts at each press of Tab: a file of its own, a tenth of the whole, compiles in no time.
  for (const name of ['main', 'completing']) {
    const { metafile } = await build({
      ...common,
      entryPoints: [at('src', `${name}.ts`)],
      outfile: at('dist', `${name}.cjs`),
      // Looks for the driver's compiled part; the store knows where that is.
      external: ['bindings'],
      define: {
        ...common.define,
        __ADCTL_VERSION__: JSON.stringify(version),
        __ADCTL_DRIVER__: JSON.stringify(driver),
      },
      plugins: [librariesApart, lateBuiltins],
      // Nobody reads its stack traces.
      minifyIdentifiers: name === 'completing',
    });
    written.push(...Object.keys(metafile.outputs));
  }
  const files = written.map((name) => at(name));
  for (const file of files) stamp(file);
  return files;
}

/** Marks each file, so that what was compiled of it can be told from what was compiled of another. */
function stamp(file) {
  const text = readFileSync(file, 'latin1');
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
  sweep(at('dist'), await bundle());
  for (const name of ['main', 'completing'])
    execFileSync(process.execPath, [at('.config', 'compile.js'), name], { stdio: 'ignore' });
  generate();
  writeFileSync(WHOLE, process.versions.v8);
}
