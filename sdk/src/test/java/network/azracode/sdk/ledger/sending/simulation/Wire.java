// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending.simulation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.web3j.protocol.Service;

/** A connection to the simulated node, through web3j's own encoding. */
final class Wire extends Service {
  private final World world;
  private final Ledger ledger;
  private final PlantedBug bug;

  Wire(World world, Ledger ledger, PlantedBug bug) {
    super(false);
    this.world = world;
    this.ledger = ledger;
    this.bug = bug;
  }

  @Override
  protected InputStream performIO(String payload) throws IOException {
    try {
      return answer(payload);
    } catch (RuntimeException e) {
      throw new AssertionError("the simulation itself is wrong", e);
    }
  }

  private InputStream answer(String payload) throws IOException {
    String asked = bug.asks(payload, world);
    NodeAnswers.Asked request = NodeAnswers.Asked.read(asked);
    if (!request.isRead()) {
      Transaction transaction = Transaction.read(request.text(0));
      ledger.sends(transaction);
      world.remember(transaction);
      world.note("sends " + transaction.label() + " for " + transaction.max());
    }
    String answer =
        bug.withholds(request, world)
            ? NodeAnswers.error(request, -32000, "Known transaction", "")
            : bug.hears(request, world.exchange(asked), world);
    return new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    // nothing is open
  }
}
