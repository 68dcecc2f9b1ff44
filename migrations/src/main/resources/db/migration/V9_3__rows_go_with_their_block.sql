-- SPDX-License-Identifier: Apache-2.0
-- That a row of history has its block, and goes with it, is asked and done once per statement too.
-- The foreign keys stay in the catalogue, not enforced row by row: they say what these rules do.

CREATE FUNCTION refuse_rows_without_block() RETURNS trigger LANGUAGE plpgsql
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off AS $$
DECLARE lost record;
BEGIN
  SELECT a.block_number, a.block_time INTO lost
  FROM (SELECT DISTINCT block_number, block_time FROM added) a
  WHERE NOT EXISTS (
    SELECT FROM blocks b WHERE b.number = a.block_number AND b.time = a.block_time)
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'row in % refused: expected block % of time %, found none', TG_TABLE_NAME,
      lost.block_number, lost.block_time USING ERRCODE = '23503';
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION take_rows_along() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  history regclass;
  lowest bigint := (SELECT min(number) FROM gone);
BEGIN
  FOR history IN SELECT conrelid::regclass FROM pg_constraint
      WHERE contype = 'f' AND confrelid = 'blocks'::regclass AND confdeltype = 'c'
        AND conparentid = 0 LOOP
    EXECUTE format('DELETE FROM %s h USING gone g WHERE h.block_number >= $1
      AND h.block_number = g.number AND h.block_time = g.time', history) USING lowest;
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER takes_rows_along AFTER DELETE ON blocks REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION take_rows_along();

CREATE PROCEDURE tie_to_blocks(history regclass) LANGUAGE plpgsql AS $$
DECLARE
  part regclass;
  reference name;
BEGIN
  SELECT conname INTO STRICT reference FROM pg_constraint
  WHERE contype = 'f' AND conrelid = history AND confrelid = 'blocks'::regclass
    AND conparentid = 0;
  EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I NOT ENFORCED', history, reference);
  FOR part IN SELECT history UNION ALL SELECT inhrelid::regclass FROM pg_inherits
      WHERE inhparent = history LOOP
    EXECUTE format('CREATE TRIGGER tied AFTER INSERT ON %s REFERENCING NEW TABLE AS added
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_rows_without_block()', part);
  END LOOP;
END $$;

DO $$
DECLARE history regclass;
BEGIN
  FOR history IN SELECT conrelid::regclass FROM pg_constraint
      WHERE contype = 'f' AND confrelid = 'blocks'::regclass AND confdeltype = 'c'
        AND conparentid = 0 LOOP
    CALL tie_to_blocks(history);
  END LOOP;
END $$;

CREATE OR REPLACE PROCEDURE keep_as_history(history regclass) LANGUAGE plpgsql AS $$
DECLARE first_partition text := history || '_default';
BEGIN
  EXECUTE format('ALTER TABLE %s ADD PRIMARY KEY (block_number, log_index, block_time),
    ADD FOREIGN KEY (block_number, block_time) REFERENCES blocks (number, time)
    ON DELETE CASCADE, ADD CHECK (log_index >= 0)', history);
  EXECUTE format('CREATE TABLE %I PARTITION OF %s DEFAULT', first_partition, history);
  EXECUTE format('CREATE TRIGGER unchanged BEFORE UPDATE ON %s
    FOR EACH ROW EXECUTE FUNCTION refuse_change()', history);
  EXECUTE format('CREATE TRIGGER with_its_block BEFORE DELETE ON %s
    FOR EACH ROW EXECUTE FUNCTION refuse_deletion_without_block()', history);
  EXECUTE format('CREATE TRIGGER not_truncated BEFORE TRUNCATE ON %s
    EXECUTE FUNCTION refuse_change()', history);
  EXECUTE format('CREATE TRIGGER not_truncated BEFORE TRUNCATE ON %I
    EXECUTE FUNCTION refuse_change()', first_partition);
  CALL tie_to_blocks(history);
END $$;
