// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import java.io.IOException;
import java.io.PrintStream;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import network.azracode.sdk.node.Network;
import network.azracode.sdk.protocol.Bytes32;

/** Three operators and two clients; strangers to the service, with keys of their own. */
final class Population {
  private static final int OPERATORS = 3;
  private static final int CLIENTS = 2;
  private static final BigInteger CLAIM_AT = Amounts.thousandths(100);

  private final LocalFolder folder;
  private final LocalKeys keys;
  private final Purse purse;
  private final Network network;
  private final Parts parts;
  private final StopSignal stop;
  private final PrintStream out;
  private final Clock clock;
  private final SecureRandom random;

  Population(
      LocalFolder folder,
      LocalKeys keys,
      Purse purse,
      Network network,
      Parts parts,
      StopSignal stop,
      PrintStream out,
      Clock clock,
      SecureRandom random) {
    this.folder = folder;
    this.keys = keys;
    this.purse = purse;
    this.network = network;
    this.parts = parts;
    this.stop = stop;
    this.out = out;
    this.clock = clock;
    this.random = random;
  }

  /**
   * @param claimsAll whether whatever is earned is claimed at once, however little
   */
  void operators(NodeGround ground, boolean claimsAll) throws IOException, InterruptedException {
    BigInteger claimAt = claimsAll ? BigInteger.ONE : CLAIM_AT;
    Map<String, OperatorActor> operators = new LinkedHashMap<>();
    for (int i = 1; i <= OPERATORS; i++) {
      String name = "operator-" + i;
      operators.put(
          name,
          parts.add(
              new OperatorActor(
                  name, i, claimAt, folder, keys, purse, network, ground, stop, out)));
    }
    for (var operator : operators.entrySet()) {
      out.printf(
          "%s runs node %s at %s%n",
          operator.getKey(), operator.getValue().nodeId(), operator.getValue().endpoint());
    }
  }

  void clients(Bytes32 acceptedPolicy, JobTally tally) throws IOException {
    for (int i = 1; i <= CLIENTS; i++) {
      String name = "client-" + i;
      parts.add(
          new ClientActor(
              name, folder, keys, purse, network, acceptedPolicy, tally, out, clock, random));
    }
  }
}
