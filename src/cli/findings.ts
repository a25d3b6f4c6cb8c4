/** What a check found, in words. */
import { ERRORS } from '../domain/errors.ts';
import { FINDINGS } from '../domain/findings.ts';
import type { Finding } from '../domain/question.ts';
import type { Lang } from '../domain/text.ts';
import { messageOf, spoken } from '../render/messages.ts';

export function findingText({ code, details }: Finding, lang: Lang): string {
  if (Object.hasOwn(ERRORS, code))
    return `${{ en: 'found: ', zh: '发现：' }[lang]}${messageOf(code as keyof typeof ERRORS, details, lang)} (${code})`;
  const parts = Object.entries(details).map(([name, detail]) => {
    const value = spoken(detail, lang);
    return `${name} ${typeof value === 'object' ? JSON.stringify(value) : value}`;
  });
  const text = FINDINGS[code]?.[lang];
  const found = { en: 'found: ', zh: '发现：' }[lang];
  if (text === undefined) return `${found}${code} ${parts.join(', ')}`;
  return { en: `${found}${text}: ${parts.join(', ')} (${code})`, zh: `${found}${text}：${parts.join('，')} (${code})` }[
    lang
  ];
}
