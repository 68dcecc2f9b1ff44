-- SPDX-License-Identifier: Apache-2.0
-- What an appraisal will not survive, and what stood behind a node when a job was opened.

CREATE TABLE appraisal_deadlines (
  appraisal_id bigint       NOT NULL REFERENCES appraisals,
  code         varchar(64)  NOT NULL CHECK (code IN ('collateral.expires', 'tcb.recovery')),
  due_at       unix_seconds NOT NULL,
  PRIMARY KEY (appraisal_id, code)
);
COMMENT ON TABLE appraisal_deadlines IS
  'When an appraisal that affirms now will not any more, as far as the vendors'' documents tell.';
CREATE TRIGGER unchanged BEFORE UPDATE OR DELETE ON appraisal_deadlines
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER not_truncated BEFORE TRUNCATE ON appraisal_deadlines
  EXECUTE FUNCTION refuse_change();

CREATE VIEW cases AS
SELECT o.case_id, o.node_id, o.signer, o.cause, o.slash_bps, o.fault_at,
       o.block_time AS opened_at, o.executable_at, o.evidence_hash, o.job_id, o.harmed,
       o.max_compensation, o.reporter, o.block_number AS opened_block,
       o.transaction_hash AS opened_transaction,
       CASE WHEN x.case_id IS NOT NULL THEN 'executed'
            WHEN v.case_id IS NOT NULL THEN 'vetoed'
            ELSE 'open' END AS state,
       coalesce(x.block_time, v.block_time) AS ended_at,
       coalesce(x.transaction_hash, v.transaction_hash) AS ended_transaction,
       x.treasury, x.from_stake, x.from_unbonding, x.compensation, x.reward
FROM case_openings o
LEFT JOIN case_vetoes v ON v.case_id = o.case_id
LEFT JOIN case_executions x ON x.case_id = o.case_id;
COMMENT ON VIEW cases IS 'Every case as it stands at the head: open, vetoed or executed.';

CREATE OR REPLACE VIEW settled_jobs AS
SELECT s.block_number, s.log_index, s.block_time AS settled_at, s.transaction_hash,
       s.job_id, s.node_id, o.operator, s.client, s.compute_units, s.payment AS paid, s.fee,
       s.refund AS refunded, s.started_at, s.finished_at, s.wiped_at, s.result_commitment,
       j.signer, j.block_number AS opened_block, j.block_time AS opened_at,
       v.policy, v.tee, v.tcb_status, v.evidence_hash, v.valid_until,
       v.appraised_at, p.digest AS policy_digest, b.stake AS stake_at_opening,
       v.transaction_hash AS verdict_transaction
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
  ORDER BY x.block_number DESC, x.log_index DESC LIMIT 1) v ON true
LEFT JOIN policy_publications p ON p.policy = v.policy
-- what was bonded behind the node at that moment
CROSS JOIN LATERAL (
  SELECT coalesce(sum(y.amount), 0) AS stake FROM (
    SELECT CASE WHEN x.change IN ('added', 'rebonded') THEN x.amount::numeric
                WHEN x.change = 'unbonded' THEN -x.amount::numeric ELSE 0 END AS amount
    FROM stake_changes x
    WHERE x.node_id = s.node_id AND (x.block_number, x.log_index) < (j.block_number, j.log_index)
    UNION ALL
    SELECT -x.from_stake::numeric FROM case_executions x
    WHERE x.node_id = s.node_id
      AND (x.block_number, x.log_index) < (j.block_number, j.log_index)) y) b;
COMMENT ON VIEW settled_jobs IS
  'Every settlement, with the operator who earned it, and the verdict and the stake that stood when the job was opened.';
