/** Chunks of batches whose rows came over a wire, by their number: what was done once is answered, not done again. */
export const CHUNKS = `
CREATE TABLE batch_chunks (
  batch TEXT NOT NULL,
  after INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (batch, after)
) STRICT, WITHOUT ROWID;
`;
