// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.evidence;

import java.nio.file.Path;
import network.azracode.sdk.cli.InputFile;
import network.azracode.sdk.cli.Unreadable;
import network.azracode.sdk.evidence.Evidence;
import network.azracode.sdk.evidence.EvidenceFormat;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;

/**
 * Evidence as it lay in a file.
 *
 * @param bytes of the vendor's structure, without any package around it
 */
record EvidenceFile(Octets bytes, Evidence evidence) {

  /**
   * @throws Unreadable when there is no such file, or nothing in it that is evidence
   */
  static EvidenceFile read(Path file) {
    Octets bytes = bytes(file, EvidenceFormat.MAX_LENGTH);
    try {
      Octets vendors = EvidenceFormat.vendorsBytes(bytes);
      return new EvidenceFile(vendors, EvidenceFormat.parse(bytes));
    } catch (AzraException e) {
      throw new Unreadable(e);
    }
  }

  /** A whole file, of which no more than a limit is ever read. */
  static Octets bytes(Path file, int maxLength) {
    return Octets.of(InputFile.read(file, maxLength));
  }
}
