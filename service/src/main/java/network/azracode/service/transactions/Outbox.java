// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.transactions;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import network.azracode.sdk.ledger.Call;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.Registry;
import network.azracode.sdk.ledger.sending.Pause;
import network.azracode.sdk.ledger.sending.Sender;
import network.azracode.sdk.ledger.sending.SendingTerms;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.Signer;
import network.azracode.service.chain.ChainProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sends what must be sent exactly once, with the service's own key, over the store in the database:
 * the same id again finds what became of it, whatever was killed in between.
 */
@Component
public class Outbox implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  private static final int MAX_UNDER_WAY = 64;

  private final List<URI> rpcUrls;
  private final SendingTerms terms;
  private final Deployment deployment;
  private final PostgresSubmissionStore store;
  private final Clock clock;
  private final @Nullable Signer key;
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();
  private @Nullable Open current;
  private int turn;

  private record Open(Chain chain, Sender sender) {}

  Outbox(
      TransactionsProperties properties,
      ChainProperties chainProperties,
      Deployment deployment,
      PostgresSubmissionStore store,
      Clock clock) {
    this.rpcUrls = chainProperties.rpcUrls();
    this.terms = SendingTerms.standard(chainProperties.finality());
    this.deployment = deployment;
    this.store = store;
    this.clock = clock;
    this.key = properties.openKey().orElse(null);
    LOG.info("sends with: {}", key == null ? "nothing" : key.address());
  }

  /** Whether anything can be sent: there is a key, and a node to send to. */
  public boolean isOpen() {
    return key != null && !rpcUrls.isEmpty();
  }

  /**
   * Has it sent, and does not wait: the same id while it is on its way, or again later, sends
   * nothing twice. What the contracts refuse is logged; whoever posts looks at the ledger and posts
   * again.
   *
   * @param call made by the registry's own encoder; the same for the same id, for ever
   */
  public void post(String intentId, Function<Registry, Call> call) {
    if (underWay.size() < MAX_UNDER_WAY && underWay.add(intentId)) {
      Thread.ofVirtual().name("outbox-" + intentId).start(() -> send(intentId, call));
    }
  }

  private void send(String intentId, Function<Registry, Call> call) {
    try {
      withSender((registry, open) -> open.sender().submit(intentId, call.apply(registry)));
      LOG.info("{} is on chain", intentId);
    } catch (AzraException failure) {
      LOG.warn("{}: {} {}", intentId, failure.code(), failure.getMessage());
    } catch (RuntimeException unexpected) {
      LOG.error("{} failed", intentId, unexpected);
    } finally {
      underWay.remove(intentId);
    }
  }

  /** Looks once at all that was sent and is not final; to be called every few seconds. */
  public void resume() {
    if (isOpen()) {
      withSender((registry, open) -> open.sender().resume());
    }
  }

  /**
   * What a transaction on chain called, whoever sent it.
   *
   * @throws AzraException {@code outbox.closed} or {@code chain.*}
   */
  public Optional<Call> callOf(Bytes32 transactionHash) {
    List<Call> found = new ArrayList<>();
    withSender((registry, open) -> open.chain().callOf(transactionHash).ifPresent(found::add));
    return found.stream().findFirst();
  }

  private void withSender(BiConsumer<Registry, Open> act) {
    Open open = open();
    try {
      act.accept(new Registry(open.chain(), deployment.nodeRegistry()), open);
    } catch (AzraException failure) {
      if (failure.code().equals("chain.unreachable")) {
        close();
      }
      throw failure;
    }
  }

  /** After a node failed, the next one of the list. */
  private synchronized Open open() {
    Signer by = key;
    if (by == null || rpcUrls.isEmpty()) {
      throw new AzraException(
          "outbox.closed", "expected azra.transactions to name a key, and a node, found none");
    }
    Open found = current;
    if (found == null) {
      Chain chain = Chain.connect(rpcUrls.get(turn++ % rpcUrls.size()), deployment.chainId());
      found = new Open(chain, new Sender(chain, by, store, terms, clock, Pause.sleeping()));
      current = found;
    }
    return found;
  }

  @Override
  public synchronized void close() {
    if (current != null) {
      current.chain().close();
      current = null;
    }
  }
}
