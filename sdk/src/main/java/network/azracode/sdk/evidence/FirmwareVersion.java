// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

/** Version of AMD's secure processor firmware, 0 to 255 each. */
public record FirmwareVersion(int build, int minor, int major) {

  /** Three bytes and one of padding. */
  static FirmwareVersion read(String field, ByteReader report) {
    FirmwareVersion version =
        new FirmwareVersion(report.u8(field), report.u8(field), report.u8(field));
    report.take(field, 1);
    return version;
  }

  /** As AMD writes it, such as {@code 1.55 build 29}. */
  @Override
  public String toString() {
    return "%d.%d build %d".formatted(major, minor, build);
  }
}
