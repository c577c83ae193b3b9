package org.lanmei.plan;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Lang;
import org.lanmei.kernel.Party;
import org.lanmei.parties.Acts;
import org.lanmei.texts.Texts;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A party's reply to its own board, and the six parties' decision what the public sees. */
@Component
public class BoardRelease {

  /** The scope that stands for the whole register. */
  static final String ALL = "*";

  private final BoardStore store;
  private final Registers registers;
  private final Boards boards;
  private final EvidenceForm form;
  private final Acts acts;
  private final Texts texts;

  BoardRelease(
      BoardStore store,
      Registers registers,
      Boards boards,
      EvidenceForm form,
      Acts acts,
      Texts texts) {
    this.store = store;
    this.registers = registers;
    this.boards = boards;
    this.form = form;
    this.acts = acts;
    this.texts = texts;
  }

  /**
   * The caller's party replies to its board of a year. From then on the others see it, without
   * waiting for the reply time to run out.
   *
   * @throws PlanProblem.TooLate when the board of that year is not open
   */
  @Transactional
  public void reply(Caller caller, int year, Lang lang, String statement) {
    Party party = Evidence.partyOf(caller);
    form.checkReason(statement);
    boolean open = store.boards().stream().anyMatch(b -> b.party() == party && b.year() == year);
    if (!open) throw new PlanProblem.TooLate("board");
    UUID text = texts.write(lang, statement.strip(), Texts.State.OFFICIAL, caller.person());
    UUID act =
        acts.record(
                caller,
                party,
                Capacity.SECRETARIAT,
                "plan.reply",
                party + " " + year,
                statement.strip().getBytes(StandardCharsets.UTF_8))
            .value();
    store.reply(
        UUID.randomUUID(),
        party,
        year,
        text,
        act,
        java.util.Objects.requireNonNull(caller.person()));
  }

  /**
   * The caller's party consents to showing the public the states of a clause, or of the whole
   * register. The sixth consent releases it.
   *
   * @param scope a clause number or {@code *}
   */
  @Transactional
  public void consent(Caller caller, String scope) {
    Party party = Evidence.partyOf(caller);
    Register register = registers.main();
    if (!scope.equals(ALL) && register.head().clause(scope).isEmpty()) {
      throw new PlanProblem.UnknownClause(scope);
    }
    UUID act =
        acts.record(
                caller,
                party,
                Capacity.SECRETARIAT,
                "plan.release",
                register.head().plan() + " " + scope,
                scope.getBytes(StandardCharsets.UTF_8))
            .value();
    if (!store.consent(register.head().plan(), scope, party, act, caller.example())) {
      throw new PlanProblem.TooLate("consented");
    }
  }

  /**
   * Which parties have consented to which scope. The public sees what is released; how far the
   * others have come is for the parties.
   */
  public Map<String, Set<Party>> consents(Caller caller) {
    var consents = store.consents(Registers.MAIN);
    if (caller.party() == null) {
      consents.values().removeIf(parties -> parties.size() < Party.values().length);
    }
    return consents;
  }

  /** The boards of the caller's party, newest year first. */
  public List<OwnBoard> own(Caller caller) {
    Party party = Evidence.partyOf(caller);
    var shown = boards.shownFrom();
    return store.boards().stream()
        .filter(b -> b.party() == party)
        .sorted(Comparator.comparing(BoardStore.Board::year).reversed())
        .map(
            b ->
                new OwnBoard(
                    b.year(),
                    b.openedOn(),
                    b.repliedOn() != null,
                    java.util.Objects.requireNonNull(
                        shown.get(new Boards.BoardKey(party, b.year())))))
        .toList();
  }

  /** What a party said to its board of a year. */
  public record Reply(Party party, int year, Texts.Text text) {}

  /** To its own boards, and to those that are shown to it; nothing for the public. */
  List<Reply> replies(Caller caller) {
    if (caller.party() == null) return List.of();
    var viewer = boards.viewer(caller);
    var visible =
        store.replies().stream().filter(r -> viewer.seesBoardOf(r.party(), r.year())).toList();
    var words = texts.readAll(visible.stream().map(BoardStore.Reply::text).toList());
    return visible.stream()
        .map(
            r ->
                new Reply(
                    r.party(), r.year(), java.util.Objects.requireNonNull(words.get(r.text()))))
        .toList();
  }

  /**
   * @param others the first day on which the other parties see it
   */
  public record OwnBoard(int year, LocalDate opened, boolean replied, LocalDate others) {}
}
