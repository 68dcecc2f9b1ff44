-- SPDX-License-Identifier: Apache-2.0
-- Who may write the ledger. Each new leader raises the fence; a transaction that writes under
-- another fence is refused, so a leader that slept through its successor's election changes nothing.

CREATE TABLE chain_leadership (
  fence      bigint      PRIMARY KEY CHECK (fence > 0),
  single     boolean     NOT NULL DEFAULT true UNIQUE CHECK (single),
  holder     uuid        NOT NULL,
  renewed_at timestamptz NOT NULL
);
COMMENT ON TABLE chain_leadership IS
  'One row, from the first election on: the instance that follows the chain, its fence, and when it last said that it lives.';

-- FOR KEY SHARE lets the leader renew meanwhile, and makes a successor's new fence wait for the end
-- of this transaction: there is no moment between the check and the commit.
CREATE FUNCTION refuse_deposed_writer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  current_fence bigint;
  own text := nullif(current_setting('azra.fence', true), '');
BEGIN
  SELECT fence INTO current_fence FROM chain_leadership FOR KEY SHARE;
  IF FOUND AND own IS DISTINCT FROM current_fence::text THEN
    RAISE EXCEPTION '% on % refused: expected fence %, found %', TG_OP, TG_TABLE_NAME,
      current_fence, coalesce(own, 'none') USING ERRCODE = 'AZ006';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER fenced BEFORE INSERT OR DELETE ON blocks
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_deposed_writer();
CREATE TRIGGER fenced BEFORE UPDATE ON chain_cursor
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_deposed_writer();

CREATE FUNCTION refuse_lower_fence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR NEW.fence < OLD.fence THEN
    RAISE EXCEPTION 'fence refused: expected at least %', OLD.fence USING ERRCODE = 'AZ006';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER rising BEFORE UPDATE OR DELETE ON chain_leadership
  FOR EACH ROW EXECUTE FUNCTION refuse_lower_fence();
CREATE TRIGGER not_truncated BEFORE TRUNCATE ON chain_leadership EXECUTE FUNCTION refuse_change();
