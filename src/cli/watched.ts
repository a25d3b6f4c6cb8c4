/** Long work as a shell sees it: progress on stderr; where Ctrl-C stopped it, what was done and how to do it again. */
import type { Page, Tail } from '../domain/question.ts';
import { AdctlError } from '../domain/refusal.ts';
import type { Step } from '../domain/steps.ts';
import type { Text } from '../domain/text.ts';
import type { QueryCall } from '../execution/link.ts';
import type { Watch } from '../store/port.ts';
import { Progress } from './progress.ts';
import type { Session } from './session.ts';
import { typedAgain } from './typed-again.ts';

const STEPS: Readonly<Record<Step, Text>> = {
  pages: { en: 'reading every page', zh: '正在检查数据页' },
  parts: { en: 'checked parts', zh: '已检查部分' },
  log: { en: 'verified entries', zh: '已校验日志条目' },
  ledger: { en: 'checked entries of the ledger', zh: '已核对账本分录' },
  endings: { en: 'written as over', zh: '已写入到期' },
  indexes: { en: 'rebuilt indexes', zh: '已重建索引' },
  accounts: { en: 'rebuilt accounts', zh: '已重建账户' },
  results: { en: 'gone through batches', zh: '已清理批次' },
  space: { en: 'writing the file anew', zh: '正在整理文件' },
  copy: { en: 'copied pages', zh: '已复制数据页' },
  kept: { en: 'kept pages of the state as it was', zh: '已保存原状态数据页' },
  put: { en: 'restored pages', zh: '已恢复数据页' },
};

/** `left`: what can be said where it was stopped, and the command that does it again. */
export type Left = { readonly done: Text; readonly again: string };

function watchOf(session: Session, progress: Progress): Watch {
  return {
    signal: session.io.signal,
    told: (step, done, total) => void progress.at(STEPS[step], done, total),
  };
}

export async function watched<T>(
  session: Session,
  left: Left | ((stopped: AdctlError) => Left),
  work: (watch: Watch, waits: () => void) => Promise<T>,
): Promise<T> {
  const progress = new Progress(session, STEPS.parts);
  try {
    return await work(watchOf(session, progress), () => void progress.see({ type: 'waiting' }));
  } catch (error) {
    if (!(error instanceof AdctlError) || error.code !== 'INTERRUPTED') throw error;
    throw new AdctlError('WORK_INTERRUPTED', typeof left === 'function' ? left(error) : left);
  } finally {
    progress.stop();
  }
}

/** For what is watched only once it turns out to be long. */
export const progressOf = (session: Session): { readonly told: NonNullable<Watch['told']>; stop(): void } => {
  const progress = new Progress(session, STEPS.parts);
  return { told: (step, done, total) => void progress.at(STEPS[step], done, total), stop: () => progress.stop() };
};

/** What the query says to do again, on the same state. */
function onTheSame(session: Session, error: unknown): unknown {
  if (!(error instanceof AdctlError) || error.code !== 'WORK_INTERRUPTED') return error;
  const again = typedAgain(session, String(error.details['again']));
  return new AdctlError(error.code, { ...error.details, again }, { cause: error });
}

/** A query that reads the whole state before it answers. */
export async function* watchedQuery(session: Session, call: QueryCall): AsyncGenerator<Page, Tail> {
  const progress = new Progress(session, STEPS.parts);
  const { signal, told } = watchOf(session, progress);
  const pages = (await session.link()).query(call, signal, told);
  try {
    for (;;) {
      const next = await pages.next().catch((error) => {
        throw onTheSame(session, error);
      });
      progress.stop();
      if (next.done) return next.value;
      yield next.value;
    }
  } finally {
    progress.stop();
    await pages.return({});
  }
}
