package org.lanmei.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.LocalizedText;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.Seq;
import org.lanmei.log.Log;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The real history of the cooperation's meetings, reports and events: the first evidence. Each item
 * has a public source and is put on record once.
 */
@Component
@Order(15)
public class ShippedHistory implements ApplicationRunner {

  private static final Logger logger = LoggerFactory.getLogger(ShippedHistory.class);

  /**
   * @param kind official, agency, press, or mirror (an official or agency text on another site)
   */
  public record Source(
      String key,
      String publisher,
      String title,
      String date,
      String url,
      String lang,
      String kind) {}

  /**
   * @param id natural key, such as {@code leaders-2018-01-10}
   * @param form in-person, video or hybrid; null when it is no meeting or not known
   * @param precision {@code week} = the source gives the week only; null = exact
   * @param sources keys of sources, the best one first
   */
  public record Event(
      String id,
      SubjectRef subject,
      LocalDate from,
      LocalDate to,
      @Nullable String precision,
      String fact,
      Set<Party> by,
      LocalizedText title,
      @Nullable Integer edition,
      @Nullable Integer ordinal,
      @Nullable String form,
      @Nullable Party host,
      @Nullable LocalizedText place,
      @Nullable List<LocalizedText> adopted,
      @Nullable String note,
      List<String> sources) {

    /** The same on every machine, so that links to it stay valid. */
    UUID evidence() {
      return UUID.nameUUIDFromBytes(("history " + id).getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * @param from year or date; precision as sourced
   */
  record CoChair(
      Party party, String from, @Nullable String to, List<String> sources, @Nullable String note) {}

  record Document(List<Source> sources, List<CoChair> cochairs, List<Event> events) {}

  private final FiledEvidence filed;
  private final EvidenceCopy copy;
  private final Log log;
  private final TransactionTemplate transaction;
  private final Document document;
  private final Map<String, Source> sources;
  private final Map<UUID, Event> events;

  ShippedHistory(FiledEvidence filed, EvidenceCopy copy, Log log, TransactionTemplate transaction) {
    this.filed = filed;
    this.copy = copy;
    this.log = log;
    this.transaction = transaction;
    try (InputStream in = new ClassPathResource("register/history.yaml").getInputStream()) {
      document = new YAMLMapper().readValue(in, Document.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    sources =
        document.sources().stream().collect(Collectors.toMap(Source::key, Function.identity()));
    events = new LinkedHashMap<>();
    document.events().forEach(event -> events.put(event.evidence(), event));
  }

  @Override
  public void run(ApplicationArguments args) {
    Integer added = transaction.execute(status -> load());
    if (added == null || added == 0) return;
    log.settle();
    copy.pull();
    logger.info("history: {} records with public sources put on record", added);
  }

  private int load() {
    int added = 0;
    for (Event event : document.events()) {
      if (filed.file(entry(event), FiledEvidence.Filing.shipped(event.id())).isPresent()) added++;
    }
    return added;
  }

  private Entry entry(Event event) {
    Source best = sources(event).getFirst();
    Fact fact =
        event.fact().equals("delivered")
            ? new Fact.Delivered(event.edition(), null)
            : new Fact.Occurred(true);
    return new Entry.Asserted(
        Seq.NONE,
        Instant.EPOCH,
        event.evidence(),
        Set.of(event.subject()),
        EnumSet.copyOf(event.by()),
        new Span(event.from(), event.to()),
        fact,
        event.title(),
        new Entry.Origin("plan", null, null, best.url(), best.publisher()),
        false);
  }

  /** What the history tells of a piece of evidence beyond the record itself. */
  Optional<Event> event(UUID evidence) {
    return Optional.ofNullable(events.get(evidence));
  }

  List<Source> sources(Event event) {
    return event.sources().stream()
        .map(key -> java.util.Objects.requireNonNull(sources.get(key), key))
        .toList();
  }

  List<CoChair> coChairs() {
    return document.cochairs();
  }
}
