/** A check that was stopped says what it had found until then. */
import type { Finding } from '../domain/question.ts';
import { AdctlError } from '../domain/refusal.ts';

export function stoppedCheck(error: unknown, found: readonly Finding[], again: string): unknown {
  if (!(error instanceof AdctlError) || error.code !== 'INTERRUPTED') return error;
  const codes = [...new Set(found.map(({ code }) => code))].join(', ');
  const done =
    found.length === 0
      ? { en: 'the check found nothing as far as it went', zh: '检查未完成，目前未发现问题' }
      : {
          en: `the check found ${found.length} as far as it went: ${codes}`,
          zh: `检查未完成，目前发现 ${found.length} 个问题：${codes}`,
        };
  return new AdctlError('WORK_INTERRUPTED', { done, again });
}
