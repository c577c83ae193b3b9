package org.lanmei.water;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.lanmei.kernel.Seq;
import org.lanmei.log.VersionedRules;
import org.lanmei.log.VersionedRules.Version;
import org.lanmei.water.states.Rules;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * The versions of the numbers by which states are judged; the working ones ship with the program.
 */
@Component
@Order(5)
class WaterRules implements ApplicationRunner {

  private static final String TABLE = "water.rules";

  private final VersionedRules versions;

  WaterRules(VersionedRules versions) {
    this.versions = versions;
  }

  @Override
  public void run(ApplicationArguments args) {
    versions.ship(TABLE, shipped());
  }

  /**
   * The newest version that was known then and valid on the day that is judged; the oldest when
   * none was valid yet.
   */
  Rules at(Seq known, Instant judged) {
    var all = versions(known);
    if (all.isEmpty()) return versions.at(TABLE, known, Rules.class, shipped());
    LocalDate day = LocalDate.ofInstant(judged, UTC);
    return all.stream()
        .map(Version::rules)
        .filter(r -> r.validFrom() == null || !r.validFrom().isAfter(day))
        .findFirst()
        .orElse(all.getLast().rules());
  }

  /** Those known then, newest first. */
  List<Version<Rules>> versions(Seq known) {
    return versions.all(TABLE, known, Rules.class);
  }

  /** The working rules, as they ship. */
  private static JsonNode shipped() {
    return VersionedRules.read("register/water-rules.yaml");
  }
}
