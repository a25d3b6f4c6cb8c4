/** What a file of tests leaves is taken away at its end. Set up again for each file, whether or not modules are. */
import { afterAll } from 'vitest';
import { ends } from './ends.ts';

afterAll(() => {
  for (const end of ends.splice(0)) end();
});
