package org.lanmei.water.readings;

import java.util.List;
import org.lanmei.kernel.Seq;
import org.lanmei.log.CanonicalJson;
import org.lanmei.log.VersionedRules;
import org.lanmei.log.VersionedRules.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Puts each version of the rules of the checks on record, with the decision that adopted it. */
@Component
@Order(5)
class CheckRulesRecord implements ApplicationRunner {

  private static final Logger log = LoggerFactory.getLogger(CheckRulesRecord.class);
  private static final String TABLE = "water.check_rules";

  private final CheckRules rules;
  private final VersionedRules versions;
  private final JsonMapper json;

  CheckRulesRecord(CheckRules rules, VersionedRules versions, JsonMapper json) {
    this.rules = rules;
    this.versions = versions;
    this.json = json;
  }

  @Override
  public void run(ApplicationArguments args) {
    JsonNode content = rules.content();
    versions.ship(TABLE, json.createArrayNode().add(content));
    String version = rules.book().version();
    boolean other =
        versions.all(TABLE, new Seq(Long.MAX_VALUE), JsonNode.class).stream()
            .anyMatch(v -> v.version().equals(version) && !same(v.rules(), content));
    if (other) {
      log.warn(
          "check rules {} differ from what is on record under that version: give the change a"
              + " version of its own",
          version);
    }
  }

  private static boolean same(JsonNode a, JsonNode b) {
    return java.util.Arrays.equals(CanonicalJson.bytes(a), CanonicalJson.bytes(b));
  }

  /** Those known then, newest first. */
  List<Version<CheckRules.Book>> versions(Seq known) {
    return versions.all(TABLE, known, CheckRules.Book.class);
  }
}
