package org.lanmei.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.lanmei.kernel.Seq;
import org.lanmei.plan.assessment.EvidenceBook;

/**
 * What one viewer sees of all evidence; what was said about hidden evidence is hidden with it.
 *
 * @param entries in their order
 * @param plan the same, indexed for the plan
 * @param series indexed for a register of its own: it may number its sentences as the plan does,
 *     and evidence means the plan's
 * @param evidence by id
 */
record Seen(
    List<Entry> entries,
    EvidenceBook plan,
    EvidenceBook series,
    Map<UUID, Entry.Asserted> evidence) {

  static Seen of(List<Entry> all, Viewer viewer) {
    var hidden = new HashSet<UUID>();
    var entries = new ArrayList<Entry>(all.size());
    var evidence = new HashMap<UUID, Entry.Asserted>();
    for (Entry entry : all) {
      if (entry instanceof Entry.Asserted a && !viewer.sees(a)) hidden.add(a.id());
      if (hidden.contains(FiledEvidence.evidenceOf(entry))) continue;
      entries.add(entry);
      if (entry instanceof Entry.Asserted a) evidence.put(a.id(), a);
    }
    return new Seen(
        List.copyOf(entries),
        EvidenceBook.of(entries),
        EvidenceBook.of(aboutSeries(entries)),
        Map.copyOf(evidence));
  }

  private static List<Entry> aboutSeries(List<Entry> entries) {
    var kept = new ArrayList<Entry>();
    for (Entry entry : entries) {
      if (!(entry instanceof Entry.Asserted a)) {
        kept.add(entry);
        continue;
      }
      var series =
          a.subjects().stream()
              .filter(SubjectRef::isSeries)
              .collect(Collectors.toUnmodifiableSet());
      if (!series.isEmpty()) kept.add(a.about(series));
    }
    return kept;
  }

  /** By id, as known at a place in the order. */
  Map<UUID, Entry.Asserted> evidence(Seq known) {
    boolean all = evidence.values().stream().noneMatch(a -> a.seq().isAfter(known));
    return all
        ? evidence
        : evidence.values().stream()
            .filter(a -> !a.seq().isAfter(known))
            .collect(Collectors.toUnmodifiableMap(Entry.Asserted::id, a -> a));
  }
}
