package org.lanmei.sharing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.Problem.FieldError;
import org.lanmei.kernel.Seq;
import org.lanmei.kernel.SeriesKey;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Agreements, their timeliness and rehearsals, for machines. */
@RestController
@RequestMapping("/api/v1/sharing")
@Tag(name = "Sharing")
class SharingApi {

  private static final int MOST = 2_000;

  private final Agreements agreements;
  private final Releases releases;
  private final Scoreboard scoreboard;
  private final Notices notices;
  private final Rehearsals rehearsals;
  private final Clock clock;

  SharingApi(
      Agreements agreements,
      Releases releases,
      Scoreboard scoreboard,
      Notices notices,
      Rehearsals rehearsals,
      Clock clock) {
    this.agreements = agreements;
    this.releases = releases;
    this.scoreboard = scoreboard;
    this.notices = notices;
    this.rehearsals = rehearsals;
    this.clock = clock;
  }

  /**
   * @param needed parties whose acts it needs
   * @param governsFrom null = it was not adopted
   * @param governsTo null = without an end
   * @param digest SHA-256 of the frozen text, hexadecimal
   */
  record Version(
      int number,
      Agreement.State state,
      Terms terms,
      String digest,
      Set<Party> needed,
      Set<Party> adoptedBy,
      Set<String> confirmed,
      @Nullable Instant governsFrom,
      @Nullable Instant governsTo) {}

  /**
   * @param draft only for its provider
   */
  record Read(
      String id,
      Party provider,
      Agreement.State state,
      boolean example,
      Agreement.@Nullable Draft draft,
      List<Version> versions,
      List<Agreement.Step> steps) {}

  record Summary(
      String id,
      Party provider,
      Agreement.State state,
      boolean example,
      Map<String, String> title,
      List<String> receivers) {}

  @GetMapping("/agreements")
  @Operation(summary = "The agreements that the caller may know of")
  List<Summary> list(Caller caller) {
    return agreements.list(caller).stream().map(this::summary).toList();
  }

  private Summary summary(Agreement a) {
    var draft = a.draft();
    var terms =
        a.main(clock.instant())
            .map(Agreement.Text::terms)
            .orElseGet(() -> draft == null ? null : draft.terms());
    return new Summary(
        a.id(),
        a.provider(),
        a.state(clock.instant()),
        a.example(),
        terms == null ? Map.of() : terms.title().toTags(),
        terms == null ? List.of() : terms.receivers());
  }

  @GetMapping("/agreements/{id}")
  @Operation(summary = "An agreement: its texts, its state, and what the parties did with it")
  Read read(
      Caller caller,
      @PathVariable String id,
      @Parameter(description = "As it was known at this moment") @RequestParam(required = false)
          @Nullable String knownAt) {
    var agreement = agreements.find(caller, id);
    Instant moment = moment("knownAt", knownAt);
    Instant now = moment == null ? clock.instant() : moment;
    if (moment != null) agreement = agreement.knownAt(scoreboard.asOf(null, moment).known());
    var a = agreement;
    return new Read(
        a.id(),
        a.provider(),
        a.state(now),
        a.example(),
        a.draft(),
        a.tabled().stream().map(t -> version(a, t, now)).toList(),
        a.steps());
  }

  private static Version version(Agreement a, Agreement.Text text, Instant now) {
    return new Version(
        text.number(),
        a.state(text.number(), now),
        text.terms(),
        text.digest(),
        a.needed(text.number()),
        a.adoptedBy(text.number()),
        a.confirmed(text.number()),
        a.governsFrom(text),
        a.governsTo(text));
  }

  /**
   * @param slug the end of the id; the provider's code is put in front
   */
  record New(@Nullable String slug, @Nullable TermsForm terms) {}

  @PostMapping("/agreements")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "Begin an agreement with the caller’s party as provider: a draft")
  Read begin(Caller caller, @RequestBody New body) {
    String slug = body.slug() == null ? "" : body.slug();
    return read(caller, agreements.begin(caller, slug, terms(body.terms())), null);
  }

  private static TermsForm terms(@Nullable TermsForm form) {
    return form == null ? TermsForm.EMPTY : form;
  }

  /**
   * @param opened as the draft's time was read; null = there was none
   */
  record Saved(@Nullable Instant opened, @Nullable TermsForm terms) {}

  @PutMapping("/agreements/{id}/draft")
  @Operation(summary = "Save the draft, or begin an amendment; refused when somebody saved since")
  Read save(Caller caller, @PathVariable String id, @RequestBody Saved body) {
    agreements.save(caller, id, terms(body.terms()), body.opened());
    return read(caller, id, null);
  }

  @DeleteMapping("/agreements/{id}/draft")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Throw the draft away")
  void discard(Caller caller, @PathVariable String id) {
    agreements.discard(caller, id);
  }

  @PostMapping("/agreements/{id}/table")
  @Operation(summary = "Freeze the draft and lay it before the parties that it binds")
  Read table(Caller caller, @PathVariable String id) {
    agreements.table(caller, id);
    return read(caller, id, null);
  }

  @PostMapping("/agreements/{id}/versions/{version}/adopt")
  @Operation(summary = "Adopt a tabled text for the caller’s party")
  Read adopt(Caller caller, @PathVariable String id, @PathVariable int version) {
    agreements.adopt(caller, id, version);
    return read(caller, id, null);
  }

  record Reason(@Nullable String reason) {}

  @PostMapping("/agreements/{id}/versions/{version}/decline")
  @Operation(summary = "Say that the caller’s party does not join: the text is not adopted")
  Read decline(
      Caller caller, @PathVariable String id, @PathVariable int version, @RequestBody Reason body) {
    agreements.decline(caller, id, version, body.reason());
    return read(caller, id, null);
  }

  @PostMapping("/agreements/{id}/versions/{version}/withdraw")
  @Operation(summary = "Take a tabled text back before it is adopted")
  Read withdraw(
      Caller caller, @PathVariable String id, @PathVariable int version, @RequestBody Reason body) {
    agreements.withdraw(caller, id, version, body.reason());
    return read(caller, id, null);
  }

  record Confirmation(@Nullable String organisation, @Nullable String reference) {}

  @PostMapping("/agreements/{id}/versions/{version}/confirm")
  @Operation(summary = "Put on record by its document that an organisation takes part")
  Read confirm(
      Caller caller,
      @PathVariable String id,
      @PathVariable int version,
      @RequestBody Confirmation body) {
    agreements.confirm(caller, id, version, text(body.organisation()), body.reference());
    return read(caller, id, null);
  }

  record Ending(@Nullable LocalDate lastDay, @Nullable String reason) {}

  @PostMapping("/agreements/{id}/end")
  @Operation(summary = "End the agreement; as a receiver, the own part in it")
  Read end(Caller caller, @PathVariable String id, @RequestBody Ending body) {
    agreements.end(caller, id, body.lastDay(), body.reason());
    return read(caller, id, null);
  }

  record Reader(@Nullable String organisation, @Nullable UUID person, @Nullable String reference) {}

  @PostMapping("/agreements/{id}/readers")
  @Operation(summary = "Name the account that reads for an organisation")
  Read name(Caller caller, @PathVariable String id, @RequestBody Reader body) {
    agreements.nameReader(caller, id, text(body.organisation()), person(body), body.reference());
    return read(caller, id, null);
  }

  @PostMapping("/agreements/{id}/readers/remove")
  @Operation(summary = "Take an account that reads for an organisation off again")
  Read remove(Caller caller, @PathVariable String id, @RequestBody Reader body) {
    agreements.removeReader(caller, id, text(body.organisation()), person(body));
    return read(caller, id, null);
  }

  private static UUID person(Reader body) {
    return body.person() == null ? new UUID(0, 0) : body.person();
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  /**
   * @param fraction on time ÷ (due − excused − undetermined), in numbers
   * @param permille null = nothing is counted
   */
  record Scores(
      String agreement,
      Scoreboard.Period period,
      Instant on,
      Seq known,
      Fraction fraction,
      Map<String, Fraction> stations,
      int total,
      List<Slot> slots) {}

  record Fraction(
      int onTime,
      int due,
      int excused,
      int undetermined,
      int counted,
      @Nullable Integer permille,
      Map<Verdict, Integer> verdicts,
      @Nullable Integer received,
      @Nullable Integer expected) {
    static Fraction of(Score s) {
      return new Fraction(
          s.onTime(),
          s.due(),
          s.excused(),
          s.undetermined(),
          s.counted(),
          s.permille(),
          s.counts(),
          s.received(),
          s.expected());
    }
  }

  @GetMapping("/agreements/{id}/scoreboard")
  @Operation(summary = "Timeliness of a season: the fraction, by station, and its slots")
  Scores scores(
      Caller caller,
      @PathVariable String id,
      @Parameter(description = "First day of the season or year; the last one when left out")
          @RequestParam(required = false)
          @Nullable String period,
      @RequestParam(required = false) @Nullable String station,
      @RequestParam(required = false) @Nullable Verdict verdict,
      @RequestParam(required = false) @Nullable String on,
      @RequestParam(required = false) @Nullable String knownAt,
      @RequestParam(defaultValue = "0") int offset,
      @RequestParam(defaultValue = "1000") int limit) {
    var agreement = agreements.find(caller, id);
    var asOf = scoreboard.asOf(moment("on", on), moment("knownAt", knownAt));
    var found =
        scoreboard
            .period(agreement, period, clock.instant())
            .orElseThrow(() -> new SharingProblem.UnknownSlot(period == null ? id : period));
    var all =
        scoreboard.slots(agreement, found, asOf).stream()
            .filter(s -> station == null || s.station().equals(station))
            .toList();
    var stations = new java.util.TreeMap<String, Fraction>();
    Scoreboard.byStation(all).forEach((s, score) -> stations.put(s, Fraction.of(score)));
    var shown = all.stream().filter(s -> verdict == null || s.verdict() == verdict).toList();
    return new Scores(
        id,
        found,
        asOf.on(),
        asOf.known(),
        Fraction.of(Score.of(all)),
        stations,
        shown.size(),
        shown.stream().skip(Math.max(0, offset)).limit(Math.clamp(limit, 1, MOST)).toList());
  }

  @GetMapping("/agreements/{id}/slots/{station}/{day}/{time}")
  @Operation(summary = "One slot: what was due, what came when, the verdict")
  Scoreboard.Detail slot(
      Caller caller,
      @PathVariable String id,
      @PathVariable String station,
      @PathVariable LocalDate day,
      @Parameter(description = "The window’s time of delivery as four digits, such as 0900")
          @PathVariable
          String time,
      @RequestParam(required = false) @Nullable String knownAt) {
    var agreement = agreements.find(caller, id);
    return scoreboard
        .detail(agreement, station, day, time, scoreboard.asOf(null, moment("knownAt", knownAt)))
        .orElseThrow(() -> new SharingProblem.UnknownSlot(station + "/" + day + "/" + time));
  }

  @GetMapping("/agreements/{id}/notices")
  @Operation(summary = "Interruptions that the provider announced")
  List<Notice> notices(Caller caller, @PathVariable String id) {
    return notices.of(caller, id);
  }

  @PostMapping("/agreements/{id}/notices")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "Announce an interruption; 24 hours ahead with an end it excuses")
  List<Notice> give(Caller caller, @PathVariable String id, @RequestBody Notices.NoticeForm body) {
    notices.give(caller, id, body);
    return notices.of(caller, id);
  }

  /**
   * @param at since when; null = now
   */
  record Return(@Nullable Instant at) {}

  @PostMapping("/agreements/{id}/notices/{notice}/return")
  @Operation(summary = "Tell that the stations are back before the end that was named")
  List<Notice> returned(
      Caller caller, @PathVariable String id, @PathVariable UUID notice, @RequestBody Return body) {
    notices.returned(caller, id, notice, body.at());
    return notices.of(caller, id);
  }

  /**
   * @param receiver as which the caller sees counts; null = as the provider
   */
  record Rehearsed(
      int version,
      int year,
      @Nullable String receiver,
      int leaves,
      int stays,
      int late,
      Fraction fraction,
      List<SeriesKey> unknown,
      List<Rehearsal.Row> rows) {}

  @GetMapping("/agreements/{id}/rehearsal")
  @Operation(summary = "The terms run over a past year: what would have left, by day and series")
  Rehearsed rehearsal(
      Caller caller,
      @PathVariable String id,
      @Parameter(description = "The draft, else the last text, when left out")
          @RequestParam(required = false)
          @Nullable Integer version,
      @RequestParam(required = false) @Nullable Integer year) {
    var of = rehearsals.of(caller, id, version);
    int asked = year == null ? rehearsals.lastYear(of.terms()) : year;
    var r = rehearsals.run(of, asked);
    return new Rehearsed(
        of.version(),
        asked,
        of.receiver(),
        r.leaves(),
        r.stays(),
        r.late(),
        Fraction.of(r.score()),
        r.unknown(),
        r.rows());
  }

  record Values(int total, List<Rehearsal.Value> items) {}

  @GetMapping("/agreements/{id}/rehearsal/values")
  @Operation(summary = "Single values of a rehearsal, for the provider alone")
  Values values(
      Caller caller,
      @PathVariable String id,
      @Parameter(description = "Such as 092600/water-level") @RequestParam(required = false)
          @Nullable String series,
      @RequestParam(required = false) @Nullable Integer version,
      @RequestParam(required = false) @Nullable Integer year,
      @RequestParam(defaultValue = "0") int offset,
      @RequestParam(defaultValue = "1000") int limit) {
    var of = rehearsals.of(caller, id, version);
    var key =
        SeriesKey.parse(text(series))
            .orElseThrow(
                () -> SharingProblem.BadFields.of("series", "sharing.field.series", text(series)));
    int asked = year == null ? rehearsals.lastYear(of.terms()) : year;
    var values = rehearsals.values(of, asked, key);
    return new Values(
        values.size(),
        values.stream().skip(Math.max(0, offset)).limit(Math.clamp(limit, 1, MOST)).toList());
  }

  @GetMapping("/grants")
  @Operation(summary = "What agreements of the caller let whom see, now or as known at a moment")
  List<Releases.Grant> grants(
      Caller caller, @RequestParam(required = false) @Nullable String knownAt) {
    var mine = new HashSet<>(releases.grantees(caller));
    Instant moment = moment("knownAt", knownAt);
    var all = moment == null ? releases.grants() : releases.grants(moment);
    return all.stream()
        .filter(g -> g.provider() == caller.party() || mine.contains(g.grantee()))
        .toList();
  }

  static @Nullable Instant moment(String field, @Nullable String typed) {
    var wrong = new ArrayList<FieldError>();
    String text = typed == null ? null : typed.strip().replace(' ', '+');
    if (text != null && text.length() == 10) text = text + "T23:59:59.999999Z";
    var moment = Notices.moment(field, text, java.time.ZoneOffset.UTC, wrong);
    if (!wrong.isEmpty()) throw new SharingProblem.BadFields(wrong);
    return moment;
  }
}
