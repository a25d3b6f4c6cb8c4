/** How much one caller and all of them together may ask at once, and how long things may take. */
export type Limits = {
  /** Questions that are worked on at a time, and changes, which for the most part wait for each other. */
  readonly queries: number;
  readonly changes: number;
  /** Calls of each that wait for that. */
  readonly waiting: number;
  /** How long a call waits for its turn before it is turned away. */
  readonly waitMs: number;
  /** How long an answer waits for an error, to tell it by its status: longer than a call waits for its turn. */
  readonly beginAfterMs: number;
  /** Of one token: at a time, and in a second over a longer time. */
  readonly callsPerToken: number;
  readonly callsPerSecond: number;
  /** Wrong tokens from one address in a minute. */
  readonly wrongPerMinute: number;
  /** Bytes: of a row, of a body that is held in memory, of one that is spooled. */
  readonly rowBytes: number;
  readonly bodyBytes: number;
  readonly spoolBytes: number;
  /** How long a body may take to come. */
  readonly bodyMs: number;
  /** How long a list holds its snapshot for a slow reader. */
  readonly snapshotMs: number;
  /** How long a stop waits for what runs. */
  readonly stopMs: number;
};

export const LIMITS: Limits = {
  queries: 3,
  // One token alone cannot take them all.
  changes: 64,
  waiting: 128,
  waitMs: 2_000,
  beginAfterMs: 3_000,
  callsPerToken: 16,
  callsPerSecond: 100,
  wrongPerMinute: 20,
  rowBytes: 16 * 1024 * 1024,
  bodyBytes: 16 * 1024 * 1024,
  spoolBytes: 4 * 1024 * 1024 * 1024,
  bodyMs: 600_000,
  snapshotMs: 60_000,
  stopMs: 20_000,
};
