// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

/**
 * Which processor wrote a report: combined extended family and model as CPUID function 1 tells
 * them, 0 to 255 each.
 */
public record CpuId(int family, int model, int stepping) {}
