/** Limits of how lists are read: where one way becomes quicker than another, measured on 1,000,000 accounts. Tests lower them to meet every way. */
export const LIMITS = {
  /** So many rows of the table are read and sorted within the time of a page. */
  fewRows: 3_000,
  /** So many entries of an index that holds all that is asked. */
  fewEntries: 12_000,
  /** Microseconds that the first stretch of a walk may take, and that all of it may; the reckoning errs by so much. */
  stretch: 2_500,
  walk: 12_000,
  spare: 1.3,
  /** A way of so many microseconds is taken before more is gathered; no more rows than so many are counted to compare ways. */
  cheap: 2_500,
  counting: 60_000,
  /** More ids than these are not gathered before a walk, or before one to the end. */
  fewIds: 30_000,
  manyIds: 200_000,
  /** No more ids than these are listed to lead to their rows. */
  mostListed: 60_000,
  /** More values than these are looked up, not compared one by one. */
  fewValues: 8,
  /** More branches than these are not merged. */
  mostBranches: 16,
  /** So many rows of one value are sorted within a walk rather than told apart (parts.ts). */
  fewTies: 50,
  /** Whether rows are told apart is seen from so many. */
  sample: 1_000,
  /** A column with more values than these is walked in one piece from there on. */
  mostValues: 100,
  /** For the total of a cut list (total.ts): so many entries, entries with another index, or rows are looked at. */
  counted: 10_100,
  countedAsking: 4_000,
  countedReading: 1_100,
  /** That there are more is said of these numbers. */
  round: [10_000, 1_000],
  /** A state with fewer accounts is counted through. */
  small: 20_000,
  /** Longer lists are read in one go (stream.ts). */
  mostPlanned: 10_000,
  /** There a limited list is led by a condition with fewer rows than this, and a count by the fewest of so many. */
  fewStreamed: 5_000,
  wholeCount: 100_000,
  /** A writer reads so many rows at a time. */
  piece: 10_000,
};

/** What a row costs in microseconds: in an index that has all, and where another is asked too; in the table by its key, there with tests of its texts; in the table as it lies. */
export const COST = { entry: 0.13, asked: 0.4, read: 1, row: 3, scanned: 0.6 };
