/**
 * All that may differ between a state here and the same state behind a server, each with its reason. The parity tests
 * read this list, and take nothing else for equal that is not.
 */
export type Exempt = { readonly why: string };

/** Not run here, for they would change one of the two states; there the command is refused with this code. */
export const ONLY_HERE: readonly (Exempt & { readonly begins: string; readonly there: string })[] = [
  ...['backup', 'compact', 'key', 'rebuild', 'restore'].map((verb) => ({
    begins: `state ${verb}`,
    there: 'LOCAL_ONLY',
    why: 'it works on the file, which a server does not hand out',
  })),
  { begins: 'serve', there: 'LOCAL_ONLY', why: 'what is served is a file' },
];

/** Run on neither. */
export const ENDS_THE_TOKEN: readonly (Exempt & { readonly line: string })[] = [
  {
    line: "tokens revoke --where 'state = active' --yes",
    why: 'it ends the token by which the other side acts; by name tokens are revoked on both',
  },
];

/** Run on both; what they answer is about where the state is. */
export const ABOUT_THE_PLACE: readonly (Exempt & { readonly line: RegExp })[] = [
  { line: /^login\b/, why: 'nobody logs in to a file; a token of the environment is not kept' },
  { line: /^logout\b/, why: 'who never logged in cannot log out' },
  {
    line: /^whoami(?!.*(--columns (?!.*(_from|state|profile))|--rights))/,
    why: 'of a server it tells the address, its version and the token; of a file where it is and who said so',
  },
  { line: /^profile (show|test)\b/, why: 'it tells the address of the server, or the file' },
  { line: /^state info {1,2}-o xlsx/, why: 'the path of the file is packed in it, and is another one' },
  { line: /--url https:/, why: 'a typed address that cannot be reached: only with ADCTL_TOKEN set it is tried' },
  {
    line: / --(failed|results) state\.db\b/,
    why: 'the state that a file must not be written over is not on this machine',
  },
];

/** Nobody who is no member has a token: here the name is unknown, there the token. Both end with 4. */
export const NO_TOKEN: Exempt & { readonly code: string } = {
  code: 'TOKEN_INVALID',
  why: 'who acts is told by the token (MEM-0), not by --as',
};

/** What is taken out of both texts before they are compared. */
export const TEXTS: readonly (Exempt & { readonly pattern: RegExp; readonly word: string })[] = [
  {
    pattern: /(T\d\d:\d\d:\d\d)\.\d{3}(?=Z|[+-]\d)/g,
    word: '$1',
    why: 'when a batch ended: its own time, carried on by how long it took',
  },
];

/** Columns of answers that are not compared where calls are, not texts. */
export const COLUMNS: readonly (Exempt & { readonly column: string })[] = [
  { column: 'ended', why: 'when a batch ended: as in texts' },
  { column: 'due_at', why: 'as ended, of a batch that runs' },
  { column: 'file', why: 'of state info: two files have two paths' },
  { column: 'bytes', why: 'of state info: how much of the write-ahead log was folded into the file' },
];

/** Once a person’s key was made, whose random bytes nothing repeats, the sealed values differ, and the log’s heads with them. */
export const SEALED: Exempt & { readonly pattern: RegExp; readonly word: string } = {
  pattern: /\b(?:[0-9a-f]{64}\b|v1\.[\w-]{30,})/g,
  word: 'SEALED',
  why: 'the key of each person is random (PII-1)',
};

/** Columns of tables that are not compared; all of a table where none is named. `sealed`: once a person’s key was made. */
export const STORED: readonly (Exempt & {
  readonly table: string;
  readonly column?: string;
  readonly sealed?: true;
})[] = [
  { table: 'batch_chunks', why: 'which chunks came over the wire, so that none counts twice' },
  { table: 'batches', column: 'ended', why: 'how long it took' },
  { table: 'batches', column: 'due_at', why: 'as ended, of a batch that was interrupted' },
  { table: 'tokens', column: 'last_used', why: 'nobody acts by a token here' },
  { table: 'person_keys', column: 'key', why: SEALED.why, sealed: true },
  { table: 'log_transactions', column: 'head', why: SEALED.why, sealed: true },
  { table: 'log_rows', column: 'digest', why: SEALED.why, sealed: true },
  { table: 'batches', column: 'head', why: SEALED.why, sealed: true },
];

/** Not in these tests at all, for what happens depends on when. */
export const TIMED: readonly (Exempt & { readonly what: string })[] = [
  { what: 'progress on a terminal', why: 'drawn by the clock of the machine' },
  { what: '-v', why: 'requests instead of SQL' },
  {
    what: 'the row at which Ctrl-C stops a selection, and what was told of it',
    why: 'the server may have committed one more chunk when it hears of it; the record and batches results are exact',
  },
  { what: 'a row of more than 16 MB', why: 'a server takes none in (CALL_TOO_LARGE), and no field holds so much' },
  { what: 'that a server does not answer, and rows that are unknown', why: 'here nothing can be lost' },
];
