// What of src/ and the libraries goes into which file of dist (build.js tells the layout).
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { build, transform } from 'esbuild';

const root = resolve(import.meta.dirname, '..');
const at = (...names) => join(root, ...names);

/** Loaded only by what uses them; what is not named here is part of main, rest or completing. */
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
  'undici',
  'hono',
  '@hono/node-server',
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
  // `import()` becomes a late `require`: what is loaded on demand is run on demand, inside its file.
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

/** Of a library whose index loads far more than is used: what is used, and late what few need. */
const FACES = {
  undici: `
    const Dispatcher = require('undici/lib/dispatcher/dispatcher.js');
    Object.assign(Dispatcher.prototype, require('undici/lib/api/index.js'));
    exports.Agent = require('undici/lib/dispatcher/agent.js');
    Object.defineProperty(exports, 'EnvHttpProxyAgent', {
      get: () => require('undici/lib/dispatcher/env-http-proxy-agent.js'),
    });
  `,
};

const librariesApart = {
  name: 'libraries apart',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path }) =>
      LIBRARIES.includes(path) ? { path: `./${fileOf(path)}`, external: true } : undefined,
    );
  },
};

/** Parts of Node that take time to load and that most commands never use: loaded when something of theirs is. */
const LATE = ['child_process', 'crypto', 'fs/promises', 'os', 'readline', 'timers/promises'];

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

/**
 * The table library takes each cell apart for colours, links and lines, measures it a dozen times, and merges fifteen
 * options into it. What render/table.ts gives it has none of these and fits: measured once, the rest is left out.
 */
const PLAIN_CELLS = {
  'string-width': "module.exports = require('./src/render/width.ts').displayWidth;",
  utils: `
    const utils = require('cli-table3/src/utils.js');
    const { plainWidth } = require('./src/render/width.ts');
    const pad = (text, width, blank, side) => {
      const room = blank.repeat(Math.max(0, width - plainWidth(text)));
      return side === 'right' ? room + text : text + room;
    };
    module.exports = { ...utils, strlen: plainWidth, truncate: (text) => text, colorizeLines: (lines) => lines, pad };
  `,
  cell: `
    const Cell = require('cli-table3/src/cell.js');
    const merge = Cell.prototype.mergeTableOptions;
    let first;
    let table;
    Cell.prototype.mergeTableOptions = function (options, cells) {
      if (table !== options) {
        merge.call(this, options, cells);
        [first, table] = [this, options];
        return;
      }
      const { chars, truncate, paddingLeft, paddingRight, head, border } = first;
      Object.assign(this, { cells, chars, truncate, paddingLeft, paddingRight, head, border });
      this.fixedWidth = options.colWidths[this.x];
      this.lines = this.content.split('\\n');
      this.desiredWidth = this.fixedWidth;
      this.desiredHeight = this.lines.length;
    };
    module.exports = Cell;
  `,
};

const plainCells = {
  name: 'plain cells',
  setup(build) {
    build.onResolve({ filter: /./ }, ({ path, importer }) => {
      const name = path.replace(/^\.\//, '');
      return importer.includes('cli-table3') && name in PLAIN_CELLS ? { path: name, namespace: 'plain' } : undefined;
    });
    build.onLoad({ filter: /./, namespace: 'plain' }, ({ path }) => ({
      contents: PLAIN_CELLS[path],
      resolveDir: root,
    }));
  },
};

/** Loaded late and all the same part of main.cjs, with whatever these import: what a list and the map run. */
const LISTS = [
  'src/cli/dispatch.ts',
  'src/cli/run-query.ts',
  'src/execution/local.ts',
  'src/operations/accounts/list.ts',
  'src/operations/fund-holders.ts',
  'src/operations/funds/overview.ts',
  'src/operations/funds/statement.ts',
  'src/operations/orgs/list.ts',
  'src/operations/orgs/tree.ts',
  'src/operations/registry.ts',
  'src/render/csv.ts',
  'src/render/json.ts',
  'src/render/messages.ts',
  'src/render/table.ts',
  'src/render/tree.ts',
  'src/store/sqlite/open.ts',
];

/** What is said of errors: a file of its own, for most commands meet none. */
const WORDS = 'src/domain/errors.ts';

const isOurs = (name) => name.startsWith('src/');

/** Where an import of src leads, as its name from the root; libraries by their own name. */
const leadsTo = (path, importer) =>
  path.startsWith('.') ? relative(root, resolve(dirname(importer), path)).replaceAll('\\', '/') : path;

/** A module of the other file, taken from there when it is first used. */
const taken = (file, name) => ({ contents: `module.exports = require('./${file}').modules['${name}']();` });

/** `elsewhere`: whether a module lies in the other file; each that is taken from there is told. */
const takesFrom = (file, elsewhere, told = new Set()) => ({
  name: `takes from ${file}`,
  setup(build) {
    build.onResolve({ filter: /./ }, ({ path, importer, kind, namespace }) => {
      if (path === `./${file}`) return { path, external: true };
      if (namespace !== 'file' || isBuiltin(path) || LIBRARIES.includes(path)) return undefined;
      const name = leadsTo(path, importer);
      if (!elsewhere(name, kind)) return undefined;
      told.add(name);
      return { path: name, namespace: file };
    });
    build.onLoad({ filter: /./, namespace: file }, ({ path }) => taken(file, path));
  },
});

/** Completion looks, and neither writes, reveals, checks nor looks after the file: what would is left out of it. */
const LOOKS_NOT = /\/(?:maintenance\/[\w-]+|ledger\/check[\w-]*|upgrade|writer|kept-indexes|endings|keep|reveal)\.ts$/;
const onlyLooks = {
  name: 'only looks',
  setup(build) {
    build.onResolve({ filter: LOOKS_NOT }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    );
  },
};

/** Hands out modules by name, loaded when they are asked for. */
const handsOut = (names, more = '') => ({
  contents: `${more}
    export const modules = { ${[...names].map((name) => `'${name}': () => require('${isOurs(name) ? `./${name}` : name}')`)} };`,
  resolveDir: root,
  sourcefile: 'modules.js',
});

/**
 * What esbuild links modules by copies every name of a module at each import of it, a hundred of `fs` in each file that
 * reads one. A face that looks through to the module does the same for those who only ask for names, as src does; a
 * library keeps what it was written for.
 */
const LINKS = /__toESM=\(mod,isNodeMode,target\d*\)=>\(.*?:target\d*,mod\)\)/;
const QUICK = '__toESM=mod=>mod.__esModule?mod:{__proto__:mod,default:mod}';

/** Writes a file of dist; answers the modules in it. `nameless`: nobody reads its stack traces. */
async function write(file, { nameless, ...options }) {
  const made = await build({ ...common, ...options, outfile: at('dist', file), write: false });
  const text = made.outputFiles[0].text;
  const ours = !file.startsWith('libraries/');
  const code = ours ? text.replace(LINKS, QUICK) : text;
  if (ours && code.includes('__copyProps(isNodeMode'))
    throw new Error(`${file}: esbuild links modules in another way now`);
  const { platform, format, target, minifySyntax, minifyWhitespace, charset } = common;
  const short = { platform, format, target, minifySyntax, minifyWhitespace, charset, minifyIdentifiers: true };
  mkdirSync(dirname(at('dist', file)), { recursive: true });
  writeFileSync(at('dist', file), nameless ? (await transform(code, short)).code : code);
  return new Set(Object.keys(made.metafile.inputs));
}

export async function bundle() {
  const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
  const driver = JSON.parse(readFileSync(at('node_modules/better-sqlite3/package.json'), 'utf8')).version;
  for (const library of LIBRARIES)
    await write(fileOf(library), {
      stdin: { contents: FACES[library] ?? exported(library), resolveDir: root },
      ...(library === 'cli-table3' && { plugins: [plainCells] }),
      // It talks to the console about files that are a little odd.
      ...(library === '@e965/xlsx' && { drop: ['console'] }),
    });
  const own = {
    // Looks for the driver's compiled part; the store knows where that is.
    external: ['bindings'],
    define: { ...common.define, __ADCTL_VERSION__: JSON.stringify(version), __ADCTL_DRIVER__: JSON.stringify(driver) },
  };
  const plugins = [librariesApart, lateBuiltins];
  await write('completing.cjs', {
    ...own,
    entryPoints: [at('src', 'completing.ts')],
    // Whoever completes on a server waits for that in any case: the link to it is not carried twice.
    plugins: [onlyLooks, ...plugins, takesFrom('rest.cjs', (name) => name === 'src/execution/remote.ts')],
    nameless: true,
  });

  const takesWords = takesFrom('words.cjs', (name) => name === WORDS);
  await write('words.cjs', { ...own, stdin: handsOut([WORDS]), plugins });
  const main = (handedOut, elsewhere, told) =>
    write('main.cjs', {
      ...own,
      stdin: handsOut(handedOut, "export { main, run } from './src/main.ts';"),
      plugins: [...plugins, takesWords, takesFrom('rest.cjs', elsewhere, told)],
    });
  // Once to learn what lists run, then to learn what else is asked for, and at last to hand out what the rest takes.
  const inMain = await main([], (name, kind) => isOurs(name) && kind === 'dynamic-import' && !LISTS.includes(name));
  const notInMain = (name) => isOurs(name) && !inMain.has(name);
  const wanted = new Set();
  await main([], notInMain, wanted);
  const shared = new Set();
  const notInRest = (name) => inMain.has(name) || !isOurs(name);
  const rest = { stdin: handsOut(wanted), plugins: [...plugins, takesWords, takesFrom('main.cjs', notInRest, shared)] };
  await write('rest.cjs', { ...own, ...rest });
  await main(shared, notInMain);
  return [...LIBRARIES.map(fileOf), 'completing.cjs', 'main.cjs', 'rest.cjs', 'words.cjs'].map((name) =>
    at('dist', name),
  );
}
