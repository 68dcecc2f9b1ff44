-- SPDX-License-Identifier: Apache-2.0
-- A verdict is of a quorum: what this attestor signed for others, and what others signed for it.

-- Wallets that are contracts sign in bytes of their own making (ERC-1271).
ALTER TABLE evidence
  ALTER COLUMN signature_r DROP NOT NULL,
  ALTER COLUMN signature_vs DROP NOT NULL,
  ADD COLUMN signature bytea CHECK (octet_length(signature) BETWEEN 1 AND 2048),
  ADD CHECK (num_nonnulls(signature, signature_r) = 1),
  ADD CHECK (num_nonnulls(signature_r, signature_vs) IN (0, 2));
COMMENT ON COLUMN evidence.signature IS
  'The operator''s, as sent; rows before version 6 hold it as EIP-2098 in two words.';

-- A peer appraises as of its own head, and signs what another proposed as of another.
ALTER TABLE appraisals ADD UNIQUE (appraisal_id, evidence_hash);
DO $$
DECLARE tied text := (SELECT conname FROM pg_constraint
                      WHERE conrelid = 'signed_verdicts'::regclass
                        AND confrelid = 'appraisals'::regclass);
BEGIN
  EXECUTE format('ALTER TABLE signed_verdicts DROP CONSTRAINT %I', tied);
END $$;
ALTER TABLE signed_verdicts
  ADD COLUMN purpose text NOT NULL DEFAULT 'answer'
    CHECK (purpose IN ('answer', 'cosignature', 'shortening')),
  ADD COLUMN proposer address,
  ADD CHECK ((proposer IS NOT NULL) = (purpose = 'cosignature')),
  ADD FOREIGN KEY (appraisal_id, evidence_hash) REFERENCES appraisals (appraisal_id, evidence_hash);
CREATE INDEX ON signed_verdicts (evidence_hash, appraised_at);
COMMENT ON COLUMN signed_verdicts.purpose IS
  'Why it was signed: to answer an operator, for the attestor that proposed it, or because an appraisal turned bad.';

CREATE TABLE cosignatures (
  appraisal_id bigint  NOT NULL REFERENCES signed_verdicts,
  attestor     address NOT NULL,
  signature_r  bytes32 NOT NULL,
  signature_vs bytes32 NOT NULL,
  PRIMARY KEY (appraisal_id, attestor)
);
COMMENT ON TABLE cosignatures IS
  'What peers signed under a verdict that this attestor proposed; with its own they are a quorum.';

CREATE TRIGGER unchanged BEFORE UPDATE OR DELETE ON cosignatures
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER not_truncated BEFORE TRUNCATE ON cosignatures EXECUTE FUNCTION refuse_change();

-- One's own signature counts once.
CREATE FUNCTION refuse_own_cosignature() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM signed_verdicts
             WHERE appraisal_id = NEW.appraisal_id
               AND (attestor = NEW.attestor OR purpose = 'cosignature')) THEN
    RAISE EXCEPTION 'cosignature refused: expected one by a peer, under a verdict proposed here'
      USING ERRCODE = 'AZ006';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER by_a_peer BEFORE INSERT ON cosignatures
  FOR EACH ROW EXECUTE FUNCTION refuse_own_cosignature();
