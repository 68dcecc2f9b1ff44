-- SPDX-License-Identifier: Apache-2.0
-- What this service sends, exactly once: the intent before anything is signed, the signed bytes
-- before they are broadcast. It cannot be rebuilt from the chain; a reorganisation only takes
-- inclusions back. All of it is public on chain once sent.

CREATE TABLE submissions (
  intent_id varchar(200) PRIMARY KEY CHECK (intent_id ~ '^[!-~]+$'),
  key       address      NOT NULL,
  recipient address,
  data      bytea        NOT NULL CHECK (octet_length(data) <= 131072),
  UNIQUE (intent_id, key)
);
COMMENT ON TABLE submissions IS
  'Intents: which key is to ask what of which contract; no recipient creates one.';

CREATE TABLE submission_nonces (
  key              address      NOT NULL,
  nonce            bigint       NOT NULL CHECK (nonce >= 0),
  intent_id        varchar(200) NOT NULL,
  displaced        boolean      NOT NULL DEFAULT false,
  transaction_hash bytes32,
  block            bigint       CHECK (block >= 0),
  block_hash       bytes32,
  succeeded        boolean,
  final            boolean      NOT NULL DEFAULT false,
  PRIMARY KEY (key, nonce),
  FOREIGN KEY (intent_id, key) REFERENCES submissions (intent_id, key),
  CHECK (num_nulls(transaction_hash, block, block_hash, succeeded) IN (0, 4)),
  CHECK (transaction_hash IS NOT NULL OR NOT final),
  CHECK (transaction_hash IS NULL OR NOT displaced)
);
CREATE UNIQUE INDEX one_nonce_per_intent ON submission_nonces (intent_id) WHERE NOT displaced;
CREATE INDEX unsettled_nonces ON submission_nonces (key, nonce) WHERE NOT displaced AND NOT final;
COMMENT ON TABLE submission_nonces IS
  'Which nonce of a key an intent was given, and where on chain it was last seen. Displaced: a transaction that is not ours used the nonce, finally.';

CREATE TABLE submission_attempts (
  transaction_hash bytes32        PRIMARY KEY,
  key              address        NOT NULL,
  nonce            bigint         NOT NULL,
  position         smallint       NOT NULL CHECK (position BETWEEN 0 AND 999),
  signed           bytea          NOT NULL CHECK (octet_length(signed) BETWEEN 1 AND 132096),
  gas_limit        integer        NOT NULL CHECK (gas_limit BETWEEN 21000 AND 16777216),
  tip_wei          numeric(39, 0) NOT NULL CHECK (tip_wei >= 0),
  max_fee_wei      numeric(39, 0) NOT NULL CHECK (max_fee_wei >= tip_wei),
  signed_at        timestamptz    NOT NULL,
  UNIQUE (key, nonce, position),
  FOREIGN KEY (key, nonce) REFERENCES submission_nonces
);
COMMENT ON TABLE submission_attempts IS
  'Signed transactions, kept before they are broadcast. Later ones of a nonce only offer more.';

ALTER TABLE submission_nonces ADD FOREIGN KEY (transaction_hash)
  REFERENCES submission_attempts DEFERRABLE INITIALLY DEFERRED;

CREATE TRIGGER submissions_stay BEFORE UPDATE OR DELETE ON submissions
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER submission_attempts_stay BEFORE UPDATE OR DELETE ON submission_attempts
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER submission_nonces_stay BEFORE DELETE ON submission_nonces
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER submission_nonces_end BEFORE UPDATE ON submission_nonces
  FOR EACH ROW WHEN (OLD.final OR OLD.displaced) EXECUTE FUNCTION refuse_change();

CREATE FUNCTION refuse_lower_nonce() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE highest bigint := (SELECT max(nonce) FROM submission_nonces WHERE key = NEW.key);
BEGIN
  IF NEW.nonce <= highest THEN
    RAISE EXCEPTION 'nonce refused: expected one above %, found %', highest, NEW.nonce
      USING ERRCODE = 'AZ007';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER submission_nonces_rise BEFORE INSERT ON submission_nonces
  FOR EACH ROW EXECUTE FUNCTION refuse_lower_nonce();
