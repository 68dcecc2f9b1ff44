// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.Finality;
import network.azracode.sdk.ledger.Registry;
import network.azracode.sdk.ledger.SettlementContract;
import network.azracode.sdk.ledger.SignatureQuestion;
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

  /** Asked on the state of the head, like all else that a participant reads. */
  public ContractSignatures contractSignatures() {
    return (account, digest, signature) ->
        SignatureQuestion.accepts(chain, account, digest, signature);
  }

  public Token token() {
    return new Token(chain, deployment.token());
  }
}
