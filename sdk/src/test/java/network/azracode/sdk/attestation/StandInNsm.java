// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import static network.azracode.sdk.evidence.CborBytes.bytes;
import static network.azracode.sdk.evidence.CborBytes.map;
import static network.azracode.sdk.evidence.CborBytes.text;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import network.azracode.sdk.enclave.nsm.NsmDevice;
import network.azracode.sdk.evidence.Cbor;
import network.azracode.sdk.evidence.CborBytes;
import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.evidence.NitroForge;
import network.azracode.sdk.protocol.Octets;

/**
 * Plays a Nitro Security Module in its own CBOR: reads a request as strictly as the real one, and
 * answers with a document under a root of ours.
 */
public final class StandInNsm implements NsmDevice {
  public static final Instant AT = AwsVendor.AT;
  private static final Set<String> FIELDS = Set.of("user_data", "nonce", "public_key");

  private final AwsVendor vendor = new AwsVendor();

  @Override
  public Octets exchange(Octets request) {
    if (only(Cbor.parse(request, MAX_REQUEST_LENGTH), "Attestation")
            instanceof Cbor.Entries(Map<Cbor, Cbor> fields, boolean open)
        && !open
        && fields.keySet().equals(Set.copyOf(FIELDS.stream().map(Cbor.Text::new).toList()))) {
      NitroForge document = vendor.document();
      for (String field : FIELDS) {
        document.with(field, value(fields.getOrDefault(new Cbor.Text(field), Cbor.Simple.NULL)));
      }
      return answer("Attestation", map(text("document"), bytes(signed(document))));
    }
    return refusal("InvalidArgument");
  }

  /** A refusal as the module writes it. */
  public static Octets refusal(String error) {
    return answer("Error", text(error));
  }

  /** An answer under this key. */
  public static Octets answer(String key, byte[] value) {
    return Octets.of(map(text(key), value));
  }

  /** Genuine under our root, or refused. */
  public VerifiedEvidence verify(EvidencePackage evidence) {
    return new EvidenceVerifier(vendor.anchors()).verify(evidence, Collateral.NONE, AT);
  }

  private byte[] signed(NitroForge document) {
    return vendor.signed(document).toByteArray();
  }

  private static byte[] value(Cbor value) {
    return value instanceof Cbor.Bytes(Octets octets)
        ? bytes(octets.toByteArray())
        : CborBytes.NULL;
  }

  private static Cbor only(Cbor item, String key) {
    return item instanceof Cbor.Entries(Map<Cbor, Cbor> entries, boolean open)
            && entries.size() == 1
        ? entries.getOrDefault(new Cbor.Text(key), Cbor.Simple.NULL)
        : Cbor.Simple.NULL;
  }
}
