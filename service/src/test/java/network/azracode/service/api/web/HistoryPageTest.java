// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.TcbStatus;
import network.azracode.sdk.protocol.Tee;
import network.azracode.sdk.protocol.Verdict;
import network.azracode.service.testing.ServiceScene;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages in a real browser. */
@EnabledIf("chromiumIsInstalled")
class HistoryPageTest extends BrowsedService {
  private static final BigInteger PRICE = BigInteger.valueOf(2_000_000);
  private static final int PAID = 1_234_567;

  private final KeySigner operator = KeySigner.random(SCENE.random);
  private NodeId node;

  @BeforeEach
  void attestNode() {
    node = SCENE.register(operator);
    long now = SCENE.ledger.head().time();
    SCENE.ledger.attest(
        new Verdict(
            node,
            operator.address(),
            operator.address(),
            Bytes32.ZERO,
            ServiceScene.POLICY,
            Tee.DEVELOPMENT,
            TcbStatus.UP_TO_DATE,
            Bytes32.ZERO,
            now,
            now + 600));
  }

  static Stream<Arguments> looks() {
    return Stream.of(PHONE, DESK)
        .flatMap(width ->
            Stream.of(ColorScheme.LIGHT, ColorScheme.DARK)
                .map(scheme -> Arguments.of(width, scheme)));
  }

  /** [I-20] [I-21] */
  @ParameterizedTest
  @MethodSource("looks")
  void theHistoryFitsItsWindowAndComplainsOfNothing(int width, ColorScheme scheme) {
    JobId job = settle();
    try (OpenPage opened = chromium.open(url("/"), width, scheme)) {
      assertThat(rowOf(opened.page(), job)).isVisible();
      assertThat(opened.page().locator("#connection")).hasText("Live");
      assertThat(opened.overflowPixels()).isNotPositive();
      assertThat(opened.complaints()).isEmpty();
      assertThat(opened.requests()).isNotEmpty().allMatch(request -> request.startsWith(url("/")));
    }
  }

  /** [I-22] */
  @Test
  void aSettlementAppearsByItselfAndTakesNoFocusAway() {
    JobId first = settle();
    try (OpenPage opened = chromium.open(url("/"), DESK, ColorScheme.LIGHT)) {
      Locator link = rowOf(opened.page(), first).locator("a").last();
      assertThat(opened.page().locator("#connection")).hasText("Live");
      link.focus();

      JobId second = settle();

      assertThat(rowOf(opened.page(), second)).isVisible();
      assertThat(opened.page().locator("#rows tr").first().locator("[title='" + second + "']"))
          .isVisible();
      assertThat(link).isFocused();
    }
  }

  /** [I-23] */
  @Test
  void whateverActsIsReachedByKeyboardInReadingOrder() {
    JobId job = settle();
    try (OpenPage opened = chromium.open(url("/"), DESK, ColorScheme.LIGHT)) {
      assertThat(rowOf(opened.page(), job)).isVisible();
      opened.page().locator("#filter").selectOption(node.toString());
      opened.page().locator("body").evaluate("body => body.ownerDocument.activeElement.blur()");

      // at most past every node that tests before this one have registered
      List<String> reached = tabbedTo(opened.page(), "filter", 200 + Math.toIntExact(node.value()));

      assertThat(reached)
          .containsSubsequence("Skip to settlements", "nodes", "Node " + node, "filter");
      assertThat(rowOf(opened.page(), job).locator("a").last()).isVisible();
    }
  }

  /** [I-23] A page of the API holds 200 of them. */
  @Test
  void everyNodeIsThereToChooseHoweverMany() {
    SCENE.inOneBlock(
        () -> IntStream.rangeClosed(0, 200).forEach(i -> node = SCENE.register(operator)));
    try (OpenPage opened = chromium.open(url("/"), DESK, ColorScheme.LIGHT)) {
      assertThat(opened.page().locator("#filter option[value='" + node + "']")).isAttached();
    }
  }

  /** [I-24] */
  @Test
  void amountsAreWrittenWithTheTokensOwnDecimals() {
    JobId job = settle();
    try (OpenPage opened = chromium.open(url("/"), DESK, ColorScheme.LIGHT)) {
      // no chain node stands behind this service: nobody has told it the decimals
      assertThat(paidOf(opened.page(), job)).hasText("1,234,567");
      assertThat(opened.page().locator("#unit")).hasText("base units of the token");
      opened
          .page()
          .route(
              "**/api/v1/deployment",
              route -> {
                String told =
                    route.fetch().text().replace("\"tokenDecimals\":null", "\"tokenDecimals\":6");
                route.fulfill(
                    new Route.FulfillOptions().setContentType("application/json").setBody(told));
              });
      assertThat(paidOf(opened.page(), job)).hasText("1.234567");
      assertThat(paidOf(opened.page(), job)).hasAttribute("title", PAID + " base units");
    }
  }

  /** What the keyboard reaches until it is at the last, or has been asked so often. */
  private static List<String> tabbedTo(Page page, String last, int most) {
    List<String> reached = new ArrayList<>();
    while (reached.size() < most && !reached.contains(last)) {
      page.keyboard().press("Tab");
      Object now = page.evaluate("document.activeElement.id || document.activeElement.textContent");
      reached.add(Optional.ofNullable(now).map(Object::toString).orElse("").strip());
    }
    return reached;
  }

  private static Locator rowOf(Page page, JobId job) {
    return page.locator("#rows tr:has([title='" + job + "'])");
  }

  private static Locator paidOf(Page page, JobId job) {
    return rowOf(page, job).locator("[data-label=Paid]");
  }

  private JobId settle() {
    byte[] entropy = new byte[Bytes32.LENGTH];
    SCENE.random.nextBytes(entropy);
    JobId job = new JobId(Bytes32.of(entropy));
    SCENE.inOneBlock(() -> {
      SCENE.ledger.open(job, node, operator.address(), PRICE);
      SCENE.ledger.settle(job, node, operator.address(), BigInteger.ONE, PAID, PRICE);
    });
    return job;
  }
}
