package org.lanmei.sharing;

import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.site.Export;
import org.lanmei.site.Export.Column;
import org.lanmei.site.Page;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Terms run over a past year before anybody signs. */
@Controller
public class RehearsalPages {

  private static final int PER_PAGE = 100;
  private static final int YEARS = 10;

  private final Rehearsals rehearsals;

  RehearsalPages(Rehearsals rehearsals) {
    this.rehearsals = rehearsals;
  }

  private int year(Rehearsals.Of of, @Nullable Integer year) {
    return year == null ? rehearsals.lastYear(of.terms()) : year;
  }

  @GetMapping("/sharing/{id}/rehearsal")
  ResponseEntity<String> rehearsal(
      Page page,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable Integer version,
      @RequestParam(required = false) @Nullable Integer year,
      @RequestParam(defaultValue = "") String month,
      @RequestParam(defaultValue = "1") int p) {
    var of = rehearsals.of(page.caller(), id, version);
    int asked = year(of, year);
    var rehearsal = rehearsals.run(of, asked);
    var rows = rehearsal.rowsOf(month);
    String query = "?version=" + of.version() + "&year=" + asked;
    SharingPages.frame(page, of.agreement())
        .title(page.t("sharing.rehearsal"))
        .form("JSON", "/api/v1/sharing/agreements/" + id + "/rehearsal" + query)
        .form("CSV", "/sharing/" + id + "/rehearsal.csv" + query)
        .form("XLSX", "/sharing/" + id + "/rehearsal.xlsx" + query);
    int pages = Math.max(1, (rows.size() + PER_PAGE - 1) / PER_PAGE);
    int current = Math.clamp(p, 1, pages);
    int last = rehearsals.lastYear(of.terms());
    var model = new HashMap<String, Object>();
    model.put("of", of);
    model.put("rehearsal", rehearsal);
    model.put("month", rows.size() < rehearsal.rows().size() ? month : "");
    model.put(
        "rows", rows.subList((current - 1) * PER_PAGE, Math.min(rows.size(), current * PER_PAGE)));
    model.put("current", current);
    model.put("pages", pages);
    model.put("years", IntStream.range(0, YEARS).mapToObj(n -> last - n).toList());
    model.put("view", new SharingView(page, rehearsals::holding));
    return page.html("sharing/rehearsal.jte", model);
  }

  @GetMapping("/sharing/{id}/rehearsal.csv")
  ResponseEntity<byte[]> csv(
      Page page,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable Integer version,
      @RequestParam(required = false) @Nullable Integer year) {
    var of = rehearsals.of(page.caller(), id, version);
    return Export.csv("rehearsal-" + id, columns(page), rehearsals.run(of, year(of, year)).rows());
  }

  @GetMapping("/sharing/{id}/rehearsal.xlsx")
  ResponseEntity<byte[]> xlsx(
      Page page,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable Integer version,
      @RequestParam(required = false) @Nullable Integer year) {
    var of = rehearsals.of(page.caller(), id, version);
    return Export.xlsx("rehearsal", columns(page), rehearsals.run(of, year(of, year)).rows());
  }

  private static List<Column<Rehearsal.Row>> columns(Page page) {
    return List.of(
        new Column<>(page.t("sharing.col.day"), Rehearsal.Row::day),
        new Column<>(page.t("sharing.col.station"), r -> r.series().station()),
        new Column<>(page.t("sharing.col.variable"), r -> r.series().variable()),
        new Column<>(page.t("sharing.col.leaves"), Rehearsal.Row::leaves),
        new Column<>(page.t("sharing.col.stays"), Rehearsal.Row::stays),
        new Column<>(page.t("sharing.col.late"), Rehearsal.Row::late),
        new Column<>(
            page.t("sharing.col.longest-minutes"),
            r -> r.longest() == null ? null : r.longest().toMinutes()));
  }

  /** Single values, for the provider alone. */
  @GetMapping("/sharing/{id}/rehearsal/values")
  ResponseEntity<String> values(
      Page page,
      @PathVariable String id,
      @RequestParam(defaultValue = "") String series,
      @RequestParam(required = false) @Nullable Integer version,
      @RequestParam(required = false) @Nullable Integer year,
      @RequestParam(defaultValue = "") String day,
      @RequestParam(defaultValue = "1") int p) {
    var of = rehearsals.of(page.caller(), id, version);
    int asked = year(of, year);
    var key = key(series);
    var values = values(of, asked, key, day);
    SharingPages.frame(page, of.agreement())
        .title(page.t("sharing.rehearsal.values"))
        .form(
            "CSV",
            "/sharing/"
                + id
                + "/rehearsal/values.csv?version="
                + of.version()
                + "&year="
                + asked
                + "&series="
                + key
                + "&day="
                + (TermsForm.day(day) == null ? "" : day));
    int pages = Math.max(1, (values.size() + PER_PAGE - 1) / PER_PAGE);
    int current = Math.clamp(p, 1, pages);
    var model = new HashMap<String, Object>();
    model.put("of", of);
    model.put("year", asked);
    model.put("series", key);
    model.put("day", TermsForm.day(day) == null ? "" : day);
    model.put(
        "values",
        values.subList((current - 1) * PER_PAGE, Math.min(values.size(), current * PER_PAGE)));
    model.put("total", values.size());
    model.put("current", current);
    model.put("pages", pages);
    model.put("zone", Agreement.zone(of.terms()));
    model.put("view", new SharingView(page, rehearsals::holding));
    return page.html("sharing/values.jte", model);
  }

  private static SeriesKey key(String series) {
    return SeriesKey.parse(series)
        .orElseThrow(() -> SharingProblem.BadFields.of("series", "sharing.field.series", series));
  }

  private List<Rehearsal.Value> values(Rehearsals.Of of, int year, SeriesKey key, String day) {
    var all = rehearsals.values(of, year, key);
    var only = TermsForm.day(day);
    if (only == null) return all;
    var zone = Agreement.zone(of.terms());
    return all.stream()
        .filter(v -> java.time.LocalDate.ofInstant(v.at(), zone).equals(only))
        .toList();
  }

  @GetMapping("/sharing/{id}/rehearsal/values.csv")
  ResponseEntity<byte[]> valuesCsv(
      Page page,
      @PathVariable String id,
      @RequestParam(defaultValue = "") String series,
      @RequestParam(required = false) @Nullable Integer version,
      @RequestParam(required = false) @Nullable Integer year,
      @RequestParam(defaultValue = "") String day) {
    var of = rehearsals.of(page.caller(), id, version);
    var key = key(series);
    var zone = Agreement.zone(of.terms());
    var view = new SharingView(page, rehearsals::holding);
    List<Column<Rehearsal.Value>> columns =
        List.of(
            new Column<>(page.t("sharing.col.series"), v -> v.series().toString()),
            new Column<>(page.t("sharing.col.observed"), v -> view.second(v.at(), zone)),
            new Column<>(page.t("sharing.col.value"), Rehearsal.Value::value),
            new Column<>(page.t("sharing.col.received-at"), v -> view.second(v.receivedAt(), zone)),
            new Column<>(
                page.t("sharing.col.leaves-at"),
                v ->
                    v.leavesAt() == null
                        ? page.t("sharing.stays")
                        : view.second(v.leavesAt(), zone)),
            new Column<>(
                page.t("sharing.col.longest-minutes"),
                v -> v.late() == null ? null : v.late().toMinutes()));
    return Export.csv("rehearsal-values-" + id, columns, values(of, year(of, year), key, day));
  }
}
