// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.PolicyId;

/** What a node may ask its enclave; each is answered by exactly one {@link Response}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "ask")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Request.Hello.class, name = "hello"),
  @JsonSubTypes.Type(value = Request.Bind.class, name = "bind"),
  @JsonSubTypes.Type(value = Request.Run.class, name = "run"),
  @JsonSubTypes.Type(value = Request.Sign.class, name = "sign")
})
public sealed interface Request {

  /**
   * First frame of every conversation.
   *
   * @param version of this protocol, {@link Enclave#PROTOCOL_VERSION}
   */
  record Hello(int version) implements Request {}

  /**
   * Bind the enclave's keys to this node and this moment. The first one fixes node, operator and
   * domains for as long as the enclave lives; later ones bring a newer challenge or another policy.
   *
   * @param registry domain R, {@code settlement} domain S at deployment
   * @param challengeBlock number of a recent final block
   */
  record Bind(
      NodeId nodeId,
      Address operator,
      PolicyId policy,
      Domain registry,
      Domain settlement,
      long challengeBlock,
      Bytes32 challengeHash)
      implements Request {}

  /** Run one job; asking again repeats the same answer. */
  record Run(JobTerms terms, byte[] envelope) implements Request {}

  /**
   * Sign receipts that were given out, as one batch in this order: settling them together costs a
   * fraction.
   *
   * @param jobs 1 to {@link Limits#MAX_BATCH}
   */
  record Sign(List<JobId> jobs) implements Request {
    public Sign {
      jobs = List.copyOf(jobs);
    }
  }
}
