// Bundles src/main.ts into dist/: one entry, a chunk for whatever is loaded on demand. Does nothing while dist is newer.
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const at = (...names) => join(root, ...names);
const SOURCES = ['src', 'bin', 'package.json', 'package-lock.json', '.config/build.js'];

/** The newest time of change in a file or folder, folders' own included: a removed file counts too. */
function newest(path) {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), found.mtimeMs);
}

function stale() {
  const entry = at('dist', 'main.js');
  if (!existsSync(entry)) return true;
  const built = statSync(entry).mtimeMs;
  return SOURCES.some((name) => newest(at(name)) > built);
}

async function bundle() {
  const { build } = await import('esbuild');
  const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [at('src', 'main.ts')],
    outdir: at('dist'),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    chunkNames: 'chunks/[name]-[hash]',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    // It has a compiled part, which its own code looks for beside itself.
    external: ['better-sqlite3'],
    define: { __ADCTL_VERSION__: JSON.stringify(version) },
    // Some dependencies are CommonJS and ask for Node's own modules by require.
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
    metafile: true,
    logLevel: 'warning',
  });
  return new Set(Object.keys(metafile.outputs).map((name) => at(name)));
}

/** Chunks of earlier builds; only after the new ones are there, so that a program that runs meanwhile finds its own. */
function sweep(folder, keep) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) sweep(path, keep);
    else if (!keep.has(path)) rmSync(path);
  }
}

if (process.argv.includes('--force') || stale()) {
  sweep(at('dist'), await bundle());
}
