package org.lanmei.water.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.files.Files;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Party;
import org.lanmei.parties.Acts;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Files of readings: sent by a hydrologist, understood, confirmed, and loaded as a job. A party's
 * sources, profiles and jobs are seen by its own hydrologists only.
 */
@Component
class FileIntake {

  static final long MAX_BYTES = 32L * 1024 * 1024;
  private static final int KEPT = 16;
  private static final int MOST_BAD_SHOWN = 10_000;

  private final JobStore store;
  private final Files files;
  private final SeriesCatalogue catalogue;
  private final Acts acts;
  private final JobRunner runner;
  private final TransactionTemplate transaction;
  private final JsonMapper json;
  private final Clock clock;
  private final Map<String, ProfileProposal> understood =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ProfileProposal> eldest) {
          return size() > KEPT;
        }
      };

  FileIntake(
      JobStore store,
      Files files,
      SeriesCatalogue catalogue,
      Acts acts,
      JobRunner runner,
      TransactionTemplate transaction,
      JsonMapper json,
      Clock clock) {
    this.store = store;
    this.files = files;
    this.catalogue = catalogue;
    this.acts = acts;
    this.runner = runner;
    this.transaction = transaction;
    this.json = json;
    this.clock = clock;
  }

  private static Party party(Caller caller) {
    if (!caller.signedIn()) throw new IntakeProblem.NotSignedIn();
    Party party = caller.speaksFor(Capacity.HYDROLOGIST);
    if (party == null) throw new IntakeProblem.NotHydrologist();
    return party;
  }

  private static UUID person(Caller caller) {
    UUID person = caller.person();
    if (person == null) throw new IntakeProblem.NotSignedIn();
    return person;
  }

  List<Source> sources(Caller caller) {
    return store.sources(party(caller));
  }

  /** The profiles of a source, the newest first. */
  List<JobStore.Confirmed> profiles(Caller caller, String source) {
    Party party = party(caller);
    var home = store.source(source);
    if (home.isEmpty() || home.get().party() != party) {
      throw new IntakeProblem.UnknownSource(source);
    }
    return store.profiles(source);
  }

  List<Job> jobs(Caller caller) {
    return store.jobs(party(caller));
  }

  Job find(Caller caller, UUID id) {
    Party party = party(caller);
    return store
        .find(id)
        .filter(job -> job.party() == party)
        .orElseThrow(() -> new IntakeProblem.UnknownJob(id));
  }

  List<BadRow> bad(Caller caller, UUID id) {
    find(caller, id);
    return store.bad(id, MOST_BAD_SHOWN);
  }

  /**
   * Keeps a file and begins to load it, when its source has a profile and the file fits it;
   * otherwise what was understood waits for a person, or the file is stopped and explained.
   *
   * @param source its name; a new one is made
   * @param reason why values differ from earlier ones; null = none given
   * @param inbox where it lies in a watched folder; null = sent by a person
   * @throws IntakeProblem when the file cannot be read at all; then nothing of it is kept
   */
  Job start(
      Caller caller,
      @Nullable String source,
      String fileName,
      InputStream bytes,
      @Nullable String reason,
      @Nullable String inbox) {
    Party party = party(caller);
    UUID person = person(caller);
    if (source == null || source.isBlank()) throw new IntakeProblem.BadSource("source-needed");
    String name = source.strip();
    if (!Source.isName(name)) throw new IntakeProblem.BadSource("source-name");
    var known = store.source(name);
    if (known.isPresent() && known.get().party() != party) {
      throw new IntakeProblem.BadSource("source-taken");
    }
    UUID id = UUID.randomUUID();
    transaction.executeWithoutResult(
        status -> {
          Files.StoredFile file;
          try {
            file = files.store(bytes, "text/csv", MAX_BYTES);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          store.insertSource(name, party, person);
          var home =
              store
                  .source(name)
                  .filter(s -> s.party() == party)
                  .orElseThrow(() -> new IntakeProblem.BadSource("source-taken"));
          begin(id, home, file, shown(fileName), blank(reason), inbox, person);
        });
    runner.wake();
    return find(caller, id);
  }

  private void begin(
      UUID id,
      Source source,
      Files.StoredFile file,
      String fileName,
      @Nullable String reason,
      @Nullable String inbox,
      UUID person) {
    Integer version = source.version();
    Content content = () -> files.open(file);
    if (version == null) {
      if (inbox != null) throw new IntakeProblem.NotConfirmed(source.name());
      // Told at once when it cannot be read.
      understand(source.party(), fileName, content, Map.of());
      store.insert(
          id,
          source,
          file.sha256(),
          fileName,
          reason,
          Job.State.PROPOSED,
          null,
          List.of(),
          null,
          null,
          person);
      return;
    }
    var profile = store.profile(source.name(), version).orElseThrow();
    Fit fit;
    try {
      fit = Fit.check(profile, content, clock.instant());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    boolean fits = fit.reasons().isEmpty();
    store.insert(
        id,
        source,
        file.sha256(),
        fileName,
        reason,
        fits ? Job.State.WAITING : Job.State.STOPPED,
        version,
        fit.reasons(),
        fits ? fit.rows() : null,
        inbox,
        person);
  }

  private static @Nullable String blank(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  /** The name without folders, of bounded length. */
  static String shown(String fileName) {
    String name = fileName.replace('\\', '/');
    name = name.substring(name.lastIndexOf('/') + 1).replaceAll("\\p{Cntrl}", "").strip();
    if (name.isEmpty()) name = "readings.csv";
    return name.length() <= 200 ? name : name.substring(name.length() - 200);
  }

  private ProfileProposal understand(
      Party party, String fileName, Content content, Map<String, String> answers) {
    return Proposer.propose(
        fileName,
        content,
        catalogue.of(party),
        party.zone().getRules().getStandardOffset(clock.instant()),
        clock.instant(),
        answers);
  }

  /**
   * What is understood of a job's file with the choices made so far.
   *
   * @throws IntakeProblem.TooLate when the job awaits no confirmation
   */
  ProfileProposal proposal(Caller caller, UUID id) {
    var job = find(caller, id);
    if (job.state() != Job.State.PROPOSED) throw new IntakeProblem.TooLate(job.state());
    return proposal(job, job.answers());
  }

  private ProfileProposal proposal(Job job, Map<String, String> answers) {
    String key = job.id() + " " + new TreeMap<>(answers);
    synchronized (understood) {
      var kept = understood.get(key);
      if (kept != null) return kept;
    }
    var proposal = understand(job.party(), job.fileName(), content(job), answers);
    synchronized (understood) {
      understood.put(key, proposal);
    }
    return proposal;
  }

  private Content content(Job job) {
    var file = files.find(job.file()).orElseThrow();
    return () -> files.open(file);
  }

  /** Keeps choices without loading anything: what is understood is shown anew with them. */
  ProfileProposal choose(Caller caller, UUID id, Map<String, String> answers) {
    var job = find(caller, id);
    if (job.state() != Job.State.PROPOSED) throw new IntakeProblem.TooLate(job.state());
    var given = given(answers);
    var proposal = proposal(job, given);
    store.answers(id, given);
    return proposal;
  }

  private static Map<String, String> given(Map<String, String> answers) {
    var given = new TreeMap<String, String>();
    answers.forEach(
        (question, value) -> {
          if (!value.isBlank() && value.length() <= 200 && given.size() < 500) {
            given.put(question, value);
          }
        });
    return given;
  }

  /**
   * A person confirms how the file is read: an act of the party. The profile is the source's from
   * now on, and the file is loaded.
   *
   * @param answers the choices, which replace those kept
   * @throws IntakeProblem.Undecided when the file leaves a question open that nobody has answered
   */
  Job confirm(Caller caller, UUID id, Map<String, String> answers) {
    Party party = party(caller);
    UUID person = person(caller);
    var job = find(caller, id);
    if (job.state() != Job.State.PROPOSED) throw new IntakeProblem.TooLate(job.state());
    var given = given(answers);
    var proposal = proposal(job, given);
    store.answers(id, given);
    var profile = proposal.profile();
    if (profile == null) throw new IntakeProblem.Undecided(proposal.open());
    transaction.executeWithoutResult(
        status -> {
          var content =
              json.writeValueAsString(
                      Map.of("source", job.source(), "file", job.file(), "profile", profile))
                  .getBytes(StandardCharsets.UTF_8);
          var act =
              acts.record(
                  caller,
                  party,
                  Capacity.HYDROLOGIST,
                  "intake.profile-confirmed",
                  job.source(),
                  content);
          int version = store.insertProfile(job, profile, given, person, act.value());
          if (!store.confirm(id, version, proposal.rows())) {
            throw new IntakeProblem.TooLate(find(caller, id).state());
          }
        });
    runner.wake();
    return find(caller, id);
  }

  /** What was loaded stays; nothing more is. */
  Job cancel(Caller caller, UUID id) {
    var job = find(caller, id);
    if (!store.move(
        id,
        List.of(Job.State.PROPOSED, Job.State.WAITING, Job.State.LOADING, Job.State.STOPPED),
        Job.State.CANCELLED)) {
      throw new IntakeProblem.TooLate(job.state());
    }
    return find(caller, id);
  }

  /**
   * Goes on with a stopped job, from where it was.
   *
   * @param reason why values differ from earlier ones; null = as before
   */
  Job resume(Caller caller, UUID id, @Nullable String reason) {
    var job = find(caller, id);
    if (job.state() != Job.State.STOPPED || job.version() == null) {
      throw new IntakeProblem.TooLate(job.state());
    }
    String why = blank(reason);
    if (why != null) store.reason(id, why);
    if (!store.move(id, List.of(Job.State.STOPPED), Job.State.WAITING)) {
      throw new IntakeProblem.TooLate(job.state());
    }
    runner.wake();
    return find(caller, id);
  }

  /** A stopped file is understood anew, for another version of its source's profile. */
  Job proposeAnew(Caller caller, UUID id) {
    var job = find(caller, id);
    // What was loaded of it was read by the old profile: that cannot be mixed.
    if (job.state() != Job.State.STOPPED || job.read() > 0) {
      throw new IntakeProblem.TooLate(job.state());
    }
    proposal(job, Map.of());
    if (!store.move(id, List.of(Job.State.STOPPED), Job.State.PROPOSED)) {
      throw new IntakeProblem.TooLate(job.state());
    }
    return find(caller, id);
  }
}
