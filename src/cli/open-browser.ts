/** Opens pages in the user's browser: a program of its own, never a shell, and nothing but addresses of ours. */
import { spawn } from 'node:child_process';
import type { Page, Tail } from '../domain/question.ts';
import type { Session } from './session.ts';
import { usage } from './usage.ts';

const MOST = 10;

/** The program and its first arguments: what BROWSER says, else what the system has for it. */
function browserOf(env: Readonly<Record<string, string | undefined>>): readonly [string, ...string[]] {
  const said = env['BROWSER']?.split(' ').filter((word) => word !== '' && word !== '%s');
  if (said && said.length > 0) return said as [string, ...string[]];
  if (process.platform === 'darwin') return ['open'];
  if (process.platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  return ['xdg-open'];
}

/** Off a terminal nobody sits before a browser. */
export function assertBrowser(session: Session): void {
  if (!session.tty)
    throw usage(session, {
      en: '--browser needs a terminal; without it the address is printed',
      zh: '--browser 只能在终端中使用；不加则打印网址',
    });
}

/** The same pages; the addresses that went by are opened once all of them are through. */
export async function* opening(session: Session, pages: AsyncGenerator<Page, Tail>, column: string) {
  const urls: string[] = [];
  try {
    for (;;) {
      const next = await pages.next();
      if (next.done) {
        await openAll(session, [...new Set(urls)]);
        return next.value;
      }
      const at = next.value.columns.indexOf(column);
      for (const row of next.value.rows) if (typeof row[at] === 'string') urls.push(row[at]);
      yield next.value;
    }
  } finally {
    await pages.return({});
  }
}

async function openAll(session: Session, urls: readonly string[]): Promise<void> {
  if (urls.length > MOST)
    throw usage(session, { en: `--browser opens at most ${MOST} pages`, zh: `--browser 最多打开 ${MOST} 个页面` });
  const [program, ...first] = browserOf(session.io.env);
  for (const url of urls) {
    const why = await started(program, [...first, url]);
    if (why !== undefined)
      await session.note(
        session.say({
          en: `warning: no browser was opened: ${why} (set BROWSER)`,
          zh: `警告：未能打开浏览器：${why}（可设置 BROWSER）`,
        }),
      );
  }
}

/** Why it could not be started; how it goes on is not waited for. */
function started(program: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'ignore', detached: true, shell: false });
    child.once('error', (error) => resolve(error.message));
    child.once('spawn', () => {
      child.unref();
      resolve(undefined);
    });
  });
}
