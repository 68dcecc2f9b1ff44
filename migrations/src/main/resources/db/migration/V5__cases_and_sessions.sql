-- SPDX-License-Identifier: Apache-2.0
-- What the contracts tell of condemned keys, cases, and sessions; and the views that they change.

CREATE DOMAIN case_id AS bigint CHECK (VALUE > 0);

CREATE TABLE key_condemnations (
  block_number bigint NOT NULL, log_index integer NOT NULL,
  block_time unix_seconds NOT NULL, transaction_hash bytes32 NOT NULL,
  node_id     node_id      NOT NULL,
  signer      address      NOT NULL,
  policy      policy_id    NOT NULL,
  valid_until unix_seconds NOT NULL
) PARTITION BY RANGE (block_time);
CREATE INDEX ON key_condemnations (signer);
CALL keep_as_history('key_condemnations');
COMMENT ON TABLE key_condemnations IS
  'KeyCondemned: enclave keys that neither open nor settle any more, with the end of each.';

CREATE TABLE case_openings (
  block_number bigint NOT NULL, log_index integer NOT NULL,
  block_time unix_seconds NOT NULL, transaction_hash bytes32 NOT NULL,
  case_id          case_id      NOT NULL,
  node_id          node_id      NOT NULL,
  signer           address      NOT NULL,
  cause            smallint     NOT NULL CHECK (cause BETWEEN 1 AND 5),
  slash_bps        basis_points NOT NULL,
  fault_at         unix_seconds NOT NULL,
  executable_at    unix_seconds NOT NULL,
  evidence_hash    bytes32      NOT NULL,
  job_id           bytes32      NOT NULL,
  harmed           address      NOT NULL,
  max_compensation uint96       NOT NULL,
  reporter         address      NOT NULL
) PARTITION BY RANGE (block_time);
CREATE INDEX ON case_openings (case_id);
CREATE INDEX ON case_openings (node_id, block_number, log_index);
CALL keep_as_history('case_openings');
COMMENT ON TABLE case_openings IS
  'CaseOpened: judged (causes 1 to 4, nobody is named) or proven (5) against one enclave key.';

CREATE TABLE case_vetoes (
  block_number bigint NOT NULL, log_index integer NOT NULL,
  block_time unix_seconds NOT NULL, transaction_hash bytes32 NOT NULL,
  case_id case_id NOT NULL,
  node_id node_id NOT NULL
) PARTITION BY RANGE (block_time);
CREATE INDEX ON case_vetoes (case_id);
CALL keep_as_history('case_vetoes');
COMMENT ON TABLE case_vetoes IS 'CaseVetoed: the guardian saved the stake, not the key.';

CREATE TABLE case_executions (
  block_number bigint NOT NULL, log_index integer NOT NULL,
  block_time unix_seconds NOT NULL, transaction_hash bytes32 NOT NULL,
  case_id        case_id NOT NULL,
  node_id        node_id NOT NULL,
  treasury       address NOT NULL,
  from_stake     uint96  NOT NULL,
  from_unbonding uint96  NOT NULL,
  compensation   uint96  NOT NULL,
  reward         uint96  NOT NULL,
  CHECK (compensation + reward <= from_stake + from_unbonding)
) PARTITION BY RANGE (block_time);
CREATE INDEX ON case_executions (case_id);
CREATE INDEX ON case_executions (node_id);
CALL keep_as_history('case_executions');
COMMENT ON TABLE case_executions IS
  'CaseExecuted: what was slashed, the parts of harmed client and reporter, and whose the rest is.';

CREATE TABLE withdrawal_holds (
  block_number bigint NOT NULL, log_index integer NOT NULL,
  block_time unix_seconds NOT NULL, transaction_hash bytes32 NOT NULL,
  node_id    node_id      NOT NULL,
  release_at unix_seconds NOT NULL,
  hold_until unix_seconds NOT NULL
) PARTITION BY RANGE (block_time);
CREATE INDEX ON withdrawal_holds (node_id, block_number, log_index);
CALL keep_as_history('withdrawal_holds');
COMMENT ON TABLE withdrawal_holds IS
  'WithdrawalHeld: until when open cases hold a share of what unbonds; zero: they hold nothing.';

CREATE TABLE owed_claims (
  block_number bigint NOT NULL, log_index integer NOT NULL,
  block_time unix_seconds NOT NULL, transaction_hash bytes32 NOT NULL,
  account address NOT NULL,
  amount  uint128 NOT NULL CHECK (amount > 0)
) PARTITION BY RANGE (block_time);
CREATE INDEX ON owed_claims (account);
CALL keep_as_history('owed_claims');
COMMENT ON TABLE owed_claims IS 'OwedClaimed: what slashes had left to an account.';

CREATE TABLE session_openings (
  block_number bigint NOT NULL, log_index integer NOT NULL,
  block_time unix_seconds NOT NULL, transaction_hash bytes32 NOT NULL,
  session_id    bytes32      NOT NULL,
  node_id       node_id      NOT NULL,
  client        address      NOT NULL,
  policy        policy_id    NOT NULL,
  unit_price    uint96       NOT NULL,
  cap           uint96       NOT NULL,
  expiry        unix_seconds NOT NULL,
  notice_period bigint       NOT NULL CHECK (notice_period BETWEEN 0 AND 4294967295),
  nonce         uint64       NOT NULL,
  fee_bps       basis_points NOT NULL,
  CHECK (block_time < expiry)
) PARTITION BY RANGE (block_time);
CREATE INDEX ON session_openings (session_id);
CREATE INDEX ON session_openings (client);
CALL keep_as_history('session_openings');
COMMENT ON TABLE session_openings IS
  'SessionOpened: the terms of a session, and the cap locked for it; its id is their digest.';

CREATE TABLE session_notices (
  block_number bigint NOT NULL, log_index integer NOT NULL,
  block_time unix_seconds NOT NULL, transaction_hash bytes32 NOT NULL,
  session_id bytes32      NOT NULL,
  node_id    node_id      NOT NULL,
  client     address      NOT NULL,
  close_at   unix_seconds NOT NULL
) PARTITION BY RANGE (block_time);
CREATE INDEX ON session_notices (session_id);
CALL keep_as_history('session_notices');
COMMENT ON TABLE session_notices IS 'SessionNoticed: the client moved the end of the session.';

CREATE TABLE session_jobs (
  block_number bigint NOT NULL, log_index integer NOT NULL,
  block_time unix_seconds NOT NULL, transaction_hash bytes32 NOT NULL,
  session_id        bytes32 NOT NULL,
  index             bigint  NOT NULL CHECK (index BETWEEN 0 AND 4294967294),
  compute_units     uint64  NOT NULL,
  result_commitment bytes32 NOT NULL
) PARTITION BY RANGE (block_time);
CREATE INDEX ON session_jobs (session_id, index);
CALL keep_as_history('session_jobs');
COMMENT ON TABLE session_jobs IS
  'SessionJobSettled, final: one job of a session; the sums stand in session_settlements.';

CREATE TABLE session_receipt_skips (
  block_number bigint NOT NULL, log_index integer NOT NULL,
  block_time unix_seconds NOT NULL, transaction_hash bytes32 NOT NULL,
  session_id bytes32        NOT NULL,
  index      numeric(22, 0) NOT NULL CHECK (index BETWEEN 0 AND 4722366482869645213695)
) PARTITION BY RANGE (block_time);
CREATE INDEX ON session_receipt_skips (session_id);
CALL keep_as_history('session_receipt_skips');
COMMENT ON TABLE session_receipt_skips IS
  'SessionReceiptSkipped: a row of a batch whose index does not rise, or is none.';

CREATE TABLE session_settlements (
  block_number bigint NOT NULL, log_index integer NOT NULL,
  block_time unix_seconds NOT NULL, transaction_hash bytes32 NOT NULL,
  session_id bytes32 NOT NULL,
  node_id    node_id NOT NULL,
  client     address NOT NULL,
  signer     address NOT NULL,
  jobs       bigint  NOT NULL CHECK (jobs BETWEEN 0 AND 4294967295),
  payment    uint96  NOT NULL,
  fee        uint96  NOT NULL,
  next_index bigint  NOT NULL CHECK (next_index BETWEEN 0 AND 4294967295),
  CHECK (fee <= payment)
) PARTITION BY RANGE (block_time);
CREATE INDEX ON session_settlements (session_id);
CREATE INDEX ON session_settlements (node_id) INCLUDE (payment, fee, jobs);
CALL keep_as_history('session_settlements');
COMMENT ON TABLE session_settlements IS
  'SessionSettled: sums of one batch; the payment left the session, the fee of it for the treasury.';

CREATE TABLE session_reclaims (
  block_number bigint NOT NULL, log_index integer NOT NULL,
  block_time unix_seconds NOT NULL, transaction_hash bytes32 NOT NULL,
  session_id bytes32 NOT NULL,
  node_id    node_id NOT NULL,
  client     address NOT NULL,
  amount     uint96  NOT NULL
) PARTITION BY RANGE (block_time);
CREATE INDEX ON session_reclaims (session_id);
CREATE INDEX ON session_reclaims (client);
CALL keep_as_history('session_reclaims');
COMMENT ON TABLE session_reclaims IS
  'SessionReclaimed: what was left of a session went back to its client.';

CREATE OR REPLACE VIEW nodes AS
SELECT r.node_id,
       o.operator,
       o.payout,
       CASE WHEN t.pending_operator <> '\x0000000000000000000000000000000000000000'::bytea
            THEN t.pending_operator END AS pending_operator,
       s.stake - x.stake AS stake,
       s.unbonding - x.unbonding AS unbonding,
       CASE WHEN s.unbonding > x.unbonding THEN l.release_at END AS release_at,
       v.signer, v.sealing_key, v.policy, v.tee, v.tcb_status, v.evidence_hash,
       v.appraised_at, v.valid_until,
       e.net + b.net - c.net AS earnings_net,
       e.fee + b.fee - c.fee AS earnings_fee,
       e.jobs + b.jobs AS earnings_jobs,
       r.block_time AS registered_at
FROM node_ownerships r
CROSS JOIN LATERAL (
  SELECT x.operator, x.payout FROM node_ownerships x WHERE x.node_id = r.node_id
  ORDER BY x.block_number DESC, x.log_index DESC LIMIT 1) o
CROSS JOIN LATERAL (
  SELECT coalesce(max(x.block_number), -1) AS block_number,
         coalesce(max(x.log_index), -1) AS log_index
  FROM (SELECT y.block_number, y.log_index FROM node_ownerships y
        WHERE y.node_id = r.node_id AND y.cause = 'transferred'
        ORDER BY y.block_number DESC, y.log_index DESC LIMIT 1) x) transferred
LEFT JOIN LATERAL (
  SELECT x.pending_operator FROM node_transfer_offers x
  WHERE x.node_id = r.node_id
    AND (x.block_number, x.log_index) > (transferred.block_number, transferred.log_index)
  ORDER BY x.block_number DESC, x.log_index DESC LIMIT 1) t ON true
CROSS JOIN LATERAL (
  SELECT coalesce(sum(CASE x.change WHEN 'added' THEN x.amount WHEN 'rebonded' THEN x.amount
                                    WHEN 'unbonded' THEN -x.amount ELSE 0 END), 0) AS stake,
         coalesce(sum(CASE x.change WHEN 'unbonded' THEN x.amount WHEN 'rebonded' THEN -x.amount
                                    WHEN 'withdrawn' THEN -x.amount ELSE 0 END), 0) AS unbonding
  FROM stake_changes x WHERE x.node_id = r.node_id) s
CROSS JOIN LATERAL (
  SELECT coalesce(sum(x.from_stake), 0) AS stake, coalesce(sum(x.from_unbonding), 0) AS unbonding
  FROM case_executions x WHERE x.node_id = r.node_id) x
LEFT JOIN LATERAL (
  SELECT y.release_at::bigint AS release_at FROM (
    SELECT x.block_number, x.log_index, x.release_at FROM stake_changes x
    WHERE x.node_id = r.node_id AND x.change = 'unbonded'
    UNION ALL
    SELECT x.block_number, x.log_index, x.release_at FROM withdrawal_holds x
    WHERE x.node_id = r.node_id) y
  ORDER BY y.block_number DESC, y.log_index DESC LIMIT 1) l ON true
-- a verdict ends with the operator it was for, and with its key
LEFT JOIN LATERAL (
  SELECT y.* FROM (
    SELECT x.* FROM verdicts x
    WHERE x.node_id = r.node_id
      AND (x.block_number, x.log_index) > (transferred.block_number, transferred.log_index)
    ORDER BY x.block_number DESC, x.log_index DESC LIMIT 1) y
  WHERE NOT EXISTS (SELECT FROM key_condemnations k WHERE k.signer = y.signer)) v ON true
CROSS JOIN LATERAL (
  SELECT coalesce(sum(x.payment - x.fee), 0) AS net, coalesce(sum(x.fee), 0) AS fee,
         count(*) AS jobs
  FROM settlements x WHERE x.node_id = r.node_id) e
CROSS JOIN LATERAL (
  SELECT coalesce(sum(x.payment - x.fee), 0) AS net, coalesce(sum(x.fee), 0) AS fee,
         coalesce(sum(x.jobs), 0)::bigint AS jobs
  FROM session_settlements x WHERE x.node_id = r.node_id) b
CROSS JOIN LATERAL (
  SELECT coalesce(sum(x.amount) FILTER (WHERE x.part = 'net'), 0) AS net,
         coalesce(sum(x.amount) FILTER (WHERE x.part = 'fee'), 0) AS fee
  FROM claims x WHERE x.node_id = r.node_id) c
WHERE r.cause = 'registered';
COMMENT ON VIEW nodes IS
  'Every node as it stands at the head. Verdict columns are null without one for its present operator, or of a condemned key.';

CREATE OR REPLACE VIEW accounts AS
SELECT client, sum(amount) AS free FROM (
  SELECT client, amount::numeric FROM deposits
  UNION ALL SELECT client, -amount FROM withdrawals
  UNION ALL SELECT client, -max_price FROM job_openings
  UNION ALL SELECT client, refund FROM settlements
  UNION ALL SELECT client, amount FROM job_refunds
  UNION ALL SELECT client, amount FROM job_cancellations
  UNION ALL SELECT client, -cap FROM session_openings
  UNION ALL SELECT client, amount FROM session_reclaims) movements
GROUP BY client;
COMMENT ON VIEW accounts IS 'Money of each client that no job or session holds.';
