// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.spi;

import com.fasterxml.jackson.annotation.JsonIgnore;
import network.azracode.sdk.protocol.Bytes32;

/**
 * The block that an answer speaks of.
 *
 * @param time of the block's header, Unix seconds
 * @param rebuild number of the last rebuild, from 1; 0 before any. A rebuild that mends rows
 *     changes what is told as of the same block
 */
public record AsOf(
    long block, Bytes32 hash, Finality finality, @JsonIgnore long time, @JsonIgnore long rebuild) {}
