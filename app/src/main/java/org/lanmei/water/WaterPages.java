package org.lanmei.water;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lanmei.site.Page;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The river for readers: the line, the register, the map. */
@Controller
class WaterPages {

  private final River river;
  private final boolean demo;

  WaterPages(River river, @Value("${lanmei.demo:false}") boolean demo) {
    this.river = river;
    this.demo = demo;
  }

  @GetMapping("/water")
  ResponseEntity<String> line(
      Page page,
      @RequestParam(required = false) @Nullable String at,
      @RequestParam(required = false) @Nullable String knownAt) {
    var line = river.line(page.caller(), Asked.question(at, knownAt, page.zone()));
    page.section(WaterTile.SECTION)
        .title(page.t("water.title"))
        .known(line.known())
        .form("JSON", "/water/now.json")
        .form("CSV", "/water/now.csv");
    if (demo) page.example(WaterTile.EXAMPLE);
    return page.html("water/river.jte", Map.of("line", line));
  }
}
