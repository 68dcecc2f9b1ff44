-- SPDX-License-Identifier: Apache-2.0
-- What Settlement tells: payments, and what was claimed of them.

CREATE TABLE settlements (
  block_number bigint NOT NULL, log_index integer NOT NULL,
  block_time unix_seconds NOT NULL, transaction_hash bytes32 NOT NULL,
  job_id            bytes32      NOT NULL,
  node_id           node_id      NOT NULL,
  client            address      NOT NULL,
  compute_units     uint64       NOT NULL,
  payment           uint96       NOT NULL,
  fee               uint96       NOT NULL,
  refund            uint96       NOT NULL,
  started_at        unix_seconds NOT NULL,
  finished_at       unix_seconds NOT NULL,
  wiped_at          unix_seconds NOT NULL,
  result_commitment bytes32      NOT NULL,
  CHECK (fee <= payment)
) PARTITION BY RANGE (block_time);
CREATE INDEX ON settlements (job_id);
CREATE INDEX ON settlements (node_id, block_number, log_index) INCLUDE (payment, fee);
CREATE INDEX ON settlements (client, block_number, log_index);
CALL keep_as_history('settlements');
COMMENT ON TABLE settlements IS
  'JobSettled, final: the payment left the client, the fee of it for the treasury; the refund went back.';

CREATE TABLE receipt_skips (
  block_number bigint NOT NULL, log_index integer NOT NULL,
  block_time unix_seconds NOT NULL, transaction_hash bytes32 NOT NULL,
  job_id  bytes32 NOT NULL,
  node_id uint64  NOT NULL,
  client  address NOT NULL
) PARTITION BY RANGE (block_time);
CREATE INDEX ON receipt_skips (job_id);
CALL keep_as_history('receipt_skips');
COMMENT ON TABLE receipt_skips IS
  'ReceiptSkipped: a row of a batch whose job is not open. What it names is its sender''s word only.';

CREATE TABLE claims (
  block_number bigint NOT NULL, log_index integer NOT NULL,
  block_time unix_seconds NOT NULL, transaction_hash bytes32 NOT NULL,
  node_id   node_id NOT NULL,
  part      text    NOT NULL CHECK (part IN ('net', 'fee')),
  recipient address NOT NULL,
  amount    uint112 NOT NULL
) PARTITION BY RANGE (block_time);
CREATE INDEX ON claims (node_id, block_number, log_index) INCLUDE (part, amount);
CALL keep_as_history('claims');
COMMENT ON TABLE claims IS
  'EarningsClaimed (part net, to the payout address) and FeesClaimed (part fee, to the treasury).';

-- One opening and one ending per job, and no money from nowhere. A key cannot say so across
-- partitions; these lookups can, because the lock on the cursor allows one writer at a time.
CREATE FUNCTION refuse_second_opening() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM job_openings WHERE job_id = NEW.job_id) THEN
    RAISE EXCEPTION 'opening of job % refused: it was opened before', NEW.job_id
      USING ERRCODE = 'AZ005';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION opening_of_open_job(job bytea, node bigint, party bytea) RETURNS job_openings
LANGUAGE plpgsql AS $$
DECLARE opening job_openings;
BEGIN
  SELECT * INTO opening FROM job_openings WHERE job_id = job;
  IF opening.job_id IS NULL
      OR EXISTS (SELECT FROM settlements WHERE job_id = job)
      OR EXISTS (SELECT FROM job_refunds WHERE job_id = job)
      OR EXISTS (SELECT FROM job_cancellations WHERE job_id = job) THEN
    RAISE EXCEPTION 'ending of job % refused: it is not open', job USING ERRCODE = 'AZ005';
  ELSIF (opening.node_id, opening.client) <> (node, party) THEN
    RAISE EXCEPTION 'ending of job % refused: expected node % and client %, found % and %', job,
      opening.node_id, opening.client, node, party USING ERRCODE = 'AZ005';
  END IF;
  RETURN opening;
END $$;

CREATE FUNCTION refuse_wrong_settlement() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE opening job_openings := opening_of_open_job(NEW.job_id, NEW.node_id, NEW.client);
BEGIN
  IF NEW.payment + NEW.refund <> opening.max_price THEN
    RAISE EXCEPTION 'settlement of job % refused: expected % in all, found % paid, % refunded',
      NEW.job_id, opening.max_price, NEW.payment, NEW.refund USING ERRCODE = 'AZ005';
  ELSIF NEW.block_time > opening.deadline THEN
    RAISE EXCEPTION 'settlement of job % refused: due at %, found at %', NEW.job_id,
      opening.deadline, NEW.block_time USING ERRCODE = 'AZ005';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION refuse_wrong_return() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE opening job_openings := opening_of_open_job(NEW.job_id, NEW.node_id, NEW.client);
BEGIN
  IF NEW.amount <> opening.max_price THEN
    RAISE EXCEPTION 'return of job % refused: expected %, found %', NEW.job_id,
      opening.max_price, NEW.amount USING ERRCODE = 'AZ005';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER once BEFORE INSERT ON job_openings
  FOR EACH ROW EXECUTE FUNCTION refuse_second_opening();
CREATE TRIGGER once BEFORE INSERT ON settlements
  FOR EACH ROW EXECUTE FUNCTION refuse_wrong_settlement();
CREATE TRIGGER once BEFORE INSERT ON job_refunds
  FOR EACH ROW EXECUTE FUNCTION refuse_wrong_return();
CREATE TRIGGER once BEFORE INSERT ON job_cancellations
  FOR EACH ROW EXECUTE FUNCTION refuse_wrong_return();
