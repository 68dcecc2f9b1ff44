// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Optional;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Octets;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;

/**
 * {@code isValidSignature(digest, signature)} as init code that a node runs and forgets. The
 * account is a stranger: it gets a fixed gas allowance, so that no question is dear; no more than
 * one word of its answer is copied, so that no answer is large; and its revert is an answer, so
 * that what fails is the node.
 */
public final class SignatureQuestion {
  /** Longer signatures are asked of nobody. */
  public static final int MAX_SIGNATURE_BYTES = 2_048;

  /** ERC-1271's own: the selector of the function, in the first bytes of a word. */
  private static final String YES = "0x1626ba7e" + "0".repeat(56);

  private static final int INNER_GAS = 500_000;
  private static final int PROGRAM_BYTES = 61;
  private static final int WORD = 32;

  private SignatureQuestion() {}

  /**
   * Whether the account takes the signature for its own, on the state after a block.
   *
   * @return false also where no contract is, or where it refuses, answers something else or needs
   *     too much gas
   * @throws network.azracode.sdk.protocol.AzraException {@code chain.…} where the node does not
   *     answer
   */
  public static boolean accepts(
      Chain chain, Address account, Bytes32 digest, Octets signature, DefaultBlockParameter at) {
    if (signature.length() == 0 || signature.length() > MAX_SIGNATURE_BYTES) {
      return false;
    }
    try {
      String question = initCode(account, digest, signature);
      return chain.callAs(Address.ZERO, Optional.empty(), question, at).equals(YES);
    } catch (ContractReverted outOfGas) {
      return false;
    }
  }

  /** As {@link #accepts(Chain, Address, Bytes32, Octets, DefaultBlockParameter)}, at the head. */
  public static boolean accepts(Chain chain, Address account, Bytes32 digest, Octets signature) {
    return accepts(chain, account, digest, signature, DefaultBlockParameterName.LATEST);
  }

  private static String initCode(Address account, Bytes32 digest, Octets signature) {
    return "0x" + program(account) + call(digest, signature);
  }

  /** Copies what follows to memory from word 1 on, calls, and returns word 0 if that succeeded. */
  private static String program(Address account) {
    String length = "61%04x".formatted(PROGRAM_BYTES);
    return "60206000" // where the answer goes: one word at 0
        + length
        + "3803" // size of what follows: codesize - length
        + "80"
        + length
        + "602039" // codecopy to 32
        + "6020"
        + "73"
        + account.toString().substring(2)
        + "62%06x".formatted(INNER_GAS)
        + "fa" // staticcall
        + "60005102" // answer × success
        + "3d601f1002" // × whether there was a whole word of it
        + "60005260206000f3";
  }

  private static String call(Bytes32 digest, Octets signature) {
    var call = new ByteArrayOutputStream();
    call.writeBytes(HexFormat.of().parseHex("1626ba7e"));
    call.writeBytes(digest.toByteArray());
    call.writeBytes(word(2 * WORD));
    call.writeBytes(word(signature.length()));
    call.writeBytes(signature.toByteArray());
    call.writeBytes(new byte[-signature.length() & (WORD - 1)]);
    return HexFormat.of().formatHex(call.toByteArray());
  }

  private static byte[] word(int value) {
    return Bytes32.of(BigInteger.valueOf(value)).toByteArray();
  }
}
