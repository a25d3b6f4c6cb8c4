#!/usr/bin/env node
// The launcher: says what needs no program, then loads it. CommonJS, which Node starts faster.
'use strict';
const [major, minor] = process.versions.node.split('.').map(Number);
const asked = process.argv[2];
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`adctl needs Node 20.19 or newer; this is Node ${process.versions.node}\n`);
  process.exitCode = 1;
} else if (asked === '--version' || asked === '-V' || asked === 'version') {
  process.stdout.write(`${require('../package.json').version}\n`);
} else {
  const { load } = require('./compiled.js');
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
