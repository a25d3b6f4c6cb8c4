import type { Text } from '../../domain/text.ts';
import { formatCount } from '../../render/summary.ts';
import { formatInstant } from '../../render/zone.ts';
import type { Forgotten } from '../../store/port.ts';
import { stateAllowed, warnWithoutKey } from '../allowed.ts';
import { sureOf } from '../asking/sure.ts';
import { stateHeader } from '../log-state.ts';
import type { Session } from '../session.ts';
import { typedAgain } from '../typed-again.ts';
import { watched } from '../watched.ts';
import { defineLocal, REASON } from './define.ts';

const AS_IT_WAS = { en: 'nothing was restored, the state is as it was', zh: '未恢复任何内容，状态保持原样' };

const UNTOLD: Text = {
  en: 'how many movements of money, the damaged state cannot tell',
  zh: '状态文件已损坏，无法统计资金变动笔数',
};

/** Movements that the backup has not; empty where there are none. */
function goneText(session: Session, { movements, references, since, untold }: Forgotten): Text | '' {
  if (untold) return UNTOLD;
  if (since === undefined) return '';
  const [all, named, from] = [formatCount(movements), formatCount(references), formatInstant(since, session.tz)];
  return {
    en: `${all} ${movements === 1 ? 'movement' : 'movements'} of money since ${from}, ${named} ${references === 1 ? 'reference' : 'references'}`,
    zh: `自 ${from} 起的 ${all} 笔资金变动、${named} 个参考号`,
  };
}

export const restoreState = defineLocal({
  kind: 'local',
  name: 'state.restore',
  summary: { en: 'Put a backup in the place of the state', zh: '用备份恢复状态' },
  arguments: ['<file>'],
  options: {
    dry_run: {
      type: 'flag',
      label: { en: 'dry run', zh: '预演' },
      help: { en: 'say what it would restore', zh: '只说明将恢复什么' },
    },
    reason: REASON,
  },
  examples: [
    { command: 'adctl state restore backup.db --yes', does: { en: 'without being asked', zh: '不经确认直接恢复' } },
    { command: 'adctl state restore backup.db --dry-run', does: { en: 'what it would do', zh: '预演' } },
    { command: 'adctl state backup before.db', does: { en: 'make a backup first', zh: '先做备份' } },
  ],
  async run(session, args, { reason, dry_run }) {
    const { store } = await stateAllowed(session, 'state.restore');
    const from = args[0] as string;
    const { file, counts } = await store.info();
    const held = formatCount(counts['accounts'] ?? 0);
    const again = typedAgain(session, 'adctl state restore', [from], { '--reason': reason });
    const left = { done: AS_IT_WAS, again: dry_run ? `${again} --dry-run` : again };
    const would = await watched(session, left, (watch) => store.restorable(from, watch));
    const brings = formatCount(would.accounts);
    const gone = goneText(session, would.forgotten);
    const what = {
      en: `${file} with its ${held} accounts becomes what ${from} holds, ${brings} accounts; what was done since is lost, references newer than the backup are forgotten${gone && ` (${gone.en})`}`,
      zh: `${file}（${held} 个账户）将恢复为 ${from} 的内容（${brings} 个账户）；此后的更改将丢失，晚于备份的参考号将不再识别${gone && `（${gone.zh}）`}`,
    };
    if (dry_run) {
      await session.note(session.say({ en: `dry run: ${what.en}`, zh: `预演：${what.zh}` }));
      return 0;
    }
    await sureOf(session, what);
    const header = stateHeader(session, 'state.restore', reason);
    const { accounts, before, tokens, ended, forgotten } = await watched(session, left, (watch) =>
      store.restore(from, header, session.lockTimeoutMs, watch),
    );
    await session.note(
      session.say({
        en: `restored ${formatCount(accounts)} accounts; the state as it was is in ${before}`,
        zh: `已恢复，共 ${formatCount(accounts)} 个账户；恢复前的状态保存在 ${before}`,
      }),
    );
    const lost = goneText(session, forgotten);
    if (lost)
      await session.note(
        session.say({
          en: `newer than the backup and forgotten: ${lost.en}; a file of them that is run again moves its money again`,
          zh: `晚于备份、现已不再识别：${lost.zh}；再次导入这些文件会重复入账`,
        }),
      );
    if (tokens + ended > 0)
      await session.note(
        session.say({
          en: `tokens of the backup that work now: ${formatCount(tokens)}; revoked since and not brought back: ${formatCount(ended)} (adctl tokens list)`,
          zh: `备份中现已生效的令牌：${formatCount(tokens)} 个；备份后已吊销、未恢复的令牌：${formatCount(ended)} 个（adctl tokens list）`,
        }),
      );
    await warnWithoutKey(session, store);
    return 0;
  },
});
