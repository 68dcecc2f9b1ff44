// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import network.azracode.sdk.protocol.AzraException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Every failure has its own code. */
public final class Refused {
  private Refused() {}

  public static void with(String code, ThrowingCallable attempt) {
    assertThatThrownBy(attempt)
        .isInstanceOfSatisfying(AzraException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
