/**
 * Preloaded into the program by the campaign of kills: ends the process, as `kill -9` does, before or after the n-th
 * call of one of the driver's own steps. ADCTL_TEST_KILL is `before|after STEP N`.
 */
const { createRequire } = require('node:module');
const { join } = require('node:path');

const [when, step, count] = (process.env.ADCTL_TEST_KILL ?? '').split(' ');
const Database = createRequire(join(__dirname, '../../package.json'))('better-sqlite3');

/** The steps by name: each is one kind of call to the driver. */
const STEPS = {
  begin: (name, text) => name === 'exec' && text === 'BEGIN IMMEDIATE',
  commit: (name, text) => name === 'exec' && text === 'COMMIT',
  exclusive: (name, text) => name === 'exec' && text === 'BEGIN EXCLUSIVE',
  schema: (name, text) => name === 'exec' && text.includes('CREATE TABLE'),
  version: (name, text) => name === 'pragma' && text.startsWith('user_version ='),
  checkpoint: (name, text) => name === 'pragma' && text.startsWith('wal_checkpoint'),
  wal: (name, text) => name === 'pragma' && text.startsWith('journal_mode'),
  copy: (name, text) => name === 'run' && text.startsWith('VACUUM INTO'),
  write: (name, text) => name === 'run' && /^(INSERT|UPDATE|DELETE)/.test(text),
  close: (name) => name === 'close',
};

let left = Number(count);

function wrap(prototype, name, textOf) {
  const original = prototype[name];
  prototype[name] = function (...args) {
    const met = left > 0 && STEPS[step](name, textOf(this, args)) && --left === 0;
    if (met && when === 'before') process.kill(process.pid, 'SIGKILL');
    const result = original.apply(this, args);
    if (met && when === 'after') process.kill(process.pid, 'SIGKILL');
    return result;
  };
}

if (step) {
  const memory = new Database(':memory:');
  const statement = Object.getPrototypeOf(memory.prepare('SELECT 1'));
  memory.close();
  wrap(Database.prototype, 'exec', (_, [text]) => text);
  wrap(Database.prototype, 'pragma', (_, [text]) => text);
  wrap(Database.prototype, 'close', () => '');
  wrap(statement, 'run', (self) => self.source);
}
