package org.lanmei.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lanmei.Application;
import org.lanmei.TestDatabase;
import org.lanmei.kernel.Lang;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * From an empty folder to an officer at work: the one-time link, the administrator, a party's first
 * grantor from a credential note, a mandate of the secretariat, and a passkey.
 */
@ExtendWith(InChromium.class)
class FirstStartJourneyTests {

  private static final String PASSWORD = "nine dragons and a gauge";
  private static final Pattern SET_UP = Pattern.compile("http://localhost:\\d+(/setup/\\S+)");

  private final Chromium chromium;
  private TestDatabase database;
  private ConfigurableApplicationContext application;
  private String origin = "";
  private String setUp = "";

  FirstStartJourneyTests(Chromium chromium) {
    this.chromium = chromium;
  }

  @BeforeEach
  void start() {
    database = TestDatabase.migrated();
    var properties = new HashMap<String, Object>(database.springProperties());
    properties.put("server.port", 0);
    var console = System.out;
    var printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      application =
          new SpringApplicationBuilder(Application.class)
              .run(
                  properties.entrySet().stream()
                      .map(e -> "--" + e.getKey() + "=" + e.getValue())
                      .toArray(String[]::new));
    } finally {
      System.setOut(console);
    }
    origin =
        "http://localhost:" + application.getEnvironment().getRequiredProperty("local.server.port");
    var link = SET_UP.matcher(printed.toString(StandardCharsets.UTF_8));
    assertThat(link.find()).as("the link on the console").isTrue();
    setUp = link.group(1);
  }

  @AfterEach
  void stop() {
    application.close();
    database.close();
  }

  private Visit visit() {
    return Visit.begin(chromium, origin, new Visit.Options(Lang.EN));
  }

  @Test
  void from_the_one_time_link_to_an_officer_with_a_passkey() {
    String grantorsLink;
    String officersLink;
    try (var administrator = visit()) {
      administrator.open(setUp);
      look(administrator, "setup");
      administrator.page().locator("[name=name]").fill("Ada Keeper");
      administrator.page().locator("[name=login]").fill("ada");
      administrator.page().locator("[name=password]").fill(PASSWORD);
      administrator.page().locator("main form button").click();
      assertThat(administrator.path()).isEqualTo("/account#passkeys");
      grantorsLink = registerGrantor(administrator);
      officersLink = inviteOfficer(administrator);
    }

    try (var gone = visit()) {
      gone.open(setUp, 404);
    }

    try (var officer = visit()) {
      officer.open(officersLink);
      look(officer, "invitation");
      takeUp(officer, "officer.la");
      officer.open("/plan/record", 403);
    }

    try (var grantor = visit()) {
      grantor.open(grantorsLink);
      assertThat(grantor.text()).contains("LMC-LA 12/2026");
      look(grantor, "invitation-grantor");
      takeUp(grantor, "grantor.la");
      grant(grantor);
    }

    try (var officer = visit()) {
      var keys = authenticator(officer);
      officer.signIn("officer.la", PASSWORD);
      officer.open("/account");
      assertThat(officer.text()).contains("Officer of the national secretariat");
      officer.page().locator("[data-passkey] input").fill("Laptop in Vientiane");
      officer.button("Add a passkey").click();
      officer.page().locator("#passkeys th:has-text('Laptop in Vientiane')").waitFor();
      assertThat(credentials(keys)).isEqualTo(1);
      look(officer, "account-passkey");
      officer.button("Sign out").click();
      officer.open("/account");
      assertThat(officer.path()).startsWith("/sign-in");

      officer.button("Sign in with a passkey").click();
      officer.page().waitForURL(origin + "/account");
      officer.open("/plan/record");
      assertThat(officer.text()).contains("For Lao PDR");
    }
  }

  private static String registerGrantor(Visit administrator) {
    administrator.open("/accounts");
    var form = administrator.page().locator("form[action='/accounts/first-grantor']");
    form.locator("[name=party]").selectOption("LA");
    form.locator("[name=name]").fill("Khamla Sisavath");
    form.locator("[name=organisation]").fill("Ministry of Foreign Affairs");
    form.locator("[name=source]").fill("LMC-LA 12/2026");
    form.locator("[name=sourceDay]").fill(LocalDate.now().minusDays(10).toString());
    form.locator("[name=firstDay]").fill(LocalDate.now().minusDays(5).toString());
    form.locator("button").click();
    return link(administrator);
  }

  private static String inviteOfficer(Visit administrator) {
    administrator.open("/accounts");
    var form = administrator.page().locator("form[action='/accounts/invite']");
    form.locator("[name=name]").fill("Sita Vong");
    form.locator("[name=party]").selectOption("LA");
    form.locator("button").click();
    return link(administrator);
  }

  /** The path of the link that the page shows once. */
  private static String link(Visit administrator) {
    String address = administrator.page().locator(".banner code").innerText();
    return address.substring(address.indexOf("/invitation/"));
  }

  private static void takeUp(Visit guest, String login) {
    guest.page().locator("[name=login]").fill(login);
    guest.page().locator("[name=password]").fill(PASSWORD);
    guest.page().locator("main form button").first().click();
    assertThat(guest.path()).doesNotContain("/invitation/");
  }

  private static void grant(Visit grantor) {
    grantor.open("/mandates");
    var form = grantor.page().locator("form[action='/mandates']");
    form.locator("[name=person]")
        .selectOption(new com.microsoft.playwright.options.SelectOption().setLabel("Sita Vong"));
    form.locator("[name=capacity]").selectOption("SECRETARIAT");
    form.locator("[name=firstDay]").fill(LocalDate.now().minusDays(1).toString());
    form.locator("[name=source]").fill("Order 7/2026");
    form.locator("button").click();
    assertThat(grantor.page().locator("tr:has-text('Sita Vong')").innerText())
        .contains("Officer of the national secretariat")
        .contains("in force");
  }

  /** A platform authenticator that always finds its person there. */
  private static Keys authenticator(Visit visit) {
    var session = visit.context().newCDPSession(visit.page());
    session.send("WebAuthn.enable");
    var options = new JsonObject();
    options.addProperty("protocol", "ctap2");
    options.addProperty("transport", "internal");
    options.addProperty("hasResidentKey", true);
    options.addProperty("hasUserVerification", true);
    options.addProperty("isUserVerified", true);
    options.addProperty("automaticPresenceSimulation", true);
    var asked = new JsonObject();
    asked.add("options", options);
    var made = session.send("WebAuthn.addVirtualAuthenticator", asked);
    return new Keys(session, made.get("authenticatorId").getAsString());
  }

  private record Keys(CDPSession session, String authenticator) {}

  private static int credentials(Keys keys) {
    var asked = new JsonObject();
    asked.addProperty("authenticatorId", keys.authenticator());
    return keys.session()
        .send("WebAuthn.getCredentials", asked)
        .getAsJsonArray("credentials")
        .size();
  }

  private static void look(Visit visit, String name) {
    ScreensTests.keep(visit.page(), "en-1280-" + name + ".png");
    assertThat(Looks.barriers(visit.page())).as(name).isEmpty();
    assertThat(Looks.collisions(visit.page())).as(name).isEmpty();
  }
}
