-- SPDX-License-Identifier: Apache-2.0
-- Current state and totals, told by the append-only rows alone: right again after any rollback.

CREATE VIEW nodes AS
SELECT r.node_id,
       o.operator,
       o.payout,
       CASE WHEN t.pending_operator <> '\x0000000000000000000000000000000000000000'::bytea
            THEN t.pending_operator END AS pending_operator,
       s.stake,
       s.unbonding,
       CASE WHEN s.unbonding > 0 THEN s.release_at END AS release_at,
       v.signer, v.sealing_key, v.policy, v.tee, v.tcb_status, v.evidence_hash,
       v.appraised_at, v.valid_until,
       e.net - c.net AS earnings_net,
       e.fee - c.fee AS earnings_fee,
       e.jobs AS earnings_jobs,
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
                                    WHEN 'withdrawn' THEN -x.amount ELSE 0 END), 0) AS unbonding,
         max(x.release_at) AS release_at
  FROM stake_changes x WHERE x.node_id = r.node_id) s
-- a verdict ends with the operator it was for
LEFT JOIN LATERAL (
  SELECT x.* FROM verdicts x
  WHERE x.node_id = r.node_id
    AND (x.block_number, x.log_index) > (transferred.block_number, transferred.log_index)
  ORDER BY x.block_number DESC, x.log_index DESC LIMIT 1) v ON true
CROSS JOIN LATERAL (
  SELECT coalesce(sum(x.payment - x.fee), 0) AS net, coalesce(sum(x.fee), 0) AS fee,
         count(*) AS jobs
  FROM settlements x WHERE x.node_id = r.node_id) e
CROSS JOIN LATERAL (
  SELECT coalesce(sum(x.amount) FILTER (WHERE x.part = 'net'), 0) AS net,
         coalesce(sum(x.amount) FILTER (WHERE x.part = 'fee'), 0) AS fee
  FROM claims x WHERE x.node_id = r.node_id) c
WHERE r.cause = 'registered';
COMMENT ON VIEW nodes IS
  'Every node as it stands at the head. Verdict columns are null without one for its present operator.';

CREATE VIEW policies AS
SELECT p.policy, p.digest, p.min_stake, p.lifetime_seconds, p.tee_mask, p.time_bucket_seconds,
       p.unit_bucket, p.fee_bps, p.block_time AS published_at, r.grace_until, s.suspended_until
FROM policy_publications p
LEFT JOIN policy_retirements r ON r.policy = p.policy
LEFT JOIN LATERAL (
  SELECT x.suspended_until FROM policy_suspensions x WHERE x.policy = p.policy
  ORDER BY x.block_number DESC, x.log_index DESC LIMIT 1) s ON true;
COMMENT ON VIEW policies IS
  'Every policy as it stands at the head; retired iff grace_until is set.';

CREATE VIEW attestors AS
SELECT attestor FROM (
  SELECT DISTINCT ON (attestor) attestor, change FROM attestor_changes
  ORDER BY attestor, block_number DESC, log_index DESC) latest
WHERE change = 'added';
COMMENT ON VIEW attestors IS 'Who may sign verdicts at the head.';

CREATE VIEW jobs AS
SELECT o.job_id, o.client, o.node_id, o.signer, o.max_price, o.unit_price, o.deadline,
       o.spec_commitment, o.nonce, o.policy, o.fee_bps,
       CASE WHEN s.job_id IS NOT NULL THEN 'settled'
            WHEN r.job_id IS NOT NULL THEN 'refunded'
            WHEN c.job_id IS NOT NULL THEN 'cancelled'
            ELSE 'open' END AS state,
       o.block_number AS opened_block, o.log_index AS opened_index, o.block_time AS opened_at,
       o.transaction_hash AS opened_transaction,
       s.compute_units, s.payment AS paid, s.fee,
       coalesce(s.refund, r.amount, c.amount) AS refunded,
       s.started_at, s.finished_at, s.wiped_at, s.result_commitment,
       s.block_time AS settled_at,
       coalesce(s.block_number, r.block_number, c.block_number) AS ended_block,
       coalesce(s.block_time, r.block_time, c.block_time) AS ended_at,
       coalesce(s.transaction_hash, r.transaction_hash, c.transaction_hash) AS ended_transaction
FROM job_openings o
LEFT JOIN settlements s ON s.job_id = o.job_id
LEFT JOIN job_refunds r ON r.job_id = o.job_id
LEFT JOIN job_cancellations c ON c.job_id = o.job_id;
COMMENT ON VIEW jobs IS 'Every job as it stands at the head: open, settled, refunded or cancelled.';

CREATE VIEW settled_jobs AS
SELECT s.block_number, s.log_index, s.block_time AS settled_at, s.transaction_hash,
       s.job_id, s.node_id, o.operator, s.client, s.compute_units, s.payment AS paid, s.fee,
       s.refund AS refunded, s.started_at, s.finished_at, s.wiped_at, s.result_commitment,
       j.signer, j.block_number AS opened_block, j.block_time AS opened_at,
       v.policy, v.tee, v.tcb_status, v.evidence_hash, v.valid_until
FROM settlements s
JOIN job_openings j ON j.job_id = s.job_id
-- the operator at settlement, who earned it
LEFT JOIN LATERAL (
  SELECT x.operator FROM node_ownerships x
  WHERE x.node_id = s.node_id AND (x.block_number, x.log_index) < (s.block_number, s.log_index)
  ORDER BY x.block_number DESC, x.log_index DESC LIMIT 1) o ON true
-- the verdict that let the job be opened
LEFT JOIN LATERAL (
  SELECT x.* FROM verdicts x
  WHERE x.node_id = s.node_id AND (x.block_number, x.log_index) < (j.block_number, j.log_index)
  ORDER BY x.block_number DESC, x.log_index DESC LIMIT 1) v ON true;
COMMENT ON VIEW settled_jobs IS
  'Every settlement, with the operator who earned it and the verdict that stood when the job was opened.';

CREATE VIEW daily_totals AS
SELECT block_time / 86400 * 86400 AS day_start, node_id, count(*) AS jobs,
       sum(compute_units) AS compute_units, sum(payment) AS paid, sum(fee) AS fee,
       sum(refund) AS refunded
FROM settlements
GROUP BY 1, 2;
COMMENT ON VIEW daily_totals IS 'What was settled per node and day; a day starts at midnight UTC.';

CREATE VIEW accounts AS
SELECT client, sum(amount) AS free FROM (
  SELECT client, amount::numeric FROM deposits
  UNION ALL SELECT client, -amount FROM withdrawals
  UNION ALL SELECT client, -max_price FROM job_openings
  UNION ALL SELECT client, refund FROM settlements
  UNION ALL SELECT client, amount FROM job_refunds
  UNION ALL SELECT client, amount FROM job_cancellations) movements
GROUP BY client;
COMMENT ON VIEW accounts IS 'Money of each client that no job holds.';
