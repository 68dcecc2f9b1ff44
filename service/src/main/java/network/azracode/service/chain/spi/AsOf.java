// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.spi;

import com.fasterxml.jackson.annotation.JsonIgnore;
import network.azracode.sdk.protocol.Bytes32;

/**
 * The block that an answer speaks of.
 *
 * @param time of the block's header, Unix seconds
 */
public record AsOf(long block, Bytes32 hash, Finality finality, @JsonIgnore long time) {}
