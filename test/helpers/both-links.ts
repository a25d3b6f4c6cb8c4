/**
 * One state twice: a file that is worked on here, and its copy behind a real `adctl serve`. A command line is run on
 * both, at the same time of the clock, with the same random numbers and the same files at hand; all that comes of it is
 * told, and what the two states hold in the end.
 */
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf, newToken } from '../../src/domain/tokens.ts';
import type { Write } from '../../src/store/port.ts';
import { openStore } from '../../src/store/sqlite/open.ts';
import { type RunOptions, shell } from './main.ts';
import { NOW, newFolder } from './state.ts';

export type Seed = {
  readonly folder: string;
  /** A token of each member that can have one. */
  readonly tokens: ReadonlyMap<string, string>;
};

/** What became of a command line: what it wrote, where, and how it ended. */
export type Told = {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly files: Readonly<Record<string, string>>;
};
export type BothTold = { readonly here: Told; readonly there: Told };
export type Mode = Pick<RunOptions, 'columns' | 'tty' | 'stdin' | 'env' | 'signal'>;

/** The same at each run of the same command, other ones at the next. */
const numbers = (of: string) => {
  let nth = 0;
  return (bytes: number): Uint8Array => createHash('sha512').update(`${of}/${nth++}`).digest().subarray(0, bytes);
};

/**
 * The state in `folder`, with a token for each of these members, verified or not: put there as if it had always been, so
 * that nobody's last batch is that of the tokens.
 */
export async function seedOf(folder: string, members: readonly string[]): Promise<Seed> {
  const store = await openStore({ file: join(folder, 'state.db'), create: false, now: () => NOW });
  const tokens = new Map<string, string>();
  try {
    await store.write({ timeoutMs: 1_000 }, async (tx) => {
      await tx.apply(
        members.map((member, i): Write => {
          const token = newToken(numbers(member)(32));
          tokens.set(member, token);
          const id = `t_parity${i}`;
          const fields = { id, name: 'parity', member, hash: hashOf(token), state: 'active', read_only: 'no' };
          return { op: 'insert', kind: 'token', key: id, fields: { ...fields, created: NOW, created_by: 'owner' } };
        }),
      );
    });
  } finally {
    store.close();
  }
  return { folder, tokens };
}

type Kept = { readonly bytes: Buffer; readonly mode: number };
type Files = ReadonlyMap<string, Kept>;

const same = (one: Kept | undefined, other: Kept): boolean =>
  one !== undefined && one.mode === other.mode && one.bytes.equals(other.bytes);

function filesOf(folder: string): Files {
  return new Map(
    readdirSync(folder).map((name) => {
      const file = join(folder, name);
      return [name, { bytes: readFileSync(file), mode: statSync(file).mode & 0o777 }];
    }),
  );
}

export class Both {
  /** What commands read and write, the same folder for both. */
  readonly work: string;
  /** How often a command was run on both. */
  ran = 0;
  private readonly seed: Seed;
  private readonly sides: Readonly<Record<'here' | 'there', ReturnType<typeof shell>>>;
  private readonly server: ReturnType<typeof shell>;
  private readonly stopping = new AbortController();
  private serving: Promise<unknown> = Promise.resolve();
  private url = '';
  private now = NOW;

  private constructor(seed: Seed, files: Readonly<Record<string, string | Buffer>>) {
    this.seed = seed;
    const folder = newFolder();
    const [here, there, client] = ['here', 'serv', 'clnt'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    cpSync(seed.folder, here, { recursive: true });
    cpSync(seed.folder, there, { recursive: true });
    mkdirSync(client);
    this.work = join(folder, 'work');
    mkdirSync(this.work);
    for (const [name, text] of Object.entries(files)) writeFileSync(join(this.work, name), text);
    this.sides = { here: shell({ folder: here }), there: shell({ folder: client }) };
    this.server = shell({ folder: there });
  }

  static async of(seed: Seed, files: Readonly<Record<string, string | Buffer>> = {}): Promise<Both> {
    const both = new Both(seed, files);
    await new Promise<void>((resolve, reject) => {
      both.serving = both.server
        .run(['serve', '--listen', '127.0.0.1:0', '--rate', '1000000'], {
          now: () => both.now,
          signal: both.stopping.signal,
          onNote(text) {
            both.url ||= /http:\/\/\S+?(?=;)/.exec(text)?.[0] ?? '';
            if (both.url) resolve();
          },
        })
        .then(({ stderr }) => reject(new Error(stderr)));
    });
    return both;
  }

  /** `actor`: with `--as` here, by a token there; without it the state's owner. */
  async run(words: readonly string[], actor = 'owner', mode: Mode = {}): Promise<BothTold> {
    this.ran++;
    this.now = NOW + 1000 * this.ran;
    const before = filesOf(this.work);
    const here = await this.tell('here', words, actor === 'owner' ? {} : { ADCTL_AS: actor }, mode, before);
    this.restore(before, here.left);
    const there = await this.tell('there', words, this.tokenOf(actor), mode, before);
    return { here: here.told, there: there.told };
  }

  /** Behind the server alone, for what would change one of the states. */
  async runThere(words: readonly string[], actor: string, mode: Mode = {}): Promise<Told> {
    return (await this.tell('there', words, this.tokenOf(actor), mode, filesOf(this.work))).told;
  }

  /** Whether a member of this name has a token. */
  knows(actor: string): boolean {
    return this.seed.tokens.has(actor);
  }

  /** Who has no token of their own has none that the server knows. */
  private tokenOf(actor: string): Record<string, string> {
    const token = this.seed.tokens.get(actor) ?? newToken(numbers('nobody')(32));
    return { ADCTL_DB: '', ADCTL_URL: this.url, ADCTL_TOKEN: token };
  }

  private async tell(
    side: 'here' | 'there',
    words: readonly string[],
    env: Readonly<Record<string, string>>,
    mode: Mode,
    before: Files,
  ): Promise<{ readonly told: Told; readonly left: Files }> {
    const { code, bytes, stderr } = await this.sides[side].run(words, {
      ...mode,
      now: this.now,
      random: numbers(`${this.ran}`),
      env: { ...env, ...mode.env },
    });
    const left = filesOf(this.work);
    const written = [...left].filter(([name, kept]) => !same(before.get(name), kept));
    const told = {
      code,
      stdout: this.placed(bytes.toString('latin1')),
      stderr: this.placed(stderr),
      files: Object.fromEntries(
        written.map(([name, { bytes, mode }]) => [name, `${mode.toString(8)} ${bytes.toString('latin1')}`]),
      ),
    };
    return { told, left };
  }

  /** Where the state is, which is all that a reader may tell the two by, in one word. */
  private placed(text: string): string {
    return [this.sides.here.db, this.server.db, this.url].reduce(
      (left, place) => left.replaceAll(place, 'STATE'),
      text,
    );
  }

  private restore(before: Files, now: Files): void {
    for (const name of now.keys()) if (!before.has(name)) rmSync(join(this.work, name));
    for (const [name, was] of before) {
      if (same(now.get(name), was)) continue;
      const file = join(this.work, name);
      writeFileSync(file, was.bytes);
      chmodSync(file, was.mode);
    }
  }

  /** The files of the two states. */
  get states(): readonly [here: string, there: string] {
    return [this.sides.here.db, this.server.db];
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.serving.catch(() => {});
  }
}
