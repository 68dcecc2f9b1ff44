// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.binding;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import network.azracode.sdk.attestation.policy.BindingProfile;
import network.azracode.sdk.protocol.Octets;

/**
 * A hash over a tag, a colon and content, then zeroes; or 64 bytes as the application gave them. Of
 * which application they are is not in report data, but in what RTMR3 measures. Source: dstack,
 * dstack-attest, QuoteContentType.
 */
public sealed interface DstackContent extends ForeignBinding {
  /** Tag of what an application has quoted. */
  String APP_DATA = "app-data";

  /** Tag of the public key of an RA-TLS certificate. */
  String RATLS_CERT = "ratls-cert";

  /** Tag of the public key of a key management service's root. */
  String KMS_ROOT_CA = "kms-root-ca";

  @Override
  default BindingProfile profile() {
    return BindingProfile.DSTACK;
  }

  /** Content under a tag, hashed. */
  record Hashed(String tag, Octets content, DstackHash hash) implements DstackContent {

    @Override
    public List<Mismatch> mismatches(Octets reportData) {
      byte[] expected = hash.of((tag + ":").getBytes(UTF_8), content.toByteArray());
      return new ReportDataParts(reportData)
          .next("binding.content", "the hash of %s,".formatted(tag), expected)
          .restIsZero();
    }
  }

  /** The application's own bytes, at most 64; zeroes follow. */
  record Raw(Octets content) implements DstackContent {
    private static final int MAX_LENGTH = 64;

    public Raw {
      if (content.length() > MAX_LENGTH) {
        throw new IllegalArgumentException(
            "expected at most %d bytes, found %d".formatted(MAX_LENGTH, content.length()));
      }
    }

    @Override
    public List<Mismatch> mismatches(Octets reportData) {
      return new ReportDataParts(reportData)
          .next("binding.content", "content", content.toByteArray())
          .restIsZero();
    }
  }
}
