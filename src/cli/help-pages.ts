/** Help without a command: the nouns, and the verbs of one. */
import type { Lang } from '../domain/text.ts';
import { definitionOf } from './command.ts';
import { BARE, NOUNS, verbsOf } from './nouns.ts';
import { TOPICS } from './topics.ts';

export async function rootHelp(lang: Lang): Promise<string> {
  const nouns = Object.entries(NOUNS).map(([noun, text]) => `  ${noun.padEnd(10)} ${text[lang]}`);
  const bare: string[] = [];
  for (const [word, name] of Object.entries(BARE))
    bare.push(`  ${word.padEnd(10)} ${(await definitionOf(name)).summary[lang]}`);
  const title = {
    en: 'adctl: administer very many advertising accounts from a shell',
    zh: 'adctl：在命令行批量管理广告账户',
  }[lang];
  const usage = {
    en: 'Usage: adctl <noun> <verb> [ids...] [options]',
    zh: '用法：adctl <名词> <动词> [编号...] [选项]',
  }[lang];
  const more = {
    en: `adctl <noun> --help shows its verbs, adctl <noun> <verb> --help their options.\nTopics: adctl help ${Object.keys(TOPICS).join(' | ')}`,
    zh: `adctl <名词> --help 查看动词，adctl <名词> <动词> --help 查看选项。\n主题：adctl help ${Object.keys(TOPICS).join(' | ')}`,
  }[lang];
  return `${title}\n\n${usage}\n\n${nouns.join('\n')}\n\n${bare.join('\n')}\n\n${more}\n`;
}

export async function nounHelp(noun: string, lang: Lang): Promise<string> {
  const lines: string[] = [];
  for (const verb of verbsOf(noun))
    lines.push(`  ${verb.padEnd(16)} ${(await definitionOf(`${noun}.${verb}`)).summary[lang]}`);
  const usage = {
    en: `Usage: adctl ${noun} <verb> [ids...] [options]`,
    zh: `用法：adctl ${noun} <动词> [编号...] [选项]`,
  }[lang];
  return `${NOUNS[noun]?.[lang] ?? noun}\n\n${usage}\n\n${lines.join('\n')}\n`;
}
