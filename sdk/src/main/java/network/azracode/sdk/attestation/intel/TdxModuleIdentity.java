// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.intel;

import java.util.List;
import java.util.Locale;
import network.azracode.sdk.protocol.Octets;

/**
 * Which TDX module Intel knows under a version.
 *
 * @param id {@code TDX_01} and so on; {@code TDX_00} for the module of version 0, which has no
 *     levels of its own
 * @param mrSigner 48 bytes; zeroes stand for Intel
 * @param attributes 8 bytes
 * @param attributesMask 8 bytes
 * @param levels newest first
 */
public record TdxModuleIdentity(
    String id, Octets mrSigner, Octets attributes, Octets attributesMask, List<IsvLevel> levels) {
  private static final int MRSIGNER_LENGTH = 48;
  private static final int ATTRIBUTES_LENGTH = 8;

  public TdxModuleIdentity {
    levels = List.copyOf(levels);
  }

  static TdxModuleIdentity read(JsonFields identity) {
    return read(identity.text("id").toUpperCase(Locale.ROOT), identity, IsvLevel.readAll(identity));
  }

  /** The module of version 0. */
  static TdxModuleIdentity readUnversioned(JsonFields module) {
    return read(id(0), module, List.of());
  }

  private static TdxModuleIdentity read(String id, JsonFields fields, List<IsvLevel> levels) {
    return new TdxModuleIdentity(
        id,
        fields.hex("mrsigner", MRSIGNER_LENGTH),
        fields.hex("attributes", ATTRIBUTES_LENGTH),
        fields.hex("attributesMask", ATTRIBUTES_LENGTH),
        levels);
  }

  /** The id of a module version: {@code TDX_} and two upper-case digits. */
  static String id(int version) {
    return "TDX_%02X".formatted(version);
  }
}
