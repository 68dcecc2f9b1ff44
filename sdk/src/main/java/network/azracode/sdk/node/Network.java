// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.Finality;
import network.azracode.sdk.ledger.Registry;
import network.azracode.sdk.ledger.SettlementContract;
import network.azracode.sdk.ledger.Token;
import network.azracode.sdk.protocol.Deployment;

/** Where a participant finds everything: the contracts on their chain, and a service. */
public record Network(Deployment deployment, Chain chain, Finality finality, ServiceHttp service) {
  public Registry registry() {
    return new Registry(chain, deployment.nodeRegistry());
  }

  public SettlementContract settlement() {
    return new SettlementContract(chain, deployment.settlement());
  }

  public ContractSignatures contractSignatures() {
    return ContractSignatures.on(chain);
  }

  public Token token() {
    return new Token(chain, deployment.token());
  }
}
