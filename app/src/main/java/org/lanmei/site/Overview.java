package org.lanmei.site;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lanmei.site.Tile.Fragment;
import org.lanmei.site.Tile.Region;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page: what the modules have to tell this reader. */
@Controller
class Overview {

  private final ObjectProvider<Tile> tiles;

  Overview(ObjectProvider<Tile> tiles) {
    this.tiles = tiles;
  }

  @GetMapping("/")
  ResponseEntity<String> overview(Page page) {
    var fragments =
        tiles.stream()
            .map(tile -> tile.show(page))
            .flatMap(Optional::stream)
            .sorted(Comparator.comparingInt(Fragment::order))
            .toList();
    page.section("overview").title(page.t("site.overview.title"));
    return page.html(
        "site/overview.jte",
        Map.of(
            "headline", in(Region.HEADLINE, fragments, page),
            "column", in(Region.COLUMN, fragments, page),
            "wide", in(Region.WIDE, fragments, page)));
  }

  private static List<String> in(Region region, List<Fragment> fragments, Page page) {
    return fragments.stream()
        .filter(f -> f.region() == region)
        .map(f -> page.fragment(f.template(), f.model()))
        .toList();
  }
}

@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class OverviewNav {
  @Bean
  NavEntry overviewEntry() {
    return new NavEntry("overview", 0, "nav.overview", "/");
  }
}
