-- SPDX-License-Identifier: Apache-2.0
-- What JobEscrow tells: clients' money, and jobs from their opening on.

CREATE TABLE deposits (
  block_number bigint NOT NULL, log_index integer NOT NULL,
  block_time unix_seconds NOT NULL, transaction_hash bytes32 NOT NULL,
  client address NOT NULL,
  payer  address NOT NULL,
  amount uint128 NOT NULL CHECK (amount > 0)
) PARTITION BY RANGE (block_time);
CREATE INDEX ON deposits (client);
CALL keep_as_history('deposits');
COMMENT ON TABLE deposits IS 'Deposited: tokens that came into a client''s account.';

CREATE TABLE withdrawals (
  block_number bigint NOT NULL, log_index integer NOT NULL,
  block_time unix_seconds NOT NULL, transaction_hash bytes32 NOT NULL,
  client    address NOT NULL,
  recipient address NOT NULL,
  amount    uint128 NOT NULL CHECK (amount > 0)
) PARTITION BY RANGE (block_time);
CREATE INDEX ON withdrawals (client);
CALL keep_as_history('withdrawals');
COMMENT ON TABLE withdrawals IS 'Withdrawn: tokens that left a client''s account for its holder.';

CREATE TABLE job_openings (
  block_number bigint NOT NULL, log_index integer NOT NULL,
  block_time unix_seconds NOT NULL, transaction_hash bytes32 NOT NULL,
  job_id          bytes32      NOT NULL,
  node_id         node_id      NOT NULL,
  client          address      NOT NULL,
  signer          address      NOT NULL,
  max_price       uint96       NOT NULL,
  unit_price      uint96       NOT NULL,
  deadline        unix_seconds NOT NULL CHECK (deadline > 0),
  spec_commitment bytes32      NOT NULL,
  nonce           uint64       NOT NULL,
  policy          policy_id    NOT NULL,
  fee_bps         basis_points NOT NULL,
  CHECK (block_time <= deadline)
) PARTITION BY RANGE (block_time);
CREATE INDEX ON job_openings (job_id);
CREATE INDEX ON job_openings (node_id, block_number, log_index);
CREATE INDEX ON job_openings (client, block_number, log_index);
CALL keep_as_history('job_openings');
COMMENT ON TABLE job_openings IS
  'JobOpened: the terms of a job, and the money locked for it; its id is the digest of its terms.';

CREATE TABLE job_cancellations (
  block_number bigint NOT NULL, log_index integer NOT NULL,
  block_time unix_seconds NOT NULL, transaction_hash bytes32 NOT NULL,
  job_id  bytes32 NOT NULL,
  node_id node_id NOT NULL,
  client  address NOT NULL,
  amount  uint96  NOT NULL
) PARTITION BY RANGE (block_time);
CREATE INDEX ON job_cancellations (job_id);
CALL keep_as_history('job_cancellations');
COMMENT ON TABLE job_cancellations IS 'JobCancelled: the operator gave an open job back to its client.';

CREATE TABLE job_refunds (
  block_number bigint NOT NULL, log_index integer NOT NULL,
  block_time unix_seconds NOT NULL, transaction_hash bytes32 NOT NULL,
  job_id  bytes32 NOT NULL,
  node_id node_id NOT NULL,
  client  address NOT NULL,
  amount  uint96  NOT NULL
) PARTITION BY RANGE (block_time);
CREATE INDEX ON job_refunds (job_id);
CALL keep_as_history('job_refunds');
COMMENT ON TABLE job_refunds IS 'JobRefunded: the money of a job past its deadline went back to its client.';

CREATE TABLE order_invalidations (
  block_number bigint NOT NULL, log_index integer NOT NULL,
  block_time unix_seconds NOT NULL, transaction_hash bytes32 NOT NULL,
  client address NOT NULL,
  word   bigint  NOT NULL CHECK (word BETWEEN 0 AND 72057594037927935),
  mask   bytes32 NOT NULL
) PARTITION BY RANGE (block_time);
CREATE INDEX ON order_invalidations (client);
CALL keep_as_history('order_invalidations');
COMMENT ON TABLE order_invalidations IS
  'OrdersInvalidated: signed orders that can no longer be opened; nonce of bit b: word * 256 + b.';
