-- SPDX-License-Identifier: Apache-2.0
-- What NodeRegistry tells: nodes, their stake, the verdicts on them, and its own settings.

CREATE TABLE node_ownerships (
  block_number bigint NOT NULL, log_index integer NOT NULL,
  block_time unix_seconds NOT NULL, transaction_hash bytes32 NOT NULL,
  node_id  node_id NOT NULL,
  operator address NOT NULL,
  payout   address NOT NULL,
  cause    text    NOT NULL CHECK (cause IN ('registered', 'payout_set', 'transferred'))
) PARTITION BY RANGE (block_time);
CREATE INDEX ON node_ownerships (node_id, block_number, log_index);
CREATE INDEX ON node_ownerships (operator, node_id);
CALL keep_as_history('node_ownerships');
COMMENT ON TABLE node_ownerships IS
  'Who operates a node and where it pays, from this log on: NodeRegistered, PayoutSet, OperatorTransferred.';

CREATE TABLE node_transfer_offers (
  block_number bigint NOT NULL, log_index integer NOT NULL,
  block_time unix_seconds NOT NULL, transaction_hash bytes32 NOT NULL,
  node_id          node_id NOT NULL,
  operator         address NOT NULL,
  pending_operator address NOT NULL
) PARTITION BY RANGE (block_time);
CREATE INDEX ON node_transfer_offers (node_id, block_number, log_index);
CALL keep_as_history('node_transfer_offers');
COMMENT ON TABLE node_transfer_offers IS
  'OperatorTransferStarted; a zero pending operator withdraws the offer before it.';

CREATE TABLE stake_changes (
  block_number bigint NOT NULL, log_index integer NOT NULL,
  block_time unix_seconds NOT NULL, transaction_hash bytes32 NOT NULL,
  node_id    node_id NOT NULL,
  operator   address NOT NULL,
  change     text    NOT NULL CHECK (change IN ('added', 'unbonded', 'rebonded', 'withdrawn')),
  amount     uint96  NOT NULL CHECK (amount > 0),
  payer      address CHECK ((payer IS NOT NULL) = (change = 'added')),
  payout     address CHECK ((payout IS NOT NULL) = (change = 'withdrawn')),
  release_at unix_seconds CHECK ((release_at IS NOT NULL) = (change = 'unbonded'))
) PARTITION BY RANGE (block_time);
CREATE INDEX ON stake_changes (node_id, block_number, log_index) INCLUDE (change, amount);
CALL keep_as_history('stake_changes');
COMMENT ON TABLE stake_changes IS
  'Every movement of a node''s stake: into bonded, bonded to unbonding and back, unbonding to payout.';

CREATE TABLE verdicts (
  block_number bigint NOT NULL, log_index integer NOT NULL,
  block_time unix_seconds NOT NULL, transaction_hash bytes32 NOT NULL,
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
  CHECK (appraised_at <= valid_until),
  CHECK (appraised_at <= block_time)
) PARTITION BY RANGE (block_time);
CREATE INDEX ON verdicts (node_id, block_number, log_index);
CREATE INDEX ON verdicts (signer);
CREATE INDEX ON verdicts (evidence_hash);
CALL keep_as_history('verdicts');
COMMENT ON TABLE verdicts IS
  'NodeAttested: what the attestors said of a node''s enclave; the last one counts, while it is valid.';

CREATE TABLE key_retirements (
  block_number bigint NOT NULL, log_index integer NOT NULL,
  block_time unix_seconds NOT NULL, transaction_hash bytes32 NOT NULL,
  node_id     node_id      NOT NULL,
  signer      address      NOT NULL,
  policy      policy_id    NOT NULL,
  valid_until unix_seconds NOT NULL
) PARTITION BY RANGE (block_time);
CREATE INDEX ON key_retirements (signer);
CALL keep_as_history('key_retirements');
COMMENT ON TABLE key_retirements IS
  'KeyRetired: enclave keys that were replaced and never return, with the end of their last verdict.';

CREATE TABLE policy_publications (
  block_number bigint NOT NULL, log_index integer NOT NULL,
  block_time unix_seconds NOT NULL, transaction_hash bytes32 NOT NULL,
  policy              policy_id    NOT NULL,
  digest              bytes32      NOT NULL,
  min_stake           uint96       NOT NULL,
  lifetime_seconds    integer      NOT NULL CHECK (lifetime_seconds > 0),
  tee_mask            smallint     NOT NULL CHECK (tee_mask BETWEEN 1 AND 255),
  time_bucket_seconds integer      NOT NULL CHECK (time_bucket_seconds BETWEEN 1 AND 65535),
  unit_bucket         integer      NOT NULL CHECK (unit_bucket BETWEEN 1 AND 16777215),
  fee_bps             basis_points NOT NULL
) PARTITION BY RANGE (block_time);
CREATE INDEX ON policy_publications (policy);
CALL keep_as_history('policy_publications');
COMMENT ON TABLE policy_publications IS
  'PolicyPublished: immutable terms of appraisal; the digest is of the policy document''s bytes.';

CREATE TABLE policy_retirements (
  block_number bigint NOT NULL, log_index integer NOT NULL,
  block_time unix_seconds NOT NULL, transaction_hash bytes32 NOT NULL,
  policy      policy_id    NOT NULL,
  grace_until unix_seconds NOT NULL
) PARTITION BY RANGE (block_time);
CREATE INDEX ON policy_retirements (policy);
CALL keep_as_history('policy_retirements');
COMMENT ON TABLE policy_retirements IS 'PolicyRetired: the policy ends for good after its grace.';

CREATE TABLE policy_suspensions (
  block_number bigint NOT NULL, log_index integer NOT NULL,
  block_time unix_seconds NOT NULL, transaction_hash bytes32 NOT NULL,
  policy          policy_id    NOT NULL,
  suspended_until unix_seconds NOT NULL
) PARTITION BY RANGE (block_time);
CREATE INDEX ON policy_suspensions (policy);
CALL keep_as_history('policy_suspensions');
COMMENT ON TABLE policy_suspensions IS
  'PolicySuspended: the guardian stopped new business under the policy for a while.';

CREATE TABLE attestor_changes (
  block_number bigint NOT NULL, log_index integer NOT NULL,
  block_time unix_seconds NOT NULL, transaction_hash bytes32 NOT NULL,
  attestor address NOT NULL,
  change   text    NOT NULL CHECK (change IN ('added', 'removed'))
) PARTITION BY RANGE (block_time);
CREATE INDEX ON attestor_changes (attestor);
CALL keep_as_history('attestor_changes');
COMMENT ON TABLE attestor_changes IS 'AttestorAdded and AttestorRemoved.';

CREATE TABLE threshold_changes (
  block_number bigint NOT NULL, log_index integer NOT NULL,
  block_time unix_seconds NOT NULL, transaction_hash bytes32 NOT NULL,
  threshold smallint NOT NULL CHECK (threshold BETWEEN 1 AND 255)
) PARTITION BY RANGE (block_time);
CALL keep_as_history('threshold_changes');
COMMENT ON TABLE threshold_changes IS 'ThresholdSet: how many attestors must sign a verdict.';

CREATE TABLE guardian_changes (
  block_number bigint NOT NULL, log_index integer NOT NULL,
  block_time unix_seconds NOT NULL, transaction_hash bytes32 NOT NULL,
  guardian address NOT NULL
) PARTITION BY RANGE (block_time);
CALL keep_as_history('guardian_changes');
COMMENT ON TABLE guardian_changes IS 'GuardianSet.';

CREATE TABLE treasury_changes (
  block_number bigint NOT NULL, log_index integer NOT NULL,
  block_time unix_seconds NOT NULL, transaction_hash bytes32 NOT NULL,
  treasury address NOT NULL
) PARTITION BY RANGE (block_time);
CALL keep_as_history('treasury_changes');
COMMENT ON TABLE treasury_changes IS 'TreasurySet.';
