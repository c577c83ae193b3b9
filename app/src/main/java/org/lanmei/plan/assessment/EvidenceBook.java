package org.lanmei.plan.assessment;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.lanmei.plan.Commitment;
import org.lanmei.plan.CommitmentId;
import org.lanmei.plan.Entry;
import org.lanmei.plan.Expectation;
import org.lanmei.plan.SubjectRef;

/**
 * All entries up to some seq, indexed by what they speak of. What retracts, contests or settles a
 * piece of evidence is found wherever that evidence is. Immutable: built once, asked for every
 * commitment.
 */
public final class EvidenceBook {

  private final Map<String, List<Entry>> bySubject;

  private EvidenceBook(Map<String, List<Entry>> bySubject) {
    this.bySubject = bySubject;
  }

  /** The book of {@code entries}, which may come in any order. */
  public static EvidenceBook of(List<Entry> entries) {
    var bySubject = new HashMap<String, List<Entry>>();
    var subjectsOf = new HashMap<UUID, Set<SubjectRef>>();
    for (Entry entry : entries.stream().sorted(comparing(Entry::seq)).toList()) {
      if (entry instanceof Entry.Asserted a) subjectsOf.put(a.id(), a.subjects());
      for (SubjectRef subject : subjectsOf.getOrDefault(evidence(entry), Set.of())) {
        bySubject.computeIfAbsent(shelf(subject), _ -> new ArrayList<>()).add(entry);
      }
    }
    return new EvidenceBook(bySubject);
  }

  /** The entries that touch the commitment or any part of it, in seq order. */
  public List<Entry> entriesFor(Commitment commitment) {
    Set<Entry> found = Collections.newSetFromMap(new IdentityHashMap<>());
    found.addAll(onShelf(shelf(commitment.id())));
    for (Expectation x : commitment.expects()) {
      for (SubjectRef subject : x.subjects()) found.addAll(onShelf(shelf(subject)));
    }
    return found.stream().sorted(comparing(Entry::seq)).toList();
  }

  private List<Entry> onShelf(String shelf) {
    return bySubject.getOrDefault(shelf, List.of());
  }

  private static UUID evidence(Entry entry) {
    return switch (entry) {
      case Entry.Asserted e -> e.id();
      case Entry.Retracted e -> e.target();
      case Entry.Contested e -> e.target();
      case Entry.Settled e -> e.target();
    };
  }

  /* A part stands with its commitment, so that evidence about a part which a later version of the
  commitment no longer has is still found, and shown as not counted. */
  private static String shelf(SubjectRef subject) {
    int part = subject.value().indexOf('/');
    return part < 0 ? subject.value() : subject.value().substring(0, part);
  }

  private static String shelf(CommitmentId id) {
    return "commitment:" + id;
  }
}
