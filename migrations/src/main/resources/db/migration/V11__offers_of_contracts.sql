-- SPDX-License-Identifier: Apache-2.0
-- Operators that are contracts sign offers in bytes of their own making (ERC-1271), as they do evidence.

ALTER TABLE offers
  ALTER COLUMN signature_r DROP NOT NULL,
  ALTER COLUMN signature_vs DROP NOT NULL,
  ADD COLUMN signature bytea CHECK (octet_length(signature) BETWEEN 1 AND 2048),
  ADD CHECK (num_nonnulls(signature, signature_r) = 1),
  ADD CHECK (num_nonnulls(signature_r, signature_vs) IN (0, 2));
COMMENT ON COLUMN offers.signature IS
  'The operator''s, as sent; rows before version 11 hold it as EIP-2098 in two words.';
