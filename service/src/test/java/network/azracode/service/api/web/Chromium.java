// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The system's own Chromium, driven by the playwright-core that the contracts' npm brings. */
final class Chromium implements AutoCloseable {
  private static final Path DRIVER = Path.of("contracts/node_modules/playwright-core");
  private static final List<String> PROGRAMS = List.of("chromium", "chromium-browser");
  private static final List<String> QUIET =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  /** Only guards against one that hangs. */
  static final double PATIENCE_MILLIS = 120_000;

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Whether this machine has one. */
  static boolean isInstalled() {
    return PROGRAMS.stream().anyMatch(program -> onPath(program).isPresent());
  }

  /** Of this JVM: the driver is looked for once, and kept when a suite is over. */
  private static final class DriverFolder {
    static final Path PATH = made();

    /** The driver's layout: {@code node} beside {@code package}. */
    private static Path made() {
      try {
        Path folder = Files.createTempDirectory("azra-playwright");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        Files.createSymbolicLink(folder.resolve("node"), onPath("node").orElseThrow());
        Files.createSymbolicLink(folder.resolve("package"), driver());
        return folder;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void delete(Path folder) {
      try {
        Files.deleteIfExists(folder.resolve("node"));
        Files.deleteIfExists(folder.resolve("package"));
        Files.delete(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static Chromium launch() {
    System.setProperty("playwright.cli.dir", DriverFolder.PATH.toString());
    var environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
    Path program =
        PROGRAMS.stream().map(Chromium::onPath).flatMap(Optional::stream).findFirst().orElseThrow();
    var options =
        new BrowserType.LaunchOptions()
            .setExecutablePath(program)
            .setArgs(QUIET)
            .setTimeout(PATIENCE_MILLIS);
    return new Chromium(playwright, playwright.chromium().launch(options));
  }

  /** A page of its own, with nothing remembered. */
  OpenPage open(String url, int width, ColorScheme scheme) {
    var options =
        new Browser.NewContextOptions().setViewportSize(width, 800).setColorScheme(scheme);
    BrowserContext context = browser.newContext(options);
    context.setDefaultTimeout(PATIENCE_MILLIS);
    return OpenPage.at(context, url);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }

  private static Path driver() {
    return Stream.iterate(Path.of("").toAbsolutePath(), up -> up != null, Path::getParent)
        .map(folder -> folder.resolve(DRIVER))
        .filter(Files::isDirectory)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("expected " + DRIVER + ": npm ci"));
  }

  private static Optional<Path> onPath(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
