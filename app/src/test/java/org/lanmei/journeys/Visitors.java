package org.lanmei.journeys;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.lanmei.kernel.Lang;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Brings readers and the example's people to the running application. */
@TestComponent
class Visitors {

  static final String DATA = "target/journeys";

  private final Environment environment;
  private final Map<String, String> sessions = new ConcurrentHashMap<>();

  Visitors(Environment environment) {
    this.environment = environment;
  }

  /** A line of the file in which the worked example keeps how to sign in. */
  private record Entry(String user, String password) {}

  String origin() {
    return "http://localhost:" + environment.getRequiredProperty("local.server.port");
  }

  /** A reader who is not signed in. */
  Visit anonymous(Chromium chromium, Lang lang) {
    return Visit.begin(chromium, origin(), new Visit.Options(lang));
  }

  Visit anonymous(Chromium chromium, Visit.Options options) {
    return Visit.begin(chromium, origin(), options);
  }

  /**
   * Somebody who signed in by the form, once for all visits of a test run.
   *
   * @param login of {@code example/people.csv}, such as {@code secretariat.la}
   */
  Visit signedIn(Chromium chromium, String login, Lang lang) {
    return signedIn(chromium, login, new Visit.Options(lang));
  }

  Visit signedIn(Chromium chromium, String login, Visit.Options options) {
    String session = sessions.computeIfAbsent(login, l -> signIn(chromium, l));
    return Visit.begin(chromium, origin(), options.in(session));
  }

  private String signIn(Chromium chromium, String login) {
    try (var visit = anonymous(chromium, Lang.EN)) {
      visit.signIn(login, password(login));
      return visit.session();
    }
  }

  String password(String login) {
    List<Entry> all =
        JsonMapper.shared()
            .readerFor(new TypeReference<List<Entry>>() {})
            .without(tools.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .readValue(Path.of(DATA, "demo.json").toFile());
    return all.stream()
        .filter(e -> e.user().equals(login))
        .map(Entry::password)
        .findFirst()
        .orElseThrow();
  }
}
