-- SPDX-License-Identifier: Apache-2.0
-- A rebuild replays the chain into tables of its own and then takes over, in one transaction, what
-- differs. Its row is what allows that transaction to take rows away whose block stays.

CREATE TABLE rebuilds (
  id          bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  head        bigint  NOT NULL,
  head_hash   bytes32 NOT NULL,
  recorded_in xid8    NOT NULL DEFAULT pg_current_xact_id()
);
COMMENT ON TABLE rebuilds IS
  'Each time the tables of the chain were replayed from it, up to which block.';
CREATE TRIGGER unchanged BEFORE UPDATE OR DELETE ON rebuilds
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER not_truncated BEFORE TRUNCATE ON rebuilds EXECUTE FUNCTION refuse_change();

CREATE OR REPLACE FUNCTION refuse_deletion_without_block() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM blocks WHERE number = OLD.block_number)
      AND NOT EXISTS (SELECT FROM rebuilds WHERE recorded_in = pg_current_xact_id()) THEN
    RAISE EXCEPTION 'deletion from % refused: block % is still there', TG_TABLE_NAME,
      OLD.block_number USING ERRCODE = 'AZ001';
  END IF;
  RETURN OLD;
END $$;
