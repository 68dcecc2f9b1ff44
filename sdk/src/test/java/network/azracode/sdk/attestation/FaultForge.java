// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import network.azracode.sdk.attestation.intel.QuoteDraft;
import network.azracode.sdk.attestation.intel.QuoteDraft.Body;
import network.azracode.sdk.evidence.DcapQuote;
import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.evidence.ReportData;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.EnclaveBinding;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.Octets;

/**
 * Makes what only a cheat hands in, one for each cause, with the keys of a development authority.
 */
public final class FaultForge {
  private static final int TD_ATTRIBUTES = 120;
  private static final int REPORT_DATA = 520;
  private static final String PRODUCTION = "0000001000000000";
  private static final String DEBUG = "0100001000000000";

  private final Path authority;
  private final Domain registry;

  /**
   * @param authority folder of a development TEE
   */
  public FaultForge(Path authority, Domain registry) {
    this.authority = authority;
    this.registry = registry;
  }

  /** Right in everything, of code that measures as zeroes. */
  public EvidencePackage good(EnclaveBinding binding, Bytes32 sealingKey) {
    return EvidencePackage.tdx(quote(binding, PRODUCTION), binding, sealingKey);
  }

  /** Report data changed after the attestation key had signed. */
  public EvidencePackage forged(EnclaveBinding binding, Bytes32 sealingKey) {
    byte[] quote = quote(otherBinding(binding), PRODUCTION);
    byte[] wanted = ReportData.of(binding, registry);
    int offset = DcapQuote.parse(quote).signedRange().length() - wanted.length;
    System.arraycopy(wanted, 0, quote, offset, wanted.length);
    return EvidencePackage.tdx(quote, binding, sealingKey);
  }

  /** Evidence of another binding, as it stands. */
  public EvidencePackage transplanted(EnclaveBinding binding, Bytes32 sealingKey) {
    return EvidencePackage.tdx(quote(otherBinding(binding), PRODUCTION), binding, sealingKey);
  }

  /** Launched so that its host can read it. */
  public EvidencePackage debug(EnclaveBinding binding, Bytes32 sealingKey) {
    return EvidencePackage.tdx(quote(binding, DEBUG), binding, sealingKey);
  }

  /** With a sealing key of the operator's own in place of the enclave's. */
  public EvidencePackage unheldKey(EnclaveBinding binding, Bytes32 sealingKey) {
    return EvidencePackage.tdx(
        quote(binding, PRODUCTION), binding, Keccak.hash(sealingKey.toByteArray()));
  }

  private byte[] quote(EnclaveBinding binding, String attributes) {
    return new QuoteDraft(4, Body.TD)
        .body(TD_ATTRIBUTES, attributes)
        .body(REPORT_DATA, Octets.of(ReportData.of(binding, registry)).toString().substring(2))
        .sign(pckKey(authority), chain());
  }

  private static EnclaveBinding otherBinding(EnclaveBinding binding) {
    return new EnclaveBinding(
        binding.nodeId(),
        binding.operator(),
        binding.signer(),
        binding.sealingKeyHash(),
        binding.policy(),
        binding.programsHash(),
        binding.challengeBlock() + 1,
        binding.challengeHash());
  }

  private Octets chain() {
    try {
      return Octets.of(
          (Files.readString(authority.resolve("pck.pem"))
                  + Files.readString(authority.resolve("pck-ca.pem"))
                  + Files.readString(authority.resolve("root.pem")))
              .getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static PrivateKey pckKey(Path authority) {
    try {
      byte[] key = Files.readAllBytes(authority.resolve("pck.key"));
      return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
