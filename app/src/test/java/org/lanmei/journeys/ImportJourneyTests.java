package org.lanmei.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lanmei.kernel.Lang;
import org.springframework.beans.factory.annotation.Autowired;

/** A plan document is sent in, read, looked at beside what was understood, and accepted. */
@JourneyTest
class ImportJourneyTests {

  private final Chromium chromium;
  @Autowired Visitors visitors;

  ImportJourneyTests(Chromium chromium) {
    this.chromium = chromium;
  }

  @Test
  void another_plan_becomes_a_draft_whose_kinds_the_officer_chooses() {
    try (var visit = visitors.signedIn(chromium, "secretariat.kh", Lang.EN)) {
      visit.open("/plan/imports");
      var page = visit.page();
      page.locator("#file").setInputFiles(PlanText.invented());
      visit.button("Read it").click();
      page.locator("#beside").waitFor(); // the page comes by itself
      assertThat(page.locator(".lede .state").innerText()).contains("proposed");
      assertThat(page.locator(".beside td[lang=zh]").count()).isGreaterThan(10);
      page.locator(".beside select").first().selectOption("EVENT");
      page.locator("#key").fill("river-union");
      page.locator("#title").fill("Plan of the invented union");
      visit.button("Make it a register").click();
      assertThat(page.locator(".do h2").innerText()).isEqualTo("Accepted");
      assertThat(page.locator(".beside select").first().isDisabled()).isTrue();
      visit.open("/plan/imports");
      assertThat(visit.text()).contains("river-union.zh.txt").contains("Accepted");
    }
  }

  @Test
  void without_scripts_the_page_says_how_far_it_is_and_where_to_look_again() {
    var options = new Visit.Options(Lang.EN).withoutScripts();
    try (var visit = visitors.signedIn(chromium, "secretariat.kh", options)) {
      visit.open("/plan/imports");
      var page = visit.page();
      page.locator("#file").setInputFiles(large());
      visit.button("Read it").click();
      assertThat(visit.path()).startsWith("/plan/imports/");
      var seen = new ArrayList<String>();
      var until = Instant.now().plus(Duration.ofSeconds(60));
      while (page.locator("progress").count() > 0 && Instant.now().isBefore(until)) {
        seen.add(page.locator("progress").innerText());
        assertThat(visit.text()).contains("You can leave this page");
        visit.link("Look again").click();
      }
      assertThat(seen).as("the page was shown while the document was being read").isNotEmpty();
      assertThat(page.locator(".beside tbody tr").count()).isGreaterThan(100);
    }
  }

  /** Enough sentences that reading them takes a while. */
  private static FilePayload large() {
    try {
      String text = Files.readString(PlanText.ofThePlan().orElse(PlanText.invented()));
      int times = PlanText.ofThePlan().isPresent() ? 6 : 40;
      return new FilePayload(
          "large.txt", "text/plain", (text + "\n").repeat(times).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void the_plan_is_matched_and_its_sentences_stand_on_the_commitments_pages() throws IOException {
    assumeTrue(PlanText.ofThePlan().isPresent(), "the plan's document is not on this machine");
    var plan = PlanText.ofThePlan().orElseThrow();
    List<String> lines = Files.readAllLines(plan);
    try (var visit = visitors.signedIn(chromium, "secretariat.vn", Lang.EN)) {
      visit.open("/plan/imports");
      var page = visit.page();
      page.locator("#file").setInputFiles(plan);
      visit.button("Read it").click();
      page.locator("#beside").waitFor();
      assertThat(page.locator(".lede .state").innerText())
          .isEqualTo("268 of 268 commitments matched");
      String sentence =
          page.locator(".beside tr:has(td:has-text('4.1.1#2')) td[lang=zh]").first().innerText();
      assertThat(lines).anyMatch(line -> line.contains(sentence.strip()));
      visit.button("Accept the text").click();
      assertThat(page.locator(".do h2").innerText()).isEqualTo("Accepted");

      visit.open("/plan/4.1.1/2");
      assertThat(page.locator("blockquote [lang=zh]").innerText()).isEqualTo(sentence);
      assertThat(visit.text()).contains("official text");
    }
  }
}
