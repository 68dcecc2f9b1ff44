// SPDX-License-Identifier: Apache-2.0

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.web3j.codegen.SolidityFunctionWrapper;
import org.web3j.protocol.core.methods.response.AbiDefinition;

/**
 * Writes one Java class per compiled contract. A program of one file, run from source in a JVM of
 * its own: the generator needs a newer Java than Maven may run on, and other libraries than ours (an
 * older web3j, and with it Jackson 2).
 *
 * <p>Arguments: the folder of {@code <name>.json}, the folder to write to, then the names.
 */
final class GenerateBindings {

  private static final String PACKAGE = "network.azracode.contracts";
  private static final String GENERATOR = "web3j codegen 5.0.2";

  public static void main(String[] args) throws Exception {
    Path artifacts = Path.of(args[0]);
    Path sources = Path.of(args[1]);
    List<String> names = Arrays.asList(args).subList(2, args.length);
    Path marker = sources.resolve("inputs.sha256");
    String inputs = digest(artifacts, names);
    if (Files.exists(marker)
        && Files.readString(marker).equals(inputs)
        && names.stream().allMatch(name -> Files.exists(source(sources, name)))) {
      return;
    }
    Files.createDirectories(sources);
    for (String name : names) {
      generate(artifacts, sources, name);
    }
    Files.writeString(marker, inputs);
  }

  private static void generate(Path artifacts, Path sources, String name) throws Exception {
    ObjectMapper json = new ObjectMapper();
    JsonNode artifact = json.readTree(artifact(artifacts, name).toFile());
    List<AbiDefinition> abi =
        Arrays.asList(json.treeToValue(artifact.get("abi"), AbiDefinition[].class));
    String bytecode = artifact.get("bytecode").asText().substring(2);
    new SolidityFunctionWrapper(true)
        .generateJavaFiles(name, bytecode, abi, sources.toString(), PACKAGE, null);
    if (!Files.exists(source(sources, name))) {
      throw new IllegalStateException(
          "expected the generator to write " + source(sources, name) + ", found nothing there");
    }
  }

  private static Path artifact(Path artifacts, String name) {
    return artifacts.resolve(name + ".json");
  }

  private static Path source(Path sources, String name) {
    return sources.resolve(PACKAGE.replace('.', '/')).resolve(name + ".java");
  }

  private static String digest(Path artifacts, List<String> names) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(GENERATOR.getBytes(StandardCharsets.UTF_8));
    for (String name : names) {
      digest.update(name.getBytes(StandardCharsets.UTF_8));
      digest.update(Files.readAllBytes(artifact(artifacts, name)));
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
