#!/usr/bin/env node
// The launcher: says what needs no program, then loads it.
import { readFileSync } from 'node:fs';
import module from 'node:module';

const [major, minor] = process.versions.node.split('.').map(Number);
const asked = process.argv[2];
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`adctl needs Node 20.19 or newer; this is Node ${process.versions.node}\n`);
  process.exitCode = 1;
} else if (asked === '--version' || asked === '-V' || asked === 'version') {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  process.stdout.write(`${version}\n`);
} else {
  module.enableCompileCache?.();
  // By require: an import would first read the whole file for the names that it exports.
  await module
    .createRequire(import.meta.url)(asked === '__complete' ? '../dist/completing.cjs' : '../dist/main.cjs')
    .run();
}
