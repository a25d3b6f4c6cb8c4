/** The registry against the files, and what every operation must say about itself (architecture.md, "Names"). */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ERRORS } from '../../src/domain/errors.ts';
import { KINDS } from '../../src/domain/kinds.ts';
import { RIGHTS } from '../../src/domain/rights.ts';
import type { Schema } from '../../src/domain/schema.ts';
import type { Text } from '../../src/domain/text.ts';
import type { Operation } from '../../src/operations/define.ts';
import { operationNamed, REGISTRY } from '../../src/operations/registry.ts';
import { rightsOf } from '../../src/operations/rights-of.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const FOLDER = join(ROOT, 'src/operations');
const NAMES = Object.keys(REGISTRY);
const OPERATIONS: readonly Operation[] = await Promise.all(NAMES.map(operationNamed));

const files = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name: noun }) => readdirSync(join(FOLDER, noun)).map((file) => `${noun}/${file}`))
  .toSorted();

const camel = (words: string) => words.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

describe('the registry', () => {
  test('lists every file under its name, sorted', () => {
    expect(NAMES).toEqual(NAMES.toSorted());
    expect(NAMES.map((name) => `${name.replace('.', '/')}.ts`).toSorted()).toEqual(files);
    expect(OPERATIONS.map(({ name }) => name)).toEqual(NAMES);
  });

  test.each(NAMES)('%s is exported as verbNoun and is all its file exports', (name) => {
    const [noun = '', verb = ''] = name.split('.');
    const text = readFileSync(join(FOLDER, noun, `${verb}.ts`), 'utf8');
    const values = [...text.matchAll(/^export (?:const|function|async function|class) (\w+)/gm)].map(
      (match) => match[1],
    );
    expect(values).toContain(`${camel(verb)}${capital(noun)}`);
  });

  test.each(NAMES)('%s has a table of tests in the file of its noun', (name) => {
    const [noun = ''] = name.split('.');
    const tests = readdirSync(join(ROOT, 'test/operations')).filter((file) => file.startsWith(noun));
    const text = tests.map((file) => readFileSync(join(ROOT, 'test/operations', file), 'utf8')).join('\n');
    expect(text).toContain(`'${name}'`);
  });
});

/** Every text in a definition, with the path that leads to it. */
function textsOf(value: unknown, path: string): { readonly path: string; readonly text: Text }[] {
  if (value === null || typeof value !== 'object') return [];
  if ('en' in value || 'zh' in value) return [{ path, text: value as Text }];
  return Object.entries(value).flatMap(([name, inner]) => textsOf(inner, `${path}.${name}`));
}
/** The same in both languages: abbreviations and what is typed. */
const ALIKE = /^[A-Z]{2,5}$|^[\d.]+$/;

describe('every operation', () => {
  test.each(OPERATIONS.map((op) => [op.name, op] as const))('%s speaks English and Chinese everywhere', (_, op) => {
    for (const { path, text } of textsOf(op, op.name)) {
      expect(`${path}: ${text.en}`).toMatch(/: \S/);
      expect(`${path}: ${text.zh}`).toMatch(ALIKE.test(text.zh) ? /: \S/ : /[\u4e00-\u9fff]/);
      expect(`${path}: ${text.en}`).not.toMatch(/[\u4e00-\u9fff]/);
    }
  });

  test.each(OPERATIONS.map((op) => [op.name, op] as const))('%s has two examples of itself', (name, op) => {
    expect(op.examples.length).toBeGreaterThanOrEqual(2);
    const [noun = '', verb = ''] = name.split('.');
    const own = op.examples.filter(({ command }) => command.includes(`adctl ${noun} ${verb}`));
    expect(own.length).toBeGreaterThanOrEqual(1);
    for (const { command } of op.examples) expect(command).toMatch(/^(.* \| |\w+=\$\()?adctl \S+( \S+)*$/s);
    expect(new Set(op.examples.map(({ command }) => command)).size).toBe(op.examples.length);
  });

  test('names rights and kinds that exist', () => {
    for (const op of OPERATIONS) {
      for (const right of rightsOf(op)) expect(Object.keys(RIGHTS)).toContain(right);
      expect([op.name, rightsOf(op).length > 0]).toEqual([op.name, true]);
      if (op.kind === 'change' && op.where) expect(Object.keys(KINDS)).toContain(op.where.kind);
      if (op.kind === 'query' && 'kind' in op.columns) expect(Object.keys(KINDS)).toContain(op.columns.kind);
    }
  });

  test('a change says its word for ok, its effect, and which field arguments fill', () => {
    for (const op of OPERATIONS) {
      if (op.kind !== 'change') continue;
      const past = typeof op.past === 'function' ? op.past({}) : op.past;
      expect(past.en).not.toBe('');
      expect(['reversible', 'compensated', 'final']).toContain(op.effect);
      if (op.argument) expect(Object.keys(op.row)).toContain(op.argument);
      if (op.first) expect(Object.keys(op.options)).toContain(op.first);
      for (const field of Object.keys(op.where?.fields ?? {})) expect(Object.keys(op.row)).toContain(field);
    }
  });

  test('a query without scope says why in both languages', () => {
    const open = OPERATIONS.filter((op) => op.kind === 'query' && op.scope);
    expect(open.map(({ name }) => name)).toEqual([
      'audit.verify',
      'funds.check',
      'members.matrix',
      'rules.show',
      'state.check',
      'state.info',
      'views.list',
      'views.show',
    ]);
  });

  test('no header in a file means two fields', () => {
    const plain = (header: string) =>
      header
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[\s_-]/g, '');
    for (const op of OPERATIONS) {
      if (op.kind !== 'change') continue;
      const taken = new Map<string, string>();
      for (const [name, field] of Object.entries(op.row as Schema)) {
        for (const header of new Set([name, field.label.en, field.label.zh, ...(field.headers ?? [])].map(plain))) {
          expect([op.name, header, taken.get(header) ?? name]).toEqual([op.name, header, name]);
          taken.set(header, name);
        }
      }
    }
  });
});

describe('the table of errors', () => {
  test.each(Object.entries(ERRORS))(
    '%s has words in both languages and an exit code that fits its status',
    (_, def) => {
      for (const { text, path } of textsOf(def, '')) {
        expect(`${path} ${text.en}`).not.toMatch(/[\u4e00-\u9fff]/);
        expect([...text.zh.matchAll(/\{\w+\}/g)].map(String).toSorted()).toEqual(
          [...text.en.matchAll(/\{\w+\}/g)].map(String).toSorted(),
        );
      }
      const exits = { ok: 0, unchanged: 0, pending: 0, invalid: 2, not_found: 3, forbidden: 4, conflict: 5 } as const;
      const status = 'status' in def ? def.status : undefined;
      if (status && status in exits) expect(def.exit).toBe(exits[status as keyof typeof exits]);
    },
  );
});
