// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * Price and place of a node, signed by its operator; domain R.
 *
 * @param unitPrice token base units for one compute unit
 * @param minRunway seconds that must be left until a job's deadline when its envelope arrives
 * @param endpoint base URL of the node, at most {@value #MAX_ENDPOINT_BYTES} bytes of UTF-8
 * @param tlsFingerprint SHA-256 of the node's certificate; zero for plain HTTP on loopback
 * @param validUntil unix seconds
 * @param sequence a later offer has a higher one
 */
public record Offer(
    NodeId nodeId,
    PolicyId policy,
    @JsonFormat(shape = JsonFormat.Shape.STRING) BigInteger unitPrice,
    long minRunway,
    long maxUnits,
    long maxEnvelopeBytes,
    String endpoint,
    Bytes32 tlsFingerprint,
    long validUntil,
    long sequence)
    implements SignedType {
  public static final int MAX_ENDPOINT_BYTES = 2_048;
  static final String TYPE =
      "Offer(uint64 nodeId,uint24 policy,uint96 unitPrice,uint32 minRunway,uint64 maxUnits,"
          + "uint32 maxEnvelopeBytes,string endpoint,bytes32 tlsFingerprint,uint40 validUntil,"
          + "uint64 sequence)";

  public Offer {
    Unsigned.require("unitPrice", unitPrice, 96);
    Unsigned.require("minRunway", minRunway, 32);
    Unsigned.require("maxUnits", maxUnits, 64);
    Unsigned.require("maxEnvelopeBytes", maxEnvelopeBytes, 32);
    Unsigned.require("validUntil", validUntil, 40);
    Unsigned.require("sequence", sequence, 64);
    int endpointBytes = endpoint.getBytes(StandardCharsets.UTF_8).length;
    if (endpointBytes > MAX_ENDPOINT_BYTES) {
      throw new AzraException(
          "value.range",
          "endpoint: expected at most %d bytes, found %d"
              .formatted(MAX_ENDPOINT_BYTES, endpointBytes));
    }
  }

  @Override
  public String typeString() {
    return TYPE;
  }

  @Override
  public Bytes32 structHash() {
    return new StructEncoder(TYPE)
        .uint(nodeId.value())
        .uint(policy.value())
        .uint(unitPrice)
        .uint(minRunway)
        .uint(maxUnits)
        .uint(maxEnvelopeBytes)
        .string(endpoint)
        .bytes32(tlsFingerprint)
        .uint(validUntil)
        .uint(sequence)
        .hash();
  }
}
