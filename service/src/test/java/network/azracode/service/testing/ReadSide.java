// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.testing;

import network.azracode.service.chain.spi.Ledger;
import network.azracode.service.chain.store.SnapshotLedger;
import network.azracode.service.jobs.Jobs;
import network.azracode.service.nodes.Nodes;
import network.azracode.service.nodes.Policies;
import network.azracode.service.nodes.Verdicts;
import network.azracode.service.settlement.Claims;
import network.azracode.service.settlement.SettlementTotals;
import network.azracode.service.settlement.Settlements;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The modules' read types over one database, wired by Spring as in the application. */
public record ReadSide(AnnotationConfigApplicationContext context) {

  public static ReadSide of(MigratedDatabase database) {
    var context = new AnnotationConfigApplicationContext();
    var transactions = new JdbcTransactionManager(database.dataSource());
    // the client joins the transaction that the snapshot opens on this same data source
    context.registerBean(JdbcClient.class, () -> JdbcClient.create(database.dataSource()));
    context.registerBean(JdbcTransactionManager.class, () -> transactions);
    for (Class<?> type :
        new Class<?>[] {
          SnapshotLedger.class,
          Nodes.class,
          Verdicts.class,
          Policies.class,
          Jobs.class,
          Settlements.class,
          Claims.class,
          SettlementTotals.class
        }) {
      context.registerBean(type);
    }
    context.refresh();
    return new ReadSide(context);
  }

  public Ledger ledger() {
    return context.getBean(Ledger.class);
  }

  public Nodes nodes() {
    return context.getBean(Nodes.class);
  }

  public Verdicts verdicts() {
    return context.getBean(Verdicts.class);
  }

  public Policies policies() {
    return context.getBean(Policies.class);
  }

  public Jobs jobs() {
    return context.getBean(Jobs.class);
  }

  public Settlements settlements() {
    return context.getBean(Settlements.class);
  }

  public Claims claims() {
    return context.getBean(Claims.class);
  }

  public SettlementTotals totals() {
    return context.getBean(SettlementTotals.class);
  }
}
