-- SPDX-License-Identifier: Apache-2.0
-- What operators hand in and what the attestor answered. Unlike the ledger this cannot be rebuilt
-- from the chain; a reorganisation leaves it alone. Times are those of the head block at the time.

CREATE TABLE evidence (
  evidence_hash bytes32      PRIMARY KEY,
  node_id       node_id      NOT NULL,
  operator      address      NOT NULL,
  package       bytea        NOT NULL CHECK (octet_length(package) BETWEEN 1 AND 65536),
  expires_at    unix_seconds NOT NULL,
  signature_r   bytes32      NOT NULL,
  signature_vs  bytes32      NOT NULL,
  received_at   unix_seconds NOT NULL,
  CHECK (received_at <= expires_at)
);
CREATE INDEX ON evidence (node_id, received_at);
COMMENT ON TABLE evidence IS
  'Evidence packages as received, public, by their keccak256, with the operator''s signed submission.';

CREATE TABLE appraisals (
  appraisal_id      bigint       GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  evidence_hash     bytes32      NOT NULL REFERENCES evidence,
  policy            policy_id    NOT NULL,
  policy_digest     bytes32      NOT NULL,
  collateral_digest bytes32      NOT NULL,
  head_block        bigint       NOT NULL CHECK (head_block >= 0),
  head_hash         bytes32      NOT NULL,
  appraised_at      unix_seconds NOT NULL,
  affirmation       text         NOT NULL
    CHECK (affirmation IN ('AFFIRMING', 'WARNING', 'CONTRAINDICATED', 'NONE')),
  UNIQUE (appraisal_id, evidence_hash, appraised_at)
);
CREATE INDEX ON appraisals (evidence_hash, appraisal_id);
COMMENT ON TABLE appraisals IS
  'Each appraisal of a package: under which policy document and collateral, at which head block.';

CREATE TABLE appraisal_reasons (
  appraisal_id bigint       NOT NULL REFERENCES appraisals,
  position     smallint     NOT NULL CHECK (position BETWEEN 0 AND 31),
  code         varchar(64)  NOT NULL CHECK (code <> ''),
  sentence     varchar(500) NOT NULL,
  PRIMARY KEY (appraisal_id, position)
);
COMMENT ON TABLE appraisal_reasons IS 'Why an appraisal came out as it did, in order.';

CREATE TABLE enclave_keys (
  signer  address PRIMARY KEY,
  node_id node_id NOT NULL,
  UNIQUE (signer, node_id)
);
COMMENT ON TABLE enclave_keys IS
  'Which node an enclave key was first vouched for; it is never vouched for in another.';

CREATE TABLE signed_verdicts (
  appraisal_id  bigint       PRIMARY KEY,
  node_id       node_id      NOT NULL,
  operator      address      NOT NULL,
  signer        address      NOT NULL,
  sealing_key   bytes32      NOT NULL,
  policy        policy_id    NOT NULL,
  tee           smallint     NOT NULL CHECK (tee IN (1, 2, 3, 4, 7)),
  tcb_status    smallint     NOT NULL CHECK (tcb_status BETWEEN 1 AND 11),
  evidence_hash bytes32      NOT NULL,
  appraised_at  unix_seconds NOT NULL,
  valid_until   unix_seconds NOT NULL,
  attestor      address      NOT NULL,
  signature_r   bytes32      NOT NULL,
  signature_vs  bytes32      NOT NULL,
  CHECK (appraised_at <= valid_until),
  UNIQUE (node_id, appraised_at),
  FOREIGN KEY (appraisal_id, evidence_hash, appraised_at)
    REFERENCES appraisals (appraisal_id, evidence_hash, appraised_at),
  FOREIGN KEY (signer, node_id) REFERENCES enclave_keys (signer, node_id)
);
COMMENT ON TABLE signed_verdicts IS
  'Every verdict this attestor ever signed; at most one per node and head time, each newer than the last.';

CREATE TABLE offers (
  node_id            node_id       NOT NULL,
  operator           address       NOT NULL,
  sequence           bigint        NOT NULL CHECK (sequence >= 0),
  policy             policy_id     NOT NULL,
  unit_price         uint96        NOT NULL,
  min_runway         bigint        NOT NULL CHECK (min_runway BETWEEN 0 AND 4294967295),
  max_units          bigint        NOT NULL CHECK (max_units >= 0),
  max_envelope_bytes bigint        NOT NULL CHECK (max_envelope_bytes BETWEEN 0 AND 4294967295),
  endpoint           varchar(2048) NOT NULL,
  tls_fingerprint    bytes32       NOT NULL,
  valid_until        unix_seconds  NOT NULL,
  signature_r        bytes32       NOT NULL,
  signature_vs       bytes32       NOT NULL,
  posted_at          unix_seconds  NOT NULL,
  PRIMARY KEY (node_id, operator, sequence)
);
CREATE INDEX ON offers (node_id, posted_at);
COMMENT ON TABLE offers IS
  'Price and place of a node, signed by its operator; the highest sequence of the present one counts.';

CREATE FUNCTION refuse_verdict_not_newer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE latest bigint := (SELECT max(appraised_at) FROM signed_verdicts
                          WHERE node_id = NEW.node_id);
BEGIN
  IF NEW.appraised_at <= latest THEN
    RAISE EXCEPTION 'verdict on node % refused: expected one later than %, found %', NEW.node_id,
      latest, NEW.appraised_at USING ERRCODE = 'AZ006';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION refuse_older_offer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE latest bigint := (SELECT max(sequence) FROM offers
                          WHERE node_id = NEW.node_id AND operator = NEW.operator);
BEGIN
  IF NEW.sequence <= latest THEN
    RAISE EXCEPTION 'offer of node % refused: expected a sequence above %, found %', NEW.node_id,
      latest, NEW.sequence USING ERRCODE = 'AZ006';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER newer BEFORE INSERT ON signed_verdicts
  FOR EACH ROW EXECUTE FUNCTION refuse_verdict_not_newer();
CREATE TRIGGER newer BEFORE INSERT ON offers
  FOR EACH ROW EXECUTE FUNCTION refuse_older_offer();

DO $$
DECLARE kept text;
BEGIN
  FOREACH kept IN ARRAY ARRAY['evidence', 'appraisals', 'appraisal_reasons', 'enclave_keys',
                              'signed_verdicts', 'offers'] LOOP
    EXECUTE format('CREATE TRIGGER unchanged BEFORE UPDATE OR DELETE ON %I
      FOR EACH ROW EXECUTE FUNCTION refuse_change()', kept);
    EXECUTE format('CREATE TRIGGER not_truncated BEFORE TRUNCATE ON %I
      EXECUTE FUNCTION refuse_change()', kept);
  END LOOP;
END $$;
