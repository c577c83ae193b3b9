package org.lanmei.water.readings;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.site.Messages;
import org.lanmei.water.Confirmations;
import org.lanmei.water.Reading;
import org.lanmei.water.Reading.Flag;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Readings in and out, for machines. What the caller may not see is as if it were not there. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Readings")
class ReadingsApi {

  private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");
  private static final int MOST_STATIONS = 2000;

  private final Streams streams;
  private final SeriesIndex index;
  private final Fence fence;
  private final Out out;
  private final PostgresReadings readings;
  private final SeriesProofs proofs;
  private final Confirmations confirmations;
  private final Messages messages;
  private final JsonMapper json;

  ReadingsApi(
      Streams streams,
      SeriesIndex index,
      Fence fence,
      Out out,
      PostgresReadings readings,
      SeriesProofs proofs,
      Confirmations confirmations,
      Messages messages,
      JsonMapper json) {
    this.streams = streams;
    this.index = index;
    this.fence = fence;
    this.out = out;
    this.readings = readings;
    this.proofs = proofs;
    this.confirmations = confirmations;
    this.messages = messages;
    this.json = json;
  }

  /**
   * @param line in what was sent, from 1; in JSON the number of the reading
   */
  record Refused(int line, String detail) {}

  /**
   * @param batches numbers of what was kept; a long stream has several
   * @param taken values that were new or differ from what was there
   * @param same values that were there already
   * @param corrected values that now have another version
   * @param refused rows that were not taken; {@code refusals} lists the first thousand
   * @param repeated true when all of it had come before under this key
   */
  record Receipt(
      String key,
      List<Long> batches,
      int rows,
      int taken,
      int same,
      int corrected,
      int refused,
      List<Refused> refusals,
      boolean repeated,
      Instant receivedAt) {}

  @PostMapping(
      path = "/readings",
      consumes = {"text/csv", MediaType.APPLICATION_JSON_VALUE})
  @Operation(
      summary = "Publish readings of the caller’s party, once for a key",
      description =
          "CSV with a header series,time,value or station,variable,time,value; or JSON: one object"
              + " or an array of {series, time, value}, {series, time: [], value: []} or {series,"
              + " dataArray: [[time, value]]}. A column or field confirmed (true) says that the"
              + " publisher stands by a reading. Times carry a zone. Rows that cannot be taken are"
              + " listed; the others are kept. A stream that broke off is sent again under its key."
              + " The body may be compressed (Content-Encoding: gzip).",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content = {
                @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
                @Content(mediaType = "application/json", schema = @Schema(type = "object"))
              }))
  @ApiResponse(responseCode = "201", description = "Kept, logged and durable")
  @ApiResponse(responseCode = "200", description = "It had come before: the first answer")
  @ApiResponse(
      responseCode = "409",
      description = "The key was used for something else",
      content = @Content(mediaType = "application/problem+json"))
  ResponseEntity<Receipt> publish(
      Caller caller,
      Lang lang,
      @Parameter(description = "The sender’s own name of the batch, 1 to 200 characters")
          @RequestHeader(name = "Idempotency-Key", required = false)
          @Nullable String key,
      @Parameter(description = "Why values differ from earlier ones, or why there are none")
          @RequestParam(required = false)
          @Nullable String reason,
      HttpServletRequest request)
      throws IOException {
    PostgresIntake.publisher(caller);
    if (key == null) throw new ReadingsProblem.BadKey();
    try (var stream = streams.open(caller, key, reason)) {
      read(request, stream);
      var received = stream.finish();
      return ResponseEntity.status(received.repeated() ? HttpStatus.OK : HttpStatus.CREATED)
          .body(receipt(key, received, lang));
    } catch (ZipException e) {
      throw new ReadingsProblem.Unreadable(Message.of("water.readings.unreadable.gzip"));
    }
  }

  private void read(HttpServletRequest request, Streams.Stream stream) throws IOException {
    InputStream in = request.getInputStream();
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && encoding.toLowerCase(Locale.ROOT).equals("gzip")) {
      in = new GZIPInputStream(in, 1 << 16);
    }
    boolean csv = request.getContentType().toLowerCase(Locale.ROOT).startsWith("text/csv");
    if (csv) new CsvIn(in, stream).read();
    else new JsonIn(in, stream, json).read();
  }

  private Receipt receipt(String key, Streams.Received received, Lang lang) {
    return new Receipt(
        key,
        received.batches(),
        received.rows(),
        received.taken(),
        received.same(),
        received.corrected(),
        received.refused(),
        received.refusals().stream()
            .map(r -> new Refused(r.line(), messages.text(lang, r.what())))
            .toList(),
        received.repeated(),
        received.receivedAt());
  }

  /**
   * @param cadence usual time between values, ISO 8601; null = not known
   */
  record SeriesItem(
      String series,
      String station,
      String variable,
      String owner,
      String unit,
      @Nullable String cadence,
      String href) {}

  @GetMapping("/series")
  @Operation(summary = "Every series of which the caller may see something")
  List<SeriesItem> series(Caller caller) {
    var all = index.all();
    var sights = fence.sights(caller, all);
    return all.stream()
        .filter(s -> !sights.getOrDefault(s.id(), Sight.NOTHING).nothing())
        .map(
            s ->
                new SeriesItem(
                    s.key().toString(),
                    s.key().station(),
                    s.key().variable(),
                    s.owner().name(),
                    s.unit(),
                    s.cadence() == null ? null : s.cadence().toString(),
                    "/api/v1/series/" + s.key() + "/readings"))
        .toList();
  }

  private Series visible(Caller caller, String station, String variable) {
    return SeriesKey.parse(station + "/" + variable)
        .flatMap(index::find)
        .filter(s -> !fence.sight(caller, s).nothing())
        .orElseThrow(
            () -> new ReadingsProblem.UnknownSeries(CsvIn.shown(station + "/" + variable)));
  }

  @GetMapping("/series/{station}/{variable}/readings")
  @Operation(
      summary = "Readings of a series in order of time, each in its last version",
      description = "CSV: time,value,flags; a missing value is empty. Streamed: of any length.")
  @ApiResponse(
      responseCode = "200",
      content = {
        @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
        @Content(mediaType = "application/json", schema = @Schema(implementation = Values.class))
      })
  void readings(
      Caller caller,
      @PathVariable String station,
      @PathVariable String variable,
      @Parameter(description = "From this moment or day (UTC) on, ISO 8601; the first when missing")
          @RequestParam(required = false)
          @Nullable String from,
      @Parameter(description = "Up to before this moment or day") @RequestParam(required = false)
          @Nullable String to,
      @Parameter(description = "Only what was known then: a moment or the end of a day")
          @RequestParam(required = false)
          @Nullable String knownAt,
      @Parameter(description = "csv or json") @RequestParam(required = false)
          @Nullable String format,
      @RequestHeader(name = "Accept", required = false) @Nullable String accept,
      HttpServletResponse response)
      throws IOException {
    var layout = layout(format, accept);
    Instant first = Moments.of("from", from);
    Instant end = Moments.of("to", to);
    Instant known = Moments.knownAt(knownAt);
    var series = visible(caller, station, variable);
    boolean csv = layout == TextOut.Layout.CSV;
    response.setContentType(csv ? CSV.toString() : MediaType.APPLICATION_JSON_VALUE);
    if (csv) {
      response.setHeader(
          HttpHeaders.CONTENT_DISPOSITION,
          "attachment; filename=\"%s-%s.csv\"".formatted(station, variable));
    }
    var text = new TextOut(response.getOutputStream(), layout);
    text.text(
        csv
            ? "time,value,flags\n"
            : "{\"series\":\"%s\",\"unit\":%s,\"readings\":["
                .formatted(series.key(), json.writeValueAsString(series.unit())));
    out.stream(
        caller,
        series,
        first == null ? Integer.MIN_VALUE : PostgresReadings.first(first),
        end == null ? Integer.MAX_VALUE : PostgresReadings.last(end),
        known,
        text);
    if (!csv) text.text("]}\n");
    text.end();
  }

  private static TextOut.Layout layout(@Nullable String format, @Nullable String accept) {
    if (format != null && !format.isBlank()) {
      return switch (format.strip().toLowerCase(Locale.ROOT)) {
        case "csv" -> TextOut.Layout.CSV;
        case "json" -> TextOut.Layout.JSON;
        default ->
            throw new ReadingsProblem.BadField(
                "format", Message.of("water.readings.field.format", CsvIn.shown(format)));
      };
    }
    return accept != null && accept.contains("text/csv") ? TextOut.Layout.CSV : TextOut.Layout.JSON;
  }

  /** For the description of the API: what the stream of JSON looks like. */
  record Values(String series, String unit, List<Value> readings) {}

  /**
   * @param value null = there is none
   * @param flags left out when there are none
   */
  record Value(Instant time, @Nullable Double value, @Nullable Set<Flag> flags, long batch) {

    static Value of(Reading reading) {
      return new Value(reading.at(), reading.value(), reading.flags(), reading.batch());
    }
  }

  record Latest(
      String series,
      String station,
      String variable,
      String unit,
      Instant time,
      @Nullable Double value,
      Set<Flag> flags,
      long batch) {}

  @GetMapping("/readings/latest")
  @Operation(summary = "The last reading that the caller may see, of many stations")
  List<Latest> latest(
      Caller caller,
      @Parameter(description = "Codes, separated by commas; all when missing")
          @RequestParam(required = false)
          @Nullable String stations,
      @Parameter(description = "water-level when missing") @RequestParam(required = false)
          @Nullable String variable,
      @RequestParam(required = false) @Nullable String knownAt) {
    String wanted = variable == null || variable.isBlank() ? "water-level" : variable.strip();
    var series = stations == null || stations.isBlank() ? all(wanted) : some(stations, wanted);
    var latest =
        readings.latest(
            caller, series.stream().map(Series::key).toList(), Moments.knownAt(knownAt));
    return series.stream()
        .filter(s -> latest.containsKey(s.key()))
        .sorted(Comparator.comparing(Series::key))
        .map(s -> latest(s, java.util.Objects.requireNonNull(latest.get(s.key()))))
        .toList();
  }

  private List<Series> all(String variable) {
    return index.all().stream().filter(s -> s.key().variable().equals(variable)).toList();
  }

  private List<Series> some(String stations, String variable) {
    String[] codes = stations.split(",");
    if (codes.length > MOST_STATIONS) {
      throw new ReadingsProblem.BadField(
          "stations", Message.of("water.readings.field.too-many", MOST_STATIONS));
    }
    var keys =
        java.util.Arrays.stream(codes)
            .flatMap(code -> SeriesKey.parse(code.strip() + "/" + variable).stream())
            .toList();
    return index.find(keys);
  }

  private static Latest latest(Series series, Reading reading) {
    return new Latest(
        series.key().toString(),
        series.key().station(),
        series.key().variable(),
        series.unit(),
        reading.at(),
        reading.value(),
        reading.flags(),
        reading.batch());
  }

  /**
   * @param learned when the log placed it
   * @param reason why it was corrected; null for the first
   */
  record VersionItem(Value reading, Instant learned, @Nullable String reason) {}

  @GetMapping("/series/{station}/{variable}/versions")
  @Operation(summary = "All versions of the reading of one moment, in the order they were learned")
  List<VersionItem> versions(
      Caller caller,
      @PathVariable String station,
      @PathVariable String variable,
      @Parameter(description = "The moment, ISO 8601 with a zone") @RequestParam String at) {
    var series = visible(caller, station, variable);
    Instant moment = Moments.of("at", at);
    if (moment == null) return List.of();
    return readings.versions(caller, series.key(), moment).stream()
        .map(v -> new VersionItem(Value.of(v.reading()), v.learned(), v.reason()))
        .toList();
  }

  /**
   * @param at the moment, ISO 8601 with a zone
   * @param value that is confirmed, as it stands
   * @param note why; null = nothing said
   */
  record Confirming(@Nullable String at, @Nullable Double value, @Nullable String note) {}

  @PostMapping("/series/{station}/{variable}/confirmations")
  @Operation(
      summary = "A hydrologist of the owner stands by a reading: an act of the party",
      description =
          "The reading gets another version with the flag CONFIRMED; what the checks found against"
              + " it is answered. The value is named so that nobody confirms what was corrected"
              + " meanwhile.")
  @ApiResponse(responseCode = "201", description = "Confirmed: its versions")
  @ApiResponse(responseCode = "200", description = "It had been confirmed before: its versions")
  ResponseEntity<List<VersionItem>> confirm(
      Caller caller,
      @PathVariable String station,
      @PathVariable String variable,
      @RequestBody Confirming said) {
    PostgresIntake.publisher(caller);
    var key = visible(caller, station, variable).key();
    Instant at = Moments.of("at", said.at());
    Double value = said.value();
    if (at == null || value == null) {
      throw new ReadingsProblem.BadField(
          at == null ? "at" : "value", Message.of("water.readings.field.missing"));
    }
    boolean now = confirmations.confirm(caller, key, at, value, said.note());
    return ResponseEntity.status(now ? HttpStatus.CREATED : HttpStatus.OK)
        .body(versions(caller, station, variable, at.toString()));
  }

  /**
   * @param person id of who confirmed it
   * @param note null = nothing said
   */
  record ConfirmedItem(
      Instant time, double value, UUID person, Instant confirmedAt, @Nullable String note) {}

  @GetMapping("/series/{station}/{variable}/confirmations")
  @Operation(
      summary = "Who confirmed which readings afterwards, and when; for their owner alone",
      description = "That a reading is confirmed everybody sees who sees it: by its flag.")
  List<ConfirmedItem> confirmed(
      Caller caller,
      @PathVariable String station,
      @PathVariable String variable,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to) {
    var key = visible(caller, station, variable).key();
    Instant first = Moments.of("from", from);
    Instant end = Moments.of("to", to);
    return confirmations
        .of(
            caller,
            key,
            first == null ? Seconds.at(Integer.MIN_VALUE) : first,
            end == null ? Seconds.LAST : end)
        .stream()
        .map(c -> new ConfirmedItem(c.at(), c.value(), c.person(), c.confirmedAt(), c.note()))
        .toList();
  }

  @GetMapping("/series/{station}/{variable}/proof")
  @Operation(
      summary = "Readings of a series as they were recorded under an agreement, with their proofs",
      description =
          "A proof file for ./lanmei verify: each batch that has values of the time and that the"
              + " caller may see wholly, with the proof that it is in the agreement’s signed log.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(mediaType = "application/json", schema = @Schema(type = "object")))
  ResponseEntity<byte[]> proof(
      Caller caller,
      @PathVariable String station,
      @PathVariable String variable,
      @Parameter(description = "The agreement’s id") @RequestParam String agreement,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to) {
    Instant first = Moments.of("from", from);
    Instant end = Moments.of("to", to);
    var series = visible(caller, station, variable);
    byte[] file =
        proofs.export(
            caller,
            series,
            agreement,
            first == null ? Integer.MIN_VALUE : PostgresReadings.first(first),
            end == null ? Integer.MAX_VALUE : PostgresReadings.last(end));
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"%s-%s-proof.json\"".formatted(station, variable))
        .body(file);
  }
}
