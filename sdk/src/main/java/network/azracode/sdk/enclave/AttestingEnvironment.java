// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import network.azracode.sdk.enclave.nsm.LinuxNsm;
import network.azracode.sdk.enclave.nsm.NsmSource;
import network.azracode.sdk.protocol.AzraException;

/** What vouches for an enclave: the hardware that it runs on, or a developer's stand-in for it. */
public sealed interface AttestingEnvironment {
  /**
   * Signs evidence that only policies for development accept.
   *
   * @param folder of its authority; made on first use
   */
  record Development(Path folder) implements AttestingEnvironment {}

  /** The TDX or SEV-SNP guest that node and enclave run in, by {@code configfs-tsm}. */
  record Tsm() implements AttestingEnvironment {}

  /** The Nitro enclave that node and enclave run in. */
  record Nsm() implements AttestingEnvironment {}

  String DEVELOPMENT = "development:";
  String TSM = "tsm";
  String NSM = "nsm";

  /**
   * @param text {@code development:<folder>}, {@code tsm} or {@code nsm}
   * @throws AzraException {@code tee.malformed}
   */
  static AttestingEnvironment parse(String text) {
    if (text.startsWith(DEVELOPMENT) && text.length() > DEVELOPMENT.length()) {
      return new Development(Path.of(text.substring(DEVELOPMENT.length())));
    }
    return switch (text) {
      case TSM -> new Tsm();
      case NSM -> new Nsm();
      default ->
          throw new AzraException(
              "tee.malformed", "expected development:<folder>, tsm or nsm, found " + text);
    };
  }

  /** As {@link #parse} reads it, from any folder. */
  default String text() {
    return switch (this) {
      case Development(Path folder) -> DEVELOPMENT + folder.toAbsolutePath();
      case Tsm() -> TSM;
      case Nsm() -> NSM;
    };
  }

  /** For the process that it vouches for. */
  default EvidenceSource open(Clock clock, SecureRandom random) {
    return switch (this) {
      case Development(Path folder) ->
          DevelopmentSource.open(folder, ClassPathMeasurement.ofThisProcess(), clock, random);
      case Tsm() ->
          new TsmSource(new TsmReports(TsmReports.LINUX, random, Thread::sleep), List.of());
      case Nsm() -> new NsmSource(new LinuxNsm(LinuxNsm.DEVICE));
    };
  }
}
