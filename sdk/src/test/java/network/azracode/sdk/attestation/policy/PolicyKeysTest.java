// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Keccak;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** E-82: a wrong key is told with path, expected and found; every right one is documented. */
class PolicyKeysTest {
  private static final String YAML =
      """
      name: keys
      version: 1
      tees: [TDX]
      statuses: [UpToDate]
      anchors: {}
      debug: false
      measurements: {mrtd: ["0x%s"]}
      """
          .formatted("00".repeat(48));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "binding: none, grace: 1 | /: expected only keys of [name, | found \"grace\"",
        "binding: none, tcb: {grace: 1} | /tcb: expected only keys of [graceSeconds, | found \"grace\"",
        "binding: none, snp: {floors: {Milan: {fmc: 1}}} | /snp/floors/Milan: expected only keys of [bootloader, tee, snp, microcode] | found \"fmc\"",
        "binding: none, snp: {floors: {Turin: {fmc: 256}}} | /snp/floors/Turin/fmc: expected maximum 255 | found 256",
        "binding: none, tdx: {xfamBits: {required: [0]}} | /tdx/xfamBits/forbidden: expected a value | found none",
        "binding: none, tdx: {xfamBits: {required: [64], forbidden: []}} | /tdx/xfamBits/required/0: expected maximum 63 | found 64",
        "binding: none, pck: {smt: maybe} | /pck/smt: expected type \"boolean\" | found \"maybe\"",
        "binding: none, sgx: {configIds: ['0x00']} | /sgx/configIds/0: expected pattern | found \"0x00\"",
        "binding: mine | /binding: expected enum [\"azracode\",\"flashtestations\" | found \"mine\"",
        "binding: dstack, programs: [] | /programs: expected nothing beside the other keys | found []",
        "binding: azracode | /programs: expected a value | found none",
        "revocation: required | /programs: expected a value | found none",
        "executables: none | /measurements: expected nothing beside the other keys | found {\"mrtd\"",
      })
  void aWrongKeyIsToldWithPathExpectedAndFound(String keys, String expected, String found) {
    assertThatThrownBy(() -> NamedPolicy.parse(flow(keys).getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo("policy.malformed"))
        .hasMessageStartingWith("policy: " + expected)
        .hasMessageContaining(found);
  }

  /** Published digests cover what files say themselves, so nothing beneath them may change. */
  @Test
  void theDefaultsAreThoseThatWerePublished() {
    assertThat(Keccak.hash(PolicyReader.resource("network.yaml")).toString())
        .isEqualTo("0x489b208ccd48dbb6ce9e76550dc258f43a864f2d6cec89137ee676cff0dbdfed");
    assertThat(NamedPolicy.STRICT.digest().toString())
        .isEqualTo("0xa7da520a599db83665134a1fd70cdb5a8a59e784964337c0704a1eb7da7f4f58");
  }

  /** A file that was published before these keys existed means what it meant. */
  @Test
  void keysThatNobodyNamesAskNothing() {
    PlatformPolicy platform = NamedPolicy.parse(flow("binding: none").getBytes(UTF_8)).platform();
    Bits none = new Bits(Set.of(), Set.of());
    assertThat(platform.pck()).isEqualTo(new PckPolicy(Set.of(), true, true, true));
    assertThat(platform.sgx()).isEqualTo(new SgxPolicy(none, none, Set.of(), 0));
    assertThat(platform.tdx())
        .isEqualTo(
            new TdxPolicy(
                true, false, Set.of(), none, none, Set.of(), Set.of(), Set.of(), Set.of(),
                Set.of()));
    assertThat(platform.tcb().acceptedAdvisories()).isEmpty();
    assertThat(platform.snp().mitigationBits()).isEmpty();
    assertThat(platform.snp().endorsementKeys()).isEmpty();
    assertThat(platform.snp().providers()).isEmpty();
  }

  @Test
  void aPolicyWithoutCodeAsksForNoKeys() {
    assertThat(NamedPolicy.STRICT.binding()).isEqualTo(BindingProfile.NONE);
    assertThat(NamedPolicy.NETWORK.binding()).isEqualTo(BindingProfile.AZRACODE);
  }

  @Test
  void aFileAsLongAsTheLimitIsReadAndNoLongerOne() {
    String policy = YAML + "binding: none\n#";
    String most = policy + " ".repeat(65_536 - policy.length());
    assertThat(NamedPolicy.parse(most.getBytes(UTF_8)).name()).isEqualTo("keys");
    assertThatThrownBy(() -> NamedPolicy.parse((most + " ").getBytes(UTF_8)))
        .hasMessageContaining("expected at most 65536 bytes, found 65537");
  }

  @Test
  void aLongValueIsQuotedUpToItsEightiethCharacter() {
    String eighty = "x".repeat(80);
    assertThatThrownBy(() -> NamedPolicy.parse(flow(eighty + ": 1").getBytes(UTF_8)))
        .hasMessageEndingWith("found \"" + eighty + "\"");
    assertThatThrownBy(() -> NamedPolicy.parse(flow(eighty + "y: 1").getBytes(UTF_8)))
        .hasMessageEndingWith("found \"" + eighty + "…\"");
  }

  @Test
  void profilesAreCalledAsFilesCallThem() {
    for (BindingProfile profile : BindingProfile.values()) {
      if (profile != BindingProfile.AZRACODE) {
        String yaml = flow("binding: " + profile.label());
        assertThat(NamedPolicy.parse(yaml.getBytes(UTF_8)).binding()).isEqualTo(profile);
      }
    }
    assertThat(BindingProfile.AZRACODE.label()).isEqualTo("azracode");
  }

  @Test
  void everyKeyIsDocumented() throws IOException {
    Set<String> keys = new TreeSet<>();
    JsonNode schema = new JsonMapper().readTree(PolicyReader.resource("policy.schema.json"));
    for (String key : schema.get("properties").propertyNames()) {
      JsonNode below = schema.at("/properties/" + key + "/properties");
      if (below.isMissingNode() || key.equals("measurements")) {
        keys.add(key);
      } else {
        below.propertyNames().forEach(name -> keys.add(key + "." + name));
      }
    }
    String document = Files.readString(Path.of("../docs/evidence.md"));
    String table =
        document.substring(document.indexOf("| key | values"), document.indexOf("## Whose keys"));
    Set<String> documented = new TreeSet<>();
    for (String row : table.split("\n")) {
      String cell = row.startsWith("| `") ? row.substring(1, row.indexOf('|', 1)) : "";
      Pattern.compile("`([a-zA-Z.]+)`")
          .matcher(cell)
          .results()
          .forEach(match -> documented.add(match.group(1)));
    }
    assertThat(documented).isEqualTo(keys);
  }

  private static String flow(String keys) {
    return "{%s, %s}".formatted(YAML.strip().replace("\n", ", "), keys);
  }
}
