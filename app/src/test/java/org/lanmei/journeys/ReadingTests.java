package org.lanmei.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.LoadState;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.Party;
import org.springframework.beans.factory.annotation.Autowired;

/** Reading on a slow line and without scripts. */
@JourneyTest
class ReadingTests {

  /** What the first view of the overview may weigh over the wire, everything included. */
  private static final long MOST_BYTES = 150_000;

  private final Chromium chromium;
  @Autowired Visitors visitors;

  ReadingTests(Chromium chromium) {
    this.chromium = chromium;
  }

  @Test
  void everything_is_there_without_scripts() {
    var options = new Visit.Options(Lang.EN).withoutScripts();
    try (var visit = visitors.anonymous(chromium, options)) {
      var page = visit.page();
      visit.open("/");
      assertThat(page.locator("h1").innerText()).contains("268");
      assertThat(page.locator(".tally li").count()).isGreaterThan(4);
      assertThat(page.locator(".band:has(h2:text-is('Overdue')) .work li").count()).isPositive();
      assertThat(page.locator(".band:has(h2:text-is('Newly on record')) .work li").count())
          .isPositive();

      visit.link("Commitments").click();
      int rows = 0;
      for (int n = 1; n <= 3; n++) {
        visit.open("/plan/commitments?p=" + n);
        rows += page.locator(".commitments tbody tr:not(.sub)").count();
      }
      assertThat(rows).isEqualTo(268);
      page.locator("#kind").selectOption("BODY");
      page.locator(".filters button").click();
      assertThat(visit.path()).contains("kind=BODY");
      assertThat(page.locator(".commitments tbody tr:not(.sub)").count()).isBetween(1, 99);

      visit.open("/plan/4.1.1/2");
      assertThat(page.locator("svg.periods text").count()).isGreaterThan(10);
      assertThat(visit.text())
          .contains("Three readings")
          .contains("4th Leaders’ Meeting")
          .contains("About this commitment");

      visit.open("/plan/coverage?by=party");
      var heads = page.locator(".matrix thead th").allInnerTexts();
      assertThat(heads).hasSize(2 + Party.values().length);
      assertThat(page.locator(".matrix tbody td b").count()).isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"EN", "ZH", "KM", "MY"})
  void the_first_view_is_light(Lang lang) {
    var bytes = new AtomicLong();
    var parts = new ArrayList<String>();
    try (var visit = visitors.anonymous(chromium, lang)) {
      var finished = new ArrayList<Request>();
      visit.page().onRequestFinished(finished::add);
      visit.open("/");
      visit.page().waitForLoadState(LoadState.NETWORKIDLE);
      visit.page().evaluate("document.fonts.ready.then(() => true)");
      for (Request request : finished) {
        var sizes = request.sizes();
        long size = (long) sizes.responseHeadersSize + sizes.responseBodySize;
        bytes.addAndGet(size);
        parts.add(
            request.url().replaceFirst("https?://[^/]+", "").replaceFirst("\\?.*", "")
                + " "
                + size);
      }
    }
    System.out.printf("first view, %s: %d bytes %s%n", lang.tag(), bytes.get(), parts);
    assertThat(parts).as("page, style and icon at least").hasSizeGreaterThan(1);
    assertThat(bytes.get()).as(String.join(", ", parts)).isLessThan(MOST_BYTES);
  }
}
