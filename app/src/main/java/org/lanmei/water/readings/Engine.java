package org.lanmei.water.readings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.log.Log;
import org.lanmei.log.ValuesDigest;
import org.lanmei.merkle.Hash;
import org.lanmei.merkle.LeafSecret;
import org.lanmei.merkle.SeriesBatch;
import org.lanmei.sharing.Arrivals;
import org.lanmei.water.ReadingsArrived;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/*
 * One part of a batch is one transaction.
 *
 * The heads of its series are locked in the order of their numbers, so that two batches never wait for
 * each other in a circle. The batch takes its number after that: of one series, the order of numbers
 * is the order of commits, and the log's. Only then is the key looked up, so that of two that come
 * with one key at once the second finds what the first did.
 *
 * Values newer than the head are appended. Others are compared with what is there: equal ones are
 * dropped, different ones become versions. Nothing is ever changed in place but the head.
 *
 * Everything is written by one statement, from columns: COPY does not write into tables with row-level
 * security (see docs/decisions/0011).
 */
/** Takes readings in. Who may send them has been asked before. */
@Component
class Engine {

  /** Of records in the log. */
  static final String KIND = "water.readings";

  private final SecureRandom random = new SecureRandom();
  private final JdbcClient db;
  private final Fence fence;
  private final Terms terms;
  private final Merging merging;
  private final SlabWriter writer;
  private final Corrections corrections;
  private final Log log;
  private final Arrivals arrivals;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Engine(
      JdbcClient db,
      Fence fence,
      Terms terms,
      Merging merging,
      SlabWriter writer,
      Corrections corrections,
      Log log,
      Arrivals arrivals,
      ApplicationEventPublisher events,
      Clock clock) {
    this.db = db;
    this.fence = fence;
    this.terms = terms;
    this.merging = merging;
    this.writer = writer;
    this.corrections = corrections;
    this.log = log;
    this.arrivals = arrivals;
    this.events = events;
    this.clock = clock;
  }

  /**
   * What one transaction is about.
   *
   * @param part of the key, from 0
   * @param last whether it is the last part
   */
  record Name(Party publisher, String key, int part, boolean last) {}

  record Done(
      long batch, int taken, int same, int corrected, boolean repeated, Instant receivedAt) {}

  /**
   * Rows in order.
   *
   * @param contradicting values that contradict an earlier one of the same moment; left out
   */
  record Prepared(int n, byte[] digest, List<Rows.Group> groups, List<Refusal> contradicting) {}

  static Prepared prepare(Rows rows) {
    var groups = rows.groups();
    var contradicting =
        groups.stream()
            .flatMap(g -> g.twice().stream())
            .sorted()
            .map(line -> Refusal.of(line, "twice"))
            .toList();
    return new Prepared(rows.size(), rows.digest(), groups, contradicting);
  }

  /**
   * @param reason null = none given
   * @throws ReadingsProblem.KeyUsed when the key was used for other content
   * @throws ReadingsProblem.ReasonNeeded when a material correction comes without a reason
   */
  Done store(Name name, Prepared rows, @Nullable String reason) {
    try {
      return fence.asPublisher(name.publisher, () -> inside(name, rows, reason));
    } catch (DuplicateKeyException e) {
      // The same key with other series came at the same moment and was first.
      return fence.asPublisher(
          name.publisher, () -> repeated(name, rows.digest).orElseThrow(() -> e));
    }
  }

  private Done inside(Name name, Prepared rows, @Nullable String reason) {
    var groups = rows.groups;
    byte[] digest = rows.digest;
    int[] ids = groups.stream().mapToInt(g -> g.series().id()).toArray();
    var heads = heads(ids);
    var done = repeated(name, digest);
    if (done.isPresent()) return done.get();
    Map<Integer, List<Terms.Release>> releases = ids.length == 0 ? Map.of() : terms.of(ids);
    var merged = new ArrayList<Merging.Merged>(groups.size());
    int same = 0;
    int taken = 0;
    int corrected = 0;
    for (var group : groups) {
      var one = merging.merge(group, Objects.requireNonNull(heads.get(group.series().id())));
      merged.add(one);
      taken += one.at().length;
      same += one.same() + group.dropped();
      corrected += one.corrected().size();
    }
    corrections.requireReason(merged, reason);
    Instant receivedAt = clock.instant();
    long batch = nextBatch();
    var shared = shared(merged, releases);
    var ticket = record(name, batch, rows, shared);
    var row =
        new SlabWriter.Batch(
            batch, name, rows.n, digest, taken, same, corrected, receivedAt, reason, ticket.id());
    writer.write(row, merged, releases);
    keep(batch, name.publisher, shared);
    corrections.tell(row, merged, releases);
    arrived(batch, receivedAt, groups, releases);
    announce(batch, merged);
    return new Done(batch, taken, same, corrected, false, receivedAt);
  }

  private Map<Integer, Head> heads(int[] ids) {
    var heads = locked(ids);
    if (heads.size() < ids.length) {
      int[] missing = Arrays.stream(ids).filter(id -> !heads.containsKey(id)).toArray();
      db.sql(
              """
              insert into water.head (series) select s from unnest(?::int[]) s order by s
              on conflict do nothing
              """)
          .param(missing)
          .update();
      return locked(ids);
    }
    return heads;
  }

  private Map<Integer, Head> locked(int[] ids) {
    var heads = new HashMap<Integer, Head>();
    if (ids.length == 0) return heads;
    db.sql(
            """
            select series, at, v, flag, batch, since, good_at, good_v from water.head
             where series = any (?) order by series for no key update
            """)
        .param(ids)
        .query(
            row -> {
              heads.put(row.getInt("series"), Head.read(row));
            });
    return heads;
  }

  private long nextBatch() {
    return db.sql("select nextval('water.batch_id_seq')").query(Long.class).single();
  }

  private Optional<Done> repeated(Name name, byte[] digest) {
    return db.sql(
            """
            select id, last, digest, taken, same, corrected, received_at from water.batch
             where publisher = ? and key = ? and part = ?
            """)
        .params(name.publisher.name(), name.key, name.part)
        .query(
            (row, _) -> {
              if (row.getBoolean("last") != name.last
                  || !MessageDigest.isEqual(row.getBytes("digest"), digest)) {
                throw new ReadingsProblem.KeyUsed(name.key);
              }
              return done(row);
            })
        .optional();
  }

  private static Done done(ResultSet row) throws SQLException {
    return new Done(
        row.getLong("id"),
        row.getInt("taken"),
        row.getInt("same"),
        row.getInt("corrected"),
        true,
        row.getObject("received_at", OffsetDateTime.class).toInstant());
  }

  /** What of a batch is under which agreement, by series. */
  private static TreeMap<String, List<Part>> shared(
      List<Merging.Merged> merged, Map<Integer, List<Terms.Release>> releases) {
    var shared = new TreeMap<String, List<Part>>();
    for (var one : merged) {
      var under = releases.get(one.series().id());
      if (under == null || one.at().length == 0) continue;
      under.stream()
          .map(Terms.Release::agreement)
          .distinct()
          .forEach(
              agreement -> {
                var part = Part.of(one, agreement, under);
                if (part.count > 0) {
                  shared.computeIfAbsent(agreement, _ -> new ArrayList<>()).add(part);
                }
              });
    }
    return shared;
  }

  /**
   * Those values of a series that are under an agreement.
   *
   * @param first seconds
   * @param last seconds
   */
  private record Part(Series series, int count, int first, int last, Hash digest) {

    static Part of(Merging.Merged one, String agreement, List<Terms.Release> under) {
      var digest = new ValuesDigest(one.series().key(), one.series().unit());
      int count = 0;
      int first = 0;
      int last = 0;
      for (int i = 0; i < one.at().length; i++) {
        int at = one.at()[i];
        if (!covered(at, agreement, under)) continue;
        if (count++ == 0) first = at;
        last = at;
        long second = Seconds.unix(at);
        boolean confirmed = (one.flag()[i] & Flags.CONFIRMED) != 0;
        if (!Double.isNaN(one.v()[i])) digest.value(second, one.v()[i], confirmed);
        else if ((one.flag()[i] & Flags.RETRACTED) != 0) digest.retracted(second);
        else digest.none(second);
      }
      return new Part(one.series(), count, first, last, digest.digest());
    }

    private static boolean covered(int at, String agreement, List<Terms.Release> under) {
      for (var release : under) {
        if (release.agreement().equals(agreement) && release.covers(at)) return true;
      }
      return false;
    }
  }

  private Log.Ticket record(Name name, long batch, Prepared rows, Map<String, List<Part>> shared) {
    var leaves = new ArrayList<Log.Leaf>();
    shared.forEach(
        (agreement, parts) -> {
          var secret = LeafSecret.fresh(random);
          var digests = new HashMap<String, Hash>();
          parts.forEach(part -> digests.put(part.series.key().toString(), part.digest));
          int count = parts.stream().mapToInt(Part::count).sum();
          leaves.add(Log.Leaf.of(agreement, count, SeriesBatch.of(secret, digests), secret));
        });
    return log.record(
        KIND,
        Long.toString(batch),
        name.publisher.name(),
        leaves,
        content(name.publisher, batch, rows.n, rows.digest));
  }

  /** What is recorded of a batch as a whole. */
  static byte[] content(Party publisher, long batch, int n, byte[] digest) {
    return "lanmei-batch/v1\npublisher %s\nbatch %d\ncount %d\nsha256 %s\n"
        .formatted(publisher, batch, n, HexFormat.of().formatHex(digest))
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** So that one series can be shown later with the proof that it was recorded. */
  private void keep(long batch, Party publisher, Map<String, List<Part>> shared) {
    shared.forEach(
        (agreement, parts) ->
            db.sql(
                    """
                    insert into water.batch_leaf (batch, agreement, publisher, series, first_at, last_at, digest)
                    values (?, ?, ?, ?, ?, ?, ?)
                    """)
                .params(
                    batch,
                    agreement,
                    publisher.name(),
                    parts.stream().mapToInt(p -> p.series.id()).toArray(),
                    parts.stream().mapToInt(Part::first).toArray(),
                    parts.stream().mapToInt(Part::last).toArray(),
                    parts.stream().map(p -> p.digest.bytes()).toArray(byte[][]::new))
                .update());
  }

  /** Only what is under an agreement can be under a schedule. */
  private void arrived(
      long batch,
      Instant receivedAt,
      List<Rows.Group> groups,
      Map<Integer, List<Terms.Release>> releases) {
    if (releases.isEmpty()) return;
    var observed = new LinkedHashMap<SeriesKey, List<Instant>>();
    for (var group : groups) {
      if (!releases.containsKey(group.series().id())) continue;
      observed.put(group.series().key(), Arrays.stream(group.at()).mapToObj(Seconds::at).toList());
    }
    arrivals.arrived(Long.toString(batch), receivedAt, observed);
  }

  private void announce(long batch, List<Merging.Merged> merged) {
    var spans = new LinkedHashMap<SeriesKey, ReadingsArrived.Span>();
    for (var one : merged) {
      int n = one.at().length;
      if (n == 0) continue;
      spans.put(
          one.series().key(),
          new ReadingsArrived.Span(Seconds.at(one.at()[0]), Seconds.at(one.at()[n - 1])));
    }
    if (!spans.isEmpty()) events.publishEvent(new ReadingsArrived(batch, spans));
  }
}
