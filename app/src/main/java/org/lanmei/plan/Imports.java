package org.lanmei.plan;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.lanmei.files.Files;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.Message;
import org.lanmei.log.Log;
import org.lanmei.plan.document.Difference;
import org.lanmei.plan.document.Draft;
import org.lanmei.plan.document.Fingerprints;
import org.lanmei.plan.document.Format;
import org.lanmei.plan.document.Matching;
import org.lanmei.plan.document.PlanDocument;
import org.lanmei.plan.document.Script;
import org.lanmei.plan.document.UnreadableDocument;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reading a plan document in: the file is kept, read, understood, shown beside the text, and only
 * then accepted by a person. A copy of the plan whose register we hold is matched with it; any
 * other plan becomes a draft register.
 */
@Component
@Order(30)
public class Imports implements ApplicationRunner {

  private static final Logger logger = LoggerFactory.getLogger(Imports.class);
  private static final long MAX_BYTES = 20L * 1024 * 1024;

  /**
   * A document that shares so much of its sentences with the register is a copy of the same plan.
   */
  private static final double SAME_PLAN = 0.3;

  private final ImportStore store;
  private final Registers registers;
  private final RegisterStore registerStore;
  private final OfficialTexts texts;
  private final Files files;
  private final Log log;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final Fingerprints fingerprints = Fingerprints.shipped(Registers.MAIN);
  private final ExecutorService readers =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("plan-import-", 0).factory());

  Imports(
      ImportStore store,
      Registers registers,
      RegisterStore registerStore,
      OfficialTexts texts,
      Files files,
      Log log,
      TransactionTemplate transaction,
      Clock clock) {
    this.store = store;
    this.registers = registers;
    this.registerStore = registerStore;
    this.texts = texts;
    this.files = files;
    this.log = log;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** How far an import has come. */
  public enum State {
    READING,
    UNDERSTOOD,
    UNREADABLE,
    ACCEPTED,
    DISCARDED
  }

  /**
   * What was understood of a document.
   *
   * @param matched commitments of the register found in it; null for a draft
   * @param commitments of the register, or proposed by the draft
   * @param differences from the register; empty for a draft
   */
  public record Understood(
      Format format,
      String charset,
      Script script,
      int clauses,
      int sentences,
      @Nullable Integer matched,
      int commitments,
      List<Difference> differences,
      List<Message> notes) {}

  /**
   * @param plan the register it was matched with or will become
   * @param matched true = a copy of a plan whose register we hold
   * @param understood null until it has been read
   * @param problem why it cannot be read; null otherwise
   */
  public record Import(
      UUID id,
      String fileName,
      String file,
      @Nullable String plan,
      boolean matched,
      State state,
      int done,
      int total,
      @Nullable Understood understood,
      @Nullable Message problem,
      Instant at) {}

  /**
   * Keeps the file and begins to read it.
   *
   * @param plan key of the register it is for; null = find out
   * @return the import's id
   * @throws PlanProblem.NotForThisParty for readers who are neither officers nor administrators
   */
  public UUID start(Caller caller, String fileName, byte[] bytes, @Nullable String plan) {
    UUID person = mayImport(caller);
    if (plan != null && registers.find(plan).isEmpty()) throw new PlanProblem.UnknownPlan(plan);
    UUID id = UUID.randomUUID();
    transaction.executeWithoutResult(
        status -> {
          try {
            var file =
                files.store(new ByteArrayInputStream(bytes), "application/octet-stream", MAX_BYTES);
            store.insert(id, file.sha256(), FileTypes.shown(fileName), plan, person);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    read(id);
    return id;
  }

  /** Reads on where a stopped program left off. */
  @Override
  public void run(ApplicationArguments args) {
    store.unread().forEach(this::read);
  }

  private CompletableFuture<Void> read(UUID id) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            understand(id);
          } catch (UnreadableDocument e) {
            store.unreadable(id, e.detail());
          } catch (RuntimeException e) {
            logger.error("import {} failed", id, e);
            store.unreadable(id, Message.of("plan.imports.failed", id.toString().substring(0, 8)));
          }
        },
        readers);
  }

  /** Waits until the document has been read, or the time is up. */
  public Import await(Caller caller, UUID id, Duration patience) {
    try {
      CompletableFuture.runAsync(() -> {}, readers).get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // the state tells
    }
    return find(caller, id);
  }

  private void understand(UUID id) {
    var row = store.find(id).orElseThrow(() -> new PlanProblem.UnknownImport(id));
    store.progress(id, 1, 3);
    var document = PlanDocument.read(row.fileName(), bytes(row.file()));
    store.progress(id, 2, 3);
    var matching = Matching.match(document, fingerprints);
    boolean forMain = row.plan() == null || row.plan().equals(Registers.MAIN);
    boolean same = forMain && matching.foundCommitments() >= SAME_PLAN * matching.commitments();
    var notes = new ArrayList<>(document.notes());
    Understood understood;
    if (same) {
      notes.addAll(matching.notes());
      understood =
          understood(
              document,
              matching.foundCommitments(),
              matching.commitments(),
              matching.differences(),
              notes);
    } else {
      int proposed =
          (int) Draft.propose(document).proposals().stream().filter(p -> p.kind() != null).count();
      understood = understood(document, null, proposed, List.of(), notes);
    }
    store.understood(id, same ? Registers.MAIN : row.plan(), same, understood);
  }

  private static Understood understood(
      PlanDocument document,
      @Nullable Integer matched,
      int commitments,
      List<Difference> differences,
      List<Message> notes) {
    return new Understood(
        document.format(),
        document.charset(),
        document.script(),
        document.clauses().size(),
        document.sentenceCount(),
        matched,
        commitments,
        differences,
        notes);
  }

  public Import find(Caller caller, UUID id) {
    mayImport(caller);
    return store.find(id).orElseThrow(() -> new PlanProblem.UnknownImport(id));
  }

  public List<Import> list(Caller caller) {
    mayImport(caller);
    return store.list();
  }

  /** The document, read again from the kept file. */
  PlanDocument document(Import imported) {
    return PlanDocument.read(imported.fileName(), bytes(imported.file()));
  }

  /** Which sentences of the document are which of the register. */
  Matching matching(PlanDocument document) {
    return Matching.match(document, fingerprints);
  }

  /**
   * A person accepts what was understood: the official text is attached to the register, or the
   * draft becomes a register of its own.
   *
   * @param register key and kinds of a draft as confirmed; ignored for a matched document
   */
  public Import accept(Caller caller, UUID id, Confirmed register) {
    UUID person = mayImport(caller);
    var imported = find(caller, id);
    if (imported.state() != State.UNDERSTOOD) throw new PlanProblem.TooLate("import");
    transaction.executeWithoutResult(
        status -> {
          if (!store.close(id, State.ACCEPTED, person)) throw new PlanProblem.TooLate("import");
          log.record(
              "plan.import",
              id.toString(),
              imported.file().getBytes(java.nio.charset.StandardCharsets.UTF_8));
          var document = document(imported);
          if (imported.matched()) attach(imported, document, person);
          else
            new DraftRegister(document, Draft.propose(document), register, LocalDate.now(clock))
                .save(imported, registerStore, texts, person);
        });
    log.settle();
    return find(caller, id);
  }

  private void attach(Import imported, PlanDocument document, UUID person) {
    var sentences = SentenceIndex.of(document);
    for (Matching.Found found : matching(document).found()) {
      var sentence = Objects.requireNonNull(sentences.get(found.at()));
      texts.attach(
          Registers.MAIN,
          found.id(),
          language(document),
          sentence.text(),
          imported.id(),
          sentence.line(),
          person);
    }
  }

  static Lang language(PlanDocument document) {
    return document.script() == Script.LATIN ? Lang.EN : Lang.ZH;
  }

  /** A person rejects what was understood; the file stays on record. */
  public Import discard(Caller caller, UUID id) {
    UUID person = mayImport(caller);
    find(caller, id);
    if (!store.close(id, State.DISCARDED, person)) throw new PlanProblem.TooLate("import");
    return find(caller, id);
  }

  /**
   * What a person confirmed of a draft.
   *
   * @param key of the register to be made; null = of the plan the import names
   * @param title of it; null = the document's
   * @param kinds by sentence id, where they differ from the proposal; {@code NONE} = no commitment
   */
  public record Confirmed(@Nullable String key, @Nullable String title, Map<String, String> kinds) {
    public static final Confirmed AS_PROPOSED = new Confirmed(null, null, Map.of());
  }

  private byte[] bytes(String sha256) {
    var file = files.find(sha256).orElseThrow();
    var out = new ByteArrayOutputStream((int) file.size());
    try {
      files.copyTo(file, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static UUID mayImport(Caller caller) {
    UUID person = caller.person();
    if (person == null) throw new PlanProblem.NotSignedIn();
    if (!caller.has(Capacity.SECRETARIAT) && !caller.has(Capacity.ADMINISTRATOR)) {
      throw new PlanProblem.NotForThisParty();
    }
    return person;
  }
}
