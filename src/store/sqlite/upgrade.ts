/** Makes the schema of a new state, or brings an old one's up to this program's. Loaded only for these two. */
import { connect } from './driver.ts';
import { type MigrationPlan, migrate } from './migrate.ts';
import { MIGRATIONS, type Migration } from './migrations/index.ts';
import { Session } from './session.ts';

type Told = Pick<MigrationPlan, 'timeoutMs' | 'now' | 'onCreated' | 'onUpgrading' | 'onCopied'>;

export async function upgrade(file: string, told: Told, migrations: readonly Migration[] = MIGRATIONS): Promise<void> {
  const writer = new Session(connect(file, 'write'), file);
  try {
    await migrate(writer, { migrations, ...told });
  } finally {
    writer.close();
  }
}
