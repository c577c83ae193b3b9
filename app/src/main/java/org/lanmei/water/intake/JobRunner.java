package org.lanmei.water.intake;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.lanmei.files.Files;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.Problem;
import org.lanmei.kernel.SeriesKey;
import org.lanmei.parties.People;
import org.lanmei.water.Intake;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/*
 * A job is loaded in pieces of so many rows. A piece is published under a key made of the job and the
 * piece's number, and only then is the cursor moved. When the program dies in between, the next worker
 * publishes the same rows under the same key, which changes nothing and gives the first answer: no
 * value is there twice, and none is missing. So nothing about a piece may depend on the worker: its
 * rows are counted from the file alone.
 */
/** Loads the files whose profile is confirmed; one at a time on each node. */
@Component
class JobRunner {

  private static final Logger logger = LoggerFactory.getLogger(JobRunner.class);
  private static final int MOST_REASONS = 10;

  private final JobStore store;
  private final Files files;
  private final ObjectProvider<Intake> intake;
  private final People people;
  private final TransactionTemplate transaction;
  private final IntakeSettings settings;
  private final UUID me = UUID.randomUUID();
  private final AtomicBoolean working = new AtomicBoolean();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("water-intake").factory());
  private volatile boolean ending;
  private volatile boolean holds;

  JobRunner(
      JobStore store,
      Files files,
      ObjectProvider<Intake> intake,
      People people,
      TransactionTemplate transaction,
      IntakeSettings settings) {
    this.store = store;
    this.files = files;
    this.intake = intake;
    this.people = people;
    this.transaction = transaction;
    this.settings = settings;
  }

  /** Comes by now and then, so that what another node or an earlier run left is taken up. */
  @Scheduled(fixedDelayString = "${lanmei.water.intake.interval:2000}", initialDelay = 1000)
  void wake() {
    if (ending || !working.compareAndSet(false, true)) return;
    worker.execute(
        () -> {
          try {
            work();
          } catch (RuntimeException e) {
            if (!ending) logger.warn("files of readings wait: {}", e.getMessage());
          } finally {
            working.set(false);
          }
        });
  }

  @PreDestroy
  void end() {
    ending = true;
    worker.shutdown();
    try {
      worker.awaitTermination(10, java.util.concurrent.TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!holds) return;
    try {
      store.release(me);
    } catch (RuntimeException e) {
      logger.debug("the lease runs out by itself", e);
    }
  }

  /** Under which the leases of this worker stand. */
  UUID me() {
    return me;
  }

  private void work() {
    while (!ending) {
      var job = store.claim(me, settings.lease());
      if (job.isEmpty()) return;
      holds = true;
      load(job.get());
      holds = ending;
    }
  }

  /** Loads one job that this worker holds, to its end or until it is stopped. */
  void load(Job job) {
    try {
      new Load(job).run();
    } catch (Misfit e) {
      store.stop(job.id(), me, e.why);
    } catch (Problem e) {
      store.stop(job.id(), me, reasons(e));
    } catch (IOException | RuntimeException e) {
      if (ending) return;
      logger.error("loading {} failed", job.id(), e);
      store.stop(
          job.id(),
          me,
          List.of(Message.of("water.intake.stopped.failed", job.id().toString().substring(0, 8))));
    }
  }

  private static List<Message> reasons(Problem problem) {
    var reasons = new ArrayList<Message>();
    reasons.add(problem.detail());
    problem.fields().stream().limit(MOST_REASONS).forEach(field -> reasons.add(field.message()));
    return reasons;
  }

  private static final class LostIt extends RuntimeException {
    LostIt() {
      super("the job is another's", null, false, false);
    }
  }

  /** One run over the file, from its cursor. */
  private final class Load {

    private final Job job;
    private final Caller caller;
    private final Profile profile;
    private final Content content;
    private final Fit fit;
    private final RowReader reader;
    private final List<Intake.Arriving> arriving = new ArrayList<>();
    private final Map<Spot, Held> held = new HashMap<>();
    private final List<BadRow> bad = new ArrayList<>();
    private long row;
    private long read;
    private long empty;
    private long repeated;

    private record Spot(SeriesKey series, Instant at) {}

    private record Held(double value, long line) {}

    Load(Job job) throws IOException {
      this.job = job;
      this.caller =
          people
              .acting(job.person())
              .filter(c -> c.speaksFor(Capacity.HYDROLOGIST) == job.party())
              .orElseThrow(IntakeProblem.NotHydrologist::new);
      Integer version = job.version();
      if (version == null) throw new IntakeProblem.NotConfirmed(job.source());
      this.profile = store.profile(job.source(), version).orElseThrow();
      var file = files.find(job.file()).orElseThrow();
      this.content = () -> files.open(file);
      this.fit = Fit.check(profile, content, job.at());
      if (!fit.reasons().isEmpty()) throw new Misfit(fit.reasons());
      this.reader = new RowReader(profile, fit.columns(), job.at().plus(Proposer.AHEAD));
    }

    void run() throws IOException {
      try {
        TableReader.read(
            content,
            Charset.forName(profile.table().charset()),
            profile.table().delimiter(),
            each -> {
              if (each.line() < fit.firstRow() || each.isNothing()) return true;
              if (row++ < job.read()) return true;
              take(each);
              if (row % settings.chunk() == 0) publish();
              return !ending;
            });
        if (ending) return;
        if (read > 0) publish();
        store.finish(job.id(), me);
      } catch (LostIt e) {
        logger.info("{} is no longer this node’s", job.id());
      }
    }

    private void take(TableReader.Row each) {
      read++;
      try {
        var values = reader.read(each);
        if (values.isEmpty()) empty++;
        var fresh = new ArrayList<RowReader.Value>();
        for (var value : values) {
          var before = held.get(new Spot(value.series(), value.at()));
          if (before == null) {
            fresh.add(value);
          } else if (before.value == value.value()) {
            repeated++;
          } else {
            throw new BadCell(
                Message.of(
                    "water.intake.bad.repeated",
                    value.series().toString(),
                    value.at().toString(),
                    before.line),
                Message.of("water.intake.mend.repeated"));
          }
        }
        for (var value : fresh) {
          held.put(new Spot(value.series(), value.at()), new Held(value.value(), each.line()));
          arriving.add(new Intake.Arriving(value.series(), value.at(), value.value()));
        }
      } catch (BadCell e) {
        bad.add(Proposer.bad(each, profile, e));
      }
    }

    /** Publishes what has been read since the last piece, then moves the cursor. */
    private void publish() {
      Intake.Receipt receipt = null;
      if (!arriving.isEmpty()) {
        receipt = intake.getObject().publish(caller, key(), List.copyOf(arriving), job.reason());
      }
      var piece =
          new JobStore.Piece(
              read,
              receipt == null ? 0 : receipt.taken(),
              (receipt == null ? 0 : receipt.same()) + repeated,
              receipt == null ? 0 : receipt.corrected(),
              empty,
              bad.size());
      Boolean mine =
          transaction.execute(
              status -> {
                bad.forEach(row -> store.bad(job.id(), row));
                boolean moved = store.advance(job.id(), me, settings.lease(), fit.rows(), piece);
                if (!moved) status.setRollbackOnly();
                return moved;
              });
      if (!Boolean.TRUE.equals(mine)) throw new LostIt();
      arriving.clear();
      held.clear();
      bad.clear();
      read = 0;
      empty = 0;
      repeated = 0;
    }

    /** The piece that ends at this row: the same for whoever loads it. */
    private String key() {
      return "intake/" + job.id() + "/" + (row - read + 1) + "-" + row;
    }
  }

  /** Carries why a file does not fit. */
  private static final class Misfit extends RuntimeException {
    private final transient List<Message> why;

    Misfit(List<Message> why) {
      super("the file does not fit", null, false, false);
      this.why = why;
    }
  }
}
