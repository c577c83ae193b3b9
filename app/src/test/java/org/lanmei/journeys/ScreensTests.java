package org.lanmei.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Clip;
import com.microsoft.playwright.options.Media;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.lanmei.kernel.Lang;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Every page, on a desk and on a phone, in three languages: looked at by machine, and kept as
 * pictures in {@code target/screens} to be looked at by people.
 */
@JourneyTest
class ScreensTests {

  private static final List<Lang> LANGUAGES = List.of(Lang.EN, Lang.ZH, Lang.KM);

  /** In CSS pixels. */
  private static final int A4_BETWEEN_MARGINS = 688;

  private final Chromium chromium;
  @Autowired Visitors visitors;

  ScreensTests(Chromium chromium) {
    this.chromium = chromium;
  }

  /**
   * @param then what the reader does on it before it is looked at
   */
  private record Screen(String name, String path, int status, Step then) {
    Screen(String name, String path) {
      this(name, path, 200, visit -> {});
    }

    Screen(String name, String path, int status) {
      this(name, path, status, visit -> {});
    }
  }

  private interface Step {
    void on(Visit visit);
  }

  private enum Size {
    DESK(1280, 900),
    PHONE(390, 844);

    final int width;
    final int height;

    Size(int width, int height) {
      this.width = width;
      this.height = height;
    }
  }

  @Test
  void what_everybody_reads() {
    try (var visit = visitors.anonymous(chromium, Lang.EN)) {
      var screens = new ArrayList<Screen>();
      screens.add(new Screen("overview", "/"));
      screens.add(new Screen("plan", "/plan"));
      screens.add(new Screen("commitments", "/plan/commitments"));
      screens.add(new Screen("commitments-page-3", "/plan/commitments?p=3"));
      screens.add(new Screen("commitments-none", "/plan/commitments?q=qqqq"));
      screens.add(new Screen("clause", "/plan/4.2.12"));
      screens.add(new Screen("commitment-4.1.1-2", "/plan/4.1.1/2"));
      screens.add(new Screen("commitment-4.1.1-2-in-2019", "/plan/4.1.1/2?on=2019-06-30"));
      screens.add(new Screen("commitment-3-9", "/plan/3/9"));
      screens.add(new Screen("commitment-4.1.1-5", "/plan/4.1.1/5"));
      screens.add(new Screen("commitment-4.2.12-16", "/plan/4.2.12/16"));
      for (String by : List.of("year", "party", "kind")) {
        screens.add(new Screen("coverage-by-" + by, "/plan/coverage?by=" + by));
      }
      screens.add(new Screen("evidence-sources", evidence(visit, "/plan/4.1.1/2", 0)));
      screens.add(new Screen("evidence-contested", contested(visit)));
      screens.add(new Screen("boards", "/plan/boards"));
      screens.add(new Screen("sign-in", "/sign-in"));
      screens.add(new Screen("sign-in-wrong", "/sign-in", 200, ScreensTests::signInWrongly));
      screens.add(new Screen("about", "/about"));
      screens.add(new Screen("about-states", "/about/how-states-are-computed"));
      screens.add(new Screen("about-accessibility", "/about/accessibility"));
      screens.add(new Screen("about-api", "/about/api"));
      screens.add(new Screen("not-found", "/plan/9.9.9", 404));
      screens.add(new Screen("not-signed-in", "/plan/record", 401));
      look(visit, screens);
    }
  }

  @Test
  void what_an_officer_works_with() {
    try (var visit = visitors.signedIn(chromium, "secretariat.la", Lang.EN)) {
      var screens = new ArrayList<Screen>();
      screens.add(new Screen("overview-officer", "/"));
      screens.add(new Screen("commitment-officer", "/plan/4.1.1/6"));
      screens.add(new Screen("record", "/plan/record?subject=4.1.1%236"));
      screens.add(new Screen("record-errors", "/plan/record", 200, ScreensTests::recordWrongly));
      screens.add(new Screen("evidence-officer", contested(visit)));
      screens.add(new Screen("boards-officer", "/plan/boards"));
      screens.add(new Screen("imports", "/plan/imports"));
      screens.add(
          new Screen("import", imported(visit, PlanText.ofThePlan().orElse(PlanText.invented()))));
      screens.add(new Screen("import-draft", imported(visit, PlanText.invented())));
      screens.add(new Screen("account", "/account"));
      screens.add(new Screen("mandates", "/mandates"));
      screens.add(new Screen("not-allowed", "/accounts", 403));
      look(visit, screens);
    }
  }

  @Test
  void the_river_and_its_agreements() {
    try (var visit = visitors.signedIn(chromium, "hydrologist.cn", Lang.EN)) {
      var screens = new ArrayList<Screen>();
      screens.add(new Screen("water", "/water"));
      screens.add(new Screen("water-stations", "/water/stations"));
      screens.add(new Screen("water-station", "/water/stations/013901"));
      screens.add(new Screen("water-station-limits", "/water/stations/013901/limits"));
      screens.add(new Screen("water-station-silent", "/water/stations/010402"));
      screens.add(new Screen("water-map", "/water/map"));
      screens.add(new Screen("water-corrections", "/water/corrections"));
      screens.add(new Screen("water-intake", "/water/intake"));
      screens.add(new Screen("sharing", "/sharing"));
      screens.add(new Screen("sharing-agreement", "/sharing/cn-flood-season"));
      screens.add(new Screen("sharing-scoreboard", "/sharing/cn-flood-season/scoreboard"));
      screens.add(new Screen("sharing-rehearsal", "/sharing/cn-flood-season/rehearsal"));
      screens.add(new Screen("sharing-notices", "/sharing/cn-flood-season/notices"));
      screens.add(new Screen("sharing-new", "/sharing/new"));
      screens.add(new Screen("log", "/log"));
      look(visit, screens);
    }
  }

  @Test
  void what_the_administrator_works_with() {
    try (var visit = visitors.signedIn(chromium, "administrator", Lang.EN)) {
      look(
          visit,
          List.of(
              new Screen("accounts", "/accounts"),
              new Screen("accounts-invited", "/accounts", 200, ScreensTests::invite),
              new Screen("account-administrator", "/account")));
    }
  }

  @Test
  void what_comes_out_of_the_printer() {
    try (var visit = visitors.anonymous(chromium, Lang.EN)) {
      var page = visit.page();
      page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
      for (Lang lang : LANGUAGES) {
        visit.as(lang, A4_BETWEEN_MARGINS, 980);
        for (String path : List.of("/", "/plan", "/plan/4.1.1/2", "/plan/commitments")) {
          visit.open(path);
          keep(page, "%s-print%s.png".formatted(lang.tag(), path.replace('/', '-')));
          assertThat(Looks.collisions(page)).as(lang + " " + path).isEmpty();
          assertThat(page.locator("nav:visible, form:visible, button:visible").count())
              .as("navigation on paper: " + lang + " " + path)
              .isZero();
          assertThat(page.locator(".record .addr").isVisible()).as("the address stays").isTrue();
        }
      }
    }
  }

  private static void look(Visit visit, List<Screen> screens) {
    var problems = new ArrayList<String>();
    for (Lang lang : LANGUAGES) {
      for (Size size : Size.values()) {
        visit.as(lang, size.width, size.height);
        for (Screen screen : screens) {
          visit.open(screen.path, screen.status);
          screen.then.on(visit);
          String where = lang.tag() + " " + size.width + " " + screen.name + ": ";
          keep(visit.page(), "%s-%d-%s.png".formatted(lang.tag(), size.width, screen.name));
          var found = Looks.collisions(visit.page());
          if (lang != Lang.ZH && !(lang == Lang.KM && size == Size.DESK)) {
            found.addAll(Looks.barriers(visit.page()));
          }
          if (size == Size.PHONE) found.addAll(Looks.tooSmall(visit.page()));
          found.forEach(f -> problems.add(where + f));
        }
      }
    }
    assertThat(String.join("\n", problems)).isEmpty();
  }

  /** A picture of the page, to its end or to six screens, whichever comes first. */
  static void keep(Page page, String name) {
    var size = page.viewportSize();
    int height = ((Number) page.evaluate("document.documentElement.scrollHeight")).intValue();
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target/screens", name.toLowerCase(Locale.ROOT)))
            .setFullPage(true)
            .setClip(new Clip(0, 0, size.width, Math.min(height, 6 * size.height))));
  }

  private static String evidence(Visit visit, String commitment, int nth) {
    visit.open(commitment);
    return visit.page().locator("a[href^='/plan/evidence/']").nth(nth).getAttribute("href");
  }

  /** The example's contested record. */
  private static String contested(Visit visit) {
    visit.open("/plan/4.2.14/24");
    return visit
        .page()
        .locator("tr:has(.is-suspect) a[href^='/plan/evidence/']")
        .first()
        .getAttribute("href");
  }

  private static String imported(Visit visit, Path document) {
    visit.open("/plan/imports");
    visit.page().locator("#file").setInputFiles(document);
    visit.page().locator("form[enctype] button").click();
    visit.page().locator("#beside").waitFor();
    return visit.path();
  }

  private static void signInWrongly(Visit visit) {
    var page = visit.page();
    page.locator("input[name=login]").fill("nobody." + visit.page().viewportSize().width);
    page.locator("input[name=password]").fill("nothing at all");
    visit.refusedWith(400, () -> page.locator("form[action='/sign-in'] button").click());
  }

  private static void recordWrongly(Visit visit) {
    var page = visit.page();
    page.locator("#subjects").fill("9.9.9#9");
    page.locator("#title").fill("Kept as it was typed");
    page.locator("#link").fill("not a link");
    visit.refusedWith(400, () -> page.locator("form[action='/plan/record'] > p button").click());
  }

  private static void invite(Visit visit) {
    var page = visit.page();
    page.locator("form[action='/accounts/invite'] [name=name]").fill("Nou Reader");
    page.locator("form[action='/accounts/invite'] button").click();
    page.locator(".banner code").waitFor();
  }
}
