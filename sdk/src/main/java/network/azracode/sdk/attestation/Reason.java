// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * Why an appraisal does not affirm.
 *
 * @param code stable, such as {@code measurement.unknown}
 * @param sentence what was expected and what was found, for the operator
 */
public record Reason(String code, String sentence, @JsonIgnore Affirmation worst) {}
