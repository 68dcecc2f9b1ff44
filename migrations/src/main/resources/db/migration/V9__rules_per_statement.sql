-- SPDX-License-Identifier: Apache-2.0
-- The rules that each new row had to pass are asked once per statement, over all rows of it: a
-- back-fill copies thousands of rows at once. What is refused, and with which code, stays the same.

CREATE FUNCTION refuse_unlinked_blocks() RETURNS trigger LANGUAGE plpgsql
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off AS $$
DECLARE
  first bigint := (SELECT first_block FROM chain_cursor);
  wrong record;
BEGIN
  SELECT a.number, a.parent_hash, a.time, p.number AS below, p.hash, p.time AS since INTO wrong
  FROM added a LEFT JOIN blocks p ON p.number = a.number - 1
  WHERE CASE WHEN p.number IS NULL THEN a.number IS DISTINCT FROM first
             ELSE a.parent_hash <> p.hash OR a.time < p.time END
  LIMIT 1;
  IF NOT FOUND THEN
    RETURN NULL;
  ELSIF wrong.below IS NULL THEN
    RAISE EXCEPTION 'block % refused: expected the first block % or one on another, found neither',
      wrong.number, first USING ERRCODE = 'AZ002';
  ELSIF wrong.parent_hash <> wrong.hash THEN
    RAISE EXCEPTION 'block % refused: expected one on %, found one on %', wrong.number, wrong.hash,
      wrong.parent_hash USING ERRCODE = 'AZ002';
  END IF;
  RAISE EXCEPTION 'block % refused: expected a time from % on, found %', wrong.number, wrong.since,
    wrong.time USING ERRCODE = 'AZ002';
END $$;

DROP TRIGGER linked ON blocks;
DROP FUNCTION refuse_unlinked_block();
CREATE TRIGGER linked AFTER INSERT ON blocks REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_unlinked_blocks();

-- The plans must look jobs up by their index however small the tables were when first planned:
-- hence the settings of these functions.
CREATE FUNCTION refuse_second_openings() RETURNS trigger LANGUAGE plpgsql
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off AS $$
DECLARE twice bytea;
BEGIN
  SELECT a.job_id INTO twice FROM added a JOIN job_openings o ON o.job_id = a.job_id
  WHERE (o.block_number, o.log_index) <> (a.block_number, a.log_index) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'opening of job % refused: it was opened before', twice USING ERRCODE = 'AZ005';
  END IF;
  RETURN NULL;
END $$;

-- One ending of a job among all that there are, in whichever of the three tables.
CREATE FUNCTION ends_once(job bytea) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT (SELECT count(*) FROM settlements WHERE job_id = job)
       + (SELECT count(*) FROM job_refunds WHERE job_id = job)
       + (SELECT count(*) FROM job_cancellations WHERE job_id = job) = 1
$$;

CREATE FUNCTION refuse_wrong_settlements() RETURNS trigger LANGUAGE plpgsql
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off AS $$
DECLARE wrong record;
BEGIN
  SELECT a.job_id, a.node_id, a.client, a.payment, a.refund, a.block_time,
         o.node_id AS node, o.client AS party, o.max_price, o.deadline INTO wrong
  FROM added a LEFT JOIN job_openings o ON o.job_id = a.job_id
  WHERE o.job_id IS NULL OR (o.node_id, o.client) <> (a.node_id, a.client)
     OR a.payment + a.refund <> o.max_price OR a.block_time > o.deadline
     OR EXISTS (SELECT FROM settlements s WHERE s.job_id = a.job_id
          AND (s.block_number, s.log_index) <> (a.block_number, a.log_index))
     OR EXISTS (SELECT FROM job_refunds r WHERE r.job_id = a.job_id)
     OR EXISTS (SELECT FROM job_cancellations c WHERE c.job_id = a.job_id)
  LIMIT 1;
  IF NOT FOUND THEN
    RETURN NULL;
  ELSIF wrong.node IS NULL OR NOT ends_once(wrong.job_id) THEN
    RAISE EXCEPTION 'settlement of job % refused: it is not open', wrong.job_id
      USING ERRCODE = 'AZ005';
  ELSIF (wrong.node, wrong.party) <> (wrong.node_id, wrong.client) THEN
    RAISE EXCEPTION 'settlement of job % refused: expected node % and client %, found % and %',
      wrong.job_id, wrong.node, wrong.party, wrong.node_id, wrong.client USING ERRCODE = 'AZ005';
  ELSIF wrong.payment + wrong.refund <> wrong.max_price THEN
    RAISE EXCEPTION 'settlement of job % refused: expected % in all, found % paid, % refunded',
      wrong.job_id, wrong.max_price, wrong.payment, wrong.refund USING ERRCODE = 'AZ005';
  END IF;
  RAISE EXCEPTION 'settlement of job % refused: due at %, found at %', wrong.job_id, wrong.deadline,
    wrong.block_time USING ERRCODE = 'AZ005';
END $$;

-- Refunds and cancellations.
CREATE FUNCTION refuse_wrong_returns() RETURNS trigger LANGUAGE plpgsql
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off AS $$
DECLARE wrong record;
BEGIN
  SELECT a.job_id, a.node_id, a.client, a.amount,
         o.node_id AS node, o.client AS party, o.max_price INTO wrong
  FROM added a LEFT JOIN job_openings o ON o.job_id = a.job_id
  WHERE o.job_id IS NULL OR (o.node_id, o.client) <> (a.node_id, a.client)
     OR a.amount <> o.max_price OR NOT ends_once(a.job_id)
  LIMIT 1;
  IF NOT FOUND THEN
    RETURN NULL;
  ELSIF wrong.node IS NULL OR NOT ends_once(wrong.job_id) THEN
    RAISE EXCEPTION 'return of job % refused: it is not open', wrong.job_id USING ERRCODE = 'AZ005';
  ELSIF (wrong.node, wrong.party) <> (wrong.node_id, wrong.client) THEN
    RAISE EXCEPTION 'return of job % refused: expected node % and client %, found % and %',
      wrong.job_id, wrong.node, wrong.party, wrong.node_id, wrong.client USING ERRCODE = 'AZ005';
  END IF;
  RAISE EXCEPTION 'return of job % refused: expected %, found %', wrong.job_id, wrong.max_price,
    wrong.amount USING ERRCODE = 'AZ005';
END $$;

-- A statement that names a partition passes its parent's triggers by: it meets the same ones there.
CREATE PROCEDURE ask_per_statement(history regclass, rule regproc) LANGUAGE plpgsql AS $$
DECLARE part regclass;
BEGIN
  EXECUTE format('DROP TRIGGER once ON %s', history);
  FOR part IN SELECT history UNION ALL SELECT inhrelid::regclass FROM pg_inherits
      WHERE inhparent = history LOOP
    EXECUTE format('CREATE TRIGGER once AFTER INSERT ON %s REFERENCING NEW TABLE AS added
      FOR EACH STATEMENT EXECUTE FUNCTION %s()', part, rule);
  END LOOP;
END $$;
CALL ask_per_statement('job_openings', 'refuse_second_openings');
CALL ask_per_statement('settlements', 'refuse_wrong_settlements');
CALL ask_per_statement('job_refunds', 'refuse_wrong_returns');
CALL ask_per_statement('job_cancellations', 'refuse_wrong_returns');
DROP PROCEDURE ask_per_statement(regclass, regproc);
DROP FUNCTION refuse_second_opening(), refuse_wrong_settlement(), refuse_wrong_return();
DROP FUNCTION opening_of_open_job(bytea, bigint, bytea);
