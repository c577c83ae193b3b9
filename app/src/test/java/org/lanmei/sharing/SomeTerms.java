package org.lanmei.sharing;

import java.util.List;
import java.util.Map;
import org.lanmei.sharing.TermsForm.LineForm;
import org.lanmei.sharing.TermsForm.WindowForm;

/** Terms for tests: those of the flood season as the rules give them, and variations. */
final class SomeTerms {

  static final List<WindowForm> TWICE_A_DAY =
      List.of(
          new WindowForm("09:00", "-1", "21:00", "0", "08:00"),
          new WindowForm("21:00", "0", "09:00", "0", "20:00"));

  private SomeTerms() {}

  static TermsForm floodSeason(String receivers, String... stations) {
    return form(
        receivers, "2019-06-01", "2019-05-01", line("06-01", "10-31", TWICE_A_DAY, stations));
  }

  /** Concluded here, so valid from the day after the last act. */
  static TermsForm allYear(String receivers, String from, String... stations) {
    return form(receivers, from, "", line("", "", List.of(), stations));
  }

  static TermsForm form(String receivers, String from, String concludedOn, LineForm... lines) {
    return new TermsForm(
        Map.of("en", "Flood season data", "zh", "汛期水文数据"),
        List.of(receivers.split(" ")),
        List.of(lines),
        "Flood forecasting downstream",
        "no",
        "parties",
        "Director of hydrology",
        "Test 1/2019",
        concludedOn,
        from,
        "");
  }

  static LineForm line(String first, String last, List<WindowForm> windows, String... stations) {
    return new LineForm(
        List.of(stations),
        List.of("water-level"),
        first,
        last,
        "UTC+8",
        "",
        windows,
        "",
        "none",
        "");
  }

  static LineForm coarse(String coarsening, String roundTo, String... stations) {
    return new LineForm(
        List.of(stations),
        List.of("water-level"),
        "",
        "",
        "UTC+8",
        "",
        List.of(),
        "60",
        coarsening,
        roundTo);
  }
}
