-- SPDX-License-Identifier: Apache-2.0
-- The spine of the ledger: one row per block, and the rules that keep history append-only.
-- A history row carries its block and goes only with it; nothing here holds a wall-clock time.

CREATE DOMAIN address AS bytea CHECK (octet_length(VALUE) = 20);
CREATE DOMAIN bytes32 AS bytea CHECK (octet_length(VALUE) = 32);
-- uint40, as all times of the contracts; the time of a block is its header's
CREATE DOMAIN unix_seconds AS bigint CHECK (VALUE BETWEEN 0 AND 1099511627775);
CREATE DOMAIN uint64 AS numeric(20, 0) CHECK (VALUE BETWEEN 0 AND 18446744073709551615);
CREATE DOMAIN uint96 AS numeric(29, 0)
  CHECK (VALUE BETWEEN 0 AND 79228162514264337593543950335);
CREATE DOMAIN uint112 AS numeric(34, 0)
  CHECK (VALUE BETWEEN 0 AND 5192296858534827628530496329220095);
CREATE DOMAIN uint128 AS numeric(39, 0)
  CHECK (VALUE BETWEEN 0 AND 340282366920938463463374607431768211455);
-- sequential from 1, so a bigint holds every one that can exist
CREATE DOMAIN node_id AS bigint CHECK (VALUE > 0);
CREATE DOMAIN policy_id AS integer CHECK (VALUE BETWEEN 1 AND 16777215);
CREATE DOMAIN basis_points AS smallint CHECK (VALUE BETWEEN 0 AND 10000);

-- Not partitioned: only here is "one block per number" a plain key, and the row is small.
CREATE TABLE blocks (
  number      bigint       PRIMARY KEY CHECK (number >= 0),
  hash        bytes32      NOT NULL,
  parent_hash bytes32      NOT NULL,
  time        unix_seconds NOT NULL,
  UNIQUE (number, time)
);
COMMENT ON TABLE blocks IS
  'Every block followed, from the one of the deployment to the head, each linked to the one before.';

CREATE TABLE chain_cursor (
  single        boolean PRIMARY KEY DEFAULT true CHECK (single),
  chain_id      bigint  NOT NULL CHECK (chain_id > 0),
  genesis_hash  bytes32 NOT NULL,
  first_block   bigint  NOT NULL CHECK (first_block >= 0),
  node_registry address NOT NULL,
  settlement    address NOT NULL,
  head          bigint  REFERENCES blocks (number) DEFERRABLE INITIALLY DEFERRED,
  safe          bigint,
  finalized     bigint,
  CHECK (safe <= head),
  CHECK (finalized <= safe),
  CHECK ((safe IS NULL) = (finalized IS NULL))
);
COMMENT ON TABLE chain_cursor IS
  'One row: which contracts on which chain these are, the last block committed, and up to which block it is safe and final.';

CREATE TABLE deep_reorganisations (
  id               bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  fork_number      bigint  NOT NULL,
  fork_hash        bytes32 NOT NULL,
  finalized_number bigint  NOT NULL,
  dropped_number   bigint  NOT NULL,
  dropped_hash     bytes32 NOT NULL,
  recorded_in      xid8    NOT NULL DEFAULT pg_current_xact_id(),
  CHECK (fork_number < finalized_number),
  CHECK (finalized_number <= dropped_number)
);
COMMENT ON TABLE deep_reorganisations IS
  'Each time the chain went back behind a block that was final: fork, mark and head that were left.';

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on % refused: history is append-only', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'AZ001';
END $$;

CREATE FUNCTION deep_reorganisation_recorded(below bigint) RETURNS boolean LANGUAGE sql AS $$
  SELECT EXISTS (
    SELECT FROM deep_reorganisations
    WHERE recorded_in = pg_current_xact_id() AND fork_number < below)
$$;

CREATE FUNCTION refuse_unlinked_block() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE previous blocks;
BEGIN
  SELECT * INTO previous FROM blocks ORDER BY number DESC LIMIT 1;
  IF previous.number IS NULL THEN
    IF NEW.number IS DISTINCT FROM (SELECT first_block FROM chain_cursor) THEN
      RAISE EXCEPTION 'first block refused: expected %, found %',
        (SELECT first_block FROM chain_cursor), NEW.number USING ERRCODE = 'AZ002';
    END IF;
  ELSIF NEW.number <> previous.number + 1 OR NEW.parent_hash <> previous.hash THEN
    RAISE EXCEPTION 'block refused: expected % on %, found % on %', previous.number + 1,
      previous.hash, NEW.number, NEW.parent_hash USING ERRCODE = 'AZ002';
  ELSIF NEW.time < previous.time THEN
    RAISE EXCEPTION 'block % refused: expected a time from % on, found %', NEW.number,
      previous.time, NEW.time USING ERRCODE = 'AZ002';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION refuse_deletion_of_final_block() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE final bigint := (SELECT finalized FROM chain_cursor);
BEGIN
  IF OLD.number <= final AND NOT deep_reorganisation_recorded(OLD.number) THEN
    RAISE EXCEPTION 'deletion of block % refused: final up to %, no deep reorganisation recorded',
      OLD.number, final USING ERRCODE = 'AZ003';
  END IF;
  RETURN OLD;
END $$;

CREATE FUNCTION refuse_gap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM blocks WHERE number = OLD.number + 1) THEN
    RAISE EXCEPTION 'deletion of block % refused: block % stands on it', OLD.number,
      OLD.number + 1 USING ERRCODE = 'AZ003';
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION refuse_unfinalizing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.chain_id, OLD.genesis_hash, OLD.first_block, OLD.node_registry, OLD.settlement)
      <> (NEW.chain_id, NEW.genesis_hash, NEW.first_block, NEW.node_registry, NEW.settlement) THEN
    RAISE EXCEPTION 'change of deployment refused: this ledger is of chain %, registry %',
      OLD.chain_id, OLD.node_registry USING ERRCODE = 'AZ004';
  END IF;
  IF OLD.finalized IS NOT NULL AND (NEW.finalized IS NULL OR NEW.finalized < OLD.finalized)
      AND NOT deep_reorganisation_recorded(OLD.finalized) THEN
    RAISE EXCEPTION 'finalized refused: expected at least %, found %', OLD.finalized,
      NEW.finalized USING ERRCODE = 'AZ004';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION refuse_deletion_without_block() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM blocks WHERE number = OLD.block_number) THEN
    RAISE EXCEPTION 'deletion from % refused: block % is still there', TG_TABLE_NAME,
      OLD.block_number USING ERRCODE = 'AZ001';
  END IF;
  RETURN OLD;
END $$;

CREATE TRIGGER linked BEFORE INSERT ON blocks
  FOR EACH ROW EXECUTE FUNCTION refuse_unlinked_block();
CREATE TRIGGER final BEFORE DELETE ON blocks
  FOR EACH ROW EXECUTE FUNCTION refuse_deletion_of_final_block();
CREATE TRIGGER without_gap AFTER DELETE ON blocks
  FOR EACH ROW EXECUTE FUNCTION refuse_gap();
CREATE TRIGGER unchanged BEFORE UPDATE ON blocks
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER not_truncated BEFORE TRUNCATE ON blocks EXECUTE FUNCTION refuse_change();
CREATE TRIGGER forward BEFORE UPDATE ON chain_cursor
  FOR EACH ROW EXECUTE FUNCTION refuse_unfinalizing();
CREATE TRIGGER kept BEFORE DELETE ON chain_cursor
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER not_truncated BEFORE TRUNCATE ON chain_cursor EXECUTE FUNCTION refuse_change();
CREATE TRIGGER unchanged BEFORE UPDATE OR DELETE ON deep_reorganisations
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER not_truncated BEFORE TRUNCATE ON deep_reorganisations
  EXECUTE FUNCTION refuse_change();

-- Turns a table partitioned by block_time into history: one row per log, tied to its block.
CREATE PROCEDURE keep_as_history(history regclass) LANGUAGE plpgsql AS $$
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
END $$;

CREATE TABLE quarantined_logs (
  block_number bigint NOT NULL, log_index integer NOT NULL,
  block_time unix_seconds NOT NULL, transaction_hash bytes32 NOT NULL,
  contract address NOT NULL,
  topic    bytes32,
  reason   text    NOT NULL CHECK (reason IN ('event.unknown', 'event.malformed'))
) PARTITION BY RANGE (block_time);
CALL keep_as_history('quarantined_logs');
COMMENT ON TABLE quarantined_logs IS
  'Logs of our contracts that nothing here understands, by reference: to be looked at by a person.';
