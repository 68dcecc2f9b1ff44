-- SPDX-License-Identifier: Apache-2.0
-- What no honest operator hands in, and what attestors signed about it. Times are those of the head block.

CREATE TABLE faults (
  evidence_hash bytes32      PRIMARY KEY REFERENCES evidence,
  node_id       node_id      NOT NULL,
  signer        address      NOT NULL,
  cause         smallint     NOT NULL CHECK (cause BETWEEN 1 AND 4),
  code          varchar(64)  NOT NULL CHECK (code <> ''),
  sentence      varchar(500) NOT NULL,
  challenge_at  unix_seconds NOT NULL,
  found_at      unix_seconds NOT NULL
);
CREATE INDEX ON faults (signer);
CREATE INDEX ON faults (node_id, found_at);
COMMENT ON TABLE faults IS
  'Evidence that is a listed cause against the key that its package names, as this attestor found it.';
COMMENT ON COLUMN faults.challenge_at IS
  'Time of the block that the evidence was made after; as such the fault''s own time.';

CREATE TABLE condemnations (
  submission_digest    bytes32      NOT NULL,
  expires_at           unix_seconds NOT NULL,
  evidence_hash        bytes32      NOT NULL REFERENCES faults,
  node_id              node_id      NOT NULL,
  signer               address      NOT NULL,
  cause                smallint     NOT NULL CHECK (cause BETWEEN 1 AND 4),
  fault_at             unix_seconds NOT NULL,
  submission_expiry    unix_seconds NOT NULL,
  submission_signature bytea        NOT NULL CHECK (octet_length(submission_signature) BETWEEN 1 AND 2048),
  attestor             address      NOT NULL,
  signature_r          bytes32      NOT NULL,
  signature_vs         bytes32      NOT NULL,
  proposer             address,
  signed_at            unix_seconds NOT NULL,
  PRIMARY KEY (submission_digest, expires_at),
  CHECK (proposer <> attestor),
  CHECK (expires_at BETWEEN signed_at AND signed_at + 86400)
);
CREATE INDEX ON condemnations (signer, signed_at);
COMMENT ON TABLE condemnations IS
  'Every condemnation this attestor ever signed, with the operator''s signature that it rests on.';
COMMENT ON COLUMN condemnations.proposer IS 'The attestor for which it was signed; null: this one.';

CREATE TABLE condemnation_cosignatures (
  submission_digest bytes32      NOT NULL,
  expires_at        unix_seconds NOT NULL,
  attestor          address      NOT NULL,
  signature_r       bytes32      NOT NULL,
  signature_vs      bytes32      NOT NULL,
  PRIMARY KEY (submission_digest, expires_at, attestor),
  FOREIGN KEY (submission_digest, expires_at) REFERENCES condemnations
);
COMMENT ON TABLE condemnation_cosignatures IS
  'What peers signed under a condemnation that this attestor proposed.';

-- One's own signature counts once.
CREATE FUNCTION refuse_own_condemnation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM condemnations c
             WHERE c.submission_digest = NEW.submission_digest AND c.expires_at = NEW.expires_at
               AND (c.attestor = NEW.attestor OR c.proposer IS NOT NULL)) THEN
    RAISE EXCEPTION 'cosignature refused: expected one by a peer, under a condemnation proposed here'
      USING ERRCODE = 'AZ006';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER by_a_peer BEFORE INSERT ON condemnation_cosignatures
  FOR EACH ROW EXECUTE FUNCTION refuse_own_condemnation();

-- A key that stands accused is not condemned again by a statement of the same attestor.
CREATE FUNCTION refuse_condemnation_of_accused() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM case_openings WHERE signer = NEW.signer) THEN
    RAISE EXCEPTION 'condemnation refused: expected a key without a case, found one with'
      USING ERRCODE = 'AZ006';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER without_a_case BEFORE INSERT ON condemnations
  FOR EACH ROW EXECUTE FUNCTION refuse_condemnation_of_accused();

DO $$
DECLARE kept text;
BEGIN
  FOREACH kept IN ARRAY ARRAY['faults', 'condemnations', 'condemnation_cosignatures'] LOOP
    EXECUTE format('CREATE TRIGGER unchanged BEFORE UPDATE OR DELETE ON %I
      FOR EACH ROW EXECUTE FUNCTION refuse_change()', kept);
    EXECUTE format('CREATE TRIGGER not_truncated BEFORE TRUNCATE ON %I
      EXECUTE FUNCTION refuse_change()', kept);
  END LOOP;
END $$;
