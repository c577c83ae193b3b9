package org.lanmei.governance.consensus;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.lanmei.kernel.Party;

/**
 * The six calendars of working days.
 *
 * @param holidays of each party, beside Saturday and Sunday
 * @param working Saturdays and Sundays on which a party works in place of another day
 */
public record Calendars(Map<Party, Set<LocalDate>> holidays, Map<Party, Set<LocalDate>> working) {

  /** Monday to Friday everywhere. */
  public static final Calendars WITHOUT_HOLIDAYS = new Calendars(Map.of(), Map.of());

  public Calendars {
    holidays = Map.copyOf(holidays);
    working = Map.copyOf(working);
  }

  public boolean isWorking(Party party, LocalDate day) {
    if (holidays.getOrDefault(party, Set.of()).contains(day)) return false;
    boolean weekend =
        day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    return !weekend || working.getOrDefault(party, Set.of()).contains(day);
  }

  /** A working day in all six. */
  public boolean isWorkingForAll(LocalDate day) {
    for (Party party : Party.values()) if (!isWorking(party, day)) return false;
    return true;
  }

  /**
   * The end of the {@code count}-th day after {@code start}'s that all six work on.
   *
   * @param zone whose midnights divide the days
   */
  Instant afterDaysOfAll(Instant start, int count, ZoneId zone) {
    LocalDate day = LocalDate.ofInstant(start, zone);
    for (int left = count; left > 0; ) {
      day = day.plusDays(1);
      if (isWorkingForAll(day)) left--;
    }
    return end(day, zone);
  }

  /** The end of the {@code count}-th working day of one party after {@code start}. */
  Instant afterDaysOf(Party party, Instant start, int count) {
    LocalDate day = LocalDate.ofInstant(start, party.zone());
    for (int left = count; left > 0; ) {
      day = day.plusDays(1);
      if (isWorking(party, day)) left--;
    }
    return end(day, party.zone());
  }

  private static Instant end(LocalDate day, ZoneId zone) {
    return day.plusDays(1).atStartOfDay(zone).toInstant();
  }
}
