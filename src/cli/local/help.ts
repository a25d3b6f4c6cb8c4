import { nearest } from '../../domain/nearest.ts';
import { AdctlError } from '../../domain/refusal.ts';
import type { Lang } from '../../domain/text.ts';
import { commandHelp } from '../command.ts';
import { nounHelp, rootHelp } from '../help-pages.ts';
import { named, unknownCommand } from '../nouns.ts';
import { errorPage, TOPICS } from '../topics.ts';
import { defineLocal } from './define.ts';

export const help = defineLocal({
  kind: 'local',
  name: 'help',
  summary: { en: 'Help for a command or a topic', zh: '查看命令或主题的帮助' },
  arguments: ['[words...]'],
  options: {
    man: {
      type: 'flag',
      label: { en: 'manual', zh: '手册' },
      help: { en: 'print the manual page adctl(1), for man -l', zh: '输出手册页 adctl(1)，供 man -l 使用' },
    },
  },
  examples: [
    { command: 'adctl help accounts claim', does: { en: 'a command', zh: '某个命令' } },
    { command: 'adctl help errors', does: { en: 'every error code', zh: '全部错误代码' } },
    { command: 'adctl help UNIT_TAKEN', does: { en: 'one of them', zh: '其中一个' } },
    {
      command: 'adctl help deploy unit > adctl.service',
      does: { en: 'a server by systemd; adctl help deploy says more', zh: 'systemd 服务单元；详见 adctl help deploy' },
    },
    { command: 'adctl help --man > adctl.1', does: { en: 'the manual page', zh: '手册页' } },
  ],
  async run(session, args, options) {
    const { lang } = session;
    if (options.man) {
      const [{ manual }, { outlineOf }] = await Promise.all([
        import('../completion/manual.ts'),
        import('../completion/outline.ts'),
      ]);
      await session.sink.write(manual(await outlineOf(lang)));
      return 0;
    }
    const topic = topicNamed(args, lang) ?? errorPage(args[0] ?? '', lang);
    if (topic !== undefined) await session.sink.write(topic);
    else {
      const meant = args[0] === undefined ? { help: true as const } : lookedUp(args);
      if ('help' in meant) await session.sink.write(await rootHelp(lang));
      else if ('noun' in meant) await session.sink.write(await nounHelp(meant.noun, lang));
      else await session.sink.write(await commandHelp(meant.name, lang));
    }
    return 0;
  },
});

/** A page, or a file that belongs to it. */
function topicNamed([word = '', file]: readonly string[], lang: Lang): string | undefined {
  const topic = TOPICS[word];
  if (!topic?.files || file === undefined) return topic?.page(lang);
  if (Object.hasOwn(topic.files, file)) return topic.files[file];
  const names = Object.keys(topic.files);
  const near = nearest(file, names).map((name) => `help ${word} ${name}`);
  const all = names.join(', ');
  throw unknownCommand(`help ${word} ${file}`, near, {
    en: `help ${word} has: ${all}`,
    zh: `help ${word} 可输出：${all}`,
  });
}

function lookedUp(args: readonly string[]) {
  try {
    return named(args[0], args[1]);
  } catch (error) {
    if (!(error instanceof AdctlError) || args.length > 1) throw error;
    const word = args[0] as string;
    const commands = (error.details['nearest'] ?? []) as readonly string[];
    throw unknownCommand(word, [...nearest(word, Object.keys(TOPICS)), ...commands]);
  }
}
