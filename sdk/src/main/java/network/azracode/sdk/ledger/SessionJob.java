// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import network.azracode.sdk.protocol.Receipt;

/**
 * A receipt beside its place in the session; its job id follows from both and is not sent.
 *
 * @param index 0 to 2³² − 2
 */
public record SessionJob(long index, Receipt receipt) {}
