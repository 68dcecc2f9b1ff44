// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import network.azracode.sdk.attestation.policy.NamedPolicy;

/** A policy file that a test changes key by key; values are YAML. */
record PolicyText(Map<String, String> keys) {

  /** Every kind of hardware, of this code, whose keys nobody asks. */
  static PolicyText naming(String measurements) {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("name", "synthetic");
    keys.put("version", "1");
    keys.put("tees", "[SGX, TDX, SEV_SNP, NITRO]");
    keys.put("statuses", "[UpToDate]");
    keys.put("anchors", "{}");
    keys.put("debug", "false");
    keys.put("measurements", measurements);
    keys.put("binding", "none");
    return new PolicyText(keys);
  }

  PolicyText with(String key, String value) {
    Map<String, String> changed = new LinkedHashMap<>(keys);
    changed.put(key, value);
    return new PolicyText(changed);
  }

  byte[] yaml() {
    StringBuilder yaml = new StringBuilder();
    keys.forEach((key, value) -> yaml.append(key).append(": ").append(value).append('\n'));
    return yaml.toString().getBytes(UTF_8);
  }

  NamedPolicy named() {
    return NamedPolicy.parse(yaml());
  }
}
