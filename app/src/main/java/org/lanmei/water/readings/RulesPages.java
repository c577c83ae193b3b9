package org.lanmei.water.readings;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Seq;
import org.lanmei.log.Log;
import org.lanmei.log.VersionedRules.Version;
import org.lanmei.site.Page;
import org.lanmei.water.River;
import org.lanmei.water.Stations;
import org.lanmei.water.Variable;
import org.lanmei.water.states.Rules;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * By which numbers states are judged and values are checked, in which versions, adopted by whom.
 */
@Controller
@Tag(name = "Water")
class RulesPages {

  private final River river;
  private final CheckRulesRecord checks;
  private final Stations stations;
  private final Log log;

  RulesPages(River river, CheckRulesRecord checks, Stations stations, Log log) {
    this.river = river;
    this.checks = checks;
    this.stations = stations;
    this.log = log;
  }

  /** Both kinds, newest versions first. */
  record Both(List<Version<Rules>> states, List<Version<CheckRules.Book>> checks) {}

  @GetMapping("/api/v1/water/rules")
  @ResponseBody
  @Operation(summary = "The rules by which states are judged and values are checked, in versions")
  Both rules(
      @Parameter(description = "Only what was known then, ISO 8601") @RequestParam(required = false)
          @Nullable String knownAt) {
    Instant moment = Moments.knownAt(knownAt);
    Seq known = moment == null ? log.latest() : log.knownAt(moment);
    return new Both(river.rules(moment), checks.versions(known));
  }

  @GetMapping("/water/rules")
  ResponseEntity<String> page(Page page, @RequestParam(required = false) @Nullable String knownAt) {
    var both = rules(knownAt);
    page.title(page.t("water.rules.title"));
    page.section("water");
    page.form(
        "JSON",
        "/api/v1/water/rules"
            + (knownAt == null
                ? ""
                : "?knownAt="
                    + java.net.URLEncoder.encode(
                        knownAt, java.nio.charset.StandardCharsets.UTF_8)));
    var model = new HashMap<String, Object>();
    model.put("states", both.states());
    model.put("checks", both.checks());
    model.put(
        "variables",
        stations.variables().stream().collect(Collectors.toMap(Variable::code, v -> v)));
    return page.html("water/rules.jte", model);
  }
}
