package org.lanmei.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.lanmei.kernel.Lang;
import org.springframework.beans.factory.annotation.Autowired;

/** The day of an officer of a national secretariat: find, ask, record, contest, withdraw. */
@JourneyTest
class OfficerJourneyTests {

  private static final String TITLE = "Visit of a delegation of governors to Vientiane";

  private final Chromium chromium;
  @Autowired Visitors visitors;

  OfficerJourneyTests(Chromium chromium) {
    this.chromium = chromium;
  }

  @Test
  void the_language_switches_in_place_and_the_filter_stays_in_the_address() {
    try (var visit = visitors.signedIn(chromium, "secretariat.la", Lang.EN)) {
      visit.open("/plan/commitments");
      var page = visit.page();
      page.locator("#state").selectOption("OVERDUE");
      page.locator("#q").fill("meeting");
      page.locator(".filters button").click();
      assertThat(visit.path()).contains("state=OVERDUE").contains("q=meeting");
      int shown = page.locator(".commitments tbody tr:not(.sub)").count();
      assertThat(shown).isBetween(1, 20);
      assertThat(page.locator(".commitments .state.is-bad").count()).isEqualTo(shown);

      visit.switchTo(Lang.KM);
      assertThat(visit.path()).contains("state=OVERDUE").contains("q=meeting");
      assertThat(page.locator("#state").inputValue()).isEqualTo("OVERDUE");
      assertThat(page.locator(".commitments tbody tr:not(.sub)").count()).isEqualTo(shown);
      visit.switchTo(Lang.EN);

      visit.link("4.1.1#2").click();
      assertThat(visit.path()).startsWith("/plan/4.1.1/2");
      assertThat(page.locator("h1").innerText()).contains("Leaders’ Meeting");
      String today = page.locator(".lede .state").innerText();
      assertThat(today).startsWith("Overdue");

      page.locator("#on").fill("2019-06-30");
      page.locator("form:has(#on) button").click();
      assertThat(visit.path()).contains("on=2019-06-30");
      assertThat(page.locator(".record").innerText()).contains("30 June 2019");
      String then = page.locator(".lede .state").innerText();
      assertThat(then).doesNotContain("Overdue");
      assertThat(visit.text()).contains("It speaks of days after 30 June 2019.");
      assertThat(page.locator(".stack:has(.reading-a)").innerText())
          .contains("10 January 2018")
          .doesNotContain("25 December 2023");
    }
  }

  @Test
  void what_is_recorded_is_seen_contested_and_withdrawn() {
    String record;
    try (var lao = visitors.signedIn(chromium, "secretariat.la", Lang.EN)) {
      lao.open("/plan/4.1.1/6");
      lao.link("Record evidence, or declare").click();
      var page = lao.page();
      assertThat(page.locator("#subjects").inputValue()).isEqualTo("4.1.1#6");
      page.locator("#what").selectOption("EVENT");
      page.locator("#title").fill(TITLE);
      page.locator("#from").fill(LocalDate.now().minusDays(3).toString());
      page.locator("#file")
          .setInputFiles(
              new FilePayload(
                  "programme.txt",
                  "text/plain",
                  "Programme of the visit".getBytes(StandardCharsets.UTF_8)));
      lao.button("Put on record for Lao PDR").click();
      record = lao.path();
      assertThat(record).startsWith("/plan/evidence/");
      assertThat(page.locator("h1").innerText()).isEqualTo(TITLE);
      assertThat(page.locator(".lede .state").innerText()).isEqualTo("On record");
      var file = page.waitForDownload(() -> lao.link("programme.txt").click());
      assertThat(file.path()).hasContent("Programme of the visit");
      assertThat(file.suggestedFilename()).isEqualTo("programme.txt");

      lao.open("/plan/4.1.1/6");
      assertThat(lao.text()).contains(TITLE);
      lao.open("/");
      assertThat(page.locator(".band:has(h2:text-is('Newly on record'))").innerText())
          .contains(TITLE);
    }

    try (var thai = visitors.signedIn(chromium, "secretariat.th", Lang.EN)) {
      thai.open(record);
      var page = thai.page();
      thai.refusedWith(400, () -> thai.button("Contest it").click());
      assertThat(page.locator(".error-summary a").getAttribute("href")).isEqualTo("#reason");
      page.locator("#reason").fill("The delegation came in another month.");
      thai.button("Contest it").click();
      assertThat(page.locator(".lede .state").innerText()).isEqualTo("Contested");
      assertThat(thai.text())
          .contains("Contested by Thailand")
          .contains("The delegation came in another month.");
      thai.open("/plan/4.1.1/6");
      assertThat(page.locator("tr:has-text('" + TITLE + "')").innerText()).contains("Contested");
    }

    try (var lao = visitors.signedIn(chromium, "secretariat.la", Lang.EN)) {
      lao.open("/plan/4.1.1/6");
      lao.page().locator("tr:has-text('" + TITLE + "') a").first().click();
      assertThat(lao.path()).isEqualTo(record);
      lao.page().locator("#reason").fill("Recorded with the wrong day.");
      lao.button("Withdraw it").click();
      assertThat(lao.page().locator(".lede .state").innerText()).isEqualTo("Withdrawn");
      assertThat(lao.text()).contains("Recorded with the wrong day.");
      lao.open("/plan/4.1.1/6");
      assertThat(lao.page().locator("tr:has-text('" + TITLE + "')").innerText())
          .as("readable, and not counted")
          .contains("Not counted: Retracted");
    }
  }

  @Test
  void what_cannot_be_taken_is_told_at_its_field_and_nothing_typed_is_lost() {
    try (var visit = visitors.signedIn(chromium, "secretariat.la", Lang.EN)) {
      visit.open("/plan/record");
      var page = visit.page();
      page.locator("#subjects").fill("4.1.1#99");
      page.locator("#what").selectOption("DECLARATION");
      page.locator("#title").fill("Kept as it was typed");
      page.locator("#link").fill("not a link");
      page.locator("#six").check();
      // As an old browser sends it, which knows no field for days.
      page.locator("#from").evaluate("e => { e.type = 'text'; e.value = '24.11.2026'; }");
      visit.refusedWith(400, () -> visit.button("Put on record for Lao PDR").click());

      assertThat(page.locator(".error-summary").evaluate("e => e === document.activeElement"))
          .as("the reader is taken to the summary")
          .isEqualTo(true);
      assertThat(page.locator("#subjects").inputValue()).isEqualTo("4.1.1#99");
      assertThat(page.locator("#what").inputValue()).isEqualTo("DECLARATION");
      assertThat(page.locator("#title").inputValue()).isEqualTo("Kept as it was typed");
      assertThat(page.locator("#link").inputValue()).isEqualTo("not a link");
      assertThat(page.locator("#six").isChecked()).isTrue();
      assertThat(page.locator("#from").getAttribute("value")).isEqualTo("24.11.2026");
      assertThat(page.locator("#from-error").innerText())
          .contains("“24.11.2026” is not a day. Write it like 2026-11-24.");

      for (String field : new String[] {"subjects", "from", "link", "statement"}) {
        page.locator(".error-summary a[href='#" + field + "']").click();
        var control = page.locator("#" + field);
        assertThat(control.evaluate("e => e === document.activeElement")).as(field).isEqualTo(true);
        assertThat(control.getAttribute("aria-invalid")).as(field).isEqualTo("true");
        assertThat(control.getAttribute("aria-describedby")).as(field).contains(field + "-error");
      }
      assertThat(page.locator("#title").getAttribute("aria-invalid")).isNull();
    }
  }
}
