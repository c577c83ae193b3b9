package org.lanmei.water;

import java.util.Map;
import java.util.Optional;
import org.lanmei.kernel.Message;
import org.lanmei.site.NavEntry;
import org.lanmei.site.Tile;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The river line on the overview, and the section in the navigation. */
@Configuration(proxyBeanMethods = false)
class WaterTile {

  static final String SECTION = "water";

  @Bean
  Tile riverLine(River river) {
    return page -> {
      var line = river.line(page.caller(), River.Question.NOW);
      if (line.rows().isEmpty()) return Optional.empty();
      return Optional.of(
          new Tile.Fragment(Tile.Region.WIDE, 10, "water/tile-river.jte", Map.of("line", line)));
    };
  }

  @Bean
  NavEntry waterEntry() {
    return new NavEntry(SECTION, 50, "nav.water", "/water");
  }

  /** What of the worked example is real. */
  static final Message EXAMPLE = Message.of("water.example");
}
