// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave.nsm;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import network.azracode.sdk.attestation.pki.Refused;
import network.azracode.sdk.protocol.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** E-75: the real calls of the operating system, on files that are no module. */
@EnabledOnOs(OS.LINUX)
class LinuxNsmTest {
  private static final Octets REQUEST = Octets.of("0xa0");

  @Test
  void withoutTheDeviceThereIsNoEvidence() {
    refused(Path.of("/dev/azra-absent"), "open", "errno 2");
  }

  /** The call itself reaches the kernel, which knows no such request of this file. */
  @Test
  void aFileThatIsNoModuleIsRefusedByTheKernel() {
    refused(Path.of("/dev/null"), "ioctl", "errno 25");
  }

  private static void refused(Path device, String call, String errno) {
    Refused.with("tee.unavailable", () -> new LinuxNsm(device).exchange(REQUEST));
    assertThatThrownBy(() -> new LinuxNsm(device).exchange(REQUEST))
        .hasMessageContainingAll(device.toString(), call, errno);
  }
}
