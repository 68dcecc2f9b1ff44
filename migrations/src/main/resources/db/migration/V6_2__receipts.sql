-- SPDX-License-Identifier: Apache-2.0
-- Receipts that somebody showed us: two different ones for one job are proof against their key.

CREATE TABLE receipts_seen (
  job_id       bytes32      NOT NULL,
  receipt_hash bytes32      NOT NULL,
  node_id      node_id      NOT NULL,
  signer       address      NOT NULL,
  posting      bytea        NOT NULL CHECK (octet_length(posting) BETWEEN 1 AND 65536),
  received_at  unix_seconds NOT NULL,
  PRIMARY KEY (job_id, receipt_hash)
);
CREATE INDEX ON receipts_seen (node_id, received_at);
COMMENT ON TABLE receipts_seen IS
  'Signed receipts with terms and batch, of keys that the registry knows: hashes, numbers and commitments, at most two for a job.';

CREATE TRIGGER unchanged BEFORE UPDATE OR DELETE ON receipts_seen
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER not_truncated BEFORE TRUNCATE ON receipts_seen EXECUTE FUNCTION refuse_change();

CREATE FUNCTION refuse_third_receipt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT count(*) FROM receipts_seen WHERE job_id = NEW.job_id) >= 2 THEN
    RAISE EXCEPTION 'receipt refused: two for job % are enough', NEW.job_id USING ERRCODE = 'AZ006';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER at_most_two BEFORE INSERT ON receipts_seen
  FOR EACH ROW EXECUTE FUNCTION refuse_third_receipt();
