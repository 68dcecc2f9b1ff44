-- SPDX-License-Identifier: Apache-2.0
-- A nonce that others used can become free again: a reorganisation drops their transaction, and
-- every later nonce of the key would wait for it for ever. So a hole may be filled, but never at or
-- below a nonce that is settled or was finally taken by others.

CREATE OR REPLACE FUNCTION refuse_lower_nonce() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE highest bigint := (
  SELECT max(nonce) FROM submission_nonces WHERE key = NEW.key AND (final OR displaced));
BEGIN
  IF NEW.nonce <= highest THEN
    RAISE EXCEPTION 'nonce refused: expected one above %, found %', highest, NEW.nonce
      USING ERRCODE = 'AZ007';
  END IF;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION refuse_lower_nonce IS
  'Nonces of a key are given above all that are used for good; the primary key keeps them apart.';

CREATE INDEX nonces_used_for_good ON submission_nonces (key, nonce DESC) WHERE final OR displaced;
