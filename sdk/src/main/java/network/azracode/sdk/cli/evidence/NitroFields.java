// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.evidence;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import network.azracode.sdk.evidence.NitroDocument;
import network.azracode.sdk.protocol.Octets;
import org.jspecify.annotations.Nullable;

/** Fields of a Nitro attestation document. */
final class NitroFields {
  private static final int COSE_SIGN1_TAG = 18;

  private NitroFields() {}

  static void put(NitroDocument document, Octets bytes, Map<String, Object> evidence) {
    evidence.put("tee", "AWS-NITRO");
    evidence.put("bytes", bytes.length());
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("moduleId", document.moduleId());
    fields.put("digest", document.digest());
    fields.put("timestampMs", document.timestampMillis());
    Map<String, String> pcrs = new LinkedHashMap<>();
    document.pcrs().forEach((index, value) -> pcrs.put(index.toString(), Inspection.hex(value)));
    fields.put("pcrs", pcrs);
    fields.put("publicKey", hex(document.publicKey()));
    fields.put("userData", hex(document.userData()));
    fields.put("nonce", hex(document.nonce()));
    fields.put("cabundleCount", document.caBundle().size());
    fields.put("payloadMap", document.indefinite() ? "indefinite" : "definite");
    fields.put("coseTag", document.tagged() ? COSE_SIGN1_TAG : null);
    evidence.put("document", fields);
  }

  private static @Nullable String hex(Optional<Octets> octets) {
    return octets.map(Inspection::hex).orElse(null);
  }
}
