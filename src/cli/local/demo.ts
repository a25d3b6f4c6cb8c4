import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { configDir, dataDir } from '../../config/paths.ts';
import { readProfiles } from '../../config/profile-file.ts';
import { addProfile } from '../../config/profiles.ts';
import { AdctlError } from '../../domain/refusal.ts';
import { formatCount } from '../../render/summary.ts';
import { buildDemo, DEMO_NOW } from '../demo/build-demo.ts';
import { mayBeClaims } from '../demo/claims.ts';
import { Progress } from '../progress.ts';
import type { Session } from '../session.ts';
import { defineLocal } from './define.ts';

const DEFAULT_ACCOUNTS = 20_000;
const MOST_ACCOUNTS = 1_000_000;

/** `--db` or `ADCTL_DB` where given, else a place of the demo's own; never the state that a profile names. */
function demoFile(session: Session): string {
  const { origin, values } = session.settings;
  const chosen = origin.db === 'option' || origin.db === 'environment' ? values.db : undefined;
  return chosen ?? join(dataDir(session.io.env), 'demo', 'state.db');
}

export const demo = defineLocal({
  kind: 'local',
  name: 'demo',
  summary: { en: 'Make a demo state to try everything on', zh: '生成演示状态' },
  arguments: [],
  options: {
    accounts: {
      type: 'integer',
      label: { en: 'accounts', zh: '账户数' },
      help: { en: 'how many accounts, up to 1000000 (default 20000)', zh: '账户数量，最多 1000000（默认 20000）' },
      metavar: 'N',
    },
    seed: {
      type: 'integer',
      default: '1',
      label: { en: 'seed', zh: '种子' },
      help: { en: 'the same seed gives the same data', zh: '相同种子生成相同数据' },
      metavar: 'S',
    },
    force: {
      type: 'flag',
      label: { en: 'force', zh: '强制' },
      help: { en: 'make it anew where one is', zh: '已存在时重新生成' },
    },
  },
  examples: [
    { command: 'adctl demo', does: { en: 'the usual one', zh: '默认演示' } },
    {
      command: 'adctl demo --accounts 1000000 --db million.db',
      does: { en: 'a million accounts in a file', zh: '百万账户写入文件' },
    },
  ],
  async run(session, _args, options) {
    const accounts = options.accounts ?? DEFAULT_ACCOUNTS;
    if (accounts < 100 || accounts > MOST_ACCOUNTS) {
      throw new AdctlError('OPTION_VALUE', {
        option: '--accounts',
        value: accounts,
        expected: { en: '100 to 1000000', zh: '100 到 1000000' },
      });
    }
    // A demo has a place of its own, whatever the profile is; on a server that was typed none is made.
    if (session.settings.origin.url === 'option') await session.stateLink('adctl demo');
    const file = demoFile(session);
    const claimsFile = join(dirname(file), 'claims.csv');
    if (!options.force && !mayBeClaims(claimsFile)) throw new AdctlError('FILE_EXISTS', { file: claimsFile });
    if (existsSync(file)) {
      if (!options.force) throw new AdctlError('FILE_EXISTS', { file });
      for (const part of [file, `${file}-wal`, `${file}-shm`]) rmSync(part, { force: true });
    }
    // A link is not written through.
    rmSync(claimsFile, { force: true });
    const link = await session.linkTo(file, { clock: () => DEMO_NOW });
    try {
      let said = '';
      const progress = new Progress(session, { en: '', zh: '' });
      const made = await buildDemo({
        link,
        accounts,
        seed: options.seed as unknown as number,
        claimsFile,
        onStep(text, done, total) {
          void progress.at(text, done, total);
          if (session.say(text) === said) return;
          said = session.say(text);
          if (session.options['verbose'] === true) void session.note(`${said} ${done}/${total}`);
        },
      }).finally(() => progress.stop());
      await session.note(
        session.say({
          en: `demo: ${formatCount(made.accounts)} accounts in ${file}; ${formatCount(made.claims)} claims in ${claimsFile}`,
          zh: `演示：${file} 中有 ${formatCount(made.accounts)} 个账户；${claimsFile} 中有 ${formatCount(made.claims)} 条认领`,
        }),
      );
    } finally {
      link.close();
    }
    await keepProfile(session, file);
    return 0;
  },
});

/** A demo in its own place gets a profile, so that it can be reached; one in a file of the user's choice does not. */
async function keepProfile(session: Session, file: string): Promise<void> {
  const { origin } = session.settings;
  if (origin.db === 'option' || origin.db === 'environment') return;
  const dir = configDir(session.io.env);
  if (!('demo' in (await readProfiles(dir)).profiles)) await addProfile(dir, 'demo', { db: file });
  await session.note(
    session.say({ en: 'try: adctl --profile demo accounts list', zh: '试试：adctl --profile demo accounts list' }),
  );
}
