#!/usr/bin/env node
// The launcher, in one file of CommonJS, which Node starts fastest: says what needs no program, then loads it.
// A file of dist is loaded from what V8 compiled of it when it was built. Code of another build or another V8 is passed
// over, and Node loads the file as it would any other: slower, and to the same effect.
'use strict';
const { readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

const DIST = join(__dirname, '..', 'dist');
/** The build stamps a file and what was compiled of it alike: `//` and 16 digits, so many bytes at the end of the other. */
const STAMP = 16;

const modules = new Map();
const scripts = new Map();

function keptOf(file, source) {
  try {
    const kept = readFileSync(`${file}.compiled`);
    return kept.latin1Slice(kept.length - STAMP) === source.slice(2, 2 + STAMP) ? kept.subarray(0, -STAMP) : undefined;
  } catch {
    return undefined;
  }
}

/** `name`: within dist. */
function load(name) {
  const file = join(DIST, name);
  const known = modules.get(file);
  if (known) return known.exports;
  const { createRequire, wrap } = require('node:module');
  const { Script } = require('node:vm');
  // The build writes ASCII only.
  const source = readFileSync(file, 'latin1');
  const script = new Script(wrap(source), { filename: file, cachedData: keptOf(file, source) });
  scripts.set(file, { script, stamp: source.slice(2, 2 + STAMP) });
  const module = { exports: {} };
  modules.set(file, module);
  const real = createRequire(file);
  const within = (id) => (id.startsWith('./') ? load(id.slice(2)) : real(id));
  within.resolve = real.resolve;
  script.runInThisContext().call(module.exports, module.exports, within, module, file, dirname(file));
  return module.exports;
}

function start() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const asked = process.argv[2];
  if (major < 20 || (major === 20 && minor < 19)) {
    process.stderr.write(`adctl needs Node 20.19 or newer; this is Node ${process.versions.node}\n`);
    process.exitCode = 1;
  } else if (asked === '--version' || asked === '-V' || asked === 'version') {
    process.stdout.write(`${require('../package.json').version}\n`);
  } else {
    let program;
    try {
      program = load(asked === '__complete' ? 'completing.cjs' : 'main.cjs');
    } catch (error) {
      if (error.code !== 'ENOENT') throw error;
      process.stderr.write(`adctl is not built: ${error.message}\n  in its folder: npm run build\n`);
      process.exitCode = 1;
    }
    program?.run();
  }
}

module.exports = { load, scripts };
// Otherwise it is the build that loads what it has made.
if (require.main === module) start();
