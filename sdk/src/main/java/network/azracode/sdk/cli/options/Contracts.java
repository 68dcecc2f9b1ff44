// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.options;

import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.Finality;
import network.azracode.sdk.ledger.Registry;
import network.azracode.sdk.ledger.SettlementContract;
import network.azracode.sdk.ledger.Timelock;
import network.azracode.sdk.ledger.Token;
import network.azracode.sdk.protocol.Deployment;

/** The contracts within reach; closing lets go of the chain. */
public record Contracts(Deployment deployment, Chain chain, Finality finality)
    implements AutoCloseable {
  public Registry registry() {
    return new Registry(chain, deployment.nodeRegistry());
  }

  public SettlementContract settlement() {
    return new SettlementContract(chain, deployment.settlement());
  }

  public Token token() {
    return new Token(chain, deployment.token());
  }

  public Timelock timelock() {
    return new Timelock(chain, deployment.timelock());
  }

  public TokenAmounts amounts() {
    return TokenAmounts.of(token());
  }

  @Override
  public void close() {
    chain.close();
  }
}
