// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api.web;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import network.azracode.service.testing.SceneService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The service, and a browser that opens its pages. */
abstract class BrowsedService extends SceneService {
  static final int PHONE = 360;
  static final int DESK = 1_440;

  static Chromium chromium;

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

  final String url(String path) {
    return "http://127.0.0.1:" + port + path;
  }
}
