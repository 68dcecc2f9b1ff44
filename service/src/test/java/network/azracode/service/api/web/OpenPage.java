// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api.web;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/**
 * A page in a browser, and what went wrong on it.
 *
 * @param complaints errors on its console or thrown by its scripts
 * @param requests everything it asked for, by URL
 */
record OpenPage(BrowserContext context, Page page, List<String> complaints, List<String> requests)
    implements AutoCloseable {

  static OpenPage at(BrowserContext context, String url) {
    Page page = context.newPage();
    var opened = new OpenPage(context, page, new ArrayList<>(), new ArrayList<>());
    page.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        opened.complaints.add(message.text());
      }
    });
    page.onPageError(opened.complaints::add);
    page.onRequest(request -> opened.requests.add(request.url()));
    page.navigate(url);
    return opened;
  }

  /** By how many pixels the page is wider than the window. */
  int overflowPixels() {
    Object pixels =
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    return ((Number) pixels).intValue();
  }

  @Override
  public void close() {
    context.close();
  }
}
