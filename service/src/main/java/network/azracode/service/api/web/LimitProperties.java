// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much one caller, and all together, may ask of the API. A caller is an address; IPv6 counts by
 * its first 64 bits.
 *
 * @param requestsPerSecond of one caller, in the long run
 * @param burst of one caller, at once
 * @param concurrent requests of all callers that are answered at a time
 * @param countLoopback whether the machine's own addresses count as a caller: behind a proxy on the
 *     same machine, either it limits, or it forwards addresses ({@code
 *     server.forward-headers-strategy=native})
 */
@Validated
@ConfigurationProperties(prefix = "azra.api.limit", ignoreUnknownFields = false)
record LimitProperties(
    @DefaultValue("50") @Min(1) @Max(100_000) int requestsPerSecond,
    @DefaultValue("500") @Min(1) @Max(1_000_000) int burst,
    @DefaultValue("256") @Min(1) @Max(100_000) int concurrent,
    @DefaultValue("false") boolean countLoopback) {}
