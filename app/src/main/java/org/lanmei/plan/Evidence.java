package org.lanmei.plan;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.files.Files;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.LocalizedText;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.Problem;
import org.lanmei.kernel.Seq;
import org.lanmei.log.Log;
import org.lanmei.parties.Acts;
import org.lanmei.texts.Texts;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What officers do with evidence: record, withdraw, contest, settle. Each is an act of their party.
 */
@Component
public class Evidence {

  private static final long MAX_FILE_BYTES = 20L * 1024 * 1024;

  private final EvidenceForm form;
  private final FiledEvidence filed;
  private final EvidenceCopy copy;
  private final Boards boards;
  private final Acts acts;
  private final Files files;
  private final Texts texts;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Evidence(
      EvidenceForm form,
      FiledEvidence filed,
      EvidenceCopy copy,
      Boards boards,
      Acts acts,
      Files files,
      Texts texts,
      TransactionTemplate transaction,
      Clock clock) {
    this.form = form;
    this.filed = filed;
    this.copy = copy;
    this.boards = boards;
    this.acts = acts;
    this.files = files;
    this.texts = texts;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * @param name as the sender calls it, for display only
   */
  public record Upload(String name, InputStream content) {
    public Upload {
      name = FileTypes.shown(name);
    }
  }

  /**
   * Puts a piece of evidence on record for the caller's party, or for the six.
   *
   * @return its id
   * @throws PlanProblem.NotForThisParty without a secretariat mandate in force
   * @throws PlanProblem.BadFields naming each field that cannot be taken
   */
  public UUID record(Caller caller, NewEvidence evidence, @Nullable Upload upload) {
    return record(caller, evidence, upload, List.of());
  }

  /**
   * @param unread fields of a form whose text is not of their kind: told together with all others
   */
  UUID record(
      Caller caller,
      NewEvidence evidence,
      @Nullable Upload upload,
      List<Problem.FieldError> unread) {
    Party party = partyOf(caller);
    var checked = form.check(evidence, today(party), upload != null, unread);
    UUID id = UUID.randomUUID();
    var ticket =
        transaction.execute(
            status -> {
              Files.@Nullable StoredFile file = upload == null ? null : store(upload);
              var entry = asserted(id, caller, party, evidence, checked, file);
              return file(caller, party, entry, file == null ? null : file.sha256(), upload);
            });
    await(ticket);
    return id;
  }

  private Entry.Asserted asserted(
      UUID id,
      Caller caller,
      Party party,
      NewEvidence evidence,
      EvidenceForm.Checked checked,
      Files.@Nullable StoredFile file) {
    UUID statement =
        evidence.statement() == null || evidence.statement().isBlank()
            ? null
            : texts.write(
                checked.lang(),
                evidence.statement().strip(),
                Texts.State.OFFICIAL,
                caller.person());
    return new Entry.Asserted(
        Seq.NONE,
        Instant.EPOCH,
        id,
        checked.subjects(),
        evidence.ofTheSix() ? EnumSet.allOf(Party.class) : Set.of(party),
        checked.when(),
        form.fact(evidence, statement, file == null ? null : file.sha256()),
        LocalizedText.of(checked.lang(), checked.title()),
        new Entry.Origin("plan", caller.name(), party, checked.link(), null),
        caller.example());
  }

  private Files.StoredFile store(Upload upload) {
    try {
      var typed = FileTypes.detect(upload.content());
      return files.store(typed.content(), typed.mediaType(), MAX_FILE_BYTES);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Withdraws what the caller's own party recorded. */
  public void withdraw(Caller caller, UUID evidence, Lang lang, String reason) {
    Party party = partyOf(caller);
    var standing = standing(caller, evidence);
    if (standing.asserted().origin().party() != party) throw new PlanProblem.NotForThisParty();
    if (standing.withdrawn()) throw new PlanProblem.TooLate("withdrawn");
    say(
        caller,
        party,
        lang,
        reason,
        text -> new Entry.Retracted(Seq.NONE, Instant.EPOCH, evidence, text));
  }

  /** Says for the caller's party that it does not accept the evidence. */
  public void contest(Caller caller, UUID evidence, Lang lang, String reason) {
    Party party = partyOf(caller);
    var standing = standing(caller, evidence);
    if (standing.withdrawn()) throw new PlanProblem.TooLate("withdrawn");
    if (standing.contestedBy().contains(party)) throw new PlanProblem.TooLate("contested");
    say(
        caller,
        party,
        lang,
        reason,
        text -> new Entry.Contested(Seq.NONE, Instant.EPOCH, evidence, party, text));
  }

  /** Lifts the caller's party's own contest; the evidence counts again when no other stands. */
  public void settle(Caller caller, UUID evidence, Lang lang, String reason) {
    Party party = partyOf(caller);
    var standing = standing(caller, evidence);
    if (!standing.contestedBy().contains(party)) throw new PlanProblem.TooLate("settled");
    say(
        caller,
        party,
        lang,
        reason,
        text -> new Entry.Settled(Seq.NONE, Instant.EPOCH, evidence, party, text));
  }

  /** A piece of evidence and everything said about it. */
  public Standing standing(Caller caller, UUID evidence) {
    var entries = boards.about(evidence, caller);
    if (entries.isEmpty()) throw new PlanProblem.UnknownEvidence(evidence);
    return Standing.of(entries);
  }

  Optional<FiledEvidence.Attachment> attachment(Caller caller, UUID evidence) {
    standing(caller, evidence);
    return filed.attachment(evidence);
  }

  private interface Saying {
    Entry with(UUID text);
  }

  private void say(Caller caller, Party party, Lang lang, String reason, Saying saying) {
    form.checkReason(reason);
    var ticket =
        transaction.execute(
            status -> {
              UUID text = texts.write(lang, reason.strip(), Texts.State.OFFICIAL, caller.person());
              return file(caller, party, saying.with(text), null, null);
            });
    await(ticket);
  }

  private Log.Ticket file(
      Caller caller, Party party, Entry entry, @Nullable String file, @Nullable Upload upload) {
    UUID act =
        acts.record(
                caller,
                party,
                Capacity.SECRETARIAT,
                "plan.evidence",
                FiledEvidence.evidenceOf(entry).toString(),
                filed.canonical(entry))
            .value();
    return filed
        .file(
            entry,
            new FiledEvidence.Filing(
                caller.person(),
                party,
                act,
                file,
                upload == null ? null : upload.name(),
                caller.example(),
                null))
        .orElseThrow();
  }

  private void await(Log.@Nullable Ticket ticket) {
    if (ticket != null) copy.await(ticket);
  }

  static Party partyOf(Caller caller) {
    if (!caller.signedIn()) throw new PlanProblem.NotSignedIn();
    Party party = caller.speaksFor(Capacity.SECRETARIAT);
    if (party == null) throw new PlanProblem.NotForThisParty();
    return party;
  }

  private LocalDate today(Party party) {
    return LocalDate.ofInstant(clock.instant(), party.zone());
  }

  /**
   * @param entries everything about it in order, the assertion first
   * @param contestedBy parties whose contest stands
   */
  public record Standing(
      Entry.Asserted asserted, List<Entry> entries, Set<Party> contestedBy, boolean withdrawn) {

    /** The statement and the reasons that the entries name. */
    List<UUID> words() {
      var words = new ArrayList<UUID>();
      for (Entry entry : entries) {
        switch (entry) {
          case Entry.Asserted a -> {
            UUID statement = EvidenceRow.statement(a.fact());
            if (statement != null) words.add(statement);
          }
          case Entry.Retracted r -> words.add(r.reason());
          case Entry.Contested c -> words.add(c.reason());
          case Entry.Settled s -> words.add(s.reason());
        }
      }
      return words;
    }

    static Standing of(List<Entry> entries) {
      var contestedBy = EnumSet.noneOf(Party.class);
      boolean withdrawn = false;
      for (Entry entry : entries) {
        switch (entry) {
          case Entry.Asserted a -> {}
          case Entry.Retracted r -> withdrawn = true;
          case Entry.Contested c -> contestedBy.add(c.by());
          case Entry.Settled s -> {
            if (s.by() == null) contestedBy.clear();
            else contestedBy.remove(s.by());
          }
        }
      }
      return new Standing((Entry.Asserted) entries.getFirst(), entries, contestedBy, withdrawn);
    }
  }
}
