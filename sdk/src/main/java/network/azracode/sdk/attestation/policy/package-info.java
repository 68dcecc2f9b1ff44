// SPDX-License-Identifier: Apache-2.0
/**
 * What a relying party asks of evidence, as data: a YAML file, its schema, and the two that are
 * built in. Knows nothing of evidence.
 */
@NullMarked
package network.azracode.sdk.attestation.policy;

import org.jspecify.annotations.NullMarked;
