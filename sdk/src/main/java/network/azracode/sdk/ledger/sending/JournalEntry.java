// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** One step of one intent, as the journal writes it down. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "step")
@JsonSubTypes({
  @JsonSubTypes.Type(value = JournalEntry.Intended.class, name = "intended"),
  @JsonSubTypes.Type(value = JournalEntry.Attempted.class, name = "attempted"),
  @JsonSubTypes.Type(value = JournalEntry.Included.class, name = "included"),
  @JsonSubTypes.Type(value = JournalEntry.Excluded.class, name = "excluded"),
  @JsonSubTypes.Type(value = JournalEntry.Displaced.class, name = "displaced")
})
sealed interface JournalEntry {
  record Intended(Intent intent) implements JournalEntry {}

  record Attempted(String intentId, Attempt attempt) implements JournalEntry {}

  record Included(String intentId, Inclusion inclusion, boolean isFinal) implements JournalEntry {}

  record Excluded(String intentId) implements JournalEntry {}

  record Displaced(String intentId) implements JournalEntry {}
}
