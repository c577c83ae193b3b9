package org.lanmei.plan;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;

/** Counting days on which a party's offices work: Monday to Friday, less its holidays. */
final class WorkingDays {

  private WorkingDays() {}

  /** The {@code count}-th working day after {@code start}; start itself does not count. */
  static LocalDate after(LocalDate start, int count, Set<LocalDate> holidays) {
    LocalDate day = start;
    for (int left = count; left > 0; ) {
      day = day.plusDays(1);
      if (isWorking(day, holidays)) left--;
    }
    return day;
  }

  /** Working days after {@code start} up to and including {@code end}. */
  static int between(LocalDate start, LocalDate end, Set<LocalDate> holidays) {
    return (int)
        start
            .plusDays(1)
            .datesUntil(end.isAfter(start) ? end.plusDays(1) : start.plusDays(1))
            .filter(day -> isWorking(day, holidays))
            .count();
  }

  private static boolean isWorking(LocalDate day, Set<LocalDate> holidays) {
    return day.getDayOfWeek() != DayOfWeek.SATURDAY
        && day.getDayOfWeek() != DayOfWeek.SUNDAY
        && !holidays.contains(day);
  }
}
