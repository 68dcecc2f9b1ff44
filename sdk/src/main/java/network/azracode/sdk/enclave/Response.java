// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.CompactSignature;

/** What an enclave answers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "answer")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Response.Welcome.class, name = "welcome"),
  @JsonSubTypes.Type(value = Response.Bound.class, name = "bound"),
  @JsonSubTypes.Type(value = Response.Ran.class, name = "ran"),
  @JsonSubTypes.Type(value = Response.Signed.class, name = "signed"),
  @JsonSubTypes.Type(value = Response.Refused.class, name = "refused")
})
public sealed interface Response {

  /**
   * Answer to {@link Request.Hello}.
   *
   * @param sealingKey raw X25519 public key
   * @param buckets that its receipts are rounded to
   * @param protection of its memory, as far as the system allowed
   */
  record Welcome(
      int version,
      Address signer,
      Bytes32 sealingKey,
      Bytes32 programsHash,
      Buckets buckets,
      Protection protection)
      implements Response {}

  /**
   * Answer to {@link Request.Bind}.
   *
   * @param evidencePackage CBOR, to be sent on byte for byte
   */
  record Bound(byte[] evidencePackage) implements Response {}

  /** Answer to {@link Request.Run}. */
  record Ran(Outcome outcome) implements Response {}

  /** Answer to {@link Request.Sign}. */
  record Signed(CompactSignature signature) implements Response {}

  /** The request was not carried out; nothing has changed. */
  record Refused(String code, String message) implements Response {}
}
