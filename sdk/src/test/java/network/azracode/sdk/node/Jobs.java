// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Optional;
import network.azracode.sdk.enclave.Outcome;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Receipt;
import network.azracode.sdk.protocol.ReceiptBatch;

/** Jobs as tests of the node need them. */
final class Jobs {
  static final Domain SETTLEMENT = Domain.settlement(31_337, address(0xaa));
  static final KeySigner ENCLAVE = KeySigner.ofKey(Bytes32.of(BigInteger.TWO));

  static final KeySigner CLIENT = KeySigner.ofKey(Bytes32.of(BigInteger.valueOf(4)));

  /** On a free port. */
  static final Listening PLAIN =
      new Listening(InetAddress.getLoopbackAddress(), 0, Optional.empty(), Optional.empty());

  private Jobs() {}

  static Address address(int last) {
    byte[] bytes = new byte[Address.LENGTH];
    bytes[Address.LENGTH - 1] = (byte) last;
    return Address.of(bytes);
  }

  static JobTerms terms(long nonce) {
    return terms(nonce, 100);
  }

  /**
   * @param units that the price pays for
   */
  static JobTerms terms(long nonce, long units) {
    return new JobTerms(
        CLIENT.address(),
        new NodeId(7),
        ENCLAVE.address(),
        BigInteger.TEN.multiply(BigInteger.valueOf(units)),
        BigInteger.TEN,
        4_000_000_000L,
        Bytes32.ZERO,
        nonce);
  }

  static Outcome outcome(JobTerms terms) {
    var receipt = new Receipt(terms.id(SETTLEMENT), 10, 60, 60, 120, Bytes32.ZERO);
    var signature = ENCLAVE.sign(ReceiptBatch.of(receipt).digest(SETTLEMENT));
    return new Outcome(receipt, signature, new byte[] {1, 2, 3});
  }
}
