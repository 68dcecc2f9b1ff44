// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API's documentation in a real browser. */
@EnabledIf("chromiumIsInstalled")
class DocumentationPageTest extends BrowsedService {
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
}
