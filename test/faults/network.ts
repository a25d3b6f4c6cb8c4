/**
 * One schedule: some commands over a bad network, and a model of what each may have done by what its caller was told.
 */
import { type Act, Commands, type Told } from './network-commands.ts';
import { compared, ENDED, keptOf, wholeness } from './network-model.ts';
import { World } from './network-world.ts';

/** A fault-free ending of what may not have been done: every row exactly once. */
export async function finish(world: World, act: Act): Promise<string[]> {
  const { call } = act;
  if (call.dryRun) return [];
  const before = keptOf(world.state.file, act.call.batch);
  // Stopped and undone before all of its rows came.
  if (/undone|redone/.test(before.state ?? '')) return [];
  let told: Told | undefined;
  if (before.state === undefined) told = await world.run(act);
  else if (before.state === 'running' || before.state === 'interrupted') {
    // By its name, or by the same rows sent again.
    const chunked = call.source.type === 'file' && !call.atomic && call.operation !== 'orgs.import';
    if (chunked && before.state === 'running' && world.random(2) === 0) told = await world.run(act);
    else {
      world.later();
      told = await world.run(act, { resume: true });
    }
    // A machine that has much to do loses answers without anybody's help: then it is gone on with once more.
    if (told.summary?.state === 'unknown') return await finish(world, act);
  } else if (world.random(3) === 0 && call.source.type === 'file') {
    // Whoever does not know sends it again, though it was done.
    told = await world.run(act);
    if (told.error?.code === 'BATCH_NAMED_TWICE') told = undefined;
  }
  const after = keptOf(world.state.file, act.call.batch);
  const found: string[] = [];
  if (told?.error) {
    // Refused for good: then there is nothing of it.
    const nothing = after.results.size === 0 && after.logged.size === 0;
    if (!nothing)
      found.push(`cannot be ended: ${told.error.code} ${JSON.stringify(told.error.details)} in state ${after.state}`);
  } else {
    if (!ENDED.test(after.state ?? '')) found.push(`after its end it is ${after.state}`);
    if (act.rows !== undefined && after.results.size !== act.rows)
      found.push(`${after.results.size} results of ${act.rows} rows`);
    if (after.rows !== after.results.size) found.push(`counted ${after.rows} of ${after.results.size}`);
    if (act.call.operation.endsWith('.create') && [...after.results.values()].some((status) => status !== 'ok'))
      found.push(`created: ${[...after.results.values()]}`);
  }
  for (const [row, times] of after.logged) if (times > 1) found.push(`row ${row} is in the log ${times} times`);
  for (const [row, status] of before.results)
    if (after.results.get(row) !== status) found.push(`row ${row} was ${status}, then ${after.results.get(row)}`);
  return found;
}

export type Ran = {
  readonly found: readonly string[];
  readonly faults: readonly string[];
  readonly outcomes: readonly string[];
};

/** The command, and what its caller was told. */
function labelOf({ call, told }: Act): string {
  const flags = [call.atomic && '--atomic', call.source.type === 'where' && '--where', call.dryRun && '--dry-run'];
  const rows = told.rows.map(({ row, status }) => `${row}:${status}`);
  const end = told.error?.code ?? `${told.summary?.state} ${JSON.stringify(told.summary?.counts)}`;
  return `${call.batch.slice(0, 9)} ${[call.operation, ...flags.filter(Boolean)].join(' ')}, told ${rows} and ${end}`;
}

export async function schedule(seed: number): Promise<Ran> {
  const world = await World.open(seed);
  const commands = new Commands(world.random);
  const { acts } = commands;
  const found: string[] = [];
  const outcomes: string[] = [];
  const note = (act: Act, all: readonly string[]) => found.push(...all.map((one) => `${labelOf(act)}: ${one}`));
  try {
    const count = 2 + world.random(4);
    for (let i = 0; i < count; i++) {
      if (world.random(5) === 0) await world.list();
      const act = commands.next();
      acts.push(act);
      const stopped = world.random(10) === 0 ? world.random(400) : undefined;
      act.told = await world.run(act, {}, stopped);
      outcomes.push(act.told.summary?.state ?? `refused ${act.told.error?.code}`);
    }
    await world.calm();
    for (const act of acts) {
      const { batch } = act.call;
      note(act, compared(act, keptOf(world.state.file, batch), world.proxy.copied(batch)));
    }
    for (const act of acts) note(act, await finish(world, act));
    found.push(...(await wholeness(world.state.file, world.local)));
  } finally {
    await world.close();
  }
  found.push(
    ...world.bugs.map((bug) => `the server met what must not be: ${bug instanceof Error ? bug.stack : String(bug)}`),
  );
  return { found, faults: world.proxy.told, outcomes };
}
