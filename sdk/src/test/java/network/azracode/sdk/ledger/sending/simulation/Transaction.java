// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending.simulation;

import java.math.BigInteger;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.Octets;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.Sign;
import org.web3j.crypto.SignedRawTransaction;
import org.web3j.crypto.TransactionDecoder;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.crypto.transaction.type.Transaction1559;
import org.web3j.utils.Numeric;

/** A signed transaction as a node reads it. */
record Transaction(
    Bytes32 hash,
    Address from,
    long chainId,
    long nonce,
    long gas,
    BigInteger tip,
    BigInteger max,
    Address to,
    Octets data) {

  static Transaction read(String raw) {
    byte[] bytes = Octets.of(raw).toByteArray();
    var signed = (SignedRawTransaction) TransactionDecoder.decode(raw);
    var fields = (Transaction1559) signed.getTransaction();
    RawTransaction unsigned =
        RawTransaction.createTransaction(
            fields.getChainId(),
            fields.getNonce(),
            fields.getGasLimit(),
            fields.getTo(),
            fields.getValue(),
            fields.getData(),
            fields.getMaxPriorityFeePerGas(),
            fields.getMaxFeePerGas());
    Bytes32 digest = Keccak.hash(TransactionEncoder.encode(unsigned));
    return new Transaction(
        Keccak.hash(bytes),
        signatureOf(signed.getSignatureData()).recover(digest),
        fields.getChainId(),
        fields.getNonce().longValueExact(),
        fields.getGasLimit().longValueExact(),
        fields.getMaxPriorityFeePerGas(),
        fields.getMaxFeePerGas(),
        Address.of(fields.getTo()),
        Octets.of(Numeric.prependHexPrefix(fields.getData())));
  }

  private static CompactSignature signatureOf(Sign.SignatureData data) {
    byte[] rsv = new byte[65];
    System.arraycopy(word(data.getR()), 0, rsv, 0, 32);
    System.arraycopy(word(data.getS()), 0, rsv, 32, 32);
    rsv[64] = data.getV()[data.getV().length - 1];
    return CompactSignature.ofBytes(rsv);
  }

  private static byte[] word(byte[] minimal) {
    return Bytes32.of(new BigInteger(1, minimal)).toByteArray();
  }

  BigInteger effectiveAt(BigInteger baseFee) {
    return max.min(baseFee.add(tip));
  }

  BigInteger maxCost() {
    return max.multiply(BigInteger.valueOf(gas));
  }

  /** Which intent it carries out: the first byte; -1 for what carries none. */
  int intent() {
    return data.length() == 0 ? -1 : data.unsignedByte(0);
  }

  String label() {
    String what =
        data.length() == 0 ? "filler" : intent() == Work.STRANGER ? "stranger" : "i" + intent();
    return "%s@%d".formatted(what, nonce);
  }
}
