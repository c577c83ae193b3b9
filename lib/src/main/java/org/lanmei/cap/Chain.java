package org.lanmei.cap;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/*
 * The result does not depend on the order of arrival: what acts on what follows from references and
 * times of sending alone.
 *
 * A message acts on those it references only when it has the same sender and the same status, and
 * was not sent before them: nobody cancels what another warned of, no exercise ends a real warning,
 * and nothing ends what comes after it. What is referenced but does not fit is listed as ignored.
 *
 * The standard lets an Update or Cancel end exactly what it references. A Cancel of a message that
 * an Update had replaced leaves the Update in force; a warning too long is the smaller harm.
 */
/**
 * Messages folded into what is in force: updates, cancellations, acknowledgements and rejections by
 * their references.
 */
public final class Chain {

  private final Map<Reference, Alert> alerts = new LinkedHashMap<>();
  private final Map<Reference, List<Alert>> ends = new HashMap<>();
  private final Map<Reference, List<Alert>> answers = new HashMap<>();
  private final Set<Reference> missing = new LinkedHashSet<>();
  private final Set<Link> ignored = new LinkedHashSet<>();
  private final List<Alert> conflicting = new ArrayList<>();
  private int duplicates;

  private Chain() {}

  /**
   * Of messages in the order of their arrival. Of two with one id the first one counts.
   *
   * @param arrived those that were not refused
   */
  public static Chain of(Collection<Alert> arrived) {
    var chain = new Chain();
    for (Alert alert : arrived) {
      var known = chain.alerts.putIfAbsent(alert.id(), alert);
      if (known == null) continue;
      if (known.equals(alert)) chain.duplicates++;
      else chain.conflicting.add(alert);
    }
    for (Alert alert : chain.alerts.values()) chain.link(alert);
    return chain;
  }

  private void link(Alert by) {
    for (Reference reference : new LinkedHashSet<>(by.references())) {
      var about = alerts.get(reference);
      if (about == null) {
        missing.add(reference);
        continue;
      }
      var type = by.msgType();
      if (type == MsgType.ACK || type == MsgType.ERROR) {
        answers.computeIfAbsent(reference, r -> new ArrayList<>()).add(by);
      } else if (type == MsgType.UPDATE || type == MsgType.CANCEL) {
        if (mayEnd(by, about)) ends.computeIfAbsent(reference, r -> new ArrayList<>()).add(by);
        else ignored.add(new Link(by, about));
      }
    }
  }

  private static boolean mayEnd(Alert by, Alert about) {
    boolean mutual = about.references().contains(by.id());
    int order = by.id().sent().toInstant().compareTo(about.id().sent().toInstant());
    return by.id().sender().equals(about.id().sender())
        && by.status() == about.status()
        && !by.id().equals(about.id())
        && (order > 0 || order == 0 && !mutual);
  }

  /**
   * Where each Alert and Update stands, by time of sending.
   *
   * @param at only what was sent until then counts
   * @param unlimited how long after it was sent an info without end holds, a few days or so
   */
  public List<Standing> at(Instant at, Duration unlimited) {
    return alerts.values().stream()
        .filter(a -> a.msgType() == MsgType.ALERT || a.msgType() == MsgType.UPDATE)
        .sorted(Comparator.comparing((Alert a) -> a.id().sent().toInstant()))
        .map(alert -> standing(alert, at, unlimited))
        .toList();
  }

  /** What is to be acted on at a moment, of one status; a Draft never is. */
  public List<Standing> inForce(Status status, Instant at, Duration unlimited) {
    return at(at, unlimited).stream()
        .filter(s -> s.state() == State.IN_FORCE && s.alert().status() == status)
        .toList();
  }

  private Standing standing(Alert alert, Instant at, Duration unlimited) {
    Instant sent = alert.id().sent().toInstant();
    if (sent.isAfter(at)) return new Standing(alert, State.NOT_SENT, null, List.of());
    var ended =
        ends.getOrDefault(alert.id(), List.of()).stream()
            .filter(by -> !by.id().sent().toInstant().isAfter(at))
            .min(Comparator.comparing(by -> by.id().sent().toInstant()));
    // A cancellation is the last word, also after an update.
    var cancelled =
        ends.getOrDefault(alert.id(), List.of()).stream()
            .filter(by -> by.msgType() == MsgType.CANCEL)
            .filter(by -> !by.id().sent().toInstant().isAfter(at))
            .findFirst();
    if (cancelled.isPresent()) {
      return new Standing(alert, State.CANCELLED, cancelled.get(), List.of());
    }
    if (ended.isPresent()) return new Standing(alert, State.SUPERSEDED, ended.get(), List.of());
    if (alert.status() == Status.DRAFT) {
      return new Standing(alert, State.DRAFT, null, List.of());
    }
    var holding = new ArrayList<Info>();
    boolean later = false;
    for (Info info : alert.infos()) {
      var effective = info.times().effective();
      var expires = info.times().expires();
      Instant from = effective == null ? sent : effective.toInstant();
      Instant to = expires == null ? sent.plus(unlimited) : expires.toInstant();
      if (!to.isAfter(at)) continue;
      if (from.isAfter(at)) later = true;
      else holding.add(info);
    }
    if (!holding.isEmpty()) return new Standing(alert, State.IN_FORCE, null, holding);
    return new Standing(alert, later ? State.NOT_YET : State.EXPIRED, null, List.of());
  }

  /** Acknowledgements and rejections of a message, in the order of their arrival. */
  public List<Alert> answersTo(Reference id) {
    return List.copyOf(answers.getOrDefault(id, List.of()));
  }

  /** Referenced, but not among the messages: they may still come. */
  public Set<Reference> missing() {
    return Set.copyOf(missing);
  }

  /** Updates and cancellations that have no say in what they reference. */
  public Set<Link> ignored() {
    return Set.copyOf(ignored);
  }

  /** Later arrivals with the id of another message and other content, which do not count. */
  public List<Alert> conflicting() {
    return List.copyOf(conflicting);
  }

  /** How many messages came once more, unchanged. */
  public int duplicates() {
    return duplicates;
  }

  /** A message that references another one. */
  public record Link(Alert by, Alert about) {}

  /**
   * Where a message stands at a moment.
   *
   * @param by the message that ended it; null = none did
   * @param infos those that hold then
   */
  public record Standing(Alert alert, State state, @Nullable Alert by, List<Info> infos) {
    public Standing {
      infos = List.copyOf(infos);
    }
  }

  /** What can be said of a message at a moment. */
  public enum State {
    /** It is from later. */
    NOT_SENT,
    /** No info has come into effect yet, and one will. */
    NOT_YET,
    /** At least one info holds. */
    IN_FORCE,
    /** All its infos have ended, or it has none. */
    EXPIRED,
    /** Replaced by an update. */
    SUPERSEDED,
    /** Cancelled. */
    CANCELLED,
    /** Never to be acted on. */
    DRAFT
  }
}
