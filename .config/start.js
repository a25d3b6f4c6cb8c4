// npm start: from a clean clone to the main job on a demo of its own, in <clone>/.demo. The user's own states and
// settings are not read and not touched.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { inWords, prepare, root, run } from './setup.js';

const CLAIMER = 'wang.wei';
/** Some rows of the claim file are meant to fail. */
const SOME_FAILED = 6;
const launcher = join(root, 'bin', 'adctl.js');
const terminal = process.stdout.isTTY === true;

const ours = (name) => join(root, '.demo', name);
const env = {
  // What the user has set for a state of theirs means nothing here.
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^ADCTL_(?!LANG$)/.test(name))),
  ADCTL_CONFIG_DIR: ours('config'),
  ADCTL_DB: ours('state.db'),
};

/** What npm start says is its result: all on stdout, the commands' stderr too where it does not go to a terminal. */
const say = (en, zh = en) => process.stdout.write(`${inWords(en, zh)}\n`);
const stdio = terminal ? 'inherit' : ['inherit', 'inherit', 1];

/** How a shell would have to be told. */
const quoted = (word) => (/^[\w./:@=,-]+$/.test(word) ? word : `'${word}'`);

/** Echoes and runs one command as a user would type it. Ends npm start if it ends otherwise than expected. */
function adctl(args, expected = [0]) {
  say(`\n$ adctl ${args.map(quoted).join(' ')}`);
  const code = run(process.execPath, [launcher, ...args], { env, stdio });
  const why = { en: code === SOME_FAILED ? ': some rows failed' : '', zh: code === SOME_FAILED ? '：部分行失败' : '' };
  if (expected.includes(code)) say(`→ exit code ${code}${why.en}`, `→ 退出码 ${code}${why.zh}`);
  else {
    say(
      `→ exit code ${code}, but ${expected.join(' or ')} was expected; npm start ends here`,
      `→ 退出码 ${code}，预期为 ${expected.join(' 或 ')}；npm start 到此结束`,
    );
    process.exit(code || 1);
  }
}

/** The id of the claimer's last batch. */
function lastBatch() {
  const args = ['batches', 'list', '--limit', '1', '-q', '--as', CLAIMER];
  const { stdout, stderr, status } = spawnSync(process.execPath, [launcher, ...args], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  const id = stdout?.trim();
  if (status === 0 && id) return id;
  process.stderr.write(stderr ?? '');
  process.exit(status || 1);
}

function makeDemo() {
  const state = existsSync(ours('state.db'));
  // The claim file is written last: a state without it was not finished.
  if (state && existsSync(ours('claims.csv'))) return;
  mkdirSync(join(root, '.demo'), { recursive: true, mode: 0o700 });
  adctl(['demo', ...(state ? ['--force'] : [])]);
}

function mainJob() {
  const claim = ['accounts', 'claim', '--from', '.demo/claims.csv', '--failed', '.demo/failed.csv', '--as', CLAIMER];
  if (terminal) adctl(claim, [SOME_FAILED]);
  else adctl([...claim, '-q'], [SOME_FAILED]);
  const batch = lastBatch();
  if (!terminal) {
    // Elsewhere than on a terminal a change writes a result for every row: here those that failed are enough.
    const shown = ['--columns', 'row,target,status,reason', '--format', 'table', '--limit', '5', '--as', CLAIMER];
    for (const status of ['invalid', 'not_found', 'conflict'])
      adctl(['batches', 'results', batch, '--status', status, ...shown]);
  }
  adctl(['undo', batch, '--as', CLAIMER, ...(terminal ? [] : ['-q'])]);
  adctl(['audit', 'verify', ...(terminal ? [] : ['--format', 'table'])]);
}

function whatNext() {
  const lines = [
    'export ADCTL_DB="$PWD/.demo/state.db" ADCTL_CONFIG_DIR="$PWD/.demo/config"',
    'node bin/adctl.js accounts list --search 格力 --limit 5',
    `node bin/adctl.js accounts claim --from .demo/claims.csv --as ${CLAIMER} --dry-run`,
    'node bin/adctl.js units show 华东大区',
    'node bin/adctl.js help',
  ].map((line) => `  ${line}`);
  say(['\nWhat to type next, in this folder:', ...lines].join('\n'), ['\n接下来可在本目录输入：', ...lines].join('\n'));
}

const prepared = prepare();
if (prepared === 0) {
  makeDemo();
  mainJob();
  whatNext();
}
process.exitCode = prepared;
