package org.lanmei.sharing;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lanmei.kernel.Caller;
import org.lanmei.kernel.Capacity;
import org.lanmei.kernel.Message;
import org.lanmei.kernel.Party;
import org.lanmei.kernel.Problem.FieldError;
import org.lanmei.log.CanonicalJson;
import org.lanmei.log.Log;
import org.lanmei.parties.ActId;
import org.lanmei.parties.Acts;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a provider announces of interruptions: by its hydrologists and its secretariat. When it was
 * said decides what it is worth.
 */
@Component
public class Notices {

  private static final int REASON_MAX = 1_000;

  private final Agreements agreements;
  private final NoticeStore store;
  private final Acts acts;
  private final Log log;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final JsonMapper json;

  Notices(
      Agreements agreements,
      NoticeStore store,
      Acts acts,
      Log log,
      TransactionTemplate transaction,
      Clock clock,
      JsonMapper json) {
    this.agreements = agreements;
    this.store = store;
    this.acts = acts;
    this.log = log;
    this.transaction = transaction;
    this.clock = clock;
    this.json = json;
  }

  /**
   * A notice as it is typed or sent.
   *
   * @param from with an offset, or as local time in the zone of the agreement
   * @param to the same; empty = no end is named, and then it does not excuse
   */
  public record NoticeForm(
      @Nullable List<String> stations,
      @Nullable String from,
      @Nullable String to,
      @Nullable String reason) {

    static final NoticeForm EMPTY = new NoticeForm(null, null, null, null);

    public boolean names(String station) {
      return stations != null && stations.contains(station);
    }
  }

  /** The notices of an agreement that the caller may see. */
  public List<Notice> of(Caller caller, String agreement) {
    agreements.find(caller, agreement);
    return store.of(agreement, null);
  }

  public UUID give(Caller caller, String id, NoticeForm form) {
    var agreement = agreements.find(caller, id);
    var capacity = capacity(caller, agreement);
    var notice = check(agreement, form, caller);
    var ticket =
        transaction.execute(
            status -> {
              byte[] content = content(notice);
              var act = act(caller, agreement.provider(), capacity, "sharing.notice", id, content);
              var placed = log.record("sharing.notice", notice.id().toString(), content);
              store.insert(notice, caller, act.value(), placed.id());
              return placed;
            });
    if (ticket != null) log.await(ticket);
    return notice.id();
  }

  /**
   * Tells that the stations are back before the end that was named.
   *
   * @param at since when; null = now
   */
  public void returned(Caller caller, String id, UUID notice, @Nullable Instant at) {
    var agreement = agreements.find(caller, id);
    var capacity = capacity(caller, agreement);
    var found =
        store.of(id, null).stream()
            .filter(n -> n.id().equals(notice))
            .findFirst()
            .orElseThrow(() -> new SharingProblem.UnknownNotice(notice.toString()));
    Instant now = clock.instant();
    Instant back = at == null ? now : at;
    if (back.isAfter(now)) throw SharingProblem.BadFields.of("at", "sharing.field.future");
    Instant end = found.to();
    if (found.returnedAt() != null || (end != null && !back.isBefore(end))) {
      throw new SharingProblem.NotNow("notice-over");
    }
    var ticket =
        transaction.execute(
            status -> {
              byte[] content =
                  CanonicalJson.bytes(
                      json.valueToTree(
                          new TreeMap<>(
                              java.util.Map.of(
                                  "notice", notice.toString(), "returnedAt", back.toString()))));
              var act =
                  act(caller, agreement.provider(), capacity, "sharing.returned", id, content);
              var placed = log.record("sharing.returned", notice.toString(), content);
              if (!store.returned(notice, back, caller, act.value(), placed.id(), now)) {
                throw new SharingProblem.NotNow("notice-over");
              }
              return placed;
            });
    if (ticket != null) log.await(ticket);
  }

  private ActId act(
      Caller caller, Party party, Capacity capacity, String kind, String ref, byte[] content) {
    return acts.record(caller, party, capacity, kind, ref, content);
  }

  /** Whether the caller may announce for the agreement's provider. */
  static boolean mayGive(Caller caller, Agreement agreement) {
    return caller.party() == agreement.provider()
        && (caller.has(Capacity.HYDROLOGIST) || caller.has(Capacity.SECRETARIAT));
  }

  private static Capacity capacity(Caller caller, Agreement agreement) {
    if (!caller.signedIn()) throw new SharingProblem.NotSignedIn();
    if (caller.party() != agreement.provider()) throw new SharingProblem.ProviderOnly();
    if (caller.has(Capacity.HYDROLOGIST)) return Capacity.HYDROLOGIST;
    if (caller.has(Capacity.SECRETARIAT)) return Capacity.SECRETARIAT;
    throw new SharingProblem.NotForThisParty();
  }

  private Notice check(Agreement agreement, NoticeForm form, Caller caller) {
    var text =
        agreement
            .inForce(clock.instant())
            .orElseThrow(() -> new SharingProblem.NotNow("not-in-force"));
    var zone = Agreement.zone(text.terms());
    var wrong = new ArrayList<FieldError>();
    var stations = form.stations() == null ? List.<String>of() : form.stations();
    if (stations.isEmpty()) wrong.add(error("stations", "sharing.field.stations"));
    for (String station : stations) {
      if (!text.terms().stations().contains(station)) {
        wrong.add(error("stations", "sharing.field.no-station", station));
      }
    }
    Instant from = moment("from", form.from(), zone, wrong);
    Instant to = TermsForm.blank(form.to()) ? null : moment("to", form.to(), zone, wrong);
    if (TermsForm.blank(form.from())) wrong.add(error("from", "sharing.field.needed"));
    if (from != null && to != null && !to.isAfter(from)) {
      wrong.add(error("to", "sharing.field.end-before-begin"));
    }
    String reason = form.reason();
    if (reason == null || reason.isBlank()) wrong.add(error("reason", "sharing.field.needed"));
    else if (reason.length() > REASON_MAX) {
      wrong.add(error("reason", "sharing.field.long", REASON_MAX));
    }
    if (!wrong.isEmpty() || from == null || reason == null) {
      throw new SharingProblem.BadFields(wrong);
    }
    return new Notice(
        UUID.randomUUID(),
        agreement.id(),
        stations,
        from,
        to,
        reason.strip(),
        caller.name(),
        clock.instant(),
        null,
        null);
  }

  static @Nullable Instant moment(
      String field, @Nullable String typed, ZoneId zone, List<FieldError> wrong) {
    if (typed == null || typed.isBlank()) return null;
    String text = typed.strip();
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      try {
        return LocalDateTime.parse(text.replace(' ', 'T')).atZone(zone).toInstant();
      } catch (DateTimeParseException neither) {
        wrong.add(error(field, "sharing.field.moment", text));
        return null;
      }
    }
  }

  private byte[] content(Notice notice) {
    var said = new TreeMap<String, String>();
    said.put("notice", notice.id().toString());
    said.put("agreement", notice.agreement());
    said.put("stations", String.join(" ", notice.stations()));
    said.put("from", notice.from().toString());
    said.put("to", String.valueOf(notice.to()));
    said.put("reason", notice.reason());
    return CanonicalJson.bytes(json.valueToTree(said));
  }

  private static FieldError error(String field, String key, Object... args) {
    return new FieldError(field, Message.of(key, args));
  }
}
