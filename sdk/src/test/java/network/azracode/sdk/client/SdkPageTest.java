// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import network.azracode.sdk.ledger.Admission;
import network.azracode.sdk.ledger.sending.Sender;
import network.azracode.sdk.node.Network;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.ReceiptBatch;
import network.azracode.sdk.testnode.Market;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** K-12: what docs/sdk.md shows compiles and works; what it calls impossible does not compile. */
class SdkPageTest {
  private static final Path PAGE = Path.of("../docs/sdk.md");
  private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

  @TempDir private Path folder;

  static Stream<JavaPage.Refused> refused() throws IOException {
    return JavaPage.read(PAGE).refused().stream();
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatThePageCallsImpossibleDoesNotCompile(JavaPage.Refused refused) {
    assertThat(JavaPage.compile(Arrays.asList(refused.block()), folder))
        .isNotEmpty()
        .allMatch(error -> error.getCode().startsWith(refused.code()));
  }

  @Test
  void theJourneysOfOperatorAndAuditorWorkAsThePageShowsThem() throws Exception {
    try (JavaPage.Loaded page = JavaPage.read(PAGE).load(folder);
        Market market = new Market(folder)) {
      enrolAndCollect(page, market);
      audit(page, market);
    }
  }

  private void enrolAndCollect(JavaPage.Loaded page, Market market) throws Exception {
    Network network = network(page, market);
    KeySigner key = market.newAccount();
    Sender operator = (Sender) page.call("sender", network, key, folder.resolve("page.journal"));
    operator.submit("mint", network.token().mint(key.address(), Market.TOKEN));
    NodeId node = (NodeId) page.call("enrol", network, operator, Market.TOKEN);
    assertThat(network.registry().latest().node(node).stake()).isEqualTo(Market.TOKEN);
    var job = market.openedJob(7);
    market.settle(job, market.receipt(job));
    BigInteger net = (BigInteger) page.call("collect", network, operator, job.nodeId(), "May");
    assertThat(net).isEqualTo(693);
  }

  private void audit(JavaPage.Loaded page, Market market) throws Exception {
    var receipt = market.receipt(market.jobOrder(8));
    var digest = ReceiptBatch.of(receipt).digest(market.deployment().settlementDomain());
    var signature = market.enclave().sign(digest);
    assertThat(page.call("signerOf", market.deployment(), receipt, signature))
        .isEqualTo(market.enclave().address());
    Network network = network(page, market);
    long head = network.chain().head().number();
    NodeId node = market.jobOrder(8).nodeId();
    assertThat(((Admission) page.call("admittedAt", network, node, head)).signer())
        .isEqualTo(market.enclave().address());
  }

  private Network network(JavaPage.Loaded page, Market market) throws Exception {
    Path file = folder.resolve("deployment.json");
    market.deployment().write(file);
    return (Network) page.call("network", file, URI.create(market.rpcUrl()), NOWHERE);
  }
}
