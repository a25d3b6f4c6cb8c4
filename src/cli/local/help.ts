import { nearest } from '../../domain/nearest.ts';
import { AdctlError } from '../../domain/refusal.ts';
import { commandHelp } from '../command.ts';
import { nounHelp, rootHelp } from '../help-pages.ts';
import { named } from '../nouns.ts';
import { TOPICS } from '../topics.ts';
import { defineLocal } from './define.ts';

export const help = defineLocal({
  kind: 'local',
  name: 'help',
  summary: { en: 'Help for a command or a topic', zh: '查看命令或主题的帮助' },
  arguments: ['[words...]'],
  options: {},
  examples: [
    { command: 'adctl help accounts claim', does: { en: 'a command', zh: '某个命令' } },
    { command: 'adctl help errors', does: { en: 'every error code', zh: '全部错误代码' } },
  ],
  async run(session, args) {
    const { lang } = session;
    const topic = TOPICS[args[0] ?? ''];
    if (topic) await session.sink.write(topic.page(lang));
    else {
      const meant = args[0] === undefined ? { help: true as const } : lookedUp(args);
      if ('help' in meant) await session.sink.write(await rootHelp(lang));
      else if ('noun' in meant) await session.sink.write(await nounHelp(meant.noun, lang));
      else await session.sink.write(await commandHelp(meant.name, lang));
    }
    return 0;
  },
});

function lookedUp(args: readonly string[]) {
  try {
    return named(args[0], args[1]);
  } catch (error) {
    if (!(error instanceof AdctlError) || args.length > 1) throw error;
    throw new AdctlError('UNKNOWN_COMMAND', {
      ...error.details,
      nearest: [...nearest(args[0] as string, Object.keys(TOPICS)), ...((error.details['nearest'] as string[]) ?? [])],
    });
  }
}
