// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;

/** One step of one intent, as the journal writes it down; or what is left of many after a while. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "step")
@JsonSubTypes({
  @JsonSubTypes.Type(value = JournalEntry.Intended.class, name = "intended"),
  @JsonSubTypes.Type(value = JournalEntry.Attempted.class, name = "attempted"),
  @JsonSubTypes.Type(value = JournalEntry.Included.class, name = "included"),
  @JsonSubTypes.Type(value = JournalEntry.Excluded.class, name = "excluded"),
  @JsonSubTypes.Type(value = JournalEntry.Displaced.class, name = "displaced"),
  @JsonSubTypes.Type(value = JournalEntry.Settled.class, name = "settled"),
  @JsonSubTypes.Type(value = JournalEntry.Floor.class, name = "floor")
})
sealed interface JournalEntry {
  record Intended(Intent intent) implements JournalEntry {}

  record Attempted(String intentId, Attempt attempt) implements JournalEntry {}

  record Included(String intentId, Inclusion inclusion, boolean isFinal) implements JournalEntry {}

  record Excluded(String intentId) implements JournalEntry {}

  record Displaced(String intentId) implements JournalEntry {}

  /** All that is still needed of an intent that is on chain for good. */
  record Settled(String intentId, Bytes32 intentDigest, Inclusion inclusion)
      implements JournalEntry {}

  /** Every nonce of the key below this one is used, for good. */
  record Floor(Address key, long nonce) implements JournalEntry {}
}
