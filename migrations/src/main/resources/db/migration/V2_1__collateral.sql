-- SPDX-License-Identifier: Apache-2.0
-- The endorsements behind each appraisal, kept so that anyone can verify again.

CREATE TABLE collateral_documents (
  collateral_digest bytes32     NOT NULL,
  name              varchar(64) NOT NULL CHECK (name <> ''),
  document          bytea       NOT NULL CHECK (octet_length(document) BETWEEN 1 AND 262144),
  PRIMARY KEY (collateral_digest, name)
);
COMMENT ON TABLE collateral_documents IS
  'Public documents of the authorities (root certificates, TCB info) by the digest of their set.';

CREATE TRIGGER unchanged BEFORE UPDATE OR DELETE ON collateral_documents
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER not_truncated BEFORE TRUNCATE ON collateral_documents
  EXECUTE FUNCTION refuse_change();
