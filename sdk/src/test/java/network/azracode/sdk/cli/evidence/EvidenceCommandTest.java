// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.ExitCode;
import network.azracode.sdk.vectors.VectorCase;
import network.azracode.sdk.vectors.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** E-62: the command says by its exit code, and in JSON, what the classes say. */
class EvidenceCommandTest {
  private static final JsonMapper MAPPER = new JsonMapper();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  static List<VectorCase> all() {
    return Vectors.all();
  }

  static List<VectorCase> readable() {
    return all().stream().filter(real -> !real.name().contains("malformed")).toList();
  }

  @ParameterizedTest
  @MethodSource("all")
  void verifyEndsWithZeroOnlyForWhatTheManifestAccepts(VectorCase real) {
    int code = verify(real, "strict");
    if (real.accepted()) {
      assertThat(code).as(err.toString()).isEqualTo(ExitCode.DONE);
      JsonNode answer = MAPPER.readTree(out.toString()).get("submods").iterator().next();
      assertThat(answer.get("ear.status").asString()).isEqualTo("affirming");
      assertThat(answer.get("azra.executables").asString()).isEqualTo("none");
      assertThat(answer.get("azra.reasons")).isEmpty();
    } else {
      assertThat(code).isIn(ExitCode.REFUTED, ExitCode.UNREADABLE);
    }
  }

  @ParameterizedTest
  @MethodSource("readable")
  void whatIsNotAffirmedSaysWhy(VectorCase real) {
    assertThat(verify(real, "network")).isEqualTo(ExitCode.REFUTED);
    JsonNode answer = MAPPER.readTree(out.toString()).get("submods").iterator().next();
    assertThat(answer.get("azra.reasons")).isNotEmpty();
    for (JsonNode reason : answer.get("azra.reasons")) {
      assertThat(reason.get("code").asString()).matches("[a-zA-Z]+(\\.[a-zA-Z]+)+");
      assertThat(reason.get("sentence").asString()).hasSizeGreaterThan(10);
    }
  }

  @ParameterizedTest
  @MethodSource("readable")
  void inspectNamesEveryFieldAsTheManifestDoes(VectorCase real) {
    assertThat(run("--json", "evidence", "inspect", real.file().toString()))
        .as(err.toString())
        .isEqualTo(ExitCode.DONE);
    JsonNode found = MAPPER.readTree(out.toString());
    for (String group : List.of("pck", "body", "qeReport", "fields", "document")) {
      if (real.expected().hasNonNull(group)) {
        real.expected()
            .get(group)
            .properties()
            .forEach(field ->
                assertThat(found.get(group).get(field.getKey()))
                    .as("%s.%s", group, field.getKey())
                    .isEqualTo(field.getValue()));
      }
    }
    for (String field :
        List.of(
            "tee",
            "quoteVersion",
            "bodyType",
            "quoteBytes",
            "signedBytes",
            "authDataSize",
            "trailingBytes",
            "trailingNonZero",
            "certDataType",
            "qeAuthDataBytes",
            "reportVersion",
            "bytes")) {
      if (real.expected().has(field)) {
        assertThat(found.get(field)).as(field).isEqualTo(real.expected().get(field));
      }
    }
  }

  @Test
  void whatCannotBeReadEndsWithThree(@TempDir Path folder) throws IOException {
    Path poem = Files.writeString(folder.resolve("poem"), "a quote it is not, nor a report");
    assertThat(run("evidence", "verify", poem.toString())).isEqualTo(ExitCode.UNREADABLE);
    assertThat(run("evidence", "inspect", folder.resolve("absent").toString()))
        .isEqualTo(ExitCode.UNREADABLE);
    VectorCase real = Vectors.accepted().getFirst();
    assertThat(run("evidence", "verify", "--policy", poem.toString(), real.file().toString()))
        .isEqualTo(ExitCode.UNREADABLE);
    String absent = folder.resolve("absent").toString();
    assertThat(run("evidence", "verify", "--collateral", absent, real.file().toString()))
        .isEqualTo(ExitCode.UNREADABLE);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void evidenceWithoutCollateralIsNotAffirmed() {
    VectorCase real = Vectors.accepted().getFirst();
    int code =
        run(
            "evidence",
            "verify",
            "--policy",
            "strict",
            "--at",
            real.verifyAt().toString(),
            real.file().toString());
    assertThat(code).isEqualTo(ExitCode.REFUTED);
    assertThat(out.toString()).contains("[collateral.missing");
  }

  private int verify(VectorCase real, String policy) {
    return run(
        "--json",
        "evidence",
        "verify",
        "--policy",
        policy,
        "--collateral",
        real.folder().toString(),
        "--at",
        real.verifyAt().toString(),
        real.file().toString());
  }

  private int run(String... arguments) {
    return Azra.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
        .execute(arguments);
  }
}
