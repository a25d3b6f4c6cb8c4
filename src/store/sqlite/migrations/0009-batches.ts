/**
 * Batches in the order in which they began, which no clock says: one that was put back has the last batch before others.
 * Those that are there have the order of their times.
 */
export const BATCH_ORDER = `
ALTER TABLE batches ADD COLUMN seq INTEGER;
UPDATE batches SET seq = o.n FROM (SELECT id, row_number() OVER (ORDER BY started, id) AS n FROM batches) o
  WHERE o.id = batches.id;
CREATE INDEX batches_seq ON batches (seq, id);
CREATE INDEX batches_actor_seq ON batches (actor, seq, id);
CREATE TRIGGER batches_numbered AFTER INSERT ON batches WHEN NEW.seq IS NULL BEGIN
  UPDATE batches SET seq = (SELECT ifnull(max(seq), 0) + 1 FROM batches) WHERE id = NEW.id;
END;
`;
