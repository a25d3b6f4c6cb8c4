/** The outside of a command as arguments: streams, environment, clock. No command touches a global. */
export type OutStream = {
  write(part: string | Uint8Array): boolean;
  once(event: 'drain', listener: () => void): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
  /** Whoever read it has gone (`| head`): what is written from then on is dropped. */
  readonly closed?: boolean;
  /** The stream itself, for libraries that draw on a terminal. */
  readonly stream?: NodeJS.WriteStream;
};

export type Io = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: AsyncIterable<Buffer | string> & { readonly isTTY?: boolean };
  readonly stdout: OutStream;
  readonly stderr: OutStream;
  readonly clock: () => number;
  /** What batch ids and secrets are made of; absent: the system's own. */
  readonly random?: (bytes: number) => Uint8Array;
  /** Why stdout took no more, where it was not that nobody reads it. */
  readonly lost?: () => Promise<Error | undefined>;
  /** Aborted by Ctrl-C: work stops at a row boundary. */
  readonly signal?: AbortSignal;
};

/** Writes and waits where the reader is slower. */
export async function put(stream: OutStream, part: string | Uint8Array): Promise<void> {
  if (part.length === 0 || stream.closed) return;
  if (!stream.write(part) && !stream.closed) await new Promise<void>((resolve) => stream.once('drain', resolve));
}
