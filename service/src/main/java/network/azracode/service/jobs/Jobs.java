// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.jobs;

import java.util.Optional;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.service.chain.spi.Answer;
import network.azracode.service.chain.spi.Conditions;
import network.azracode.service.chain.spi.Ledger;
import network.azracode.service.chain.spi.Page;
import network.azracode.service.chain.spi.PageLimit;
import network.azracode.service.chain.spi.Position;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads jobs as they stand at the head. */
@Component
public class Jobs {
  private final Ledger ledger;
  private final JdbcClient jdbc;

  Jobs(Ledger ledger, JdbcClient jdbc) {
    this.ledger = ledger;
    this.jdbc = jdbc;
  }

  public Answer<Optional<Job>> find(JobId jobId) {
    return ledger.read(() ->
        jdbc.sql("SELECT * FROM jobs WHERE job_id = ?")
            .param(jobId.value().toByteArray())
            .query((row, index) -> Job.of(row))
            .optional());
  }

  /** Newest opening first, from before {@code after}. */
  public Answer<Page<Job, Position>> list(
      JobFilter filter, Optional<Position> after, PageLimit limit) {
    return ledger.read(() -> {
      Conditions where =
          new Conditions()
              .and("node_id = ?", filter.nodeId().map(NodeId::value))
              .and("client = ?", filter.client().map(Address::toByteArray))
              .and("state = ?", filter.state().map(JobState::toString))
              .and("opened_at >= ?", filter.from())
              .and("opened_at < ?", filter.to())
              .beyond("opened_block, opened_index", "<", after);
      var rows =
          jdbc.sql(
                  "SELECT * FROM jobs"
                      + where.sql()
                      + " ORDER BY opened_block DESC, opened_index DESC LIMIT "
                      + limit.rows())
              .params(where.parameters())
              .query((row, index) -> Job.of(row))
              .list();
      return Page.of(rows, limit, Job::opened);
    });
  }
}
