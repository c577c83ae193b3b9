package org.lanmei.water.readings;

import static java.time.ZoneOffset.UTC;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.Problem.FieldError;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Corrections that matter: they need a reason, and whoever could see the value as it was is told.
 * Rules of the domain, section 3: material when it changes a level by 0.05 m or more.
 */
@Component
class Corrections {

  private static final int SHOWN = 20;

  /** Half of the last digit that decimal fractions lose. */
  private static final double TOLERANCE = 1e-9;

  private final JdbcClient db;

  Corrections(JdbcClient db) {
    this.db = db;
  }

  static boolean material(CheckRule rule, Merging.Corrected one) {
    if (Double.isNaN(one.after())) return true;
    Double least = rule.material();
    return least != null
        && !Double.isNaN(one.before())
        && Math.abs(one.after() - one.before()) >= least - TOLERANCE;
  }

  private static List<Merging.Corrected> material(Merging.Merged merged) {
    return merged.corrected().stream().filter(one -> material(merged.rule(), one)).toList();
  }

  void requireReason(List<Merging.Merged> merged, @Nullable String reason) {
    if (reason != null) return;
    int all = 0;
    var shown = new ArrayList<FieldError>();
    for (var one : merged) {
      for (var corrected : material(one)) {
        all++;
        if (shown.size() < SHOWN) shown.add(shown(one.series(), corrected));
      }
    }
    if (all > 0) throw new ReadingsProblem.ReasonNeeded(shown, all);
  }

  private static FieldError shown(Series series, Merging.Corrected one) {
    return new FieldError(
        "line " + one.line(),
        Message.of(
            "water.readings.row.material",
            series.key().toString(),
            Seconds.at(one.at()).toString(),
            Double.isNaN(one.before()) ? "" : Double.toString(one.before()),
            Double.isNaN(one.after()) ? "" : Double.toString(one.after())));
  }

  /** Tells those to whom a value had been released, and not those who never saw it. */
  void tell(
      SlabWriter.Batch batch,
      List<Merging.Merged> merged,
      Map<Integer, List<Terms.Release>> releases) {
    int now = Seconds.of(batch.receivedAt());
    for (var one : merged) {
      var material = material(one);
      if (material.isEmpty()) continue;
      var receivers = new LinkedHashMap<String, List<Merging.Corrected>>();
      for (var release : releases.getOrDefault(one.series().id(), List.of())) {
        for (var corrected : material) {
          boolean seen =
              release.covers(corrected.at()) && (long) corrected.at() + release.delay() <= now;
          if (!seen) continue;
          var told = receivers.computeIfAbsent(release.grantee(), _ -> new ArrayList<>());
          if (!told.contains(corrected)) told.add(corrected);
        }
      }
      receivers.forEach((receiver, corrected) -> insert(batch, one.series(), receiver, corrected));
    }
  }

  private void insert(
      SlabWriter.Batch batch, Series series, String receiver, List<Merging.Corrected> corrected) {
    double most =
        corrected.stream()
            .mapToDouble(one -> Math.abs(one.after() - one.before()))
            .filter(change -> !Double.isNaN(change))
            .max()
            .orElse(Double.NaN);
    db.sql(
            """
            insert into water.correction_notice
                   (batch, series, publisher, receiver, n, first_at, last_at, most, reason, at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .param(batch.id())
        .param(series.id())
        .param(batch.name().publisher().name())
        .param(receiver)
        .param(corrected.size())
        .param(corrected.getFirst().at())
        .param(corrected.getLast().at())
        .param(Double.isNaN(most) ? null : Math.rint(most * 1e6) / 1e6)
        .param(batch.reason())
        .param(batch.receivedAt().atOffset(UTC))
        .update();
  }
}
