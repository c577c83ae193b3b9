package org.lanmei.sharing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.Seq;

/**
 * An agreement with all its versions and what the parties did with them. Every state is computed
 * from the steps; none is kept.
 *
 * @param id its slug, which begins with the provider's code; also the name of its log
 * @param draft null = nothing is being written
 * @param tabled frozen versions, in the order of their numbers
 * @param steps in the order in which they were taken
 */
public record Agreement(
    String id,
    Party provider,
    boolean example,
    Instant at,
    @Nullable Draft draft,
    List<Text> tabled,
    List<Step> steps) {

  public Agreement {
    tabled = List.copyOf(tabled);
    steps = List.copyOf(steps);
  }

  /** A text that is still written, for its provider's eyes only. */
  public record Draft(int number, Terms terms, Instant at) {}

  /**
   * A frozen text.
   *
   * @param digest SHA-256 of its canonical form, hexadecimal: what the parties' acts are over
   */
  public record Text(int number, Terms terms, String digest) {}

  public enum Kind {
    TABLED,
    ADOPTED,
    DECLINED,
    /** Taken back by the provider before it was adopted. */
    WITHDRAWN,
    /** The provider's registrar confirmed by a document that an organisation takes part. */
    CONFIRMED,
    ENDED,
    READER_NAMED,
    READER_REMOVED;

    public String key() {
      return "sharing.step." + slug();
    }

    String slug() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    static Kind of(String slug) {
      return valueOf(slug.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
    }
  }

  /**
   * Something a party did with a version, recorded as its act.
   *
   * @param party whose act it is
   * @param organisation of a confirmation or a reader; null otherwise
   * @param person the reader; null otherwise
   * @param lastDay of an ending; null otherwise
   * @param words reference or reason; null = none given
   * @param seq its place in the log; null = not placed yet
   */
  public record Step(
      int version,
      Kind kind,
      Party party,
      @Nullable String organisation,
      @Nullable UUID person,
      @Nullable LocalDate lastDay,
      @Nullable String words,
      String byName,
      UUID act,
      Instant at,
      @Nullable Seq seq) {}

  public enum State {
    DRAFT,
    TABLED,
    DECLINED,
    WITHDRAWN,
    /** By all it binds, and not yet valid. */
    ADOPTED,
    IN_FORCE,
    SUPERSEDED,
    /** Its last day is over. */
    EXPIRED,
    ENDED;

    public String key() {
      return "sharing.state." + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /** The steps taken up to a place in the log; the same agreement as it was known then. */
  Agreement knownAt(Seq known) {
    var then = steps.stream().filter(s -> s.seq() != null && !s.seq().isAfter(known)).toList();
    Set<Integer> numbers =
        then.stream()
            .filter(s -> s.kind() == Kind.TABLED)
            .map(Step::version)
            .collect(Collectors.toSet());
    return new Agreement(
        id,
        provider,
        example,
        at,
        null,
        tabled.stream().filter(t -> numbers.contains(t.number())).toList(),
        then);
  }

  public Optional<Text> text(int number) {
    return tabled.stream().filter(t -> t.number() == number).findFirst();
  }

  /** The text to show first: in force, else the last that was tabled; empty while only drafted. */
  public Optional<Text> main(Instant now) {
    return inForce(now)
        .or(() -> tabled.isEmpty() ? Optional.empty() : Optional.of(tabled.getLast()));
  }

  public Optional<Text> inForce(Instant now) {
    return tabled.stream().filter(t -> state(t.number(), now) == State.IN_FORCE).findFirst();
  }

  /**
   * The parties whose acts a version needs: those it binds, and those of the text before it that it
   * would take out.
   */
  public Set<Party> needed(int number) {
    var text = text(number).orElseThrow();
    var needed = EnumSet.noneOf(Party.class);
    tabled.stream()
        .filter(t -> t.number() < number && adoptedAt(t) != null)
        .max(Comparator.comparing(Text::number))
        .ifPresent(t -> needed.addAll(t.terms().parties()));
    needed.removeAll(left());
    needed.addAll(text.terms().parties());
    return needed;
  }

  /** Receivers that ended their part. */
  private Set<Party> left() {
    var left = EnumSet.noneOf(Party.class);
    for (Step step : steps) {
      if (step.kind() == Kind.ENDED && step.party() != provider) left.add(step.party());
    }
    return left;
  }

  /** The parties that have adopted a version. */
  public Set<Party> adoptedBy(int number) {
    var by = EnumSet.noneOf(Party.class);
    for (Step step : steps) {
      if (step.version() == number && step.kind() == Kind.ADOPTED) by.add(step.party());
    }
    return by;
  }

  public Set<String> confirmed(int number) {
    return steps.stream()
        .filter(s -> s.version() == number && s.kind() == Kind.CONFIRMED)
        .map(s -> Objects.requireNonNull(s.organisation()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Optional<Step> first(int number, Kind kind) {
    return steps.stream().filter(s -> s.version() == number && s.kind() == kind).findFirst();
  }

  /** When the last act it needed was recorded; null = some are missing. */
  @Nullable Instant adoptedAt(Text text) {
    int number = text.number();
    if (first(number, Kind.WITHDRAWN).isPresent() || first(number, Kind.DECLINED).isPresent()) {
      return null;
    }
    var missing = needed(number);
    missing.removeAll(adoptedBy(number));
    if (!missing.isEmpty()) return null;
    if (!confirmed(number).containsAll(text.terms().organisations())) return null;
    return steps.stream()
        .filter(
            s -> s.version() == number && (s.kind() == Kind.ADOPTED || s.kind() == Kind.CONFIRMED))
        .map(Step::at)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  /**
   * From when a version governs: always the begin of a day, so that no slot falls between two
   * versions. What is concluded by acts recorded here begins on the day after the last of them, or
   * later when the text says so.
   *
   * @return null = it was not adopted
   */
  public @Nullable Instant governsFrom(Text text) {
    Instant adopted = adoptedAt(text);
    if (adopted == null) return null;
    var terms = text.terms();
    LocalDate from = terms.from();
    LocalDate next = LocalDate.ofInstant(adopted, zone(terms)).plusDays(1);
    if (terms.concludedOn() == null && from.isBefore(next)) from = next;
    return from.atStartOfDay(zone(terms)).toInstant();
  }

  /** Until when it governs, that moment left out; null = without an end. */
  public @Nullable Instant governsTo(Text text) {
    var terms = text.terms();
    LocalDate last = terms.to();
    LocalDate ended = endedOn();
    if (ended != null && (last == null || ended.isBefore(last))) last = ended;
    Instant to = last == null ? null : last.plusDays(1).atStartOfDay(zone(terms)).toInstant();
    for (Text later : tabled) {
      Instant from = later.number() > text.number() ? governsFrom(later) : null;
      if (from != null && (to == null || from.isBefore(to))) to = from;
    }
    return to;
  }

  /** The last day, when its provider ended it or no receiver is left; null = not ended. */
  public @Nullable LocalDate endedOn() {
    return endOf(provider);
  }

  /** The last day of a party's part; null = it did not end it. */
  public @Nullable LocalDate endOf(Party party) {
    return steps.stream()
        .filter(s -> s.kind() == Kind.ENDED && s.party() == party)
        .map(Step::lastDay)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  static java.time.ZoneId zone(Terms terms) {
    return terms.lines().isEmpty() ? terms.provider().zone() : terms.lines().getFirst().zone();
  }

  public State state(int number, Instant now) {
    var text = text(number);
    if (text.isEmpty()) return State.DRAFT;
    if (first(number, Kind.WITHDRAWN).isPresent()) return State.WITHDRAWN;
    if (first(number, Kind.DECLINED).isPresent()) return State.DECLINED;
    Instant from = governsFrom(text.get());
    if (from == null) return State.TABLED;
    Instant to = governsTo(text.get());
    if (to != null && !now.isBefore(to)) return ending(text.get(), to);
    return now.isBefore(from) ? State.ADOPTED : State.IN_FORCE;
  }

  private State ending(Text text, Instant to) {
    for (Text later : tabled) {
      if (later.number() > text.number() && to.equals(governsFrom(later))) return State.SUPERSEDED;
    }
    return endedOn() != null ? State.ENDED : State.EXPIRED;
  }

  /** What the agreement as a whole is: its text in force, else its last one. */
  public State state(Instant now) {
    return main(now).map(t -> state(t.number(), now)).orElse(State.DRAFT);
  }

  /** The accounts that read for an organisation: named by the provider, and not removed since. */
  public Set<UUID> readers(String organisation) {
    var readers = new java.util.LinkedHashSet<UUID>();
    for (Step step : steps) {
      if (!organisation.equals(step.organisation()) || step.person() == null) continue;
      if (step.kind() == Kind.READER_NAMED) readers.add(step.person());
      if (step.kind() == Kind.READER_REMOVED) readers.remove(step.person());
    }
    return readers;
  }

  /** Whether a party is or was bound or asked by any tabled text. */
  boolean concerns(Party party) {
    return party == provider || tabled.stream().anyMatch(t -> t.terms().parties().contains(party));
  }

  /** Whether any version ever governed up to now. */
  boolean everInForce(Instant now) {
    return tabled.stream()
        .map(this::governsFrom)
        .anyMatch(from -> from != null && !from.isAfter(now));
  }
}
