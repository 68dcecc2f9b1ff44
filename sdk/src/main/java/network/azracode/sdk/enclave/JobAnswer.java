// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** The one frame that a job's process answers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "answer")
@JsonSubTypes({
  @JsonSubTypes.Type(value = JobAnswer.Done.class, name = "done"),
  @JsonSubTypes.Type(value = JobAnswer.Refused.class, name = "refused")
})
sealed interface JobAnswer {
  record Done(Work work) implements JobAnswer {}

  record Refused(String code, String message) implements JobAnswer {}
}
