package org.lanmei.water;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.LocalizedText;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.water.states.Limits;
import org.lanmei.water.states.Observing;

/**
 * A station, in its newest version, with all that was ever in force at it.
 *
 * @param code as the cooperation's services number it, such as {@code 013901}
 * @param draft languages whose name no publication of the country confirms yet
 * @param observed how its levels come about
 * @param order place on the river line, 1 = nearest to the source; null = not one of the line
 * @param km to the mouth along the river, computed on our own line; null = not on the mainstream
 * @param bank facing downstream; null = not stated
 * @param datum what its levels are heights above
 * @param travelHours hint of how long a flood wave takes from the next station of the line above;
 *     null = none above, or not of the line
 * @param note what to know of it; null = nothing
 */
public record Station(
    String code,
    LocalizedText names,
    List<Lang> draft,
    Party owner,
    Kind kind,
    Observing observed,
    @Nullable Integer order,
    @Nullable Integer km,
    double lat,
    double lon,
    @Nullable Bank bank,
    Datum datum,
    @Nullable Integer travelHours,
    @Nullable LocalizedText note,
    List<Threshold> thresholds,
    List<GaugeZero> zeros) {

  public enum Kind {
    @JsonProperty("mainstream")
    MAINSTREAM,
    /** Of the mainstream where the sea moves it: the daily high water counts. */
    @JsonProperty("tidal")
    TIDAL,
    @JsonProperty("tributary")
    TRIBUTARY;

    public String key() {
      return "water.kind." + name().toLowerCase(Locale.ROOT);
    }
  }

  public enum Bank {
    @JsonProperty("left")
    LEFT,
    @JsonProperty("right")
    RIGHT;

    public String key() {
      return "water.bank." + name().toLowerCase(Locale.ROOT);
    }
  }

  /** What a level is a height above. */
  public enum Datum {
    /** The zero of the station's own gauge. */
    @JsonProperty("gauge")
    GAUGE,
    /** Mean sea level. */
    @JsonProperty("msl")
    MSL;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    public String key() {
      return "water.datum." + code();
    }
  }

  public Station {
    draft = List.copyOf(draft);
    thresholds = List.copyOf(thresholds);
    zeros = List.copyOf(zeros);
  }

  public SeriesKey levels() {
    return new SeriesKey(code, Variable.WATER_LEVEL);
  }

  public boolean tidal() {
    return kind == Kind.TIDAL;
  }

  public String href() {
    return "/water/stations/" + code;
  }

  /**
   * Its limits on the datum of its levels. One on another datum is carried over by the gauge zero
   * of its day; where none is known it cannot be held against a level and is left out.
   */
  public Limits limits() {
    return new Limits(
        thresholds.stream().flatMap(t -> onLevels(t).stream()).toList(), owner.zone());
  }

  private java.util.Optional<Limits.Limit> onLevels(Threshold t) {
    Double level = t.level();
    if (level != null && t.datum() != datum) {
      GaugeZero zero = zeroOn(t.from());
      if (zero == null) return java.util.Optional.empty();
      double carried = t.datum() == Datum.MSL ? level - zero.metres() : level + zero.metres();
      level = Math.round(carried * 1000) / 1000.0;
    }
    return java.util.Optional.of(new Limits.Limit(t.key(), t.role(), level, t.from()));
  }

  /**
   * The gauge zero in force on a day.
   *
   * @param day null = since before the register
   */
  public @Nullable GaugeZero zeroOn(java.time.@Nullable LocalDate day) {
    GaugeZero found = null;
    for (GaugeZero zero : zeros) {
      var from = zero.from();
      if (from == null || (day != null && !from.isAfter(day))) {
        if (found == null || !begin(zero).isBefore(begin(found))) found = zero;
      }
    }
    return found;
  }

  private static java.time.LocalDate begin(GaugeZero zero) {
    return zero.from() == null ? java.time.LocalDate.MIN : zero.from();
  }

  /** As it was known: without what came after a place in the order. */
  public Station known(org.lanmei.kernel.Seq known) {
    return new Station(
        code,
        names,
        draft,
        owner,
        kind,
        observed,
        order,
        km,
        lat,
        lon,
        bank,
        datum,
        travelHours,
        note,
        thresholds.stream().filter(t -> !t.seq().isAfter(known)).toList(),
        zeros.stream().filter(z -> !z.seq().isAfter(known)).toList());
  }
}
