/** The program as a later version would be: the same with one more migration, bundled from source for a test. */
import { readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { MIGRATIONS, type Migration } from '../../src/store/sqlite/migrations/index.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** Statements of every kind that a migration may be made of. */
const LATER: Migration = {
  name: 'later',
  sql: `
CREATE TABLE later (seq INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
INSERT INTO later SELECT seq, name FROM accounts;
ALTER TABLE accounts ADD COLUMN later TEXT;
DROP INDEX accounts_kind;
CREATE INDEX accounts_kind ON accounts (kind, later);
`,
};
export const LATER_STATEMENTS = 5;
export const LATER_MIGRATIONS: readonly Migration[] = [...MIGRATIONS, LATER];

/** Builds it into a folder; the path to start it by. */
export async function laterProgram(folder: string): Promise<string> {
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const outfile = join(folder, 'later.mjs');
  await build({
    stdin: { contents: "import { run } from './src/main.ts'; await run();", resolveDir: ROOT, loader: 'ts' },
    absWorkingDir: ROOT,
    outfile,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
    plugins: [
      {
        name: 'one more migration',
        setup({ onLoad }) {
          onLoad({ filter: /migrations\/index\.ts$/ }, ({ path }) => ({
            contents: readFileSync(path, 'utf8').replace(/\n\];/, `\n  ${JSON.stringify(LATER)},\n];`),
            loader: 'ts',
            resolveDir: join(path, '..'),
          }));
          onLoad({ filter: /schema-version\.ts$/ }, ({ path }) => ({
            contents: readFileSync(path, 'utf8').replace(/SCHEMA = \d+/, `SCHEMA = ${LATER_MIGRATIONS.length}`),
            loader: 'ts',
            resolveDir: join(path, '..'),
          }));
        },
      },
    ],
  });
  return outfile;
}
