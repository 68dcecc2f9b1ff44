// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import network.azracode.service.testing.SceneService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The API's documentation in a real browser. */
@EnabledIf("chromiumIsInstalled")
class DocumentationPageTest extends SceneService {
  private static final int PHONE = 360;
  private static final int DESK = 1_440;

  private static Chromium chromium;

  @LocalServerPort private int port;

  static boolean chromiumIsInstalled() {
    return Chromium.isInstalled();
  }

  @BeforeAll
  static void launch() {
    chromium = Chromium.launch();
    PlaywrightAssertions.setDefaultAssertionTimeout(Chromium.PATIENCE_MILLIS);
  }

  @AfterAll
  static void quit() {
    chromium.close();
  }

  /** [I-25] Each width and each scheme once: two openings cost half of what four do. */
  @ParameterizedTest
  @CsvSource({PHONE + ",DARK", DESK + ",LIGHT"})
  void theApiDocumentationOpensGroupedAndComplainsOfNothing(int width, ColorScheme scheme) {
    try (OpenPage opened = chromium.open(url("/swagger-ui/index.html"), width, scheme)) {
      assertThat(opened.page().locator(".opblock-tag").first()).isVisible();
      assertThat(opened.page().locator(".opblock-tag").allInnerTexts().toString())
          .containsSubsequence("settlements", "jobs", "nodes", "attestation", "network")
          .doesNotContain("-controller");
      assertThat(opened.complaints()).isEmpty();
      assertThat(opened.requests()).allMatch(request -> request.startsWith(url("/")));
    }
  }

  private String url(String path) {
    return "http://127.0.0.1:" + port + path;
  }
}
