/**
 * Preloaded into the program by the campaigns of kills: ends the process, as `kill -9` does, before or after the n-th
 * call of one of the driver's own steps. ADCTL_TEST_KILL is `before|after STEP N`. It wraps the driver's compiled part,
 * which is one and the same whoever brings the code around it.
 */
const { createRequire } = require('node:module');
const { dirname, join } = require('node:path');

const [when, step, count] = (process.env.ADCTL_TEST_KILL ?? '').split(' ');
const resolve = createRequire(join(__dirname, '../../package.json')).resolve;
const { Database, Statement } = require(
  join(dirname(resolve('better-sqlite3/package.json')), 'build/Release/better_sqlite3.node'),
);

/** The steps by name: each is one kind of call to the driver. */
const STEPS = {
  begin: (name, text) => name === 'exec' && text === 'BEGIN IMMEDIATE',
  commit: (name, text) => name === 'exec' && text === 'COMMIT',
  exclusive: (name, text) => name === 'exec' && text === 'BEGIN EXCLUSIVE',
  statement: (name, text) => name === 'exec' && /^\s*(CREATE|DROP|ALTER|INSERT|UPDATE|DELETE)/.test(text),
  version: (_, text) => text.startsWith('PRAGMA user_version ='),
  checkpoint: (_, text) => text.startsWith('PRAGMA wal_checkpoint'),
  wal: (_, text) => text.startsWith('PRAGMA journal_mode'),
  copy: (name, text) => name === 'run' && text.startsWith('VACUUM INTO'),
  write: (name, text) => name === 'run' && /^(INSERT|UPDATE|DELETE)/.test(text),
  close: (name) => name === 'close',
};

let left = Number(count);

function counted(name, text, call) {
  const met = left > 0 && STEPS[step](name, text) && --left === 0;
  if (met && when === 'before') process.kill(process.pid, 'SIGKILL');
  const result = call();
  if (met && when === 'after') process.kill(process.pid, 'SIGKILL');
  return result;
}

function wrap(prototype, name, textOf) {
  const original = prototype[name];
  prototype[name] = function (...args) {
    return counted(name, textOf(this, args), () => original.apply(this, args));
  };
}

if (step) {
  wrap(Database.prototype, 'exec', (_, [text]) => text);
  wrap(Database.prototype, 'close', () => '');
  for (const name of ['run', 'get', 'all']) wrap(Statement.prototype, name, (self) => self.source);
  // A migration is many statements in one text: each is a step of its own.
  const { exec } = Database.prototype;
  Database.prototype.exec = function (text) {
    for (const statement of text.split(/;\s*\n/)) if (statement.trim() !== '') exec.call(this, statement);
  };
}
