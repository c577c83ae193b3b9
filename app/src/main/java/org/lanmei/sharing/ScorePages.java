package org.lanmei.sharing;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Problem.FieldError;
import org.lanmei.site.Export;
import org.lanmei.site.Export.Column;
import org.lanmei.site.Page;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How an agreement's deliveries came in: the season, one slot, and notices of interruption. */
@Controller
public class ScorePages {

  private static final int PER_PAGE = 100;

  private final Agreements agreements;
  private final Scoreboard scoreboard;
  private final Notices notices;
  private final Rehearsals rehearsals;
  private final Clock clock;

  ScorePages(
      Agreements agreements,
      Scoreboard scoreboard,
      Notices notices,
      Rehearsals rehearsals,
      Clock clock) {
    this.agreements = agreements;
    this.scoreboard = scoreboard;
    this.notices = notices;
    this.rehearsals = rehearsals;
    this.clock = clock;
  }

  /**
   * What is asked for.
   *
   * @param period first day; null = the last that has begun
   * @param verdict a verdict's slug, {@code all}, or null = all that are not on time
   * @param on a moment or day; null = now
   * @param knownAt the same
   */
  public record Asked(
      @Nullable String period,
      @Nullable String station,
      @Nullable String verdict,
      @Nullable String on,
      @Nullable String knownAt) {

    boolean shows(Slot slot) {
      if (station != null && !station.isBlank() && !slot.station().equals(station)) return false;
      if (verdict == null || verdict.isBlank()) {
        return slot.verdict() != Verdict.ON_TIME && slot.verdict() != Verdict.NOT_DUE;
      }
      return verdict.equals("all") || slot.verdict().slug().equals(verdict);
    }

    /** As a query, with some of it said otherwise. */
    public String query(String name, @Nullable String value) {
      var parts = new ArrayList<String>();
      var all = new java.util.LinkedHashMap<String, @Nullable String>();
      all.put("period", period);
      all.put("station", station);
      all.put("verdict", verdict);
      all.put("on", on);
      all.put("knownAt", knownAt);
      all.put(name, value);
      all.forEach(
          (key, v) -> {
            if (v != null && !v.isBlank()) {
              parts.add(
                  key
                      + "="
                      + java.net.URLEncoder.encode(v, java.nio.charset.StandardCharsets.UTF_8));
            }
          });
      return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }
  }

  private record Found(
      Agreement agreement,
      Scoreboard.Period period,
      Scoreboard.AsOf asOf,
      List<Slot> all,
      List<Slot> shown) {}

  private Found find(Page page, String id, Asked asked) {
    var agreement = agreements.find(page.caller(), id);
    var asOf =
        scoreboard.asOf(
            SharingApi.moment("on", blankAsNull(asked.on())),
            SharingApi.moment("knownAt", blankAsNull(asked.knownAt())));
    var period =
        scoreboard
            .period(agreement, asked.period(), clock.instant())
            .orElseThrow(
                () ->
                    new SharingProblem.UnknownSlot(Objects.requireNonNullElse(asked.period(), id)));
    var all = scoreboard.slots(agreement, period, asOf);
    return new Found(agreement, period, asOf, all, all.stream().filter(asked::shows).toList());
  }

  private static @Nullable String blankAsNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  @GetMapping("/sharing/{id}/scoreboard")
  ResponseEntity<String> scoreboard(
      Page page, @PathVariable String id, Asked asked, @RequestParam(defaultValue = "1") int p) {
    var found = find(page, id, asked);
    String query = asked.query("p", null);
    SharingPages.frame(page, found.agreement())
        .title(page.t("sharing.scoreboard"))
        .known(found.asOf().known())
        .asOf(LocalDate.ofInstant(found.asOf().on(), page.zone()))
        .form("JSON", "/api/v1/sharing/agreements/" + id + "/scoreboard" + api(asked))
        .form("CSV", "/sharing/" + id + "/scoreboard.csv" + query)
        .form("XLSX", "/sharing/" + id + "/scoreboard.xlsx" + query);
    int pages = Math.max(1, (found.shown().size() + PER_PAGE - 1) / PER_PAGE);
    int current = Math.clamp(p, 1, pages);
    var view = new SharingView(page, rehearsals::holding);
    var model = new HashMap<String, Object>();
    model.put("agreement", found.agreement());
    model.put("terms", terms(found.agreement()));
    model.put("period", found.period());
    model.put("periods", scoreboard.periods(found.agreement(), clock.instant()));
    model.put("asked", asked);
    model.put("score", Score.of(found.all()));
    model.put("stations", Scoreboard.byStation(found.all()));
    model.put("months", view.byMonth(found.all()));
    model.put(
        "slots",
        found
            .shown()
            .subList((current - 1) * PER_PAGE, Math.min(found.shown().size(), current * PER_PAGE)));
    model.put("total", found.shown().size());
    model.put("current", current);
    model.put("pages", pages);
    model.put("view", view);
    model.put("zone", zone(found.agreement()));
    return page.html("sharing/scoreboard.jte", model);
  }

  /** The same question to the API, which names verdicts otherwise. */
  private static String api(Asked asked) {
    String verdict = asked.verdict();
    String named = null;
    for (Verdict v : Verdict.values()) {
      if (v.slug().equals(verdict)) named = v.name();
    }
    return asked.query("verdict", named);
  }

  private Terms terms(Agreement agreement) {
    return agreement.main(clock.instant()).orElseThrow().terms();
  }

  private ZoneId zone(Agreement agreement) {
    return Agreement.zone(terms(agreement));
  }

  @GetMapping("/sharing/{id}/scoreboard.csv")
  ResponseEntity<byte[]> csv(Page page, @PathVariable String id, Asked asked) {
    var found = find(page, id, asked);
    return Export.csv("scoreboard-" + id, columns(page, found), found.shown());
  }

  @GetMapping("/sharing/{id}/scoreboard.xlsx")
  ResponseEntity<byte[]> xlsx(Page page, @PathVariable String id, Asked asked) {
    var found = find(page, id, asked);
    return Export.xlsx("scoreboard", columns(page, found), found.shown());
  }

  private List<Column<Slot>> columns(Page page, Found found) {
    var view = new SharingView(page, rehearsals::holding);
    var zone = zone(found.agreement());
    return List.of(
        new Column<>(page.t("sharing.col.day"), Slot::day),
        new Column<>(page.t("sharing.col.station"), Slot::station),
        new Column<>(
            page.t("sharing.col.due-in", view.zone(zone)), s -> view.second(s.due(), zone)),
        new Column<>(page.t("sharing.col.verdict"), s -> page.t(s.verdict().key())),
        new Column<>(page.t("sharing.col.delivery"), s -> page.t(s.delivery().key())),
        new Column<>(
            page.t("sharing.col.complete-in", view.zone(zone)),
            s -> s.completeAt() == null ? null : view.second(s.completeAt(), zone)),
        new Column<>(page.t("sharing.col.why"), s -> page.t(view.why(s))),
        new Column<>(page.t("sharing.col.received"), Slot::received),
        new Column<>(page.t("sharing.col.expected"), Slot::expected),
        new Column<>(page.t("sharing.version"), Slot::version));
  }

  @GetMapping("/sharing/{id}/slots/{station}/{day}/{time}")
  ResponseEntity<String> slot(
      Page page,
      @PathVariable String id,
      @PathVariable String station,
      @PathVariable LocalDate day,
      @PathVariable String time,
      @RequestParam(required = false) @Nullable String knownAt) {
    var agreement = agreements.find(page.caller(), id);
    var asOf = scoreboard.asOf(null, SharingApi.moment("knownAt", blankAsNull(knownAt)));
    var detail =
        scoreboard
            .detail(agreement, station, day, time, asOf)
            .orElseThrow(() -> new SharingProblem.UnknownSlot(station + "/" + day + "/" + time));
    SharingPages.frame(page, agreement)
        .title(page.t("sharing.slot"))
        .known(asOf.known())
        .form("JSON", "/api/v1/sharing/agreements/" + id + "/slots/" + detail.slot().address());
    return page.html(
        "sharing/slot.jte",
        Map.of(
            "agreement",
            agreement,
            "terms",
            agreement.text(detail.slot().version()).orElseThrow().terms(),
            "detail",
            detail,
            "view",
            new SharingView(page, rehearsals::holding)));
  }

  // notices

  @GetMapping("/sharing/{id}/notices")
  ResponseEntity<String> notices(Page page, @PathVariable String id) {
    return notices(page, id, Notices.NoticeForm.EMPTY, List.of(), 200);
  }

  private ResponseEntity<String> notices(
      Page page, String id, Notices.NoticeForm typed, List<FieldError> errors, int status) {
    var agreement = agreements.find(page.caller(), id);
    var terms =
        agreement
            .main(clock.instant())
            .orElseThrow(() -> new SharingProblem.UnknownAgreement(id))
            .terms();
    SharingPages.frame(page, agreement)
        .title(page.t("sharing.notices"))
        .form("JSON", "/api/v1/sharing/agreements/" + id + "/notices");
    var byField = new HashMap<String, String>();
    for (var error : errors) byField.putIfAbsent(error.field(), page.t(error.message()));
    return page.html(
        status,
        "sharing/notices.jte",
        Map.of(
            "agreement", agreement,
            "terms", terms,
            "notices", notices.of(page.caller(), id).reversed(),
            "typed", typed,
            "errors", errors,
            "byField", byField,
            "announces", Notices.mayGive(page.caller(), agreement),
            "view", new SharingView(page, rehearsals::holding)));
  }

  @PostMapping("/sharing/{id}/notices")
  ResponseEntity<String> give(
      Page page,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable List<String> stations,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to,
      @RequestParam(defaultValue = "") String reason) {
    var typed = new Notices.NoticeForm(stations, from, to, reason);
    try {
      notices.give(page.caller(), id, typed);
      return SharingPages.seeOther("/sharing/" + id + "/notices");
    } catch (SharingProblem.BadFields e) {
      return notices(page, id, typed, e.fields(), 400);
    }
  }

  @PostMapping("/sharing/{id}/notices/{notice}/return")
  ResponseEntity<String> returned(Page page, @PathVariable String id, @PathVariable UUID notice) {
    notices.returned(page.caller(), id, notice, null);
    return SharingPages.seeOther("/sharing/" + id + "/notices");
  }
}
