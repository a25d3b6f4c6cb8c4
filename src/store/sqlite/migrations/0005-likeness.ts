/** By what the names of companies have in common they are found, should one be there twice. Filled once it is made. */
export const LIKENESS = `
CREATE TABLE org_likeness (
  value TEXT NOT NULL,
  key TEXT NOT NULL,
  PRIMARY KEY (value, key)
) STRICT, WITHOUT ROWID;
`;
