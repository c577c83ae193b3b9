package org.lanmei.water;

import org.lanmei.kernel.Seq;
import org.lanmei.log.VersionedRules;
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

  /** The newest version known then; the first one when all came later. */
  Rules at(Seq known) {
    return versions.at(TABLE, known, Rules.class, shipped());
  }

  /** The working rules, as they ship. */
  private static JsonNode shipped() {
    return VersionedRules.read("register/water-rules.yaml");
  }
}
