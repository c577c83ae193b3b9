package org.lanmei.water.intake;

import java.util.ArrayList;
import java.util.List;
import org.lanmei.kernel.Party;
import org.lanmei.water.Series;
import org.lanmei.water.Stations;
import org.springframework.stereotype.Component;

/** The series that a party's files may hold: its own, as measured. */
@Component
class SeriesCatalogue {

  private final Stations stations;
  private final java.time.Clock clock;

  SeriesCatalogue(Stations stations, java.time.Clock clock) {
    this.stations = stations;
    this.clock = clock;
  }

  List<KnownSeries> of(Party party) {
    var known = new ArrayList<KnownSeries>();
    var zone = party.zone().getRules().getStandardOffset(clock.instant());
    for (Series series : stations.all()) {
      if (series.owner() != party || series.derivedFrom() != null) continue;
      var names =
          stations
              .station(series.key().station())
              .map(
                  s -> {
                    var all = new ArrayList<String>();
                    s.names().exactly(org.lanmei.kernel.Lang.EN).ifPresent(all::add);
                    s.names().byLang().values().stream()
                        .filter(n -> !all.contains(n))
                        .forEach(all::add);
                    return List.copyOf(all);
                  })
              .orElse(List.of());
      known.add(new KnownSeries(series.key(), party, series.unit(), names, zone));
    }
    return known;
  }
}
