package org.lanmei.water;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.SeriesKey;

/** The register of stations and of what is measured there. */
public interface Stations {

  Optional<Series> series(SeriesKey key);

  /** All series, by id. */
  List<Series> all();

  /** Every station: those of the river line first, from the source to the sea. */
  List<Station> stations();

  Optional<Station> station(String code);

  /** What can be measured, in the register's order. */
  List<Variable> variables();

  /**
   * The series into which another one is made coarser; registers it in the running transaction when
   * it is new.
   *
   * @param cadence how often it has a value; null = unknown
   * @throws WaterProblem.UnknownSeries when there is no such source
   */
  Series derive(SeriesKey source, SeriesKey derived, @Nullable Duration cadence);
}
