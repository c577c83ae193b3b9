package org.lanmei.water.example;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/*
 * A river stage that looks like a year on the Mekong, without being one. It is the sum of
 *   the season: dry in April, rising from late May, full from mid August to mid September, and then a
 *     long fall, each year a little higher or lower, earlier or later than another;
 *   freshets: short rises of the rainy months, and in one year a flood wave that stands out;
 *   what a reservoir upstream does each day in the dry season, which dies out on the way down;
 *   the tide, where the sea reaches.
 * Everything but the tide passes each station later than the one above it, by the time a wave takes,
 * and grows flatter on the way. No randomness but from the seed and the moment, so that any value can
 * be asked for at any time, in any order, and is the same.
 */
/**
 * Invented water levels of a place on the river.
 *
 * @param seed of the example
 * @param wavePeak when its crest passes the first station of the line
 */
public record MonsoonYear(long seed, Instant wavePeak) {

  /** Days of the year and how full the river then is, 0 = its low, 1 = its usual high. */
  private static final double[][] SEASON = {
    {1, 0.20}, {40, 0.11}, {75, 0.06}, {100, 0.045}, {125, 0.06}, {145, 0.12}, {165, 0.24},
    {185, 0.42}, {205, 0.62}, {220, 0.80}, {235, 0.90}, {248, 0.91}, {262, 0.86}, {280, 0.68},
    {300, 0.46}, {320, 0.31}, {345, 0.23}, {366, 0.20}
  };

  private static final double TIDE_HOURS = 12.4206;
  private static final double SPRINGS_HOURS = 24 * 14.7653;

  private static final Map<Long, List<Freshet>> FRESHETS = new ConcurrentHashMap<>();

  /**
   * A place on the river.
   *
   * @param lagHours how much later than at the first station of the line a wave passes
   * @param low level at the low of a usual year, metres
   * @param range from there to its high
   * @param tide half of the tidal range at springs, metres; 0 = none
   */
  public record Place(String code, double lagHours, double low, double range, double tide) {}

  private record Freshet(double day, double height, double days) {}

  /** Metres, to the centimetre. */
  public double level(Place place, Instant at) {
    double travelled = place.lagHours() / 24;
    Instant above = at.minusSeconds(Math.round(place.lagHours() * 3600));
    double full =
        Math.max(0.01, season(above) + freshets(above, travelled) + wave(above, travelled));
    double level = place.low() + place.range() * full;
    level += releases(place, above, full);
    if (place.tide() > 0) level += tide(place, at);
    level += 0.008 * noise(place.code(), at);
    return Math.round(level * 100) / 100.0;
  }

  /** Millimetres of rain in the 24 hours before: in the rainy months on many days, else hardly. */
  public double rain(String code, LocalDate day) {
    var random = new Random(mix(code.hashCode(), day.toEpochDay(), 7));
    double wet = Math.max(0.03, 0.75 * curve(day.getDayOfYear() + 25) - 0.05);
    if (random.nextDouble() > wet) return 0;
    return Math.round(-Math.log(1 - random.nextDouble()) * 14 * 10) / 10.0;
  }

  private double season(Instant at) {
    double day = dayOfYear(at);
    int year = year(at);
    // Towards the turn of the year the next one's character takes over.
    double next = Math.clamp((day - 330) / 60, 0, 0.5);
    double before = Math.clamp((36 - day) / 60, 0, 0.5);
    int other = next > 0 ? year + 1 : year - 1;
    double share = Math.max(next, before);
    double mine = curve(day + shift(year)) * strength(year);
    return share == 0
        ? mine
        : (1 - share) * mine + share * curve(day + shift(other)) * strength(other);
  }

  private double strength(int year) {
    return 0.86 + 0.22 * new Random(mix(year, 1, 1)).nextDouble();
  }

  private double shift(int year) {
    return -9 + 18 * new Random(mix(year, 2, 2)).nextDouble();
  }

  private static double curve(double day) {
    double d = day < 1 ? day + 365 : day > 366 ? day - 365 : day;
    for (int i = 1; i < SEASON.length; i++) {
      if (d <= SEASON[i][0]) {
        double t = (d - SEASON[i - 1][0]) / (SEASON[i][0] - SEASON[i - 1][0]);
        double smooth = t * t * (3 - 2 * t);
        return SEASON[i - 1][1] + smooth * (SEASON[i][1] - SEASON[i - 1][1]);
      }
    }
    return SEASON[0][1];
  }

  private double freshets(Instant at, double travelled) {
    double day = dayOfYear(at);
    double sum = 0;
    for (Freshet f : FRESHETS.computeIfAbsent(mix(year(at), 3, 3), MonsoonYear::freshetsOf)) {
      sum += pulse(day - f.day(), f.height(), f.days() + travelled * 0.25);
    }
    return sum;
  }

  private static List<Freshet> freshetsOf(long key) {
    var random = new Random(key);
    var all = new ArrayList<Freshet>();
    for (double day = 135; day < 300; day += 10 + random.nextDouble() * 22) {
      all.add(new Freshet(day, 0.03 + 0.11 * random.nextDouble(), 2.5 + 3 * random.nextDouble()));
    }
    return all;
  }

  private double wave(Instant at, double travelled) {
    double days = Duration.between(wavePeak, at).toMinutes() / 1440.0;
    if (Math.abs(days) > 40) return 0;
    return pulse(days, 0.30 - 0.004 * travelled, 3.2 + travelled * 0.12);
  }

  /** Rises faster than it falls. */
  private static double pulse(double days, double height, double width) {
    double w = days < 0 ? width * 0.6 : width * 1.4;
    return height * Math.exp(-days * days / (2 * w * w));
  }

  /** By day more than by night, in the dry season, less the further down. */
  private static double releases(Place place, Instant above, double full) {
    double share = Math.max(0, 1 - full * 2) * Math.exp(-place.lagHours() / 90);
    if (share < 0.02) return 0;
    double hour = (above.getEpochSecond() % 86_400) / 3600.0;
    double week = Math.floorMod(Math.floorDiv(above.getEpochSecond(), 86_400L), 7) < 5 ? 1 : 0.4;
    return 0.28 * share * week * Math.sin((hour - 6) / 24 * 2 * Math.PI);
  }

  private static double tide(Place place, Instant at) {
    double hours = at.getEpochSecond() / 3600.0 - place.lagHours() * 0.02;
    double springs = 0.72 + 0.28 * Math.cos(2 * Math.PI * hours / SPRINGS_HOURS);
    double main = Math.cos(2 * Math.PI * hours / TIDE_HOURS);
    double daily = 0.25 * Math.cos(2 * Math.PI * hours / 24.84);
    return place.tide() * springs * (main + daily);
  }

  /** Between −1 and 1, for a quarter of an hour. */
  private double noise(String code, Instant at) {
    long quarter = Math.floorDiv(at.getEpochSecond(), 900);
    return 2 * new Random(mix(code.hashCode(), quarter, 5)).nextDouble() - 1;
  }

  private long mix(long a, long b, long c) {
    long h = seed * 0x9E3779B97F4A7C15L + a * 0xC2B2AE3D27D4EB4FL + b * 0x165667B19E3779F9L + c;
    h ^= h >>> 29;
    h *= 0xBF58476D1CE4E5B9L;
    return h ^ (h >>> 32);
  }

  private static int year(Instant at) {
    return at.atOffset(ZoneOffset.UTC).getYear();
  }

  /** With its fraction. */
  private static double dayOfYear(Instant at) {
    var utc = at.atOffset(ZoneOffset.UTC);
    var begin = utc.truncatedTo(ChronoUnit.DAYS).withDayOfYear(1);
    return 1 + Duration.between(begin, utc).toSeconds() / 86_400.0;
  }
}
