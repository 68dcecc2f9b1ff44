// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import network.azracode.sdk.protocol.Octets;

/**
 * An AWS Nitro attestation document: COSE_Sign1 (RFC 9052) over a CBOR map. Parsed, not believed.
 *
 * @param moduleId the enclave's name in AWS
 * @param digest what the measurements are hashed with: SHA384
 * @param timestampMillis of the hypervisor, since 1970
 * @param pcrs measurements by register, 32, 48 or 64 bytes each
 * @param certificate DER of the certificate whose key signed
 * @param caBundle DER of its issuers, root first
 * @param publicKey chosen by the enclave
 * @param userData chosen by the enclave
 * @param nonce chosen by whoever asked the enclave
 * @param indefinite whether the map's length was left open
 * @param tagged whether the structure bears COSE's tag 18
 * @param signedRange the Sig_structure that the signature covers
 * @param signature r ‖ s, 96 bytes
 */
public record NitroDocument(
    String moduleId,
    String digest,
    long timestampMillis,
    SortedMap<Integer, Octets> pcrs,
    Octets certificate,
    List<Octets> caBundle,
    Optional<Octets> publicKey,
    Optional<Octets> userData,
    Optional<Octets> nonce,
    boolean indefinite,
    boolean tagged,
    Octets signedRange,
    Octets signature)
    implements Evidence {
  public static final int MAX_LENGTH = 16_384;

  /**
   * Reads the whole structure, tagged or not.
   *
   * @throws network.azracode.sdk.protocol.AzraException {@code evidence.malformed.*}
   */
  public static NitroDocument parse(Octets bytes) {
    CoseSign1 cose = CoseSign1.parse(Cbor.parse(bytes, MAX_LENGTH));
    NitroPayload payload = NitroPayload.parse(cose.payload());
    return new NitroDocument(
        payload.moduleId(),
        payload.digest(),
        payload.timestampMillis(),
        payload.pcrs(),
        payload.certificate(),
        payload.caBundle(),
        payload.optional("public_key", 1, NitroPayload.MAX_PUBLIC_KEY_LENGTH),
        payload.optional("user_data", 0, NitroPayload.MAX_USER_DATA_LENGTH),
        payload.optional("nonce", 0, NitroPayload.MAX_USER_DATA_LENGTH),
        payload.indefinite(),
        cose.tagged(),
        cose.signedRange(),
        cose.signature());
  }

  @Override
  public Octets reportData() {
    return userData.orElse(Octets.EMPTY);
  }

  /** {@inheritDoc} Then its image is measured as zeroes. */
  @Override
  public boolean debug() {
    Octets image = pcrs.get(0);
    return image == null || image.equals(Octets.of(new byte[image.length()]));
  }
}
