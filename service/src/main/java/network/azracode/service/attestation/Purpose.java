// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.Locale;
import java.util.Optional;
import network.azracode.sdk.protocol.Address;

/** Why a verdict was signed here. */
sealed interface Purpose {
  Purpose ANSWER = new Own("answer");
  Purpose SHORTENING = new Own("shortening");

  /** As the database has it. */
  String word();

  /** Present if another attestor proposed it. */
  Optional<Address> proposer();

  /** Proposed here. */
  record Own(String word) implements Purpose {
    @Override
    public Optional<Address> proposer() {
      return Optional.empty();
    }
  }

  /** Signed for another attestor. */
  record Cosignature(Address by) implements Purpose {
    @Override
    public String word() {
      return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    @Override
    public Optional<Address> proposer() {
      return Optional.of(by);
    }
  }
}
