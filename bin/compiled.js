// Loads a file of dist from what V8 compiled of it when it was built. Code of another build or another V8 is passed
// over, and Node loads the file as it would any other: slower, and to the same effect.
'use strict';
const { readFileSync } = require('node:fs');
const { createRequire, wrap } = require('node:module');
const { dirname, join } = require('node:path');
const { Script } = require('node:vm');

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
  // The build writes ASCII only.
  const source = readFileSync(file, 'latin1');
  const script = new Script(wrap(source), { filename: file, cachedData: keptOf(file, source) });
  scripts.set(file, { script, stamp: source.slice(2, 2 + STAMP) });
  const module = { exports: {} };
  modules.set(file, module);
  const real = createRequire(file);
  const require = (id) => (id.startsWith('./') ? load(id.slice(2)) : real(id));
  require.resolve = real.resolve;
  script.runInThisContext().call(module.exports, module.exports, require, module, file, dirname(file));
  return module.exports;
}

module.exports = { load, scripts };
