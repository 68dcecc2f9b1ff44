// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.evidence;

import java.util.LinkedHashMap;
import java.util.Map;
import network.azracode.sdk.evidence.DcapQuote;
import network.azracode.sdk.evidence.NitroDocument;
import network.azracode.sdk.evidence.SnpEvidence;
import network.azracode.sdk.protocol.Octets;

/** Every field of evidence by the name that the published test vectors give it. */
final class Inspection {
  private Inspection() {}

  static Map<String, Object> of(EvidenceFile file) {
    Map<String, Object> fields = new LinkedHashMap<>();
    switch (file.evidence()) {
      case DcapQuote quote -> DcapFields.put(quote, file.bytes(), fields);
      case SnpEvidence snp -> SnpFields.put(snp.report(), fields);
      case NitroDocument document -> NitroFields.put(document, file.bytes(), fields);
    }
    return fields;
  }

  /** Hexadecimal digits without a prefix, as the vectors write bytes. */
  static String hex(Octets octets) {
    return octets.toString().substring(2);
  }
}
