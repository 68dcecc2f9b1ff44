// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Cause;
import network.azracode.sdk.protocol.Octets;

/**
 * What only a cheat hands in: the judged part of the closed list for which a key is condemned. Each
 * names what makes it true, so that whoever holds the evidence finds the same. Only {@link
 * FaultRules} finds one.
 */
public sealed interface Fault {

  /** Of the package that its operator signed for. */
  Bytes32 evidenceHash();

  Cause cause();

  /** Stable, such as {@code fault.debug}. */
  String code();

  /** For people: what was found, and what it should have been. */
  String sentence();

  /**
   * The certificates are the vendor's own, and none of the keys they certify has signed.
   *
   * @param check the code of the signature that does not hold
   * @param found in words
   */
  record Forged(Bytes32 evidenceHash, String check, String found) implements Fault {
    @Override
    public Cause cause() {
      return Cause.FORGED;
    }

    @Override
    public String code() {
      return "fault.forged";
    }

    @Override
    public String sentence() {
      return "The certificates are genuine, the evidence is not (%s): %s.".formatted(check, found);
    }
  }

  /**
   * Genuine evidence, made for something else than the binding beside it.
   *
   * @param found its report data
   * @param bound the report data of the binding
   */
  record Transplanted(Bytes32 evidenceHash, Octets found, Octets bound) implements Fault {
    @Override
    public Cause cause() {
      return Cause.TRANSPLANTED;
    }

    @Override
    public String code() {
      return "fault.transplanted";
    }

    @Override
    public String sentence() {
      return "The evidence is genuine, and of another binding: its report data is %s, that of this binding %s."
          .formatted(found, bound);
    }
  }

  /**
   * Genuine evidence of this node's enclave, which its host can read, for a policy without such.
   */
  record Debug(Bytes32 evidenceHash) implements Fault {
    @Override
    public Cause cause() {
      return Cause.DEBUG;
    }

    @Override
    public String code() {
      return "fault.debug";
    }

    @Override
    public String sentence() {
      return "The enclave that holds the key runs in debug mode, and was presented for production.";
    }
  }

  /**
   * Genuine evidence of this node's enclave, beside a key that this enclave did not bind.
   *
   * @param key which of its keys: {@code signer} or {@code sealingKey}
   * @param bound what the enclave bound: an address, or the hash of a sealing key
   * @param found what was presented
   */
  record UnheldKey(Bytes32 evidenceHash, String key, String bound, String found) implements Fault {
    static UnheldKey sealing(Bytes32 evidenceHash, Bytes32 boundHash, Bytes32 found) {
      return new UnheldKey(evidenceHash, "sealingKey", boundHash.toString(), found.toString());
    }

    static UnheldKey signer(Bytes32 evidenceHash, Address signer, Octets publicKey) {
      return new UnheldKey(evidenceHash, "signer", publicKey.toString(), signer.toString());
    }

    @Override
    public Cause cause() {
      return Cause.UNHELD_KEY;
    }

    @Override
    public String code() {
      return "fault.unheldKey";
    }

    @Override
    public String sentence() {
      return "The enclave does not hold the %s that was presented: it bound %s, presented was %s."
          .formatted(key, bound, found);
    }
  }
}
