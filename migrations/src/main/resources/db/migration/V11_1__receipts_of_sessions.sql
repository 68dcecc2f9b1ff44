-- SPDX-License-Identifier: Apache-2.0
-- Receipts for jobs of sessions, which any key of the node may sign: two of one key are a proof, one each of two are none.

ALTER TABLE receipts_seen
  ADD COLUMN kind text NOT NULL DEFAULT 'job' CHECK (kind IN ('job', 'session')),
  ADD COLUMN session_id bytes32,
  ADD COLUMN place bigint CHECK (place BETWEEN 0 AND 4294967294),
  ADD CHECK (num_nonnulls(session_id, place) = CASE kind WHEN 'session' THEN 2 ELSE 0 END),
  DROP CONSTRAINT receipts_seen_pkey,
  ADD PRIMARY KEY (job_id, signer, receipt_hash);
COMMENT ON COLUMN receipts_seen.kind IS 'Whether the posting holds terms of a job, or of a session and a place in it.';
COMMENT ON COLUMN receipts_seen.place IS 'Of the job in its session.';
COMMENT ON TABLE receipts_seen IS
  'Signed receipts with terms and batch, of keys that the registry knows: hashes, numbers and commitments, at most two of a key for a job.';

CREATE OR REPLACE FUNCTION refuse_third_receipt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT count(*) FROM receipts_seen
      WHERE job_id = NEW.job_id AND signer = NEW.signer) >= 2 THEN
    RAISE EXCEPTION 'receipt refused: two of one key for job % are enough', NEW.job_id
      USING ERRCODE = 'AZ006';
  END IF;
  RETURN NEW;
END $$;
