// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
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
    assertThat(JavaPage.compile(JavaPage.read(PAGE).accepted(), folder))
        .extracting(Diagnostic::toString)
        .isEmpty();
    try (var classes = URLClassLoader.newInstance(new URL[] {folder.toUri().toURL()});
        Market market = new Market(folder)) {
      Class<?> page = classes.loadClass("Page");
      enrolAndCollect(page, market);
      audit(page, market);
    }
  }

  private void enrolAndCollect(Class<?> page, Market market) throws Exception {
    Network network = network(page, market);
    KeySigner key = market.newAccount();
    Sender operator = (Sender) call(page, "sender", network, key, folder.resolve("page.journal"));
    operator.submit("mint", network.token().mint(key.address(), Market.TOKEN));
    NodeId node = (NodeId) call(page, "enrol", network, operator, Market.TOKEN);
    assertThat(network.registry().latest().node(node).stake()).isEqualTo(Market.TOKEN);
    var job = market.openedJob(7);
    market.settle(job, market.receipt(job));
    BigInteger net = (BigInteger) call(page, "collect", network, operator, job.nodeId(), "May");
    assertThat(net).isEqualTo(693);
  }

  private void audit(Class<?> page, Market market) throws Exception {
    var receipt = market.receipt(market.jobOrder(8));
    var digest = ReceiptBatch.of(receipt).digest(market.deployment().settlementDomain());
    var signature = market.enclave().sign(digest);
    assertThat(call(page, "signerOf", market.deployment(), receipt, signature))
        .isEqualTo(market.enclave().address());
    Network network = network(page, market);
    long head = network.chain().head().number();
    NodeId node = market.jobOrder(8).nodeId();
    assertThat(((Admission) call(page, "admittedAt", network, node, head)).signer())
        .isEqualTo(market.enclave().address());
  }

  private Network network(Class<?> page, Market market) throws Exception {
    Path file = folder.resolve("deployment.json");
    market.deployment().write(file);
    return (Network) call(page, "network", file, URI.create(market.rpcUrl()), NOWHERE);
  }

  private static Object call(Class<?> page, String name, Object... arguments) throws Exception {
    Method method =
        Arrays.stream(page.getDeclaredMethods())
            .filter(candidate -> candidate.getName().equals(name))
            .findFirst()
            .orElseThrow();
    method.setAccessible(true);
    return method.invoke(null, arguments);
  }
}
