// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import network.azracode.sdk.ledger.Call;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.Finality;
import network.azracode.sdk.ledger.TransactionReceipt;
import network.azracode.sdk.ledger.sending.Pause;
import network.azracode.sdk.ledger.sending.Sender;
import network.azracode.sdk.ledger.sending.SendingTerms;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.testnode.TestNode;
import network.azracode.service.testing.MigratedDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.web3j.protocol.core.DefaultBlockParameterName;

/** Two processes with one key, one database and one chain. */
class SharedKeyTest {
  private static final int INTENTS = 5;
  private static final Call NOTHING = new Call(Address.ZERO, new byte[] {1});

  private final MigratedDatabase database = MigratedDatabase.create();

  /** [T-3] [T-4] [S27] */
  @Test
  void twoProcessesThatSendTheSameIntentsMakeEachOnce() {
    try (TestNode node = TestNode.start();
        Chain one = Chain.connect(node.rpcUrl(), node.chainId());
        Chain two = Chain.connect(node.rpcUrl(), node.chainId())) {
      KeySigner key = node.newAccount();
      List<CompletableFuture<TransactionReceipt>> submissions =
          Stream.of(sender(one, key), sender(two, key)).flatMap(SharedKeyTest::submitAll).toList();
      assertThat(submissions.stream().map(CompletableFuture::join).distinct())
          .hasSize(INTENTS)
          .allMatch(TransactionReceipt::succeeded);
      assertThat(one.transactionCount(key.address(), DefaultBlockParameterName.LATEST))
          .isEqualTo(INTENTS);
    }
  }

  private static Stream<CompletableFuture<TransactionReceipt>> submitAll(Sender sender) {
    return IntStream.range(0, INTENTS)
        .mapToObj(i -> CompletableFuture.supplyAsync(() -> sender.submit("intent-" + i, NOTHING)))
        .toList()
        .stream();
  }

  private Sender sender(Chain chain, KeySigner key) {
    var store =
        new PostgresSubmissionStore(
            new SubmissionTables(database.jdbc()),
            new JdbcTransactionManager(database.dataSource()));
    var terms = SendingTerms.standard(Finality.parse("depth:1"));
    return new Sender(chain, key, store, terms, Clock.systemUTC(), Pause.sleeping());
  }
}
