// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import java.util.Arrays;
import java.util.HexFormat;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.Signer;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.Sign;
import org.web3j.crypto.TransactionEncoder;

/**
 * A transaction that can be broadcast as often as needed and takes effect at most once.
 *
 * @param hash under which the chain knows it
 * @param bytes as {@code eth_sendRawTransaction} takes them
 */
public record SignedTransaction(Bytes32 hash, byte[] bytes) {
  /** Signs here, with a key that no node ever sees. */
  public static SignedTransaction sign(RawTransaction transaction, Signer signer) {
    CompactSignature signature = signer.signKeccak(TransactionEncoder.encode(transaction));
    byte[] v = {(byte) (27 + signature.parity())};
    byte[] bytes =
        TransactionEncoder.encode(
            transaction,
            new Sign.SignatureData(v, signature.r().toByteArray(), signature.s().toByteArray()));
    return new SignedTransaction(Keccak.hash(bytes), bytes);
  }

  public String hex() {
    return "0x" + HexFormat.of().formatHex(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SignedTransaction that
        && hash.equals(that.hash)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return hash.hashCode();
  }

  @Override
  public String toString() {
    return "SignedTransaction[" + hash + "]";
  }
}
