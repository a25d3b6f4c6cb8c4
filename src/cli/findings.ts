/** What a check found, in words. */
import { ERRORS } from '../domain/errors.ts';
import type { Finding } from '../domain/question.ts';
import type { Lang } from '../domain/text.ts';
import { messageOf } from '../render/messages.ts';

export function findingText({ code, details }: Finding, lang: Lang): string {
  if (Object.hasOwn(ERRORS, code)) return `found: ${messageOf(code as keyof typeof ERRORS, details, lang)} (${code})`;
  const parts = Object.entries(details).map(
    ([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : value}`,
  );
  return `found: ${code} ${parts.join(', ')}`;
}
