/** Pages made of pages. Whoever stops reading them stops their source too: it may hold a snapshot of the state open. */
import type { Page, Tail } from './question.ts';

export async function* mapPages(
  pages: AsyncGenerator<Page, Tail>,
  map: (page: Page) => Page | Promise<Page>,
): AsyncGenerator<Page, Tail> {
  try {
    for (;;) {
      const next = await pages.next();
      if (next.done) return next.value;
      yield await map(next.value);
    }
  } finally {
    await pages.return({});
  }
}
