// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.client;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The Java of a Markdown page: blocks of static methods, some marked as refused by the compiler.
 *
 * @param accepted that are to compile together
 */
public record JavaPage(List<String> accepted, List<Refused> refused) {
  private static final Pattern BLOCK =
      Pattern.compile("(?:<!-- refused: ([a-z.]+) -->\n)?```java\n(.*?)```", Pattern.DOTALL);
  private static final List<String> JDK =
      List.of(
          "java.math.BigInteger",
          "java.net.URI",
          "java.nio.file.*",
          "java.security.SecureRandom",
          "java.time.*",
          "java.util.*");
  private static final List<String> SDK =
      List.of(
          "attestation.*",
          "client.*",
          "evidence.*",
          "ledger.*",
          "ledger.deployment.*",
          "ledger.sending.*",
          "node.Network",
          "node.ServiceHttp",
          "protocol.*",
          "sealing.*");

  /**
   * @param code of the one error that the compiler is to find
   */
  public record Refused(String code, String block) {}

  /** The page as a class, until closed. */
  public record Loaded(URLClassLoader classes, Class<?> page) implements AutoCloseable {
    /** What a method of the page answers. */
    public Object call(String name, Object... arguments) throws ReflectiveOperationException {
      Method method =
          Arrays.stream(page.getDeclaredMethods())
              .filter(candidate -> candidate.getName().equals(name))
              .findFirst()
              .orElseThrow();
      method.setAccessible(true);
      return method.invoke(null, arguments);
    }

    @Override
    public void close() throws IOException {
      classes.close();
    }
  }

  /**
   * Compiles what is to compile.
   *
   * @param into a folder for classes
   */
  public Loaded load(Path into) throws IOException, ClassNotFoundException {
    var errors = compile(accepted, into);
    if (!errors.isEmpty()) {
      throw new AssertionError("expected a page that compiles, found " + errors);
    }
    var classes = URLClassLoader.newInstance(new URL[] {into.toUri().toURL()});
    return new Loaded(classes, classes.loadClass("Page"));
  }

  public static JavaPage read(Path file) throws IOException {
    List<String> accepted = new ArrayList<>();
    List<Refused> refused = new ArrayList<>();
    BLOCK
        .matcher(Files.readString(file))
        .results()
        .forEach(block -> {
          if (block.group(1) == null) {
            accepted.add(block.group(2));
          } else {
            refused.add(new Refused(block.group(1), block.group(2)));
          }
        });
    return new JavaPage(accepted, refused);
  }

  /** Compiles blocks into a class {@code Page}; answers what the compiler objects to. */
  static List<Diagnostic<? extends JavaFileObject>> compile(List<String> blocks, Path into) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var found = new DiagnosticCollector<JavaFileObject>();
    var options =
        List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", into.toString());
    compiler.getTask(null, null, found, options, null, List.of(source(blocks))).call();
    return found.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .toList();
  }

  private static JavaFileObject source(List<String> blocks) {
    String imports =
        Stream.concat(JDK.stream(), SDK.stream().map(name -> "network.azracode.sdk." + name))
            .map("import %s;\n"::formatted)
            .collect(joining());
    String text = imports + "public final class Page {\n" + String.join("\n", blocks) + "}\n";
    return new SimpleJavaFileObject(URI.create("page:/Page.java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }
}
