package org.lanmei.water.readings;

import static java.time.ZoneOffset.UTC;

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
import org.lanmei.merkle.Hash;
import org.lanmei.merkle.LeafSecret;
import org.lanmei.merkle.SaltedLeaf;
import org.lanmei.merkle.SeriesBatch;
import org.lanmei.sharing.Arrivals;
import org.lanmei.water.ReadingsArrived;
import org.springframework.beans.factory.ObjectProvider;
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

  private final SecureRandom random = new SecureRandom();
  private final JdbcClient db;
  private final Fence fence;
  private final Terms terms;
  private final Merging merging;
  private final SlabWriter writer;
  private final Corrections corrections;
  private final Log log;
  private final ObjectProvider<Arrivals> arrivals;
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
      ObjectProvider<Arrivals> arrivals,
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
    var secrets = new LinkedHashMap<String, Secret>();
    var own = LeafSecret.fresh(random);
    var ticket = record(name, batch, rows, own, merged, releases, secrets);
    var row =
        new SlabWriter.Batch(
            batch,
            name,
            rows.n,
            digest,
            taken,
            same,
            corrected,
            receivedAt,
            reason,
            ticket.id(),
            own.exportSecret());
    writer.write(row, merged, releases);
    keep(batch, secrets);
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

  /** What the salts of one entry follow from, and which series it commits to. */
  private record Secret(LeafSecret secret, int[] series) {}

  private Log.Ticket record(
      Name name,
      long batch,
      Prepared rows,
      LeafSecret own,
      List<Merging.Merged> merged,
      Map<Integer, List<Terms.Release>> releases,
      Map<String, Secret> secrets) {
    var leaves = new ArrayList<Log.Leaf>();
    var byAgreement = new TreeMap<String, List<Part>>();
    for (var one : merged) {
      if (one.at().length == 0) continue;
      releases.getOrDefault(one.series().id(), List.of()).stream()
          .map(Terms.Release::agreement)
          .distinct()
          .forEach(
              agreement -> {
                var part = part(one, agreement, releases);
                if (part.count > 0) {
                  byAgreement.computeIfAbsent(agreement, _ -> new ArrayList<>()).add(part);
                }
              });
    }
    byAgreement.forEach(
        (agreement, parts) -> {
          var secret = LeafSecret.fresh(random);
          var digests = new HashMap<String, Hash>();
          int count = 0;
          for (var part : parts) {
            digests.put(part.series.key().toString(), part.hash);
            count += part.count;
          }
          secrets.put(
              agreement,
              new Secret(secret, parts.stream().mapToInt(p -> p.series.id()).toArray()));
          leaves.add(
              new Log.Leaf(
                  agreement, count, SeriesBatch.of(secret, digests).leaf().commitment().bytes()));
        });
    var salted = new SaltedLeaf(own.leafSalt(), Hash.copyOf(rows.digest));
    String content =
        "lanmei-batch/v1\npublisher %s\nbatch %d\ncount %d\ncommitment %s\n"
            .formatted(name.publisher, batch, rows.n, salted.commitment().base64());
    return log.record(
        "water.readings",
        Long.toString(batch),
        name.publisher.name(),
        leaves,
        content.getBytes(StandardCharsets.US_ASCII));
  }

  private record Part(Series series, int count, Hash hash) {}

  /** Those values of a series that are under an agreement, in their one form. */
  private static Part part(
      Merging.Merged one, String agreement, Map<Integer, List<Terms.Release>> releases) {
    var under =
        releases.getOrDefault(one.series().id(), List.of()).stream()
            .filter(r -> r.agreement().equals(agreement))
            .toList();
    var values = new org.lanmei.merkle.SeriesValues();
    for (int i = 0; i < one.at().length; i++) {
      int at = one.at()[i];
      for (var release : under) {
        if (release.covers(at)) {
          values.add(Seconds.unix(at), one.v()[i]);
          break;
        }
      }
    }
    return new Part(one.series(), (int) values.count(), values.hash());
  }

  private void keep(long batch, Map<String, Secret> secrets) {
    secrets.forEach(
        (agreement, secret) ->
            db.sql(
                    """
                    insert into water.batch_secret (batch, agreement, secret, series) values (?, ?, ?, ?)
                    """)
                .params(batch, agreement, secret.secret.exportSecret(), secret.series)
                .update());
  }

  /** Only what is under an agreement can be under a schedule. */
  private void arrived(
      long batch,
      Instant receivedAt,
      List<Rows.Group> groups,
      Map<Integer, List<Terms.Release>> releases) {
    if (releases.isEmpty()) return;
    arrivals.ifAvailable(
        told -> {
          for (var group : groups) {
            if (!releases.containsKey(group.series().id())) continue;
            told.arrived(
                group.series().key(),
                Long.toString(batch),
                receivedAt,
                Arrays.stream(group.at()).mapToObj(Seconds::at).toList());
          }
        });
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
