// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.startup;

import java.util.Optional;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.deployment.WellKnownKeys;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Signer;

/** Does the key that pays answer, is it the one that is meant, and can it pay? */
final class SendingKeyCheck {
  private static final String PROBE = "AzraCode: does this key answer?";

  private final Settings settings;

  SendingKeyCheck(Settings settings) {
    this.settings = settings;
  }

  /** Without ether it starts all the same: others can send, and ether can come later. */
  void lookInto(Inspection inspection, Chain chain) {
    inspection
        .found("key that sends", this::answering)
        .flatMap(found -> found)
        .ifPresent(address -> inspection.add(funded(chain, address)));
  }

  private Optional<Address> answering() {
    Optional<Signer> key = settings.transactions().openKey();
    key.ifPresent(signer -> signer.signMessage(PROBE));
    Optional<Address> address = key.map(Signer::address);
    address
        .filter(found -> settings.isProduction() && WellKnownKeys.contain(found))
        .ifPresent(found -> {
          throw new AzraException(
              "outbox.development",
              "expected a key that nobody else has, found %s, which is in every development node"
                  .formatted(found));
        });
    return address;
  }

  private static Finding funded(Chain chain, Address address) {
    String what = "ether of " + address;
    return chain.balanceWei(address).signum() > 0
        ? Finding.good(what)
        : Finding.bad(
                what,
                new AzraException(
                    "outbox.unfunded",
                    "expected ether with %s, which pays for what is sent, found none"
                        .formatted(address)))
            .asSpare();
  }
}
