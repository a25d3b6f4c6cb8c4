/** The forms of output that can be asked for. */
export const FORMATS = ['table', 'csv', 'tsv', 'json', 'ndjson'] as const;
export type Format = (typeof FORMATS)[number];
