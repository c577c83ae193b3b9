package org.lanmei.water.intake;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.Problem;
import org.lanmei.parties.People;
import org.lanmei.site.Messages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The watched folder: {@code inbox/SOURCE/}. A file that has stopped growing is loaded as by the
 * person who confirmed the source's profile, then put into {@code done/} or {@code refused/}, with
 * the reasons beside it in English and Chinese.
 */
@Component
class Inbox {

  private static final Logger logger = LoggerFactory.getLogger(Inbox.class);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int MOST_ROWS = 1_000;

  private final @Nullable Path folder;
  private final FileIntake intake;
  private final JobStore store;
  private final People people;
  private final Messages messages;
  private final Clock clock;
  private final Map<Path, Looked> seen = new HashMap<>();

  private record Looked(long size, Instant changed) {}

  @Autowired
  Inbox(
      IntakeSettings settings,
      @Value("${lanmei.data-dir:#{null}}") @Nullable String dataDir,
      FileIntake intake,
      JobStore store,
      People people,
      Messages messages,
      Clock clock) {
    this(
        settings.inbox() != null
            ? settings.inbox()
            : dataDir == null ? null : Path.of(dataDir, "inbox"),
        intake,
        store,
        people,
        messages,
        clock);
  }

  Inbox(
      @Nullable Path folder,
      FileIntake intake,
      JobStore store,
      People people,
      Messages messages,
      Clock clock) {
    this.folder = folder;
    this.intake = intake;
    this.store = store;
    this.people = people;
    this.messages = messages;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "${lanmei.water.intake.look:5000}", initialDelay = 3000)
  void look() {
    if (folder == null || !Files.isDirectory(folder)) return;
    try {
      putAway();
      for (Path source : inside(folder)) {
        if (!Files.isDirectory(source)) continue;
        for (Path file : inside(source)) if (isStable(file)) take(source, file);
      }
      seen.keySet().removeIf(file -> !Files.exists(file));
    } catch (IOException | RuntimeException e) {
      logger.warn("the watched folder cannot be looked at: {}", e.getMessage());
    }
  }

  private static List<Path> inside(Path folder) throws IOException {
    var paths = new ArrayList<Path>();
    try (DirectoryStream<Path> each = Files.newDirectoryStream(folder)) {
      each.forEach(paths::add);
    }
    paths.sort(null);
    return paths;
  }

  /** Of the same size and age as when last looked at. */
  private boolean isStable(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (!Files.isRegularFile(file) || name.startsWith(".") || name.endsWith(".part")) return false;
    var now = new Looked(Files.size(file), Files.getLastModifiedTime(file).toInstant());
    var before = seen.put(file, now);
    return now.equals(before) && now.size() > 0;
  }

  private void take(Path folder, Path file) throws IOException {
    String inbox = file.toAbsolutePath().normalize().toString();
    if (store.isTaken(inbox)) return;
    String name = folder.getFileName().toString();
    try (var bytes = Files.newInputStream(file)) {
      intake.start(asWho(name), name, file.getFileName().toString(), bytes, null, inbox);
    } catch (Problem e) {
      refuse(file, reasons(e));
    }
  }

  private static List<Message> reasons(Problem problem) {
    var reasons = new ArrayList<Message>();
    reasons.add(problem.detail());
    problem.fields().forEach(field -> reasons.add(field.message()));
    return reasons;
  }

  private Caller asWho(String source) {
    var home =
        store
            .source(source)
            .filter(s -> s.confirmedBy() != null)
            .orElseThrow(() -> new IntakeProblem.NotConfirmed(source));
    var person = home.confirmedBy();
    if (person == null) throw new IntakeProblem.NotConfirmed(source);
    return people
        .acting(person)
        .filter(c -> c.speaksFor(Capacity.HYDROLOGIST) == home.party())
        .orElseThrow(IntakeProblem.NotHydrologist::new);
  }

  /** Moves the files of finished jobs. */
  private void putAway() throws IOException {
    for (Job job : store.toPutAway()) {
      String inbox = job.inbox();
      if (inbox == null) continue;
      Path file = Path.of(inbox);
      if (Files.exists(file)) {
        if (job.state() == Job.State.DONE) {
          var told = new ArrayList<Message>();
          told.add(
              Message.of(
                  "water.intake.inbox.done",
                  job.read(),
                  job.taken(),
                  job.same(),
                  job.empty(),
                  job.bad()));
          for (BadRow row : store.bad(job.id(), MOST_ROWS)) {
            told.add(Message.of("water.intake.inbox.row", row.line(), row.what(), row.how()));
          }
          move(file, "done", told);
        } else if (job.state() == Job.State.CANCELLED) {
          move(file, "refused", List.of(Message.of("water.intake.inbox.cancelled", job.read())));
        } else {
          move(file, "refused", job.stopped());
        }
      }
      store.putAway(job.id());
    }
  }

  private void refuse(Path file, List<Message> reasons) throws IOException {
    move(file, "refused", reasons);
  }

  private void move(Path file, String into, List<Message> told) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) return;
    Path folder = Files.createDirectories(parent.resolve(into));
    String name = STAMP.format(clock.instant()) + "-" + file.getFileName();
    Path target = folder.resolve(name);
    for (int n = 2; Files.exists(target); n++) target = folder.resolve(n + "-" + name);
    var text = new StringBuilder();
    for (Lang lang : List.of(Lang.EN, Lang.ZH)) {
      for (Message message : told) text.append(messages.text(lang, message)).append('\n');
      text.append('\n');
    }
    Files.writeString(target.resolveSibling(target.getFileName() + ".txt"), text);
    Files.move(file, target);
  }
}
